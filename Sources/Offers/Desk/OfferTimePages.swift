// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Organisations
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Times of an offer.
extension OfferPartPages {
  private static let hints = [
    "weekday": "Für alles, was sich wiederholt. Sonst geben Sie unten einen einzelnen Tag an.",
    "every_weeks": "1 heißt jede Woche. Gezählt wird ab der Woche von „Ab“.",
    "month_week": "Zum Beispiel der erste Montag im Monat. „Alle … Wochen“ bleibt dann bei 1.",
    "opens": "Zum Beispiel 9:00. Leer heißt: Uhrzeit bitte erfragen.",
    "offer_place": "Leer heißt: an allen Orten des Angebots.",
  ]

  private func sheet(_ offer: Stored<Offer>, _ connection: Connection) throws -> PartSheet<OfferSchedule> {
    let places = try connection.offerPlaceNames(of: offer)
    var names = [
      "kind", "weekday", "day", "opens", "closes", "every_weeks", "month_week", "starts_on", "ends_on",
      "not_in_school_holidays",
      "not_on_public_holidays", "note",
    ]
    if !places.isEmpty { names.insert("offer_place", at: 1) }
    return PartSheet(names: names, choices: ["offer_place": places.map { ($0.id, $0.name) }], hints: Self.hints)
  }

  @Sendable func newTime(_ staff: StaffVisit) async throws -> Reply {
    try await newTimePage(staff, form: nil, problems: [])
  }

  private func newTimePage(_ staff: StaffVisit, form: Parameters?, problems: [Problem]) async throws -> Reply {
    let (offer, sheet) = try await services.database.read { connection in
      let offer = try self.offer(staff, connection)
      return (offer, try self.sheet(offer, connection))
    }
    let typed = form.map(sheet.typed) ?? sheet.typed(OfferSchedule(id: services.database.ids.make(OfferSchedule.self)))
    return formPage(
      staff, offer, staff.view[OfferDeskText.newTime], OfferDeskPath(offer.id.text).newTime, problems: problems,
      sheet.html(typed, problems, staff.view))
  }

  @Sendable func addTime(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    do {
      let offer = try await services.database.write(by: staff.principal) { transaction in
        let offer = try self.offer(staff, transaction)
        let sheet = try self.sheet(offer, transaction)
        let (schedule, problems) = sheet.read(sheet.typed(form), into: OfferSchedule(id: transaction.makeID()))
        try OfferActions.refuse(problems)
        try OfferActions.checkPlace(schedule, of: offer, transaction)
        try OfferActions.addSchedule(schedule, to: offer, transaction)
        return offer.id
      }
      return back(offer, staff, to: "zeiten")
    } catch let problem as Problem where Self.isInput(problem) {
      return try await newTimePage(staff, form: form, problems: problem.all)
    }
  }

  @Sendable func time(_ staff: StaffVisit) async throws -> Reply { try await timePage(staff, form: nil, problems: []) }

  private func timePage(_ staff: StaffVisit, form: Parameters?, problems: [Problem]) async throws -> Reply {
    let (offer, stored, sheet) = try await services.database.read { connection in
      let offer = try self.offer(staff, connection)
      return (
        offer, try part("part", OfferSchedule.self, of: offer, staff, connection) { $0.offer },
        try self.sheet(offer, connection)
      )
    }
    let path = OfferDeskPath(offer.id.text)
    let typed = form.map(sheet.typed) ?? sheet.typed(stored.record)
    return formPage(
      staff, offer, staff.view[OfferDeskText.time], path.time(stored.id.text), version: stored.version,
      problems: problems, sheet.html(typed, problems, staff.view),
      after: removal(path.removeTime(stored.id.text), .removeTime, version: stored.version, staff))
  }

  @Sendable func changeTime(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    do {
      let offer = try await services.database.write(by: staff.principal) { transaction in
        let offer = try self.offer(staff, transaction)
        let stored = try part("part", OfferSchedule.self, of: offer, staff, transaction) { $0.offer }
        try Self.check(form, stored)
        let sheet = try self.sheet(offer, transaction)
        let (schedule, problems) = sheet.read(sheet.typed(form), into: stored.record)
        try OfferActions.refuse(problems)
        try OfferActions.checkPlace(schedule, of: offer, transaction)
        try OfferActions.changeSchedule(schedule, over: stored, transaction)
        return offer.id
      }
      return back(offer, staff, to: "zeiten")
    } catch let problem as Problem where Self.isInput(problem) {
      return try await timePage(staff, form: form, problems: problem.all)
    }
  }

  @Sendable func removeTime(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let offer = try await services.database.write(by: staff.principal) { transaction in
      let offer = try self.offer(staff, transaction)
      let stored = try part("part", OfferSchedule.self, of: offer, staff, transaction) { $0.offer }
      try Self.check(form, stored)
      try OfferActions.removeSchedule(stored, transaction)
      return offer.id
    }
    return back(offer, staff, to: "zeiten")
  }
}

extension Connection {
  /// What the places of an offer are called, in the order in which they were attached.
  func offerPlaceNames(of offer: Stored<Offer>) throws -> [(id: String, name: String)] {
    try rows(
      """
      select l.id, p.name from offer_place l join place p on p.id = l.place
      where l.offer = \(offer.id) and l.tenant = \(offer.tenant) and l.archived_at is null order by l.id limit 200
      """
    ) { (id: $0.text(), name: $0.text()) }
  }
}
