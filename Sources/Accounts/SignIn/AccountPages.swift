// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Centers
internal import HTTPTypes
internal import Kernel
internal import Messages
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// The pages of one's own account: data, password, centre, sessions. Programs with a token have no business here.
struct AccountPages: Sendable {
  let services: Services
  let press: PasswordPress

  var routes: [Route] {
    [
      Route.staff(.get, AccountPath.accountPattern, .signedIn, show),
      Route.staff(.post, AccountPath.accountPattern, .signedIn, save),
      Route.staff(.get, AccountPath.passwordPattern, .signedIn, showPassword),
      Route.staff(.post, AccountPath.passwordPattern, .signedIn, changePassword),
      Route.staff(.post, AccountPath.sessionsPattern, .signedIn, endSessions),
      Route.staff(.post, AccountPath.centerPattern, .signedIn, chooseCenter),
    ]
  }

  private func show(_ staff: StaffVisit) async throws -> Reply {
    let own = try await own(staff)
    let notice = staff.query["hinweis"].flatMap { AccountNotice(rawValue: $0) }
    return page(.ok, staff, own, AccountForm(view: staff.view, values: own.values), notice)
  }

  private func save(_ staff: StaffVisit) async throws -> Reply {
    let own = try await own(staff)
    let form = try await staff.form()
    var account = own.account.record
    account.name = form[SignInField.name] ?? ""
    let language = form[SignInField.language].flatMap { Language($0) }
    account.language = language.flatMap { Language.interface.contains($0) ? $0.code : nil } ?? account.language
    let changed = account
    do {
      try await services.database.write(by: staff.principal) { try $0.save(changed, over: own.account) }
    } catch let problem as Problem {
      var again = AccountForm(view: staff.view, values: own.values, problems: problem.all)
      again.values[SignInField.name] = form[SignInField.name] ?? ""
      return page(problem.status, staff, own, again, nil)
    }
    return .seeOther(staff.view.link(AccountPath.account(after: .data)))
  }

  private func showPassword(_ staff: StaffVisit) async throws -> Reply {
    let own = try await own(staff)
    return passwordPage(.ok, staff, own, [])
  }

  private func changePassword(_ staff: StaffVisit) async throws -> Reply {
    let own = try await own(staff)
    let form = try await staff.form()
    do {
      try await OwnPassword(services: services, press: press).check(form, own)
      if let problem = PasswordPages.problem(form, own.account.record) { throw problem }
      let hash = try await press.make(SignInPages.password(form, SignInField.newPassword))
      let letter = AccountLetters(services).passwordChanged(own.account.record)
      let token = try await services.database.write(by: staff.principal) { transaction in
        try transaction.setPassword(hash, of: own.account, but: own.session.digest)
        try transaction.post(letter, of: own.account.tenant)
        return try transaction.renewSession(own.session, tenant: staff.user.tenant)
      }
      return reopened(.password, token, own, staff)
    } catch let problem as Problem {
      return passwordPage(problem.status, staff, own, [problem])
    }
  }

  private func endSessions(_ staff: StaffVisit) async throws -> Reply {
    let own = try await own(staff)
    let chosen = try await staff.form()[SignInField.session].flatMap { RecordID<AccountSession.Marker>($0) }
    let ended = try await services.database.write(by: staff.principal) { transaction in
      try transaction.endSession(chosen, of: own)
    }
    if ended { return Reply.seeOther(staff.view.link(AccountPath.signIn)).closing(isSecure: services.site.isSecure) }
    return .seeOther(staff.view.link(AccountPath.account(after: .sessions)))
  }

  /// Works in another centre from now on; what may be done changes, so the session gets another token.
  private func chooseCenter(_ staff: StaffVisit) async throws -> Reply {
    let own = try await own(staff)
    guard let tenant = try await staff.form()[SignInField.tenant].flatMap({ TenantID($0) }),
      staff.user.memberships.contains(where: { $0.tenant == tenant })
    else {
      throw Problem("account.other-center", .forbidden, "In diesem Zentrum arbeiten Sie nicht.")
    }
    let token = try await services.database.write(by: staff.principal) { transaction in
      try transaction.audit(
        "account.center-chosen", kind: "account", record: own.account.id.identifier, of: own.account.tenant)
      return try transaction.renewSession(own.session, tenant: tenant)
    }
    return Reply.seeOther(staff.view.link(AccountPath.start))
      .opening(token, isKept: own.session.isKept, isSecure: services.site.isSecure)
  }

  private func reopened(_ notice: AccountNotice, _ token: SignInToken, _ own: OwnAccount, _ staff: StaffVisit) -> Reply
  {
    Reply.seeOther(staff.view.link(AccountPath.account(after: notice)))
      .opening(token, isKept: own.session.isKept, isSecure: services.site.isSecure)
  }

  private func own(_ staff: StaffVisit) async throws -> OwnAccount {
    try await OwnAccount.load(staff, services.database)
  }

  private func page(
    _ status: HTTPResponse.Status, _ staff: StaffVisit, _ own: OwnAccount, _ form: AccountForm, _ notice: AccountNotice?
  ) -> Reply {
    let view = AccountView(own: own, form: form, token: staff.formToken, user: staff.user)
    return staff.page(StaffHead(staff.view[AccountText.accountHeading]), view.account(notice), status: status)
  }

  private func passwordPage(
    _ status: HTTPResponse.Status, _ staff: StaffVisit, _ own: OwnAccount, _ problems: [Problem]
  ) -> Reply {
    let form = AccountForm(view: staff.view, problems: problems.flatMap(\.all))
    let view = AccountView(own: own, form: form, token: staff.formToken, user: staff.user)
    return staff.page(own.head(.passwordHeading, staff.view), view.password(), status: status)
  }
}
