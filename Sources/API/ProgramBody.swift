// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import HTTPTypes
internal import Kernel
internal import Web

/// The JSON object that a program sent.
struct ProgramBody: Sendable {
  let bytes: [UInt8]
  let object: JSONObject

  /// Bytes at most; the long texts of a guide page fit several times.
  static let limit = 1_048_576
  static let depth = 16

  /// - Parameter types: media types that are understood; the first is named in the refusal.
  /// - Throws: a `ProgramProblem` 415 for another type, a `Problem` for what is no JSON object or is too large or too deep.
  static func read(_ visit: Visit, types: [String] = ["application/json"]) async throws -> ProgramBody {
    let header = visit.headers[.contentType] ?? ""
    let type = (header.split(separator: ";").first.map(String.init) ?? "").trimmed.lowercased()
    guard types.contains(type) else { throw ProgramProblem.mediaType(types[0]) }
    let bytes = try await visit.body(limit: limit)
    guard case .object(let object) = try JSONValue(parsing: bytes, limit: limit, depth: depth) else {
      throw Problem("api.no-object", .invalid, "Gesendet werden muss ein JSON-Objekt.")
    }
    return ProgramBody(bytes: bytes, object: object)
  }
}

/// The condition of a write: the ETag of the version that the program has seen (RFC 9110, 13.1.1).
enum ProgramTag {
  static func text(_ version: Int) -> String { "\"\(version)\"" }

  /// The condition as it was sent.
  ///
  /// - Throws: a `ProgramProblem` 428 without one.
  @discardableResult
  static func demand(_ visit: Visit) throws -> String {
    guard let header = visit.headers[.ifMatch] else { throw ProgramProblem.preconditionRequired }
    return header
  }

  /// - Throws: a `ProgramProblem` 428 without a condition, 412 when it does not hold.
  static func check(_ visit: Visit, _ version: Int, _ name: String) throws {
    let header = try demand(visit)
    if header.trimmed == "*" { return }
    let tags = header.split(separator: ",").map { String($0).trimmed }
    guard tags.contains(text(version)) else { throw ProgramProblem.stale(name) }
  }

  /// Whether `If-None-Match` names the tag (weak comparison).
  static func isKnown(_ visit: Visit, _ tag: String) -> Bool {
    guard let header = visit.headers[.ifNoneMatch] else { return false }
    if header.trimmed == "*" { return true }
    return header.split(separator: ",").contains { part in
      let name = String(part).trimmed
      return name == tag || name == "W/" + tag || "W/" + name == tag
    }
  }
}
