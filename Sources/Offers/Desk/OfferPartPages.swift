// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Organisations
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// The forms for what belongs to one offer: its places, times and their exceptions. Every request asks for the right to
/// change the offer itself.
struct OfferPartPages: Sendable {
  static let version = "version"

  let services: Services
  let desk: Desk<Offer>

  init(_ services: Services, _ desk: Desk<Offer>) {
    self.services = services
    self.desk = desk
  }

  var routes: [Route] {
    let edit = Requirement.permission(desk.edit)
    return [
      .staff(.get, OfferDeskPath.newPlacePattern, edit, newPlace),
      .staff(.post, OfferDeskPath.newPlacePattern, edit, addPlace),
      .staff(.get, OfferDeskPath.placePattern, edit, place),
      .staff(.post, OfferDeskPath.placePattern, edit, changePlace),
      .staff(.post, OfferDeskPath.removePlacePattern, edit, removePlace),
      .staff(.get, OfferDeskPath.newTimePattern, edit, newTime),
      .staff(.post, OfferDeskPath.newTimePattern, edit, addTime),
      .staff(.get, OfferDeskPath.timePattern, edit, time),
      .staff(.post, OfferDeskPath.timePattern, edit, changeTime),
      .staff(.post, OfferDeskPath.removeTimePattern, edit, removeTime),
      .staff(.get, OfferDeskPath.newExceptionPattern, edit, newException),
      .staff(.post, OfferDeskPath.newExceptionPattern, edit, addException),
      .staff(.get, OfferDeskPath.exceptionPattern, edit, exception),
      .staff(.post, OfferDeskPath.exceptionPattern, edit, changeException),
      .staff(.post, OfferDeskPath.removeExceptionPattern, edit, removeException),
    ]
  }

  // MARK: - What all pages need

  /// The offer of the address.
  ///
  /// - Throws: a `Problem` "not found" for other tenants' offers, "forbidden" for those of other organisations.
  func offer(_ staff: StaffVisit, _ connection: Connection) throws -> Stored<Offer> {
    let id: RecordID<Offer> = try staff.visit.id("id")
    guard let stored = try connection.find(Offer.self, id, in: .tenant(staff.tenant())) else { throw Problem.notFound }
    try staff.require(desk.edit, about: desk.subject(of: stored))
    if stored.archivedAt != nil {
      throw Problem(
        "record.archived", .conflict, "Dieses Angebot ist archiviert. Bitte stellen Sie es zuerst wieder her.")
    }
    return stored
  }

  /// A part of the address that belongs to this very offer.
  ///
  /// - Throws: a `Problem` "not found" for parts of other offers, other tenants and for archived ones.
  func part<R: Record>(
    _ name: String, _ type: R.Type, of offer: Stored<Offer>, _ staff: StaffVisit, _ connection: Connection,
    _ owner: (R) -> RecordID<Offer>?
  ) throws -> Stored<R> {
    let id: RecordID<R> = try staff.visit.id(name)
    guard let stored = try connection.find(R.self, id, in: .tenant(offer.tenant)), stored.archivedAt == nil,
      owner(stored.record) == offer.id
    else { throw Problem.notFound }
    return stored
  }

  func back(_ offer: RecordID<Offer>, _ staff: StaffVisit, to anchor: String) -> Reply {
    .seeOther(staff.view.link(OfferDeskPath(offer.text).record.telling(.saved).at(anchor)))
  }

  static func check<R: Record>(_ form: Parameters, _ stored: Stored<R>) throws(Problem) {
    guard form[version].flatMap({ Int($0) }) == stored.version else { throw changedMeanwhile }
  }

  static let changedMeanwhile = Problem(
    "record.changed-meanwhile", .conflict,
    "Das hat inzwischen jemand anderes geändert. Ihre Eingaben stehen noch unten; noch einmal speichern ersetzt die "
      + "andere Änderung.")

  /// One form on a page of its own.
  func formPage(
    _ staff: StaffVisit, _ offer: Stored<Offer>, _ heading: String, _ action: Path, version: Int? = nil,
    problems: [Problem], _ body: HTML, after: HTML = HTML()
  ) -> Reply {
    let view = staff.view
    let path = OfferDeskPath(offer.id.text)
    let main: HTML = """
      <h1>\(heading)</h1>\(problemSummary(problems, view))
      <form class="form" method="post" action="\(view.link(action))" novalidate>\(staff.formToken)\
      \(version.map { "<input type=\"hidden\" name=\"\(Self.version)\" value=\"\($0)\">" as HTML })\(body)
      <div class="acts"><button class="btn">\(view[OfferDeskText.save])</button>\
      <a class="btn alt" href="\(view.link(path.record))">\(view[OfferDeskText.cancel])</a></div></form>
      \(after)
      """
    let crumbs = [(Offer.descriptor.many, OfferDesks.path.list), (offer.record.title, path.record)]
    let status: HTTPResponse.Status =
      problems.isEmpty ? .ok : problems.contains { $0.kind == .conflict } ? .conflict : .unprocessableContent
    return staff.page(StaffHead(heading, current: OfferDesks.path.list, crumbs: crumbs), main, status: status)
  }

  func removal(_ path: Path, _ label: OfferDeskText, version: Int, _ staff: StaffVisit) -> HTML {
    """
    <form class="sub" method="post" action="\(staff.view.link(path))">\(staff.formToken)\
    <input type="hidden" name="\(Self.version)" value="\(version)">\
    <button class="btn alt">\(staff.view[label])</button></form>
    """
  }

  static func isInput(_ problem: Problem) -> Bool {
    problem.kind == .invalid || problem.kind == .conflict && problem.code != "record.archived"
  }
}
