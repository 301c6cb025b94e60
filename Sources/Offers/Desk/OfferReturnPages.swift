// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Giving an offer under review back, with a reason that its writers read.
struct OfferReturnPages: Sendable {
  private static let text = "text"
  private static let limit = 1800

  let services: Services
  let desk: Desk<Offer>

  init(_ services: Services, _ desk: Desk<Offer>) {
    self.services = services
    self.desk = desk
  }

  var routes: [Route] {
    let review = Requirement.permission(OfferPermissions.review)
    return [
      .staff(.get, OfferDeskPath.returnPattern, review, form), .staff(.post, OfferDeskPath.returnPattern, review, send),
    ]
  }

  private func opened(_ staff: StaffVisit, _ connection: Connection) throws -> Stored<Offer> {
    let id: RecordID<Offer> = try staff.visit.id("id")
    guard let stored = try connection.find(Offer.self, id, in: .tenant(staff.tenant())), stored.archivedAt == nil else {
      throw Problem.notFound
    }
    try staff.require(OfferPermissions.review, about: desk.subject(of: stored))
    return stored
  }

  @Sendable private func form(_ staff: StaffVisit) async throws -> Reply {
    try await page(staff, typed: "", problem: nil)
  }

  private func page(_ staff: StaffVisit, typed: String, problem: Problem?) async throws -> Reply {
    let stored = try await services.database.read { try opened(staff, $0) }
    try OfferRules.check(stored.record.status, to: .draft)
    let (view, path) = (staff.view, OfferDeskPath(stored.id.text))
    let heading = view[OfferDeskText.giveBack]
    let main: HTML = """
      <h1>\(heading)</h1>\(problemSummary(problem?.all ?? [], view))
      <form class="form" method="post" action="\(view.link(path.giveBack))" novalidate>\(staff.formToken)\
      <input type="hidden" name="\(OfferPartPages.version)" value="\(stored.version)">\
      <div class="f"><label for="f-text">\(view[OfferDeskText.reason])</label>\
      <p class="hint" id="f-text-h">\(view[OfferDeskText.reasonHint])</p>\
      <textarea id="f-text" name="\(Self.text)" rows="5" maxlength="\(Self.limit)" required \
      aria-describedby="f-text-h"\(if: problem != nil, " aria-invalid=\"true\"")>
      \(typed)</textarea></div>
      <div class="acts"><button class="btn">\(heading)</button>\
      <a class="btn alt" href="\(view.link(path.record))">\(view[OfferDeskText.cancel])</a></div></form>
      """
    let crumbs = [(Offer.descriptor.many, OfferDesks.path.list), (stored.record.title, path.record)]
    let head = StaffHead(heading, current: OfferDesks.path.list, crumbs: crumbs)
    let status: HTTPResponse.Status =
      problem == nil ? .ok : problem?.kind == .conflict ? .conflict : .unprocessableContent
    return staff.page(head, main, status: status)
  }

  @Sendable private func send(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let text = String((form[Self.text] ?? "").prefix(Self.limit))
    do {
      let id = try await services.database.write(by: staff.principal) { transaction in
        let stored = try opened(staff, transaction)
        try OfferRules.check(stored.record.status, to: .draft)
        try OfferPartPages.check(form, stored)
        try OfferActions.sendBack(stored, because: text, transaction)
        return stored.id
      }
      return .seeOther(staff.view.link(OfferDeskPath(id.text).record.telling(.step)))
    } catch let problem as Problem where problem.kind == .invalid || problem.code == "record.changed-meanwhile" {
      return try await page(staff, typed: text, problem: problem)
    }
  }
}
