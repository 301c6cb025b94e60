// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Testing

@testable import Duplicates

@Suite("How likely two records mean the same")
struct DuplicateScoreTests {
  private static let here = TenantID(Identifier(high: 1, low: 1))
  private static let there = TenantID(Identifier(high: 1, low: 2))

  private static func facts(
    _ profile: DuplicateProfile, _ number: UInt64, _ values: [String: String], in tenant: TenantID = here,
    isOpen: Bool = true
  ) -> DuplicateFacts {
    DuplicateFacts(profile, id: Identifier(high: 9, low: number), tenant: tenant, isOpen: isOpen) { values[$0] ?? "" }
  }

  private static func score(
    _ profile: DuplicateProfile, _ one: [String: String], _ other: [String: String]
  ) -> Double {
    DuplicateScore(facts(profile, 1, one), facts(profile, 2, other), profile).value
  }

  @Test("Names lose case, accents, legal forms and fillers; numbers, streets and identifiers have one form")
  func folding() {
    #expect(DuplicateFolding.words("Café Müller e. V.") == ["cafe", "muller"])
    #expect(DuplicateFolding.words("AWO gGmbH") == ["awo"])
    #expect(DuplicateFolding.words("MUELLER") == DuplicateFolding.words("Müller"))
    #expect(DuplicateFolding.words("Die GmbH") == ["die", "gmbh"] || DuplicateFolding.words("Die GmbH") == ["die"])
    #expect(DuplicateFolding.phone("+49 (0)231 12-3") == DuplicateFolding.phone("0231 123"))
    #expect(DuplicateFolding.phone("110").isEmpty)
    #expect(DuplicateFolding.street("Weißenburger Straße 12 a") == DuplicateFolding.street("Weissenburgerstr. 12a"))
    #expect(
      DuplicateFolding.identifiers("Vereinsregister: Dortmund VR 1234\nohne")
        == ["vereinsregister": "dortmundvr1234"])
    #expect(DuplicateFolding.host("https://www.awo-do.de/wir") == "awo-do.de")
    #expect(DuplicateFolding.host("https://www.facebook.com/wir").isEmpty)
  }

  @Test("Organisations score as the page of prose works out")
  func organisations() {
    let profile = DuplicateKinds.organisation
    let house = ["name": "Haus der Vielfalt e. V.", "postcode": "44147", "street": "Weißenburger Straße 12"]
    #expect(Self.score(profile, ["name": "Haus der Vielfalt"], ["name": "Haus der Vielfalt e. V."]) == 0.6)
    #expect(Self.score(profile, house, ["name": "Haus der Vielfalt", "postcode": "44147"]) == 0.68)
    let written = ["name": "Haus der Vielfalt", "postcode": "44147", "street": "Weissenburgerstr. 12"]
    #expect(Self.score(profile, house, written) == 0.8)
    #expect(Self.score(profile, house, ["name": "Haus der Vielfalt", "postcode": "58095"]) == 0.36)
    let identifier = "Vereinsregister: VR 12"
    let renamed = Self.score(
      profile, ["name": "Alter Name", "identifiers": identifier], ["name": "Neuer Titel", "identifiers": identifier])
    #expect(renamed == 0.9)
    let apart = Self.score(
      profile, ["name": "Haus der Vielfalt", "identifiers": identifier],
      ["name": "Haus der Vielfalt", "identifiers": "Vereinsregister: VR 13"])
    #expect(apart == 0.24)
    #expect(Self.score(profile, ["name": "Grundschule 12"], ["name": "Grundschule 21"]) < DuplicateScore.possible)
    let slip = Self.score(
      profile, ["name": "Kita Sonnenschein", "postcode": "44147"], ["name": "Kita Sonenschein", "postcode": "44147"])
    #expect(slip >= DuplicateScore.possible)
  }

  @Test("Colleagues who share a number, and courses of different terms, are not the same")
  func peopleAndOffers() {
    let office = ["organisation": "o", "phone": "0231 123456"]
    func person(_ name: String) -> [String: String] { office.merging(["name": name]) { one, _ in one } }
    let profile = DuplicateKinds.person
    #expect(Self.score(profile, person("Anna Müller"), person("Anna Mueller")) == 0.88)
    #expect(Self.score(profile, person("Anna Müller"), person("Peter Müller")) == 0)
    let elsewhere = Self.score(
      profile, ["name": "Anna Müller", "organisation": "o"], ["name": "Anna Müller", "organisation": "p"])
    #expect(elsewhere < DuplicateScore.possible)
    let course = ["title": "Deutschkurs A1", "organisation": "o"]
    let spring = course.merging(["starts_on": "2026-02-01"]) { one, _ in one }
    let autumn = course.merging(["starts_on": "2026-09-01"]) { one, _ in one }
    #expect(Self.score(DuplicateKinds.offer, course, spring) == 0.76)
    #expect(Self.score(DuplicateKinds.offer, spring, autumn) < DuplicateScore.possible)
  }

  @Test("Across tenants only open organisations meet; keys that too many share are passed over")
  func bounds() {
    let profile = DuplicateKinds.organisation
    let values = ["name": "Haus der Vielfalt", "mail": "haus@example.org"]
    let mine = Self.facts(profile, 1, values)
    let theirs = Self.facts(profile, 2, values, in: Self.there)
    let hidden = Self.facts(profile, 3, values, in: Self.there, isOpen: false)
    let across = DuplicateFinder(profile: profile, isAcross: true)
    #expect(across.pairs([mine, theirs, hidden]).count == 2)
    #expect(DuplicateFinder(profile: profile, isAcross: false).pairs([mine, theirs]).isEmpty)
    let many = (0..<60).map { Self.facts(profile, UInt64($0), ["name": "Elterncafé"]) }
    #expect(across.pairs(many).isEmpty)
    #expect(across.pairs(Array(many.prefix(5))).count == 10)
  }

  @Test("5,000 contacts are searched within the time, also in a debug build")
  func speed() {
    var numbers = SeededNumbers(seed: 7)
    let facts = (0..<5000).map { index -> DuplicateFacts in
      let letters = (0..<6).map { _ in Character(UnicodeScalar(UInt8.random(in: 97...122, using: &numbers))) }
      let name = "Vorname\(index % 300) \(String(letters))"
      return Self.facts(
        DuplicateKinds.person, UInt64(index),
        ["name": name, "mail": "p\(index % 4900)@example.org", "organisation": "o\(index % 700)"])
    }
    let time = ContinuousClock().measure {
      _ = DuplicateFinder(profile: DuplicateKinds.person, isAcross: false).pairs(facts)
    }
    #expect(time < .seconds(10))
  }
}
