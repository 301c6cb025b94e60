// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Storage
internal import Web
internal import Workplace

/// Setting up and removing the second factor of one's own account (F159).
struct SecondFactorPages: Sendable {
  let services: Services
  let press: PasswordPress

  var routes: [Route] {
    [
      Route.staff(.get, AccountPath.secondFactorPattern, .signedIn, show),
      Route.staff(.post, AccountPath.secondFactorPattern, .signedIn, begin),
      Route.staff(.post, AccountPath.confirmSecondFactorPattern, .signedIn, confirm),
      Route.staff(.post, AccountPath.removeSecondFactorPattern, .signedIn, remove),
    ]
  }

  private func show(_ staff: StaffVisit) async throws -> Reply {
    page(.ok, staff, try await OwnAccount.load(staff, services.database), [])
  }

  private func begin(_ staff: StaffVisit) async throws -> Reply {
    let own = try await OwnAccount.load(staff, services.database)
    _ = try await staff.form()
    try await services.database.write(by: staff.principal) { try $0.beginSecondFactor(of: own.account) }
    return .seeOther(staff.view.link(AccountPath.secondFactor))
  }

  /// The codes on paper are part of this one answer and can never be asked for again.
  private func confirm(_ staff: StaffVisit) async throws -> Reply {
    let own = try await OwnAccount.load(staff, services.database)
    let typed = try await staff.form()[SignInField.code] ?? ""
    do {
      let (codes, token) = try await services.database.write(by: staff.principal) { transaction in
        let codes = try transaction.confirmSecondFactor(of: own.account, typed)
        try transaction.endSessions(of: own.account, but: own.session.digest)
        return (codes, try transaction.renewSession(own.session, tenant: staff.user.tenant))
      }
      return staff.page(own.head(.codesHeading, staff.view), recoveryCodes(codes, staff.view))
        .opening(token, isKept: own.session.isKept, isSecure: services.site.isSecure)
    } catch let problem as Problem {
      return page(problem.status, staff, own, [problem])
    }
  }

  private func remove(_ staff: StaffVisit) async throws -> Reply {
    let own = try await OwnAccount.load(staff, services.database)
    let form = try await staff.form()
    do {
      try await OwnPassword(services: services, press: press).check(form, own)
      let token = try await services.database.write(by: staff.principal) { transaction in
        try transaction.removeSecondFactor(of: own.account)
        return try transaction.renewSession(own.session, tenant: staff.user.tenant)
      }
      return Reply.seeOther(staff.view.link(AccountPath.account(after: .secondFactorRemoved)))
        .opening(token, isKept: own.session.isKept, isSecure: services.site.isSecure)
    } catch let problem as Problem {
      return page(problem.status, staff, own, [problem])
    }
  }

  private func page(
    _ status: HTTPResponse.Status, _ staff: StaffVisit, _ own: OwnAccount, _ problems: [Problem]
  ) -> Reply {
    let form = AccountForm(view: staff.view, problems: problems.flatMap(\.all))
    let view = SecondFactorView(own: own, form: form, token: staff.formToken)
    return staff.page(own.head(.factorHeading, staff.view), view.html, status: status)
  }
}

/// The page of the second factor: not there, half set up, in use.
struct SecondFactorView {
  let own: OwnAccount
  let form: AccountForm
  let token: HTML

  private var view: View { form.view }

  var html: HTML {
    """
    <h1>\(view[AccountText.factorHeading])</h1>\(form.summary)
    \(own.factor.map { $0.isConfirmed ? inUse : setUp($0) } ?? missing)
    """
  }

  private var missing: HTML {
    """
    <p class="lead">\(view[AccountText.factorLead])</p>
    <form method="post" action="\(view.link(AccountPath.secondFactor))">\(token)\
    <button class="btn">\(view[AccountText.factorBegin])</button></form>
    """
  }

  private func setUp(_ factor: SecondFactor) -> HTML {
    let address = factor.code.address(issuer: view[WebText.siteName], account: own.account.record.mail)
    return """
      <ol class="prose"><li><p>\(view[AccountText.factorStepScan])</p>\
      \(QRPicture(address)?.svg(label: view[AccountText.factorPicture]))\
      <p>\(view[AccountText.factorStepType])<br><code class="n" dir="ltr">\(grouped(factor.code.text))</code></p></li>
      <li><p>\(view[AccountText.factorStepCode])</p>
      <form class="form" method="post" action="\(view.link(AccountPath.confirmSecondFactor))" novalidate>\(token)
      \(form.line(SignInField.code, .code, .code))
      <button class="btn">\(view[AccountText.factorConfirm])</button></form></li></ol>
      """
  }

  private var inUse: HTML {
    """
    <p class="lead">\(view[AccountText.factorInUse])</p>
    <p>\(view.count(AccountText.codesLeft, own.recoveryCodes))</p>
    <h2>\(view[AccountText.factorRemove])</h2><p>\(view[AccountText.factorRemoveLead])</p>
    <form class="form" method="post" action="\(view.link(AccountPath.removeSecondFactor))" novalidate>\(token)
    \(form.line(SignInField.password, .currentPassword, .password))
    <button class="btn alt">\(view[AccountText.factorRemove])</button></form>
    """
  }

  /// Groups of four letters are easier to type.
  private func grouped(_ text: String) -> String {
    let letters = Array(text)
    return stride(from: 0, to: letters.count, by: 4)
      .map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: " ")
  }
}

/// The codes on paper, this one time.
func recoveryCodes(_ codes: [RecoveryCode], _ view: View) -> HTML {
  """
  <h1>\(view[AccountText.codesHeading])</h1>
  <div class="note ok" role="status">\(Icon.yes.html)<p>\(view[AccountText.factorInUse])</p></div>
  <p class="lead">\(view[AccountText.codesLead])</p>
  <ul class="cols" dir="ltr">\(each: codes, { "<li><code class=\"n\">\($0.text)</code></li>" })</ul>
  <p><a class="btn" href="\(view.link(AccountPath.account))">\(view[AccountText.codesDone])</a></p>
  """
}
