// SPDX-License-Identifier: EUPL-1.2
import Centers
import Feedback
import Foundation
import Kernel
import Organisations
import Product
import Storage
import TestKit
import Testing

@Suite("Backup and restore of a file", .serialized, .enabled(if: !TestDatabase.isPostgres)) struct BackupTests {
  private static let quiet: Backup.Progress = { _, _, _ in }

  /// A product's database and the places of backups beside it.
  private struct Ground {
    let product: TestProduct
    var folder: String { product.folder.path }
    var address: String { "sqlite:\(folder)/test.sqlite" }
    var backup: String { "\(folder)/backup.sqlite" }
    var target: String { "\(folder)/back/verbund.sqlite" }

    init() async throws { product = try await TestProduct() }

    func restore(isUnlisted: Bool = false) async throws -> [String] {
      let address = "sqlite:\(target)"
      return try await Restore(into: address).run(
        from: backup, isUnlisted: isUnlisted, progress: BackupTests.quiet, open: { try Database(address: address) })
    }

    /// Organisations as a person would enter them, each with audit row and change.
    func write(_ numbers: Range<Int>) async throws {
      let tenant = try await product.center("dortmund").tenant
      for number in numbers {
        try await product.database.write(by: .system("test")) { transaction in
          var organisation = Organisation(id: transaction.makeID())
          organisation.name = "Verein \(number)"
          try transaction.insert(organisation, of: tenant)
        }
      }
    }
  }

  private func code(_ work: () async throws -> Void) async -> String {
    do {
      try await work()
      return ""
    } catch let problem as Problem {
      return problem.code
    } catch {
      return "other"
    }
  }

  @Test("What was backed up comes back: rows, audit chain, checksum")
  func round() async throws {
    let place = try await Ground()
    try await place.write(0..<20)
    let manifest = try await Backup(place.address).take(to: place.backup, progress: Self.quiet)
    #expect(manifest.rows["organisation"] == 20 && manifest.rows["center"] == 54)
    let stored = try #require(FileManager.default.contents(atPath: BackupManifest.path(of: place.backup)))
    #expect(try BackupManifest(parsing: Array(stored)) == manifest)
    try await place.write(20..<25)
    #expect(try await place.restore().isEmpty)
    let database = try Database(address: "sqlite:\(place.target)")
    #expect(try await database.read { try $0.number("select count(*) from organisation") } == 20)
  }

  @Test(
    "A backup taken while another process writes holds the state of one moment", .enabled(if: TestProgram.path != nil))
  func load() async throws {
    let place = try await Ground()
    // Enough pages that the copy takes many steps.
    try await place.write(0..<1500)
    let writer = Task {
      var number = 1500
      while !Task.isCancelled {
        try await place.write(number..<(number + 1))
        number += 1
      }
      return number
    }
    try await Task.sleep(for: .milliseconds(100))
    let ending = try await TestProgram.run(["backup", "--database", place.address, "--to", place.backup])
    writer.cancel()
    let written = try await writer.value
    #expect(ending.status == 0, "\(ending.complaints)")
    let back = try await TestProgram.run(
      ["restore", "--database", "sqlite:\(place.target)", "--from", place.backup])
    #expect(back.status == 0 && back.output.contains("Zurückgespielt und geprüft"), "\(back.complaints)")
    let database = try Database(address: "sqlite:\(place.target)")
    let (organisations, audits, changes) = try await database.read { connection in
      (
        try connection.number("select count(*) from organisation"),
        try connection.number("select count(*) from audit_log where kind = 'organisation'"),
        try connection.number("select count(*) from change_log where kind = 'organisation'")
      )
    }
    #expect(organisations == audits && audits == changes, "each write is there as a whole or not at all")
    #expect(organisations > 1500 - 1 && organisations < written, "it was taken between the writes")
    let check = try await TestProgram.run(["check", "--database", "sqlite:\(place.target)"])
    #expect(check.status == 0, "\(check.complaints)")
  }

  @Test("A backup overwrites nothing and leaves nothing half behind")
  func careful() async throws {
    let place = try await Ground()
    try Data("precious".utf8).write(to: URL(fileURLWithPath: place.backup))
    let take = { _ = try await Backup(place.address).take(to: place.backup, progress: Self.quiet) }
    #expect(await code(take) == "backup.exists")
    #expect(try String(contentsOfFile: place.backup, encoding: .utf8) == "precious")
    let elsewhere = {
      _ = try await Backup("sqlite:\(place.folder)/none").take(to: "\(place.folder)/x", progress: Self.quiet)
    }
    #expect(
      await code(elsewhere) == "storage.cannot-open"
        || FileManager.default.fileExists(atPath: "\(place.folder)/x") == false)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder).filter { $0.hasSuffix(".part") } == [])
    #expect(!FileManager.default.fileExists(atPath: "\(place.folder)/none"), "asking for a backup makes no database")
  }

  @Test("On a full disk there is no backup, and a sentence that says why", .enabled(if: TestProgram.path != nil))
  func full() async throws {
    let place = try await Ground()
    try await place.write(0..<200)
    let ending = try await TestProgram.run(
      ["backup", "--database", place.address, "--to", place.backup], blocks: 200)
    #expect(ending.status == 1 && ending.complaints.contains("Datenträger"), "\(ending.complaints)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder).filter { $0.hasPrefix("backup") } == [])
  }

  @Test("A changed file, a missing manifest, an occupied database are refused, and nothing is changed")
  func refused() async throws {
    let place = try await Ground()
    _ = try await Backup(place.address).take(to: place.backup, progress: Self.quiet)
    var bytes = try #require(FileManager.default.contents(atPath: place.backup))
    let whole = bytes
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: place.backup))
    #expect(await code { _ = try await place.restore() } == "backup.changed")
    #expect(!FileManager.default.fileExists(atPath: place.target))
    try whole.write(to: URL(fileURLWithPath: place.backup))
    try FileManager.default.removeItem(atPath: BackupManifest.path(of: place.backup))
    #expect(await code { _ = try await place.restore() } == "backup.no-manifest")
    #expect(try await place.restore(isUnlisted: true).isEmpty)
    #expect(await code { _ = try await place.restore(isUnlisted: true) } == "backup.not-empty")
  }

  @Test("The index of an earlier database does not survive a restore")
  func staleIndex() async throws {
    let place = try await Ground()
    _ = try await Backup(place.address).take(to: place.backup, progress: Self.quiet)
    try FileManager.default.createDirectory(atPath: "\(place.folder)/back", withIntermediateDirectories: true)
    try Data("old".utf8).write(to: URL(fileURLWithPath: place.target + ".index-1"))
    #expect(try await place.restore().isEmpty)
    #expect(!FileManager.default.fileExists(atPath: place.target + ".index-1"))
  }

  @Test("Rows that are missing after a restore are told by table")
  func lost() async throws {
    let place = try await Ground()
    let manifest = try await Backup(place.address).take(to: place.backup, progress: Self.quiet)
    var other = manifest
    other.rows["center"] = 55
    try Data(other.json).write(to: URL(fileURLWithPath: BackupManifest.path(of: place.backup)))
    #expect(try await place.restore() == ["Tabelle center: 54 statt 55 Zeilen."])
  }
}
