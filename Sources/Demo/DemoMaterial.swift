// SPDX-License-Identifier: EUPL-1.2

/// A whole Verbund, invented: centres, organisations, places, offers and guide pages in real towns.
///
/// Everything follows from the seed, the day and the sizes; nothing depends on the machine or the clock.
/// Offers are written on demand so that 50,000 of them never lie in memory at once.
package struct DemoMaterial: Sendable {
  /// What every page about invented data should say, by language.
  package static let notice = [
    DemoText(language: "de", text: "Beispieldaten: Organisationen, Angebote und Kontaktdaten sind erfunden."),
    DemoText(language: "en", text: "Example data: organisations, offers and contact details are invented."),
    DemoText(language: "ar", text: "بيانات تجريبية: المنظمات والعروض وبيانات الاتصال غير حقيقية."),
  ]

  package let today: DemoDay
  package let centers: [DemoCenter]
  package let organisations: [DemoOrganisation]
  package let places: [DemoPlace]
  package let guides: [DemoGuidePage]
  package let offerCount: Int
  private let writer: OfferWriter

  /// - Parameter organisations: wished number; a centre always has its fixed bodies (about 1,000 in all). Without it
  ///   2,000, or a tenth of the offers when that is more.
  package init(
    seed: UInt64 = 2_012, today: DemoDay, offers: Int = 3_200, organisations: Int? = nil
  ) throws(DemoFault) {
    let vocabulary = try Vocabulary()
    let centers = try CenterProfiles(vocabulary, try Towns()).all(seed: seed)
    let templates = try OfferTemplates.all(vocabulary)
    var writer = OrganisationWriter(vocabulary, try OrganisationKinds(vocabulary))
    let weights = centers.map { Self.weight(of: $0) }
    let wished = organisations ?? max(2_000, offers / 10)
    for (number, center) in centers.enumerated() {
      var draw = Draw(seed: seed, stream: 10_000 + UInt64(number))
      writer.write(center: center, count: wished * weights[number] / max(weights.reduce(0, +), 1), &draw)
    }
    self.today = today
    self.centers = centers
    self.organisations = writer.organisations
    places = writer.places
    guides = GuideTexts.pages
    offerCount = offers
    self.writer = OfferWriter(
      seed: seed, today: today, vocabulary, templates, centers: centers, organisations: writer.organisations,
      places: writer.places)
  }

  /// The offer with this number; nil beyond `offerCount`.
  package func offer(_ index: Int) -> DemoOffer? {
    (0..<offerCount).contains(index) ? writer.offer(index) : nil
  }

  /// All offers one after the other, written as they are asked for.
  package var offers: some Sequence<DemoOffer> & Sendable {
    DemoOffers(material: self)
  }

  /// Large centres have more of everything, but not in proportion: roughly the square root of the population.
  static func weight(of center: DemoCenter) -> Int {
    var root = 0
    while (root + 1) * (root + 1) <= center.population / 10 { root += 1 }
    return 60 + root
  }
}

/// Walks through the offers of a material.
private struct DemoOffers: Sequence, IteratorProtocol, Sendable {
  let material: DemoMaterial
  private var position = 0

  init(material: DemoMaterial) { self.material = material }

  mutating func next() -> DemoOffer? {
    defer { position += 1 }
    return material.offer(position)
  }
}
