// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Records
internal import Storage

/// Makes and drops databases on a server, for tests and for restoring a backup beside the running one.
package struct PostgresServer: Sendable {
  private let address: PostgresAddress

  /// - Parameter address: of any database on it, with the right to make others.
  package init(_ address: PostgresAddress) { self.address = address }

  /// The address of another database on the same server.
  package func address(of name: String) -> String {
    let parts = address.target.split(separator: "?", maxSplits: 1)
    let path = parts[0].split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    return "\(path)/\(name)" + (parts.count > 1 ? "?\(parts[1])" : "")
  }

  /// - Returns: whether it was not there before.
  /// - Throws: what the server reports.
  @discardableResult
  package func create(_ name: String, from template: String? = nil) throws -> Bool {
    let link = try PostgresLink(address)
    var exists = false
    try PostgresSession(link).query("select 1 from pg_database where datname = \(name)") { _ in exists = true }
    if exists { return false }
    let source =
      template.map { "template \(Self.quoted($0)) strategy file_copy" }
      ?? "template template0 encoding 'UTF8' locale 'C'"
    try link.simple("create database \(Self.quoted(name)) \(source)")
    return true
  }

  /// Drops it with everybody who is connected to it; does nothing when it is not there.
  package func drop(_ name: String) throws {
    try PostgresLink(address).simple("drop database if exists \(Self.quoted(name)) with (force)")
  }

  private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
}
