// SPDX-License-Identifier: EUPL-1.2
package import Foundation
package import Kernel
import Product
package import Storage
import StoragePostgres

/// The database of a test: a file in its folder, or a PostgreSQL database of its own where `VERBUND_TEST_POSTGRES` names a
/// server on which it may make some.
package enum TestDatabase {
  package static var isPostgres: Bool { serverAddress != nil }

  private static var serverAddress: String? {
    ProcessInfo.processInfo.environment["VERBUND_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func server() throws -> PostgresServer? {
    try serverAddress.map { PostgresServer(try PostgresAddress($0)) }
  }

  /// The address of the folder's database; a second call names the same one, as a second process would.
  package static func address(in folder: URL) throws -> String {
    guard let server = try server() else { return "sqlite:\(folder.path)/test.sqlite" }
    try server.create(name(of: folder))
    return pooled(server.address(of: name(of: folder)))
  }

  /// An empty database, or the one that was opened there before.
  package static func open(in folder: URL, time: TimeSource, ids: IDSource? = nil) throws -> Database {
    try Database.open(address(in: folder), time: time, ids: ids)
  }

  /// A database with all tables, catalogues and centres.
  package static func prepared(in folder: URL, at now: Moment) async throws -> Database {
    guard let server = try server(), now == TestProduct.now else {
      let database = try open(in: folder, time: .fixed(now), ids: TestIDs(at: now).source)
      try await Installation.prepare(database)
      return database
    }
    let template = try await PostgresTemplate.ofThisProcess.name(on: server)
    try server.create(name(of: folder), from: template)
    let database = try open(in: folder, time: .fixed(now), ids: TestIDs(at: now, seed: 8).source)
    try await Installation.prepare(database)
    return database
  }

  package static func remove(in folder: URL) throws {
    try server()?.drop(name(of: folder))
    try? FileManager.default.removeItem(at: folder)
  }

  /// Tests run beside each other, so each takes few connections.
  fileprivate static func pooled(_ address: String) -> String {
    address + (address.contains("?") ? "&" : "?") + "pool=8"
  }

  private static func name(of folder: URL) -> String {
    "vt_" + String(folder.lastPathComponent.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }.suffix(50))
  }
}

/// A database with everything that a fresh installation has, made once and copied for each test.
///
/// An actor, because tests that begin at once must wait for the first; shared by the tests of a process, which is its only use.
private actor PostgresTemplate {
  static let ofThisProcess = PostgresTemplate()
  private var making: Task<String, any Error>?

  func name(on server: PostgresServer) async throws -> String {
    if let making { return try await making.value }
    let task = Task { try await Self.make(on: server) }
    making = task
    return try await task.value
  }

  private static func make(on server: PostgresServer) async throws -> String {
    let name = "vt_template_\(ProcessInfo.processInfo.processIdentifier)"
    try server.drop(name)
    try server.create(name)
    let database = try Database.open(
      TestDatabase.pooled(server.address(of: name)), time: .fixed(TestProduct.now),
      ids: TestIDs(at: TestProduct.now).source)
    try await Installation.prepare(database)
    try database.close()
    // Connections end a moment after they were closed; a copy needs a source that nobody uses.
    try await Task.sleep(for: .milliseconds(1500))
    return name
  }
}
