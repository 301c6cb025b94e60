// SPDX-License-Identifier: EUPL-1.2
import Centers
import Kernel
import Organisations
import Records
import Storage
import TestKit
import Testing
import Web

@Suite struct OrganisationPageTests {
  /// A parent, a self-organisation with a place under it, an ended one; in two centres.
  private func fill(
    _ product: TestProduct
  ) async throws -> (main: Organisation, parent: Organisation, ended: Organisation) {
    let dortmund = try await product.center("dortmund")
    let hagen = try await product.center("hagen")
    let filled = try await product.database.write(by: .system("test")) { transaction in
      var parent = Organisation(id: transaction.makeID())
      parent.name = "Wohlfahrtsverband Ruhr"
      parent.kind = "ET-FT"
      try OrganisationActions.add(parent, of: hagen.tenant, transaction)
      var main = Sample.organisation(id: transaction.makeID())
      main.parent = parent.id
      try OrganisationActions.add(main, of: dortmund.tenant, transaction)
      try transaction.translate(
        main.id, of: dortmund.tenant, "summary", into: .english, "We go with families.", version: 1)
      try transaction.noteSource(
        Provenance(system: "vereinsportal", source: "17", address: "https://vereine.example/17", fingerprint: ""),
        of: main.id, in: dortmund.tenant)
      var place = Sample.place(id: transaction.makeID())
      place.organisation = main.id
      try OrganisationActions.add(place, of: dortmund.tenant, transaction)
      var person = ContactPerson(id: transaction.makeID())
      person.name = "Erika Geheim"
      person.organisation = main.id
      try transaction.insert(person, of: dortmund.tenant)
      var ended = Organisation(id: transaction.makeID())
      ended.name = "Alter Verein"
      ended.status = .ended
      try OrganisationActions.add(ended, of: dortmund.tenant, transaction)
      return (main, parent, ended)
    }
    try await product.settle()
    return filled
  }

  @Test("The page shows profile, place with accessibility, parent and source, and nothing that is for staff")
  func page() async throws {
    let product = try await TestProduct()
    let filled = try await fill(product)
    let path = OrganisationPath.organisation(filled.main.id).path.text
    let german = try await product.client.get(path)
    #expect(german.status == 200)
    for part in [
      "<h1>Elternverein Brücke &lt;e. V.&gt;</h1>", "Migrantenselbstorganisation", "syrische Community", "2014",
      "21–50", "Vereinshaus", "Eingang ohne Stufen", "Wohlfahrtsverband Ruhr", "vereinsportal", "tel:+4923155507740",
      "Samstag 11 bis 16 Uhr", "<p>Jeden Samstag ist offen.</p>", "datetime=\"2026-09-30\"",
    ] { #expect(german.body.contains(part), "\(part)") }
    #expect(!german.body.contains("GEHEIM"))
    #expect(!german.body.contains("Erika Geheim"))
    #expect(german.body.contains("\"@type\":\"NGO\""))
    let english = try await product.client.get("/en" + path)
    #expect(english.body.contains("We go with families."))
    #expect(english.body.contains("Entrance without steps"))
    #expect(english.body.contains("<h1 lang=\"de\">"))
    let arabic = try await product.client.get("/ar" + path)
    #expect(arabic.body.contains("مدخل بلا درجات"))
    let parent = try await product.client.get(OrganisationPath.organisation(filled.parent.id).path.text)
    #expect(parent.body.contains("Elternverein Brücke"))
    try product.remove()
  }

  @Test("The list is searched and narrowed by kind, language, community and centre")
  func list() async throws {
    let product = try await TestProduct()
    _ = try await fill(product)
    let all = try await product.client.get("/organisationen")
    #expect(all.status == 200)
    #expect(all.body.contains("2 Organisationen"))
    #expect(!all.body.contains("Alter Verein"))
    for (query, main, parent) in [
      ("q=Br%C3%BCcke", true, false), ("art=ET-MSO", true, false), ("art=ET-FT", false, true),
      ("sprache=ara", true, false), ("community=syrische+Community", true, false), ("zentrum=hagen", false, true),
      ("zentrum=hagen&art=ET-MSO", false, false),
    ] {
      let page = try await product.client.get("/organisationen?" + query)
      #expect(page.status == 200)
      #expect(page.body.contains(">Elternverein Brücke &lt;e. V.&gt;</a>") == main, "\(query)")
      #expect(page.body.contains(">Wohlfahrtsverband Ruhr</a>") == parent, "\(query)")
    }
    #expect(try await product.client.get("/organisationen?seite=x").status == 400)
    #expect(try await product.client.get("/organisationen/keine-id").status == 404)
    try product.remove()
  }

  @Test("Programs get lists with filters and one organisation with its places; wrong parameters are named")
  func programs() async throws {
    let product = try await TestProduct()
    let filled = try await fill(product)
    let list = try await product.client.get("/api/v1/organisations?center=05913000&language=ar")
    #expect(list.status == 200)
    #expect(list.body.contains("\"total\":1,"))
    #expect(list.body.contains(filled.main.id.text))
    #expect(!list.body.contains("GEHEIM"))
    let one = try await product.client.get("/api/v1/organisations/\(filled.main.id.text)")
    #expect(one.body.contains("\"places\":[{\"id\""))
    #expect(one.body.contains("\"step_free\":\"yes\""))
    #expect(!one.body.contains("\"needs\""))
    #expect(!one.body.contains("Erika"))
    for wrong in ["farbe=rot", "center=atlantis", "kind=ET-XX", "page=0", "modified_after=gestern", "language=1"] {
      let answer = try await product.client.get("/api/v1/organisations?" + wrong)
      #expect(answer.status == 400, "\(wrong)")
      #expect(answer.body.contains(wrong.split(separator: "=")[0]), "\(wrong)")
    }
    let later = try await product.client.get("/api/v1/organisations?modified_after=2030-01-01")
    #expect(later.body.contains("\"total\":0"))
    let earlier = try await product.client.get("/api/v1/organisations?modified_after=2020-01-01")
    #expect(earlier.body.contains("\"total\":2"))
    try product.remove()
  }
}
