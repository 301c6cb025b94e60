// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Messages
internal import Storage
internal import Web
internal import Workplace

/// The list of mails and the page of one (F45): what waits, what went, what was given up.
struct MailPages: Sendable {
  private let services: Services
  private let names: Live<TenantNames>

  /// Longer words are cut: no address is longer.
  private static let wordLimit = 254

  init(_ services: Services) {
    self.services = services
    names = Live(services.database, of: TenantNames.kinds) { try TenantNames($0) }
  }

  var routes: [Route] {
    [
      .staff(.get, UpkeepPath.mailsPattern, .permission(UpkeepPermission.viewMails), list),
      .staff(.get, UpkeepPath.mailPattern, .permission(UpkeepPermission.viewMails), show),
      .staff(.post, UpkeepPath.resendPattern, .permission(UpkeepPermission.resendMails), resend),
    ]
  }

  @Sendable private func list(_ staff: StaffVisit) async throws -> Reply {
    let scope = try staff.reach(UpkeepPermission.viewMails)
    let filter = MailFilter(
      state: try Self.state(staff.query["zustand"]), words: String((staff.query["suche"] ?? "").prefix(Self.wordLimit)))
    let page = try ListPage(staff.query)
    let (mails, total, kept) = try await services.database.read { connection in
      (
        try connection.mails(in: scope, filter, limit: page.perPage, offset: page.offset),
        try connection.countMails(in: scope, filter), try connection.countMails(in: scope, MailFilter(state: .kept))
      )
    }
    let view = MailListView(
      mails: mails, total: total, kept: kept, page: page, filter: filter,
      names: scope == .everyTenant ? try await names() : nil, view: staff.view)
    return staff.page(StaffHead(staff.view[UpkeepWord.mails], current: UpkeepPath.mails()), view.html)
  }

  /// Links are shown to operators only, and only for mails that somebody has to pass on by hand; the audit log keeps that
  /// they were seen.
  @Sendable private func show(_ staff: StaffVisit) async throws -> Reply {
    let scope = try staff.reach(UpkeepPermission.viewMails)
    let id = try staff.visit.id("id", Letter.self)
    let (mail, letterhead) = try await services.database.read { connection in
      guard let mail = try connection.mail(id, in: scope) else { throw Problem.notFound }
      return (mail, try Upkeep.letterhead(connection, mail.tenant, mail.language))
    }
    let showsLinks = staff.isOperator && mail.state == .kept
    if showsLinks {
      try await services.database.write(by: staff.principal) { transaction in
        try transaction.audit(
          "mail.links-seen", kind: "outbox", record: id.identifier, of: mail.tenant ?? .ofInstallation)
      }
    }
    let canResend = mail.state != .sent && (try? staff.reach(UpkeepPermission.resendMails)) != nil
    let view = MailDetailView(
      mail: mail, text: try mail.text(letterhead, showsLinks: showsLinks).plain, showsLinks: showsLinks,
      token: canResend ? staff.formToken : nil, isResent: staff.query["gemacht"] == UpkeepNotice.resent.rawValue,
      view: staff.view)
    let head = StaffHead(
      mail.subject, current: UpkeepPath.mails(), crumbs: [(staff.view[UpkeepWord.mails], UpkeepPath.mails())])
    return staff.page(head, view.html)
  }

  @Sendable private func resend(_ staff: StaffVisit) async throws -> Reply {
    _ = try await staff.form()
    let id = try staff.visit.id("id", Letter.self)
    let scope = try staff.reach(UpkeepPermission.resendMails)
    try await services.database.write(by: staff.principal) { try $0.retryMail(id, in: scope) }
    return .seeOther(staff.view.link(UpkeepPath.mail(id, told: .resent)))
  }

  private static func state(_ text: String?) throws(Problem) -> MailState? {
    guard let text else { return nil }
    if let state = MailState(rawValue: text) { return state }
    throw Problem("request.parameter", .malformed, "Diesen Zustand gibt es nicht.", field: "zustand")
  }
}
