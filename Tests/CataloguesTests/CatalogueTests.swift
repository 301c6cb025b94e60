// SPDX-License-Identifier: EUPL-1.2
import Catalogues
import Centers
import Kernel
import Records
import Storage
import TestKit
import Testing

@Suite("Catalogues")
struct CatalogueTests {
  private func book(_ product: TestProduct) async throws -> CatalogueBook {
    let today = product.database.time.today
    return try await product.database.read { try CatalogueBook($0, on: today) }
  }

  @Test(
    "All eight catalogues are filled, with names in three languages where they are public",
    arguments: Catalogue.allCases)
  func filled(catalogue: Catalogue) async throws {
    let book = try await book(try await TestProduct())
    let entries = book.entries(of: catalogue)
    #expect(!entries.isEmpty)
    #expect(Set(entries.map(\.code)).count == entries.count)
    guard catalogue != .standard else { return }
    for entry in entries {
      #expect(entry.names[.english] != nil, "\(entry.code)")
      #expect(entry.names[.arabic] != nil, "\(entry.code)")
    }
  }

  @Test("Parents exist")
  func parents() async throws {
    let book = try await book(try await TestProduct())
    for entry in Catalogue.allCases.flatMap({ book.entries(of: $0) }) where !entry.parent.isEmpty {
      #expect(book[entry.parent] != nil, "\(entry.code) → \(entry.parent)")
    }
  }

  @Test(
    "Codes are found by themselves and by their names",
    arguments: ["HF-EL", "hf-el", "Frühe Bildung und Elementarbereich", " Early childhood and pre-school "])
  func names(text: String) async throws {
    let book = try await book(try await TestProduct())
    #expect(book.code(named: text, in: .field) == "HF-EL")
    #expect(book.code(named: text, in: .stage) == nil)
  }

  @Test("Unknown codes are told at the field")
  func unknown() async throws {
    let book = try await book(try await TestProduct())
    #expect(throws: Problem.self) { try book.check(["HF-XX"], .field, field: "fields") }
    #expect(throws: Never.self) { try book.check(["HF-EL", "HF-SE"], .field, field: "fields") }
  }

  @Test("A centre's own entry stands beside the shared ones; an expired one is not offered any more")
  func localAndExpired() async throws {
    let product = try await TestProduct()
    let tenant = try await product.center("dortmund").tenant
    try await product.database.write(by: .system("test")) { transaction in
      for (code, until) in [("ZG-DO1", nil), ("ZG-DO2", Day(iso: "2020-12-31"))] as [(String, Day?)] {
        var entry = CatalogueEntry(id: transaction.makeID())
        entry.catalogue = .targetGroup
        entry.code = code
        entry.parent = "ZG-MEN"
        entry.name = "Neue Nachbarschaft \(code)"
        entry.validUntil = until
        try transaction.insert(entry, of: tenant)
      }
    }
    let book = try await book(product)
    #expect(book.entries(of: .targetGroup).contains { $0.code == "ZG-DO1" && $0.tenant == tenant })
    #expect(!book.entries(of: .targetGroup).contains { $0.code == "ZG-DO2" })
    #expect(book["ZG-DO2"] != nil)
    #expect(book.family(of: "ZG-MEN").contains("ZG-DO1"))
    #expect(book.family(of: "ZG-MEN").contains("ZG-VAE"))
  }
}
