// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Organisations
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Places of an offer: found by a word, taken over with a remark.
extension OfferPartPages {
  private static let shown = 30
  private static let remark = PartSheet<OfferPlace>(
    names: ["remark"], hints: ["remark": "Zum Beispiel: Raum 12 im ersten Stock."])

  @Sendable func newPlace(_ staff: StaffVisit) async throws -> Reply {
    try await newPlacePage(staff, words: staff.query[OfferDeskPath.search] ?? "", chosen: "", typed: [:], problems: [])
  }

  private func newPlacePage(
    _ staff: StaffVisit, words: String, chosen: String, typed: [String: String], problems: [Problem]
  ) async throws -> Reply {
    let (offer, places) = try await services.database.read { connection in
      let offer = try self.offer(staff, connection)
      return (offer, try connection.placesToChoose(words, for: offer, limit: Self.shown))
    }
    let view = staff.view
    let path = OfferDeskPath(offer.id.text)
    let search: HTML = """
      <form method="get" action="\(view.link(path.newPlace()))" role="search"><div class="f">\
      <label for="suche">\(view[OfferDeskText.placeSearch])</label>\
      <input id="suche" name="\(OfferDeskPath.search)" maxlength="100" value="\(words)"></div>\
      <button class="btn alt">\(Icon.find.html)\(view[OfferDeskText.search])</button></form>
      <p><a href="\(view.link(DeskPath("orte").new))">\(view[OfferDeskText.placeUnknown])</a></p>
      """
    let body: HTML = """
      <input type="hidden" name="\(OfferDeskPath.search)" value="\(words)">\
      <fieldset class="f" id="f-place" tabindex="-1"><legend>\(view[OfferDeskText.place])</legend>\
      \(if: places.isEmpty, "<p>\(view[OfferDeskText.placeNone])</p>")\
      \(each: places, { place in
        let address = [place.record.street, place.record.postcodeAndTown].filter { !$0.isEmpty }
        return """
          <label class="opt"><input type="radio" name="place" value="\(place.id)"\
          \(if: place.id.text == chosen, " checked")> <span>\(place.record.name)<br>\
          <span class="muted small">\(address.joined(separator: ", "))</span></span></label>
          """
      })</fieldset>\(Self.remark.html(typed, problems, view))
      """
    return formPage(
      staff, offer, view[OfferDeskText.newPlace], path.newPlace(), problems: problems, body, after: search)
  }

  @Sendable func addPlace(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let typed = Self.remark.typed(form)
    do {
      let offer = try await services.database.write(by: staff.principal) { transaction in
        let offer = try self.offer(staff, transaction)
        guard let id = form["place"].flatMap({ RecordID<Place>($0) }),
          let place = try transaction.find(Place.self, id, in: .tenant(offer.tenant)), place.archivedAt == nil
        else { throw OfferRules.refusal("unknown-place", "Bitte wählen Sie einen Ort aus der Liste.", "place") }
        var (link, problems) = Self.remark.read(typed, into: OfferPlace(id: transaction.makeID()))
        try OfferActions.refuse(problems)
        link.place = place.id
        try OfferActions.addPlace(link, to: offer, transaction)
        return offer.id
      }
      return back(offer, staff, to: "orte")
    } catch let problem as Problem where Self.isInput(problem) {
      return try await newPlacePage(
        staff, words: form[OfferDeskPath.search] ?? "", chosen: form["place"] ?? "", typed: typed,
        problems: problem.all)
    }
  }

  @Sendable func place(_ staff: StaffVisit) async throws -> Reply {
    try await placePage(staff, typed: nil, problems: [])
  }

  private func placePage(
    _ staff: StaffVisit, typed: [String: String]?, problems: [Problem]
  ) async throws -> Reply {
    let (offer, link, name) = try await services.database.read { connection in
      let offer = try self.offer(staff, connection)
      let link = try part("part", OfferPlace.self, of: offer, staff, connection) { $0.offer }
      let place = try link.record.place.flatMap { try connection.find(Place.self, $0, in: .tenant(offer.tenant)) }
      return (offer, link, place?.record.name ?? OfferPlace.descriptor.one)
    }
    let path = OfferDeskPath(offer.id.text)
    return formPage(
      staff, offer, name, path.place(link.id.text), version: link.version, problems: problems,
      Self.remark.html(typed ?? Self.remark.typed(link.record), problems, staff.view),
      after: removal(path.removePlace(link.id.text), .removePlace, version: link.version, staff))
  }

  @Sendable func changePlace(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let typed = Self.remark.typed(form)
    do {
      let offer = try await services.database.write(by: staff.principal) { transaction in
        let offer = try self.offer(staff, transaction)
        let stored = try part("part", OfferPlace.self, of: offer, staff, transaction) { $0.offer }
        try Self.check(form, stored)
        let (link, problems) = Self.remark.read(typed, into: stored.record)
        try OfferActions.refuse(problems)
        try OfferActions.changePlace(link, over: stored, transaction)
        return offer.id
      }
      return back(offer, staff, to: "orte")
    } catch let problem as Problem where Self.isInput(problem) {
      return try await placePage(staff, typed: typed, problems: problem.all)
    }
  }

  @Sendable func removePlace(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let offer = try await services.database.write(by: staff.principal) { transaction in
      let offer = try self.offer(staff, transaction)
      let stored = try part("part", OfferPlace.self, of: offer, staff, transaction) { $0.offer }
      try Self.check(form, stored)
      try OfferActions.removePlace(stored, transaction)
      return offer.id
    }
    return back(offer, staff, to: "orte")
  }
}

extension Connection {
  /// Places of the same centre whose name, street or town has a word, without those that the offer has already; those of
  /// the offer's organisation first.
  func placesToChoose(_ words: String, for offer: Stored<Offer>, limit: Int) throws -> [Stored<Place>] {
    let organisation = offer.record.organisation?.text ?? ""
    let folded = words.lowercased()
    let stored = try list(
      Place.self, in: .tenant(offer.tenant),
      where: """
        not exists (select 1 from offer_place l where l.offer = \(offer.id) and l.place = place.id and l.archived_at is null)
        """,
      order: "case when organisation = \(organisation) then 0 else 1 end, name", limit: folded.isEmpty ? limit : 20_000)
    if folded.isEmpty { return stored }
    let found = stored.lazy.filter { place in
      [place.record.name, place.record.street, place.record.town].contains { $0.lowercased().contains(folded) }
    }
    return Array(found.prefix(limit))
  }
}
