// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Organisations
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// What else is shown with an offer at the workplace.
enum OfferPanels {
  private static func mayEdit(_ stored: Stored<Offer>, _ staff: StaffVisit) -> Bool {
    stored.archivedAt == nil && staff.may(OfferPermissions.edit, about: subject(stored))
  }

  static func subject(_ stored: Stored<Offer>) -> Subject {
    Subject(
      tenant: stored.tenant, kind: Offer.descriptor.kind, record: stored.id.identifier,
      organisation: stored.record.organisation?.identifier)
  }

  /// Why a draft came back; providers read it here, as they see no comments.
  static let returned = DeskPanel<Offer> { stored, staff in
    guard stored.record.status == .draft, mayEdit(stored, staff) else { return HTML() }
    let reason = try await staff.services.database.read { connection in
      try connection.list(
        RecordComment.self, in: .tenant(stored.tenant),
        where: """
          about_kind = \(Offer.descriptor.kind) and about = \(stored.id.text)
          and text like \(OfferActions.returnMark + "%")
          """, order: "created_at desc", limit: 1
      ).first
    }
    guard let reason else { return HTML() }
    let view = staff.view
    let text = reason.record.text.dropFirst(OfferActions.returnMark.count)
    return """
      <div class="note warn" id="zurueckgegeben">\(Icon.warn.html)<h2>\(view[OfferDeskText.returnedHeading])</h2>\
      <p class="small">\(view.day(reason.createdAt.berlin.day))</p>\
      \(each: text.split(separator: "\n"), { "<p lang=\"de\">\($0)</p>" })</div>
      """
  }

  /// The way to the form with which reviewers give an offer back.
  static let sendBack = DeskPanel<Offer> { stored, staff in
    guard stored.record.status == .review, stored.archivedAt == nil,
      staff.may(OfferPermissions.review, about: subject(stored))
    else { return HTML() }
    let path = OfferDeskPath(stored.id.text).giveBack
    return """
      <p class="acts"><a class="btn alt" href="\(staff.view.link(path))">\(staff.view[OfferDeskText.giveBack])</a></p>
      """
  }

  static let places = DeskPanel<Offer> { stored, staff in
    let links = try await staff.services.database.read { connection in
      try connection.list(
        OfferPlace.self, in: .tenant(stored.tenant), where: "offer = \(stored.id)", limit: 200
      ).map { link in
        (link, try link.record.place.flatMap { try connection.find(Place.self, $0, in: .tenant(stored.tenant)) })
      }
    }
    let (view, path, edits) = (staff.view, OfferDeskPath(stored.id.text), mayEdit(stored, staff))
    return """
      <section class="sub" id="orte"><h2>\(view[OfferDeskText.places])</h2>\
      \(if: links.isEmpty, "<p class=\"muted\">\(view[OfferDeskText.noPlaces])</p>")\
      \(if: !links.isEmpty, """
        <ul class="plain">\(each: links, { link, place in
          let name = place?.record.name ?? "–"
          let more = [place?.record.street ?? "", place?.record.postcodeAndTown ?? "", link.record.remark]
          let shown: HTML = edits ? "<a href=\"\(view.link(path.place(link.id.text)))\">\(name)</a>" : "\(name)"
          return """
            <li>\(shown)\
            \(if: place?.archivedAt != nil, " <span class=\"tag w\">\(view[OfferDeskText.placeArchived])</span>")\
            <br><span class="muted small">\(more.filter { !$0.isEmpty }.joined(separator: ", "))</span></li>
            """
        })</ul>
        """)\
      \(if: edits, """
        <p><a class="btn alt" href="\(view.link(path.newPlace()))">\(view[OfferDeskText.newPlace])</a></p>
        """)</section>
      """
  }

  static let times = DeskPanel<Offer> { stored, staff in
    let (schedules, exceptions, places) = try await staff.services.database.read { connection in
      let schedules = try connection.list(
        OfferSchedule.self, in: .tenant(stored.tenant), where: "offer = \(stored.id)", order: "day, opens", limit: 500)
      let exceptions = try connection.list(
        ScheduleException.self, in: .tenant(stored.tenant), where: "schedule in (\(list: schedules.map(\.id)))",
        order: "day", limit: 2000)
      return (schedules, exceptions, try connection.offerPlaceNames(of: stored))
    }
    let names = Dictionary(places.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
    return TimesPanel(
      schedules: schedules, exceptions: exceptions, places: names, path: OfferDeskPath(stored.id.text),
      edits: mayEdit(stored, staff), view: staff.view
    ).html
  }
}

/// The times of an offer with their exceptions, each with a way to its form.
private struct TimesPanel {
  let schedules: [Stored<OfferSchedule>]
  let exceptions: [Stored<ScheduleException>]
  let places: [String: String]
  let path: OfferDeskPath
  let edits: Bool
  let view: View

