// SPDX-License-Identifier: EUPL-1.2
import Centers
import Foundation
import Kernel
import Logging
import Organisations
import Storage
import TestKit
import Testing
import Web

@testable import Product

@Suite("Looking for faults") struct CheckTests {
  private func faults(
    _ product: TestProduct, _ part: InstallationCheck.Part, index: String? = nil, _ environment: [String: String] = [:]
  ) async throws -> [String] {
    try await InstallationCheck(product.database, indexFile: index, environment: environment).faults(part)
  }

  private func run(_ product: TestProduct, _ sql: SQL) async throws {
    try await product.database.write(by: .system("test")) { try $0.run(sql) }
  }

  @Test("A sound installation has no faults", arguments: InstallationCheck.Part.allCases)
  func sound(part: InstallationCheck.Part) async throws {
    let product = try await TestProduct()
    #expect(try await faults(product, part) == [])
  }

  @Test("Settings that contradict each other or are misspelt are named, never with their values")
  func configuration() async throws {
    let product = try await TestProduct()
    let found = try await faults(
      product, .configuration,
      [
        "VERBUND_SMPT": "smtp://geheim", "VERBUND_METRICS_TOKEN": "kurz", "VERBUND_MAIL_FROM": "a@b.example",
        "PATH": "/bin",
      ])
    #expect(found.count == 3 && found.contains { $0.contains("VERBUND_SMPT") }, "\(found)")
    #expect(!found.joined().contains("geheim") && !found.joined().contains("kurz"))
  }

  @Test("Missing tables, columns and steps are named")
  func schema() async throws {
    let product = try await TestProduct()
    try await run(product, "alter table organisation rename column website to homepage")
    try await run(product, "delete from migration where name = '2026-11-25-b-outbox'")
    try await run(product, "drop table feedback")
    #expect(
      try await faults(product, .schema) == [
        "Schritt fehlt: 2026-11-25-b-outbox", "Tabelle organisation: Spalte website fehlt.",
        "Tabelle organisation: Spalte homepage ist nicht beschrieben.", "Tabelle feedback fehlt.",
      ])
  }

  @Test("A changed row of the protocol is named")
  func audit() async throws {
    let product = try await TestProduct()
    try await run(product, "update audit_log set action = 'forged' where number = 2")
    let found = try await faults(product, .audit)
    #expect(!found.isEmpty && found.allSatisfy { $0.contains("Zeile 2 passt nicht in die Kette") }, "\(found)")
  }

  @Test("Translations, sources and comments of records that do not exist are counted, unknown kinds named")
  func orphans() async throws {
    let product = try await TestProduct()
    let nobody = "018f0000-0000-7000-8000-000000000001"
    for field in ["name", "summary"] {
      try await run(
        product,
        """
        insert into translation (kind, record, language, field, text, source_version, modified_at)
        values ('organisation', \(nobody), 'en', \(field), 'x', 1, '2026-01-01T00:00:00.000Z')
        """)
    }
    try await run(
      product,
      """
      insert into provenance (tenant, system, kind, source, record, address, fingerprint, seen_at)
      values (\(nobody), 'csv', 'unicorn', '1', \(nobody), '', '', '2026-01-01T00:00:00.000Z')
      """)
    #expect(
      try await faults(product, .orphans) == [
        "Tabelle translation: 2 Zeilen gehören zu Einträgen der Art organisation, die es nicht gibt (zum Beispiel \(nobody)).",
        "Tabelle provenance: Die Art „unicorn“ gibt es nicht.",
      ])
  }

  @Test("A kept index that lacks, has too much of or has old documents is found out; one that is only behind is not")
  func index() async throws {
    let product = try await TestProduct()
    let path = "\(product.folder.path)/test.sqlite"
    let tenant = try await product.center("dortmund").tenant
    let names = ["Verein eins", "Verein zwei", "Verein drei"]
    let ids = try await product.database.write(by: .system("test")) { transaction in
      try names.map { name in
        var organisation = Organisation(id: transaction.makeID())
        organisation.name = name
        organisation.status = .active
        try transaction.insert(organisation, of: tenant)
        return organisation.id.text
      }
    }
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let kept = try await House(
      product.database, site: SiteConfiguration(address: "http://localhost"), indexFile: path, logger: logger)
    try await kept.follower.prepare()
    #expect(try await faults(product, .index, index: path) == [])
    try await product.database.write(by: .system("test")) { transaction in
      var late = Organisation(id: transaction.makeID())
      late.name = "Später"
      late.status = .active
      try transaction.insert(late, of: tenant)
    }
    #expect(try await faults(product, .index, index: path) == [], "what is in the change log is taken in")
    // Behind the back of the change log:
    try await run(product, "update organisation set name = 'Anders' where id = \(ids[0])")
    try await run(product, "delete from organisation where id = \(ids[1])")
    let found = try await faults(product, .index, index: path)
    #expect(found.contains("Suchindex: Der Eintrag organisation:\(ids[0]) ist veraltet."), "\(found)")
    #expect(
      found.contains("Suchindex: Der Eintrag organisation:\(ids[1]) steht noch, obwohl es ihn nicht mehr gibt."))
    #expect(IndexCheck.differences(["a": 1], ["a": 1, "b": 2]) == ["Suchindex: Der Eintrag b fehlt."])
  }

  @Test("The program tells each fault on a line and ends with the code 1", .enabled(if: TestProgram.path != nil))
  func program() async throws {
    let product = try await TestProduct()
    let address = ["--database", try TestDatabase.address(in: product.folder)]
    let sound = try await TestProgram.run(["check"] + address)
    #expect(sound.status == 0 && sound.output == "Alles in Ordnung.\n", "\(sound.complaints)")
    try await run(product, "update audit_log set action = 'forged' where number = 2")
    let broken = try await TestProgram.run(["check"] + address)
    #expect(broken.status == 1 && broken.complaints.contains("passt nicht in die Kette") && broken.output == "")
    #expect(try await TestProgram.run(["check", "schema"] + address).status == 0)
    #expect(try await TestProgram.run(["check", "unsinn"] + address).status == 64)
  }
}
