// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Formats
internal import Kernel
internal import Organisations
internal import Records

extension HSDSMapper {
  mutating func mapOffer(_ index: Int) {
    let item = package.items[index]
    var draft = HSDSOfferDraft(
      item: index, source: item.id, offer: Offer(id: shelves.offers.id(item.id, transaction)),
      sourceStatus: (take(index, "status") ?? "active").lowercased())
    package.use(index, "id")
    guard requireOrganisation(index, &draft.offer) else { return }
    var above: [HSDSRemark] = []
    var below: [HSDSRemark] = []
    if let alert = remark(index, "alert", "Aktueller Hinweis") { above.append(alert) }
    mapTitle(index, &draft.offer, &below)
    mapConditions(index, &draft.offer, &below)
    mapCost(index, &draft.offer, &below)
    mapClasses(index, &draft.offer)
    guard mapOfferPlaces(index, &draft, &below) else { return }
    mapTimes(index, &draft, &below)
    mapReach(index, &draft.offer, &below)
    mapFunding(index, &draft.offer, &below)
    mapCapacities(index, &draft.offer, &below)
    if let program = item.references[.program] { mapProgram(program, &draft.offer, &below) }
    draft.offer.contact = contact(of: index)
    describe(index, &draft.offer, above, below)
    for problem in OfferRules.problems(draft.offer) {
      package.refuse(index, item.place, "offer", problem.sentence)
      return
    }
    if isFine(draft.offer, index) { offers.append(draft) }
  }

  private mutating func requireOrganisation(_ index: Int, _ offer: inout Offer) -> Bool {
    let item = package.items[index]
    if let organisation = item.references[.organization] {
      offer.organisation = organisationID(organisation)
    } else if let id = item.unresolved[.organization] {
      guard let known = shelves.organisations.sources[id] else {
        package.refuse(
          index, item.place("organization_id"), "unknown-organisation",
          "Die Organisation „\(id.prefix(80))“ gibt es weder in dieser Lieferung noch in einer früheren.")
        return false
      }
      offer.organisation = known.record
      package.use(index, "organization_id")
    } else {
      package.ledger.notice(item.place, "Das Angebot nennt keine Organisation; es bleibt deshalb ein Entwurf.")
    }
    return true
  }

  private mutating func mapTitle(_ index: Int, _ offer: inout Offer, _ below: inout [HSDSRemark]) {
    let name = HSDSProse.line(HSDSProse.plain(take(index, "name") ?? ""))
    offer.title = HSDSProse.cut(name, 160)
    if offer.title != name {
      below.append(HSDSRemark(label: "Voller Name", text: name, place: package.items[index].place("name")))
    }
    if let other = remark(index, "alternate_name", "Auch bekannt als") { below.append(other) }
    offer.website = formed(index, "url", as: "website", of: Offer.self, "Internetseite", &below)
    offer.mail = formed(index, "email", as: "mail", of: Offer.self, "E-Mail", &below)
    for url in package.children(index, .url) {
      let label = short(url, "label", 80)
      if let address = remark(url, "url", label.isEmpty ? "Internetseite" : label) { below.append(address) }
    }
    let phones = mapPhones(package.children(index, .phone)) { number in
      Offer.descriptor.field("phone")?.info.problem(with: .text(number)) == nil
    }
    offer.phone = phones.main
    below += phones.remarks
  }

  private mutating func mapConditions(_ index: Int, _ offer: inout Offer, _ below: inout [HSDSRemark]) {
    offer.ageFrom = whole(index, "minimum_age", in: 0...120)
    offer.ageTo = whole(index, "maximum_age", in: 0...120)
    mapSpoken(index, &offer, &below)
    var terms = [remark(index, "eligibility_description", "")].compactMap(\.self)
    for document in package.children(index, .document) {
      let address = package.items[document]["uri"].map { " (\($0))" } ?? ""
      guard let text = remark(document, "document", "Mitzubringen") else { continue }
      package.use(document, "uri")
      terms.append(HSDSRemark(label: text.label, text: text.text + address, place: text.place))
    }
    let eligibility = HSDSProse.join(terms, "\n", limit: 2000)
    offer.eligibility = eligibility.text
    below += eligibility.rest.map { $0.label.isEmpty ? $0.labelled("Voraussetzungen") : $0 }
    let process = [remark(index, "application_process", "")].compactMap(\.self)
    let registration = HSDSProse.join(process, "\n", limit: 2000)
    offer.registration = registration.text
    below += registration.rest.map { $0.labelled("Anmeldung") }
    mapWaiting(index, &offer, &below)
    for (name, label) in [("accreditations", "Anerkennungen"), ("licenses", "Zulassungen")] {
      if let text = remark(index, name, label) { below.append(text) }
    }
    if let day = package.items[index].day("assured_date"), day <= today {
      offer.verifiedOn = day
      package.use(index, "assured_date")
    }
  }

