// SPDX-License-Identifier: EUPL-1.2
import Demo
import Foundation
import Kernel
import Product
import Storage
import StoragePostgres
import TestKit
import Testing

@Suite("Copying a whole database")
struct CopyTests {
  /// Two databases with something in every corner, the second empty: from a file to the tests' engine and back to a file.
  private func ground() async throws -> (folder: URL, first: Database, second: Database, third: Database) {
    let folder = try TestProduct.temporaryFolder()
    let first = try Database(address: "sqlite:\(folder.path)/first.sqlite", time: .fixed(TestProduct.now))
    try await Installation.prepare(first)
    _ = try await DemoFiller(first).fill(offers: 40, guides: 24) { _ in }
    let second = try Database.open(
      try TestDatabase.address(in: folder), time: .fixed(TestProduct.now), checksReferences: false)
    let third = try Database(
      address: "sqlite:\(folder.path)/third.sqlite", time: .fixed(TestProduct.now), checksReferences: false)
    for database in [second, third] { try await Installation.prepareTables(database) }
    return (folder, first, second, third)
  }

  @Test("There and back everything is the same, row by row, and the audit chains hold")
  func thereAndBack() async throws {
    let (folder, first, second, third) = try await ground()
    let there = try await DatabaseCopy(from: first, to: second).run()
    let back = try await DatabaseCopy(from: second, to: third).run()
    #expect(there.map(\.digest) == back.map(\.digest))
    #expect(there.reduce(0) { $0 + $1.rows } > 1000)
    for database in [second, third] { #expect(try await database.read { try $0.brokenAudit() }.isEmpty) }
    // The change log goes on behind the copied numbers.
    let last = try await second.read { try $0.lastChange() }
    try await second.write(by: .system("test")) { transaction in
      let tenant = TenantID(Identifier(high: 7, low: 1))
      try transaction.noteChange("offer", Identifier(high: 1, low: 1), of: tenant, .saved)
    }
    try await second.numberChanges()
    #expect(try await second.read { try $0.lastChange() } == last + 1)
    for database in [first, second, third] { try database.close() }
    try TestDatabase.remove(in: folder)
  }

  @Test("A copy that broke off goes on; other data in the target are refused")
  func resumed() async throws {
    let (folder, first, second, third) = try await ground()
    _ = try await DatabaseCopy(from: first, to: second).run()
    // As if it had broken off: the end of two tables is missing.
    try await second.write(by: .system("test"), as: .bulk) { transaction in
      try transaction.run("delete from audit_log where tenant > (select min(tenant) from audit_head)")
      try transaction.run("delete from change_log where number > 50")
    }
    let again = try await DatabaseCopy(from: first, to: second).run()
    #expect(again.allSatisfy { !$0.digest.isEmpty })
    try await second.write(by: .system("test"), as: .bulk) { transaction in
      try transaction.run("update audit_head set number = number + 1")
    }
    let problem = await #expect(throws: Problem.self) { try await DatabaseCopy(from: first, to: second).run() }
    #expect(problem?.code == "copy.differs")
    for database in [first, second, third] { try database.close() }
    try TestDatabase.remove(in: folder)
  }
}
