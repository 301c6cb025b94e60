// SPDX-License-Identifier: EUPL-1.2

/// Writes any offer by its number; the same number always gives the same offer.
struct OfferWriter: Sendable {
  private let seed: UInt64
  private let today: DemoDay
  private let vocabulary: Vocabulary
  private let templates: [OfferTemplate]
  private let texts: OfferTexts
  private let timetable: OfferSchedules
  private let centers: [CenterOffers]
  private let organisations: [DemoOrganisation]
  private let places: [DemoPlace]
  /// Running totals of the weights of the centres.
  private let centerTotals: [Int]
  private let germanNames: [String: String]

  /// What one centre can offer: its templates by weight and who carries them.
  private struct CenterOffers: Sendable {
    let center: DemoCenter
    let totals: [Int]
    let providers: [[Int]]
    let languages: OfferLanguages
  }

  init(
    seed: UInt64, today: DemoDay, _ vocabulary: Vocabulary, _ templates: [OfferTemplate], centers: [DemoCenter],
    organisations: [DemoOrganisation], places: [DemoPlace]
  ) {
    self.seed = seed
    self.today = today
    self.vocabulary = vocabulary
    self.templates = templates
    self.organisations = organisations
    self.places = places
    texts = OfferTexts(vocabulary)
    timetable = OfferSchedules(today: today)
    centerTotals = runningTotals(centers.map { DemoMaterial.weight(of: $0) })
    germanNames = Dictionary(vocabulary.languages.map { ($0.code, $0.german) }, uniquingKeysWith: { first, _ in first })
    var byCenter: [String: [Int]] = [:]
    for organisation in organisations { byCenter[organisation.ags, default: []].append(organisation.index) }
    self.centers = centers.enumerated().map { number, center in
      Self.offers(
        of: center, number, seed, templates, byCenter[center.ags] ?? [], organisations,
        OfferLanguages(vocabulary, center: center))
    }
  }

  private static func offers(
    of center: DemoCenter, _ number: Int, _ seed: UInt64, _ templates: [OfferTemplate], _ own: [Int],
    _ organisations: [DemoOrganisation], _ languages: OfferLanguages
  ) -> CenterOffers {
    var draw = Draw(seed: seed, stream: 5_000 + UInt64(number))
    let codes = ["HF-WI", "HF-SEN", "HF-RD", "HF-SI", "HF-KU", "HF-PP", "HF-SPO", "HF-JU", "HF-USB", "HF-AD"]
    let thin = draw.sample(codes, draw.number(in: 0...3))
    var weights: [Int] = []
    var providers: [[Int]] = []
    for template in templates {
      let able = own.filter { index in
        let organisation = organisations[index]
        return template.kinds.contains(organisation.isCenter ? "KI" : organisation.kind)
      }
      let focus = template.fields.contains { center.focusFields.contains($0) }
      let gap = template.fields.first.map { thin.contains($0) } ?? false
      weights.append(able.isEmpty || gap ? 0 : template.weight * (focus ? 9 : 5))
      providers.append(able)
    }
    return CenterOffers(
      center: center, totals: runningTotals(weights), providers: providers, languages: languages)
  }

  /// Nil only when the material holds no centre or no organisation that offers anything.
  func offer(_ index: Int) -> DemoOffer? {
    var draw = Draw(seed: seed, stream: 1_000_000 + UInt64(index))
    guard let own = center(index), let position = draw.position(inTotals: own.totals),
      let provider = draw.pick(own.providers[position]), let placeIndex = draw.pick(organisations[provider].places)
    else { return nil }
    return write(index, templates[position], own, organisations[provider], places[placeIndex], &draw)
  }

