// SPDX-License-Identifier: EUPL-1.2
import Catalogues
import Centers
import Kernel
import Organisations
import Records
import Storage
import Tables
import TestKit
import Testing
import Web

@Suite struct OrganisationTableTests {
  private func load(_ csv: String, _ product: TestProduct, into tenant: TenantID) async throws -> TableReport {
    let today = product.database.time.today
    let words = TableWords.verbund(try await product.database.read { try CatalogueBook($0, on: today) })
    let job = TableImport(OrganisationTables.organisations, into: tenant, words: words)
    return try await job.run(.bytes(Array(csv.utf8)), on: product.database, by: .system("test"))
  }

  @Test("A list as centres keep it comes in with German headers, names of kinds, languages and towns")
  func german() async throws {
    let product = try await TestProduct()
    let tenant = try await product.center("dortmund").tenant
    let report = try await load(
      """
      Organisation;Art;Rechtsform;PLZ;Stadt;Kommune;Sprachen;Communitys;Gegründet;Telefon;Homepage;Träger
      Haus der Vielfalt;Migrantenselbstorganisation;e. V.;44147;Dortmund;Dortmund;Arabisch, Türkisch;syrische Community;1.999;0231/12345;vielfalt.example;
      Kita Brücke;Kindertageseinrichtung;gGmbH;44145;Dortmund;Dortmund;Deutsch;;;;;Haus der Vielfalt
      """, product, into: tenant)
    #expect(report.problems.map(\.text) == [])
    #expect(report.notices.isEmpty)
    #expect(report.inserted == 2)
    let organisations = try await product.database.read { connection in
      try connection.list(Organisation.self, in: .tenant(tenant), order: "name").map(\.record)
    }
    #expect(organisations.map(\.kind) == ["ET-MSO", "ET-KITA"])
    #expect(organisations[0].languages == ["ara", "tur"])
    #expect(organisations[0].municipality != nil)
    #expect(organisations[0].website == "https://vielfalt.example")
    #expect(organisations[1].parent == organisations[0].id)
    try product.remove()
  }

  @Test("Another centre's towns and organisations are not found, wrong kinds are named")
  func foreign() async throws {
    let product = try await TestProduct()
    let (dortmund, hagen) = (try await product.center("dortmund").tenant, try await product.center("hagen").tenant)
    #expect(try await load("Name\nVerein Hagen\n", product, into: hagen).isKept)
    let report = try await load(
      "Name;Kommune;Gehört zu;Art\nNeu;Hagen;Verein Hagen;Raumschiff\n", product, into: dortmund)
    #expect(!report.isKept)
    #expect(report.problems.map(\.column) == [2, 3, 4])
    try product.remove()
  }
}