  var html: HTML {
    """
    <section class="sub" id="zeiten"><h2>\(view[OfferDeskText.times])</h2>\
    \(if: schedules.isEmpty, "<p class=\"muted\">\(view[OfferDeskText.noTimes])</p>")\
    \(if: !schedules.isEmpty, "<ul class=\"plain\">\(each: ordered, item)</ul>")\
    \(if: edits, "<p><a class=\"btn alt\" href=\"\(view.link(path.newTime))\">\(view[OfferDeskText.newTime])</a></p>")\
    </section>
    """
  }

  private var ordered: [Stored<OfferSchedule>] {
    schedules.sorted {
      ($0.record.weekday?.number ?? 8, $0.record.opens ?? 0) < ($1.record.weekday?.number ?? 8, $1.record.opens ?? 0)
    }
  }

  private func item(_ stored: Stored<OfferSchedule>) -> HTML {
    let words = ScheduleWords.line(stored.record)
    let place = stored.record.offerPlace.flatMap { places[$0.text] } ?? ""
    let mine = exceptions.filter { $0.record.schedule == stored.id }
    let shown: HTML =
      edits ? "<a href=\"\(view.link(path.time(stored.id.text)))\" lang=\"de\">\(words)</a>" : "\(words)"
    return """
      <li>\(shown)\
      \(if: !place.isEmpty, "<br><span class=\"muted small\">\(place)</span>")\
      \(if: !stored.record.note.isEmpty, "<br><span class=\"muted small\">\(stored.record.note)</span>")\
      \(if: !mine.isEmpty, "<ul>\(each: mine, { exception($0, of: stored.id.text) })</ul>")\
      \(if: edits, """
        <br><a class="small" href="\(view.link(path.newException(stored.id.text)))">\(view[OfferDeskText.newException])\
        <span class="vh" lang="de">: \(words)</span></a>
        """)</li>
      """
  }

  private func exception(_ stored: Stored<ScheduleException>, of schedule: String) -> HTML {
    let words = ScheduleWords.line(stored.record)
    return edits
      ? "<li><a href=\"\(view.link(path.exception(schedule, stored.id.text)))\" lang=\"de\">\(words)</a></li>"
      : "<li lang=\"de\">\(words)</li>"
  }
}

/// Times in German words on one line.
enum ScheduleWords {
  private static let weekdays = [
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
  ]

  static func line(_ schedule: OfferSchedule) -> String {
    var parts: [String] = []
    if let weekday = schedule.weekday {
      let name = weekdays[weekday.number - 1]
      parts.append(schedule.monthWeek?.german(name) ?? name)
    } else if let day = schedule.day {
      parts.append("\(weekdays[day.weekday.number - 1]), \(day.german)")
    }
    if let clock = clock(schedule.opens, schedule.closes) { parts.append(clock) }
    parts.append(schedule.kind.label)
    if schedule.everyWeeks > 1 { parts.append("alle \(schedule.everyWeeks) Wochen") }
    if let from = schedule.startsOn { parts.append("ab \(from.german)") }
    if let until = schedule.endsOn { parts.append("bis \(until.german)") }
    if schedule.notInSchoolHolidays { parts.append("nicht in den Schulferien") }
    if !schedule.notOnPublicHolidays { parts.append("auch an Feiertagen") }
    return parts.joined(separator: ", ")
  }

  static func line(_ exception: ScheduleException) -> String {
    let first = exception.day?.german ?? ""
    let days = exception.lastDay.map { "\(first) bis \($0.german)" } ?? first
    let what = exception.closed ? "fällt aus" : clock(exception.opens, exception.closes) ?? "andere Zeiten"
    return "\(days): \(what)" + (exception.note.isEmpty ? "" : " (\(exception.note))")
  }

  private static func clock(_ opens: Int?, _ closes: Int?) -> String? {
    guard let opens else { return nil }
    return closes.map { "\(time(opens)) bis \(time($0)) Uhr" } ?? "ab \(time(opens)) Uhr"
  }

  private static func time(_ minutes: Int) -> String { "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))" }
}