  private mutating func mapSpoken(_ index: Int, _ offer: inout Offer, _ below: inout [HSDSRemark]) {
    var (codes, remarks) = mapLanguages(index)
    for pair in package.children(index, .serviceAtLocation) {
      guard let location = package.items[pair].references[.location] else { continue }
      let there = mapLanguages(location)
      codes += there.codes.filter { !codes.contains($0) }
      let known = Set(remarks.map(\.place.text))
      remarks += there.remarks.filter { !known.contains($0.place.text) }
    }
    offer.languages = codes
    if let text = remark(index, "interpretation_services", "") { remarks.insert(text, at: 0) }
    let lines = remarks.map { HSDSRemark(label: $0.label, text: HSDSProse.line($0.text), place: $0.place) }
    let note = HSDSProse.join(lines, " · ", limit: 300)
    offer.languagesNote = note.text
    below += note.rest.map { HSDSRemark(label: "Sprachen", text: $0.line, place: $0.place) }
  }

  /// `3 Wochen`, `4 weeks`; anything else stays a text.
  private mutating func mapWaiting(_ index: Int, _ offer: inout Offer, _ below: inout [HSDSRemark]) {
    guard let text = package.items[index]["wait_time"] else { return }
    let words = text.lowercased().split(separator: " ")
    if words.count == 2, let weeks = Int(words[0]), (0...520).contains(weeks),
      ["woche", "wochen", "week", "weeks"].contains(words[1])
    {
      offer.waiting = weeks > 0
      offer.waitingWeeks = weeks > 0 ? weeks : nil
      package.use(index, "wait_time")
    } else if let remark = remark(index, "wait_time", "Wartezeit") {
      below.append(remark)
    }
  }

  private mutating func mapClasses(_ index: Int, _ offer: inout Offer) {
    let terms = mapTerms(index, [.field, .stage, .targetGroup, .service, .programme, .strategy])
    offer.fields = terms[.field] ?? []
    offer.stages = terms[.stage] ?? []
    offer.targetGroups = terms[.targetGroup] ?? []
    offer.programmes = terms[.programme] ?? []
    offer.service = terms[.service]?.first ?? ""
    let strategies = Set(offer.fields.compactMap { catalogues[$0]?.parent })
    offer.strategy = terms[.strategy]?.first ?? (strategies.count == 1 ? strategies.first ?? "" : "")
  }

  private mutating func mapProgram(_ program: Int, _ offer: inout Offer, _ below: inout [HSDSRemark]) {
    let names = ["name", "alternate_name"].compactMap { package.items[program][$0] }
    if let code = names.compactMap({ catalogues.code(named: $0, in: .programme) }).first {
      if !offer.programmes.contains(code) { offer.programmes.append(code) }
      package.use(program, "name", "alternate_name")
    } else {
      below += describe(program: program)
    }
  }

  private mutating func mapFunding(_ index: Int, _ offer: inout Offer, _ below: inout [HSDSRemark]) {
    let sources = package.children(index, .funding).compactMap { remark($0, "source", "") }
    let lines = sources.map { HSDSRemark(label: "", text: HSDSProse.line($0.text), place: $0.place) }
    let joined = HSDSProse.join(lines, "; ", limit: 200)
    offer.fundingSource = joined.text
    below += joined.rest.map { $0.labelled("Förderung") }
  }

  private mutating func describe(
    _ index: Int, _ offer: inout Offer, _ above: [HSDSRemark], _ below: [HSDSRemark]
  ) {
    let text = take(index, "description") ?? ""
    let described = HSDSProse.rich(text, above: above, below: below)
    offer.description = described.html.text
    if described.isCut { package.ledger.add(package.items[index].place("description"), HSDSLedger.tooLong) }
    tellRest(described.rest)
    let first = HSDSProse.rich(text, above: [], below: []).html
    offer.summary = first.excerpt(limit: 300)
  }
}

extension HSDSRemark {
  func labelled(_ label: String) -> HSDSRemark { HSDSRemark(label: label, text: text, place: place) }
}