  /// The golden ratio spreads the offers evenly over the centres, whatever their number.
  private func center(_ index: Int) -> CenterOffers? {
    guard let sum = centerTotals.last, sum > 0 else { return nil }
    let share = (UInt64(index) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    let wanted = Int(share.multipliedFullWidth(by: UInt64(sum)).high)
    var low = 0
    var high = centerTotals.count - 1
    while low < high {
      let middle = (low + high) / 2
      if centerTotals[middle] > wanted { high = middle } else { low = middle + 1 }
    }
    return centers[low]
  }

  private func write(
    _ index: Int, _ template: OfferTemplate, _ own: CenterOffers, _ organisation: DemoOrganisation,
    _ place: DemoPlace, _ draw: inout Draw
  ) -> DemoOffer? {
    let languages = own.languages.draw(template.languages, organisation: organisation, &draw)
    let filling = filling(own.center, organisation, place, languages)
    let childcare = draw.chance(template.childcare)
    let registration = texts.registration(template, filling, &draw)
    let life = OfferLife(template, today: today, &draw)
    let capacity = template.capacity.map { draw.number(in: $0) }
    let strategy = Self.education.contains(template.fields.first ?? "") ? "IDB" : "IQA"
    return DemoOffer(
      index: index, ags: own.center.ags, organisation: organisation.index, template: template.key,
      title: texts.title(template, filling, "de", &draw), summary: texts.summary(template, filling, "de", &draw),
      description: texts.description(
        template, filling, childcare: childcare, registration: registration, &draw),
      translations: translations(template, filling, &draw), strategy: strategy, fields: template.fields,
      stages: draw.chance(70) ? template.stages : Array(template.stages.prefix(1)),
      targetGroups: draw.chance(70) ? template.targetGroups : Array(template.targetGroups.prefix(1)),
      ageFrom: template.ageFrom, ageTo: template.ageTo, languages: languages, cost: cost(template, &draw),
      eligibility: texts.eligibility(template, filling, &draw), registration: registration, capacity: capacity,
      freePlaces: capacity.flatMap { draw.chance(60) ? draw.number(in: 0...max($0 / 2, 1)) : nil },
      accessible: accessible(template, place, &draw), childcare: childcare,
      schedules: schedules(template, organisation, place, life.until, &draw), contact: organisation.contact,
      web: draw.chance(60) ? organisation.web : "", fundingSource: template.funding, fundingEnd: life.fundingEnd,
      continuity: life.continuity, status: life.status, verifiedOn: life.verifiedOn, verifiedBy: life.verifiedBy,
      reviewIntervalDays: life.interval, serviceKind: template.serviceKind, programme: template.programme,
      source: draw.chance(85) ? "beispiel" : "beispiel:csv")
  }

  private static let education: Set<String> = [
    "HF-EL", "HF-SE", "HF-SP", "HF-SE1", "HF-EB", "HF-JU", "HF-USB", "HF-HW",
  ]

  private func filling(
    _ center: DemoCenter, _ organisation: DemoOrganisation, _ place: DemoPlace, _ languages: [DemoLanguage]
  ) -> Filling {
    let others = languages.filter { $0.code != "deu" }.map { germanNames[$0.code] ?? $0.code }
    var filling = Filling()
    filling[.town] = place.municipality
    filling[.quarter] = place.quarter.isEmpty ? place.municipality : place.quarter
    filling[.provider] = organisation.name
    filling[.municipality] = CenterProfiles.administration(name: center.name, kind: center.kind)
    filling[.languages] = others.count > 4 ? "" : listed(others)
    filling[.languageName] = others.first ?? "Arabisch"
    return filling
  }

  private func translations(
    _ template: OfferTemplate, _ filling: Filling, _ draw: inout Draw
  ) -> [DemoTranslation] {
    guard !template.phrases("title", "en").isEmpty else { return [] }
    var translations: [DemoTranslation] = []
    for (language, percent) in [("en", 62), ("ar", 46)] where draw.chance(percent) {
      translations.append(
        texts.translation(template, filling, language, outdated: draw.chance(12), &draw))
    }
    return translations
  }

  private func cost(_ template: OfferTemplate, _ draw: inout Draw) -> DemoCost {
    let euros = draw.number(in: template.price)
    switch template.cost {
    case "beitrag": return DemoCost(kind: .fee, cents: euros * 100, text: "\(euros) Euro Beitrag")
    case "ermaessigt":
      return DemoCost(kind: .reduced, cents: euros * 100, text: "\(euros) Euro, Ermäßigung auf Nachweis")
    case "foerderung":
      return DemoCost(kind: .funded, cents: 0, text: "Kostenfrei mit Berechtigung, sonst Kursgebühr je Modul")
    default: return DemoCost(kind: .free, cents: 0, text: "Kostenlos")
    }
  }

  private func accessible(_ template: OfferTemplate, _ place: DemoPlace, _ draw: inout Draw) -> DemoAnswer {
    if place.accessible != .unknown { return draw.chance(95) ? place.accessible : .unknown }
    return draw.chance(template.accessible / 4) ? .yes : .unknown
  }

  private func schedules(
    _ template: OfferTemplate, _ organisation: DemoOrganisation, _ place: DemoPlace, _ until: DemoDay?,
    _ draw: inout Draw
  ) -> [DemoSchedule] {
    var all = timetable.schedules(template, place: place.index, until: until, &draw)
    if let second = organisation.places.first(where: { $0 != place.index }), draw.chance(30) {
      all += timetable.schedules(template, place: second, until: until, &draw)
    }
    return all
  }
}

/// How far along an offer is: status, funding, last check.
struct OfferLife {
  let continuity: DemoOffer.Continuity
  let status: DemoOffer.Status
  let fundingEnd: DemoDay?
  let until: DemoDay?
  let verifiedOn: DemoDay?
  let verifiedBy: String
  let interval: Int

  init(_ template: OfferTemplate, today: DemoDay, _ draw: inout Draw) {
    let stage = draw.below(100)
    status =
      stage < 3 ? .draft : stage < 5 ? .review : stage < 8 ? .paused : stage < 10 ? .ended : .published
    let path = draw.below(100)
    if status == .ended {
      continuity = .ending
      fundingEnd = today - draw.number(in: 5...120)
    } else if path < template.project {
      continuity = .project
      fundingEnd = Self.periodEnd(after: today + 91, &draw)
    } else if path < template.project + template.perpetuated {
      continuity = .perpetuated
      fundingEnd = nil
    } else {
      continuity = .ending
      fundingEnd = today + draw.number(in: 8...90)
    }
    until = continuity == .ending ? fundingEnd : nil
    interval = draw.pick([90, 180, 180, 180, 365, 365]) ?? 180
    let check = draw.below(100)
    if check < 4 || status == .draft {
      verifiedOn = nil
    } else if check < 14 {
      verifiedOn = today - interval - draw.number(in: 1...200)
    } else {
      verifiedOn = today - draw.number(in: 0...(interval - 1))
    }
    verifiedBy =
      verifiedOn == nil
      ? "" : draw.pick(["Redaktion des Kommunalen Integrationszentrums", "Anbietende Organisation"]) ?? ""
  }

  /// Funding ends with a half-year, up to two years ahead.
  private static func periodEnd(after day: DemoDay, _ draw: inout Draw) -> DemoDay {
    let year = day.year + draw.number(in: 0...2)
    let june = DemoDay(year: year, month: 6, day: 30)
    let december = DemoDay(year: year, month: 12, day: 31)
    return draw.chance(30) && june >= day ? june : max(december, day)
  }
}
