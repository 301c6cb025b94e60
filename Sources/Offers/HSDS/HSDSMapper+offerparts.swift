// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Organisations
internal import Records

extension HSDSMapper {
  /// Where a service is offered; false where a place is named that nobody knows.
  mutating func mapOfferPlaces(_ index: Int, _ draft: inout HSDSOfferDraft, _ below: inout [HSDSRemark]) -> Bool {
    for pair in package.children(index, .serviceAtLocation) {
      let item = package.items[pair]
      package.use(pair, "id")
      var about = [remark(pair, "description", "")].compactMap(\.self)
      let phones = package.children(pair, .phone).filter { !belongs($0, to: .service) }
      let isPhone = draft.offer.phone.isEmpty
      let told = mapPhones(phones) { number in
        isPhone && Offer.descriptor.field("phone")?.info.problem(with: .text(number)) == nil
      }
      if isPhone { draft.offer.phone = told.main }
      about += told.remarks
      var place: RecordID<Place>?
      if let location = item.references[.location] {
        place = placeID(location)
        if place == nil { draft.offer.wholeArea = true }
        below += remarksOfPlace(location).filter { new in !below.contains { $0.place.text == new.place.text } }
      } else if let id = item.unresolved[.location] {
        place = shelves.places.sources[id]?.record
        package.use(pair, "location_id")
        guard place != nil else {
          package.refuse(
            index, item.place("location_id"), "unknown-location",
            "Den Ort „\(id.prefix(80))“ gibt es weder in dieser Lieferung noch in einer früheren.")
          return false
        }
      }
      attach(place, pair, about, &draft, &below)
    }
    return true
  }

  private mutating func attach(
    _ place: RecordID<Place>?, _ pair: Int, _ about: [HSDSRemark], _ draft: inout HSDSOfferDraft,
    _ below: inout [HSDSRemark]
  ) {
    let item = package.items[pair]
    let lines = about.map { HSDSRemark(label: $0.label, text: HSDSProse.line($0.text), place: $0.place) }
    guard let place, !draft.places.contains(where: { $0.record.place == place }) else {
      below += lines.map { $0.label.isEmpty ? $0.labelled("Zum Ort") : $0 }
      if place != nil {
        package.ledger.notice(item.place, "Derselbe Ort steht zweimal bei dem Angebot; er wurde einmal übernommen.")
      }
      return
    }
    var link = OfferPlace(id: shelves.offerPlaces.partID(item.id, transaction))
    link.offer = draft.offer.id
    link.place = place
    let joined = HSDSProse.join(lines, " · ", limit: 300)
    link.remark = joined.text
    below += joined.rest.map { $0.label.isEmpty ? $0.labelled("Zum Ort") : $0 }
    draft.places.append((item.id, link))
  }

  /// Times of the service, and those that hold only at one of its places.
  mutating func mapTimes(_ index: Int, _ draft: inout HSDSOfferDraft, _ below: inout [HSDSRemark]) {
    var done: Set<Int> = []
    for pair in package.children(index, .serviceAtLocation) {
      let id = package.items[pair].id
      let place = draft.places.first { $0.key == id }?.record.id
      for schedule in package.children(pair, .schedule) {
        done.insert(schedule)
        let mapped = mapSchedule(schedule, of: draft.offer.id, owner: id, at: place)
        draft.schedules += mapped.schedules
        below += mapped.rest
      }
    }
    for schedule in package.children(index, .schedule) where done.insert(schedule).inserted {
      let mapped = mapSchedule(schedule, of: draft.offer.id, owner: package.items[index].id, at: nil)
      draft.schedules += mapped.schedules
      below += mapped.rest
    }
  }

  /// For whom it is by where they live: our social spaces by name, the whole area, or a text.
  mutating func mapReach(_ index: Int, _ offer: inout Offer, _ below: inout [HSDSRemark]) {
    let pairs = package.children(index, .serviceAtLocation)
    let areas = package.children(index, .area) + pairs.flatMap { package.children($0, .area) }
    var isWhole = false
    for area in areas {
      let name = HSDSProse.line(package.items[area]["name"] ?? "")
      if let space = spaces.first(where: { $0.name.lowercased() == name.lowercased() }) {
        if !offer.spaces.contains(space.id.text) { offer.spaces.append(space.id.text) }
        package.use(area, "name")
        if let text = remark(area, "description", "Einzugsgebiet \(name)") { below.append(text) }
        continue
      }
      isWhole = isWhole || !name.isEmpty && name.lowercased() == center?.municipality.lowercased()
      let texts = [remark(area, "name", ""), remark(area, "description", "")].compactMap(\.self)
      if texts.isEmpty { continue }
      below.append(
        HSDSRemark(
          label: "Einzugsgebiet", text: texts.map(\.text).joined(separator: "; "), place: package.items[area].place))
    }
    if isWhole, pairs.isEmpty || offer.wholeArea { offer.wholeArea = true }
    if pairs.isEmpty, !areas.isEmpty, offer.spaces.isEmpty { offer.wholeArea = true }
  }

