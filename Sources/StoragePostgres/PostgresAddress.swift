// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
package import Kernel

/// Where a PostgreSQL database is, and how many connections a process may hold to it.
///
/// The address is libpq's own (`postgres://user@host1,host2/name?sslmode=verify-full`), with three parameters of ours:
/// `pool` (connections, 1 to 200, else 16), `wait` (seconds that a request waits for one, 1 to 60, else 5) and `timeout`
/// (seconds that one statement may take, 1 to 3600, else 60).
package struct PostgresAddress: Sendable, Hashable {
  /// What libpq reads.
  let target: String
  let connections: Int
  let waitSeconds: Int
  let timeoutSeconds: Int

  package static func isOne(_ address: String) -> Bool {
    address.hasPrefix("postgres://") || address.hasPrefix("postgresql://")
  }

  /// - Throws: a `Problem` that names the parameter that cannot be read.
  package init(_ address: String) throws(Problem) {
    guard Self.isOne(address) else {
      throw Problem(
        "storage.unknown-address", .malformed,
        "Die Datenbank ist nicht lesbar. Möglich ist zum Beispiel: postgres://verbund@localhost/verbund")
    }
    let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var own: [String: String] = [:]
    var others: [Substring] = []
    for parameter in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
      let pair = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if ["pool", "wait", "timeout"].contains(pair[0]) {
        own[String(pair[0])] = pair.count > 1 ? String(pair[1]) : ""
      } else {
        others.append(parameter)
      }
    }
    target = String(parts[0]) + (others.isEmpty ? "" : "?" + others.joined(separator: "&"))
    connections = try Self.number("pool", own, 1...200, 16)
    waitSeconds = try Self.number("wait", own, 1...60, 5)
    timeoutSeconds = try Self.number("timeout", own, 1...3600, 60)
  }

  /// The address without what must not stand in messages.
  var shown: String {
    let withoutQuery = target.prefix { $0 != "?" }
    guard let at = withoutQuery.lastIndex(of: "@"), let start = withoutQuery.range(of: "://") else {
      return String(withoutQuery)
    }
    let user = withoutQuery[start.upperBound..<at].prefix { $0 != ":" }
    return "\(withoutQuery[..<start.upperBound])\(user)\(withoutQuery[at...])"
  }

  private static func number(
    _ name: String, _ own: [String: String], _ range: ClosedRange<Int>, _ fallback: Int
  ) throws(Problem) -> Int {
    guard let text = own[name] else { return fallback }
    guard let number = Int(text), range.contains(number) else {
      throw Problem(
        "storage.unknown-address", .malformed,
        "In der Adresse der Datenbank braucht „\(name)“ eine Zahl von \(range.lowerBound) bis \(range.upperBound).",
        field: name)
    }
    return number
  }
}
