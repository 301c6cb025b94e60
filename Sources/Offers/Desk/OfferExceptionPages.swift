// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Days on which a time of an offer does not hold.
extension OfferPartPages {
  private static let sheet = PartSheet<ScheduleException>(
    names: ["day", "last_day", "closed", "opens", "closes", "note"],
    hints: [
      "last_day": "Nur, wenn es mehrere Tage sind.",
      "opens": "Nur, wenn es stattfindet, aber zu einer anderen Uhrzeit. Dann „Fällt aus“ abwählen.",
    ])

  private func schedule(
    _ offer: Stored<Offer>, _ staff: StaffVisit, _ connection: Connection
  ) throws -> Stored<OfferSchedule> {
    try part("part", OfferSchedule.self, of: offer, staff, connection) { $0.offer }
  }

  /// An exception of the time in the address.
  private func exception(
    of schedule: Stored<OfferSchedule>, _ staff: StaffVisit, _ connection: Connection
  ) throws -> Stored<ScheduleException> {
    let id: RecordID<ScheduleException> = try staff.visit.id("exception")
    guard let stored = try connection.find(ScheduleException.self, id, in: .tenant(schedule.tenant)),
      stored.archivedAt == nil, stored.record.schedule == schedule.id
    else { throw Problem.notFound }
    return stored
  }

  @Sendable func newException(_ staff: StaffVisit) async throws -> Reply {
    try await newExceptionPage(staff, form: nil, problems: [])
  }

  private func newExceptionPage(_ staff: StaffVisit, form: Parameters?, problems: [Problem]) async throws -> Reply {
    let (offer, schedule) = try await services.database.read { connection in
      let offer = try self.offer(staff, connection)
      return (offer, try self.schedule(offer, staff, connection))
    }
    let blank = ScheduleException(id: services.database.ids.make(ScheduleException.self))
    let typed = form.map(Self.sheet.typed) ?? Self.sheet.typed(blank)
    return formPage(
      staff, offer, staff.view[OfferDeskText.newException],
      OfferDeskPath(offer.id.text).newException(schedule.id.text), problems: problems,
      Self.sheet.html(typed, problems, staff.view))
  }

  @Sendable func addException(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    do {
      let offer = try await services.database.write(by: staff.principal) { transaction in
        let offer = try self.offer(staff, transaction)
        let schedule = try self.schedule(offer, staff, transaction)
        var blank = ScheduleException(id: transaction.makeID())
        blank.schedule = schedule.id
        let (exception, problems) = Self.sheet.read(Self.sheet.typed(form), into: blank)
        try OfferActions.refuse(problems)
        try OfferActions.checkDay(exception, of: schedule, transaction)
        try OfferActions.addException(exception, to: schedule, transaction)
        return offer.id
      }
      return back(offer, staff, to: "zeiten")
    } catch let problem as Problem where Self.isInput(problem) {
      return try await newExceptionPage(staff, form: form, problems: problem.all)
    }
  }

  @Sendable func exception(_ staff: StaffVisit) async throws -> Reply {
    try await exceptionPage(staff, form: nil, problems: [])
  }

  private func exceptionPage(_ staff: StaffVisit, form: Parameters?, problems: [Problem]) async throws -> Reply {
    let (offer, schedule, stored) = try await services.database.read { connection in
      let offer = try self.offer(staff, connection)
      let schedule = try self.schedule(offer, staff, connection)
      return (offer, schedule, try self.exception(of: schedule, staff, connection))
    }
    let path = OfferDeskPath(offer.id.text)
    let typed = form.map(Self.sheet.typed) ?? Self.sheet.typed(stored.record)
    return formPage(
      staff, offer, staff.view[OfferDeskText.exception], path.exception(schedule.id.text, stored.id.text),
      version: stored.version, problems: problems, Self.sheet.html(typed, problems, staff.view),
      after: removal(
        path.removeException(schedule.id.text, stored.id.text), .removeException, version: stored.version, staff))
  }

  @Sendable func changeException(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    do {
      let offer = try await services.database.write(by: staff.principal) { transaction in
        let offer = try self.offer(staff, transaction)
        let schedule = try self.schedule(offer, staff, transaction)
        let stored = try self.exception(of: schedule, staff, transaction)
        try Self.check(form, stored)
        let (exception, problems) = Self.sheet.read(Self.sheet.typed(form), into: stored.record)
        try OfferActions.refuse(problems)
        try OfferActions.checkDay(exception, of: schedule, transaction)
        try OfferActions.changeException(exception, over: stored, of: schedule, transaction)
        return offer.id
      }
      return back(offer, staff, to: "zeiten")
    } catch let problem as Problem where Self.isInput(problem) {
      return try await exceptionPage(staff, form: form, problems: problem.all)
    }
  }

  @Sendable func removeException(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let offer = try await services.database.write(by: staff.principal) { transaction in
      let offer = try self.offer(staff, transaction)
      let schedule = try self.schedule(offer, staff, transaction)
      let stored = try self.exception(of: schedule, staff, transaction)
      try Self.check(form, stored)
      try OfferActions.removeException(stored, of: schedule, transaction)
      return offer.id
    }
    return back(offer, staff, to: "zeiten")
  }
}
