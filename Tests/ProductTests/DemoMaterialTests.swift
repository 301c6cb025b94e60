// SPDX-License-Identifier: EUPL-1.2
import Demo
import Foundation
import Guides
import Testing

@Suite("The material of the demo")
struct DemoMaterialTests {
  private let today = DemoDay(year: 2026, month: 2, day: 2)

  private func material(seed: UInt64 = 2_012, offers: Int = 3_200) throws -> DemoMaterial {
    try DemoMaterial(seed: seed, today: today, offers: offers)
  }

  private func words(_ text: String) -> Int { text.split(whereSeparator: \.isWhitespace).count }

  @Test("The same seed gives the same Verbund, another seed another one")
  func reproducible() throws {
    let first = try material().offers.prefix(400).map { "\($0)" }
    let second = try material().offers.prefix(400).map { "\($0)" }
    let other = try material(seed: 7).offers.prefix(400).map { "\($0)" }
    #expect(first == second)
    #expect(first != other)
    #expect(try material().organisations.map(\.name) == material().organisations.map(\.name))
  }

  @Test("An offer is the same whether it is asked for alone or in the row")
  func onDemand() throws {
    let material = try material()
    let row = Array(material.offers.prefix(50))
    for index in [0, 7, 49] {
      let alone = try #require(material.offer(index))
      #expect("\(alone)" == "\(row[index])")
    }
    #expect(material.offer(-1) == nil)
    #expect(material.offer(material.offerCount) == nil)
  }

  @Test("There are 54 centres with all 396 municipalities, each with an introduction in three languages")
  func centers() throws {
    let centers = try material().centers
    #expect(centers.count == 54)
    #expect(Set(centers.map(\.ags)).count == 54)
    #expect(Set(centers.map(\.slug)).count == 54)
    #expect(centers.reduce(0) { $0 + $1.municipalities.count } == 396)
    for center in centers {
      #expect(center.introductions.map(\.language) == ["de", "en", "ar"])
      #expect(center.introductions.allSatisfy { words($0.text) >= 10 && !$0.text.contains("{") })
      #expect(center.focusFields.count == 4)
      let spaces = center.municipalities.reduce(0) { $0 + $1.quarters.count }
      #expect(spaces >= 4, "\(center.name) has only \(spaces) social spaces")
    }
    #expect(Set(centers.compactMap { $0.introductions.first?.text }).count == 54)
  }

  @Test("All places lie in the state and all organisations have a name of their own")
  func organisations() throws {
    let material = try material()
    #expect((1_900...2_200).contains(material.organisations.count))
    #expect(Set(material.organisations.map(\.name)).count == material.organisations.count)
    for place in material.places {
      #expect(place.postcode.count == 5)
      guard let latitude = place.latitude, let longitude = place.longitude else { continue }
      #expect((50.3...52.6).contains(latitude) && (5.8...9.5).contains(longitude), "\(place)")
    }
    let unknown = material.places.count { $0.latitude == nil }
    #expect((10...20).contains(unknown * 100 / material.places.count))
  }

  @Test("Phone numbers are those kept free for films, addresses end in .example")
  func contacts() throws {
    let material = try material()
    let contacts =
      material.organisations.map { ($0.contact.phone, $0.contact.mail) } + material.centers.map { ($0.phone, $0.mail) }
    for (phone, mail) in contacts {
      #expect(["0221 4710", "030 23125", "0176 040690"].contains { phone.hasPrefix($0) }, "\(phone)")
      #expect(mail.hasSuffix(".example"))
    }
    #expect(material.organisations.allSatisfy { $0.web.isEmpty || $0.web.hasSuffix(".example") || $0.isCenter })
  }

  @Test("Texts are filled completely, vary, and have the length of real ones")
  func texts() throws {
    var descriptions = Set<String>()
    for offer in try material().offers {
      let count = words(offer.description)
      #expect((38...160).contains(count), "\(offer.template): \(count) words")
      let all = [offer.title, offer.summary, offer.description] + offer.translations.map(\.description)
      #expect(all.allSatisfy { !$0.isEmpty && !$0.contains("{") && !$0.contains("  ") }, "\(offer.template)")
      descriptions.insert(offer.description)
    }
    #expect(descriptions.count > 3_150)
  }

