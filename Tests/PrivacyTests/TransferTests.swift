// SPDX-License-Identifier: EUPL-1.2
import Centers
import Foundation
import Kernel
import Organisations
import Product
import Records
import Storage
import TestKit
import Testing
import Web

@testable import Privacy

@Suite("Moving a centre")
struct TransferTests {
  private let archive = TenantArchive(KeptKinds.all)
  private let mover = Principal.system("test")

  /// Köln with organisations one inside the other, the inner one made first.
  private func filled() async throws -> Office {
    let office = try await Office()
    let koeln = office.koeln
    try await office.database.write(by: office.author) { transaction in
      var inner = Organisation(id: transaction.makeID())
      let outer = Organisation(id: transaction.makeID())
      inner.name = "Ortsgruppe \"Süd\", Ehrenfeld"
      try transaction.insert(inner, of: koeln)
      var named = outer
      named.name = "Verband"
      try transaction.insert(named, of: koeln)
      guard let stored = try transaction.find(Organisation.self, inner.id, in: .tenant(koeln)) else {
        throw Problem.notFound
      }
      inner.parent = outer.id
      try transaction.save(inner, over: stored)
      try transaction.noteSource(
        Provenance(system: "csv", source: "7", address: "", fingerprint: "f"), of: inner.id, in: koeln)
    }
    let contact = try await office.contact("Erika Muster", in: koeln)
    try await office.database.write(by: office.author) { transaction in
      _ = try office.holdings.erase(
        try #require(office.holdings.kind("contact_person")), koeln, contact.identifier, ["note"], transaction)
    }
    return office
  }

  @Test("Export, import into an empty installation, export again: the same bytes")
  func roundTrip() async throws {
    let office = try await filled()
    let first = office.product.folder.appendingPathComponent("eins.zip").path
    let count = try await archive.export(office.koeln, of: office.database, to: first, by: mover)
    let next = try await Office(at: TestProduct.now.adding(seconds: 86_400))
    #expect(next.koeln != office.koeln)
    #expect(try await archive.import(first, into: next.database, by: mover) == count)
    let second = next.product.folder.appendingPathComponent("zwei.zip").path
    #expect(try await archive.export(office.koeln, of: next.database, to: second, by: mover) == count)
    let one = try Data(contentsOf: URL(fileURLWithPath: first))
    #expect(try Data(contentsOf: URL(fileURLWithPath: second)) == one)
    #expect(try await next.database.read { try $0.brokenAudit() }.isEmpty)
    #expect(try await next.product.center("05315000").tenant == office.koeln)
    await #expect(throws: Problem.self) { try await archive.import(first, into: next.database, by: mover) }
  }

  @Test("A centre with data is left alone, and so is everything when the file is no archive")
  func refused() async throws {
    let office = try await filled()
    let path = office.product.folder.appendingPathComponent("eins.zip").path
    _ = try await archive.export(office.koeln, of: office.database, to: path, by: mover)
    let next = try await Office(at: TestProduct.now.adding(seconds: 86_400))
    _ = try await next.contact("Schon da", in: next.koeln)
    await #expect(throws: Problem.self) { try await archive.import(path, into: next.database, by: mover) }
    #expect(try await next.product.center("05315000").tenant == next.koeln)
    let broken = next.product.folder.appendingPathComponent("kaputt.zip")
    try Data(Array("Das ist ein Brief.".utf8)).write(to: broken)
    await #expect(throws: Problem.self) { try await archive.import(broken.path, into: next.database, by: mover) }
  }

  @Test(
    "An archive that was tampered with brings nothing in",
    arguments: [
      ("audit_log.jsonl", "Muster", "Meier"), ("manifest.json", "verbund-tenant", "anderes"),
      ("records/contact_person.jsonl", "\"tenant\":\"", "\"tenant\":\"0"),
      ("records/contact_person.jsonl", "\"archived_at\"", "\"sonst\""),
      ("audit_head.jsonl", "\"seal\":\"", "\"seal\":\"0"),
    ])
  func tampered(part: String, old: String, new: String) async throws {
    let office = try await filled()
    let path = office.product.folder.appendingPathComponent("eins.zip").path
    _ = try await archive.export(office.koeln, of: office.database, to: path, by: mover)
    let forged = office.product.folder.appendingPathComponent("zwei.zip").path
    let (reader, writer) = (try ArchiveReader(path), try ArchiveWriter(forged))
    let names =
      KeptKinds.all.map(\.transfer.kind).filter { $0 != "program_token" && $0 != "coordination_body" }
      .map { "records/\($0).jsonl" }
      + ["translation.jsonl"] + TransferTable.ofTenant.map { "\($0.name).jsonl" } + ["manifest.json"]
    for name in names {
      try writer.add(name) { write in
        try reader.lines(of: name) { line, _ in
          let text = String(decoding: line, as: UTF8.self)
          try write(Array((name == part ? text.replacing(old, with: new) : text).utf8) + [10])
        }
      }
    }
    try writer.close()
    let next = try await Office(at: TestProduct.now.adding(seconds: 86_400))
    await #expect(throws: Problem.self) { try await archive.import(forged, into: next.database, by: mover) }
    #expect(try await next.product.center("05315000").tenant == next.koeln)
    #expect(try await next.database.read { try $0.brokenAudit() }.isEmpty)
  }
}