  // MARK: Cost and capacity

  mutating func mapCost(_ index: Int, _ offer: inout Offer, _ below: inout [HSDSRemark]) {
    var texts = ["fees_description", "fees"].compactMap { remark(index, $0, "") }
    var amounts: [(amount: Double, isEuro: Bool)] = []
    for option in package.children(index, .costOption) {
      let item = package.items[option]
      let currency = item["currency"]?.uppercased() ?? "EUR"
      package.use(option, "option", "currency", "amount", "amount_description", "valid_from", "valid_to")
      if let amount = item.number("amount") { amounts.append((amount, currency == "EUR")) }
      if let words = Self.words(of: item, currency) {
        texts.append(HSDSRemark(label: "", text: words, place: item.place))
      }
    }
    let isFree = texts.contains { Self.freeWords.contains($0.text.lowercased().filter { $0 != "." && $0 != "!" }) }
    if let paid = amounts.first(where: { $0.amount > 0 }) {
      offer.cost = .paid
      if paid.isEuro { offer.costCents = Int((paid.amount * 100).rounded()) }
    } else if !amounts.isEmpty || isFree {
      offer.cost = .free
    }
    let lines = texts.map { HSDSRemark(label: "", text: HSDSProse.line($0.text), place: $0.place) }
    let joined = HSDSProse.join(lines, " · ", limit: 400)
    offer.costNote = joined.text
    below += joined.rest.map { $0.labelled("Kosten") }
  }

  private static let freeWords: Set<String> = [
    "kostenlos", "kostenfrei", "gratis", "keine", "free", "free of charge", "no fee", "none", "0", "0 €",
  ]

  /// `Unter 18: 35 EUR je Stunde (01.01.2020 bis 31.12.2022)`; nothing where the amount alone says it all.
  private static func words(of item: HSDSItem, _ currency: String) -> String? {
    let hasMore = ["option", "amount_description", "valid_from", "valid_to"].contains { item[$0] != nil }
    guard hasMore || currency != "EUR" else { return nil }
    let amount = item["amount"].map { "\($0) \(currency)" }
    let price = [amount, item["amount_description"]].compactMap(\.self).joined(separator: " ")
    var words = [item["option"] ?? "", price].filter { !$0.isEmpty }.joined(separator: ": ")
    let from = item.day("valid_from").map { "ab \($0.german)" }
    let until = item.day("valid_to").map { "bis \($0.german)" }
    let span = [from, until].compactMap(\.self).joined(separator: " ")
    if !span.isEmpty { words += " (\(span))" }
    return words.isEmpty ? nil : words
  }

  private static let placeWords: Set<String> = [
    "platz", "plätze", "kursplätze", "place", "places", "person", "personen", "people", "seat", "seats",
    "teilnehmende", "teilnehmer", "participant", "participants",
  ]

  mutating func mapCapacities(_ index: Int, _ offer: inout Offer, _ below: inout [HSDSRemark]) {
    for capacity in package.children(index, .capacity) {
      let item = package.items[capacity]
      let unit = item.references[.unit].flatMap { package.items[$0]["name"] } ?? ""
      package.use(capacity, "available", "maximum", "updated", "unit_id")
      if let unit = item.references[.unit] { package.use(unit, "name") }
      let (free, all) = (item.whole("available"), item.whole("maximum"))
      let range = 0...100_000
      if Self.placeWords.contains(unit.lowercased()), offer.freePlaces == nil, let free, range.contains(free),
        all.map({ range.contains($0) && $0 >= free }) ?? true
      {
        offer.freePlaces = free
        offer.capacity = all
        offer.placesAsOf = item.day("updated")
        if let text = remark(capacity, "description", "Plätze") { below.append(text) }
        continue
      }
      let count = [item["available"], item["maximum"]].compactMap(\.self).joined(separator: " von ")
      var words = "\(count) \(unit)".trimmedHSDS
      if let text = take(capacity, "description") { words += ", \(HSDSProse.line(text))" }
      if let day = item.day("updated") { words += " (Stand \(day.german))" }
      below.append(HSDSRemark(label: "Verfügbar", text: words, place: item.place))
    }
  }
}