  @Test("Gaps, endings and neglected offers come in the shares that the demo promises")
  func shares() throws {
    let material = try material()
    let offers = Array(material.offers)
    func percent(_ condition: (DemoOffer) -> Bool) -> Double {
      Double(offers.count(where: condition)) * 100 / Double(offers.count)
    }
    #expect((4.5...8).contains(percent { $0.fundingEnd.map { $0 >= today && $0 <= today + 90 } ?? false }))
    #expect((3...9).contains(percent { $0.verifiedOn == nil }))
    #expect(
      (7...14).contains(
        percent { offer in
          offer.verifiedOn.map { $0 + offer.reviewIntervalDays < today } ?? false
        }))
    #expect((3.5...7).contains(percent { $0.status == .draft || $0.status == .review }))
    #expect((2...5).contains(percent { $0.status == .paused }))
    #expect((2...7).contains(percent { $0.languages.isEmpty }))
    #expect((12...30).contains(percent { $0.accessible == .unknown }))
    #expect(percent { $0.translations.contains { $0.language == "ar" } } > 12)
    #expect(Set(offers.map(\.ags)).count == 54)
  }

  @Test("Every code of the demo stands in the catalogues, and every field of action has offers")
  func codes() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Catalogues/Data/catalogues.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let known = Set(lines.compactMap { $0.split(separator: ",").dropFirst().first.map(String.init) })
    let material = try material()
    var used = Set(material.organisations.map(\.kind)).union(material.centers.flatMap(\.focusFields))
    for offer in material.offers {
      used.formUnion(offer.fields + offer.stages + offer.targetGroups + [offer.strategy])
      used.formUnion([offer.serviceKind, offer.programme].filter { !$0.isEmpty })
    }
    #expect(used.subtracting(known) == [])
    #expect(known.filter { $0.hasPrefix("HF-") }.subtracting(used) == [])
  }

  @Test("Times are possible: they end after they start, on the right weekdays")
  func schedules() throws {
    for offer in try material(offers: 1_500).offers {
      for schedule in offer.schedules where schedule.kind != .appointment {
        #expect(schedule.start < schedule.end && schedule.end <= 24 * 60, "\(offer.template)")
        #expect(schedule.kind == .dates || !schedule.weekdays.isEmpty)
        #expect(schedule.days == schedule.days.sorted())
        #expect(schedule.weekdays.allSatisfy { (1...7).contains($0) })
      }
    }
  }

  @Test("The 20 statewide pages form a tree; German is always current, some translations are old or missing")
  func guides() throws {
    let pages = try material(offers: 1).guides
    #expect(pages.count == 20)
    var seen = Set<String>()
    for page in pages {
      #expect(page.parent.map { seen.contains($0) } ?? true, "\(page.key) stands before its parent")
      #expect(seen.insert(page.key).inserted)
      #expect(page.texts.first.map { $0.language == "de" && $0.basedOn == page.version } ?? false)
      for text in page.texts { #expect(Self.isWellFormed(text.html), "\(page.key) \(text.language)") }
    }
    #expect(pages.contains { page in page.texts.contains { $0.basedOn < page.version } })
    #expect(pages.contains { $0.texts.count == 1 })
    #expect(pages.count { $0.parent == nil } == 5)
  }

  @Test("The demanded pages exist in three languages and escape what the operator typed")
  func statutory() {
    let body = StatutoryOperator(
      name: "Amt <für> Tests & Beispiele", address: "Markt 1, 59821 Arnsberg", phone: "0221 4710001",
      mail: "post@amt.example", statementDay: "1. März 2026")
    let texts = StatutoryTexts.all(for: body)
    for page in StatutoryPage.allCases {
      #expect(texts.filter { $0.page == page }.map(\.language) == ["de", "en", "ar"])
    }
    for text in texts {
      #expect(Self.isWellFormed(text.html), "\(text.page) \(text.language)")
      #expect(!text.html.contains("<für>"))
    }
  }

  @Test(
    "Days are real days",
    arguments: [
      ("1970-01-01", 0, 4), ("2024-02-29", 19_782, 4), ("2026-02-02", 20_486, 1), ("1969-12-31", -1, 3),
    ])
  func days(iso: String, number: Int, weekday: Int) throws {
    let day = try #require(DemoDay(iso: iso))
    #expect(day.number == number)
    #expect(day.weekday == weekday)
    #expect(day.iso == iso)
  }

  @Test("Other days are refused", arguments: ["2023-02-29", "2026-13-01", "2026-1-1", "", "26-01-01", "2026-04-31"])
  func impossible(iso: String) { #expect(DemoDay(iso: iso) == nil) }

  /// Every tag is one of the simple ones and is closed in the right order.
  private static func isWellFormed(_ html: String) -> Bool {
    var open: [Substring] = []
    for part in html.split(separator: "<").dropFirst(html.hasPrefix("<") ? 0 : 1) {
      guard let end = part.firstIndex(of: ">") else { return false }
      let tag = part[..<end]
      if tag == "br" { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
        continue
      }
      let name = tag.prefix { $0 != " " }
      guard ["p", "h2", "h3", "ul", "ol", "li", "strong", "a"].contains(name) else { return false }
      if name == "a", !tag.hasPrefix("a href=\"https://") { return false }
      open.append(name)
    }
    return open.isEmpty
  }
}
