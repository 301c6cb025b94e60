// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Storage
internal import Web

/// Signing in and out. These pages are public and never kept for others.
struct SignInPages: Sendable {
  let services: Services
  let press: PasswordPress

  var routes: [Route] {
    [
      Route(.get, AccountPath.signInPattern, .everyone, show),
      Route(.post, AccountPath.signInPattern, .everyone, signIn),
      Route(.get, AccountPath.secondStepPattern, .everyone, showSecondStep),
      Route(.post, AccountPath.secondStepPattern, .everyone, secondStep),
      Route.staff(.post, AccountPath.signOutPattern, .signedIn, signOut),
    ]
  }

  private func show(_ visit: Visit) async throws -> Reply {
    if try await services.door.identify(visit.headers) != nil { return arrived(visit.query, visit) }
    let notice = visit.query["hinweis"].flatMap { SignInNotice(rawValue: $0) }
    return page(.ok, visit, AccountText.signInHeading, Self.kept(visit.query), []) { $0.signIn(notice) }
  }

  private func signIn(_ visit: Visit) async throws -> Reply {
    let form = try await visit.form(.token)
    let values = Self.kept(form)
    do {
      guard let mail = form[SignInField.mail] else {
        throw Problem(
          "sign-in.no-mail", .invalid, "Bitte geben Sie Ihre E-Mail-Adresse ein.", field: SignInField.mail)
      }
      let step = try await firstStep(mail, Self.password(form, SignInField.password), values, visit)
      return reply(to: step, target: form[LocalTarget.field].flatMap { LocalTarget($0) }, visit)
    } catch let problem as Problem {
      return page(problem.status, visit, AccountText.signInHeading, values, [problem]) { $0.signIn(nil) }
    }
  }

  /// Counted first, computed off the pages' threads, then decided: the same way for known and unknown addresses.
  private func firstStep(
    _ mail: String, _ password: String, _ values: [String: String], _ visit: Visit
  ) async throws -> FirstStep {
    let browser = visit.browser
    let database = services.database
    try press.refuseWhenFull()
    let begun = try await database.write(by: .visitor) { try $0.beginSignIn(mail, browser) }
    if begun.wait > 0 { throw Self.tooEarly(begun.wait) }
    let isRight = try await press.fits(password, begun.comparison)
    guard isRight, let account = begun.account else {
      try await database.write(by: .visitor) { try $0.noteFailure(begun.account, "password") }
      throw Problem(
        "sign-in.wrong", .invalid,
        "E-Mail-Adresse und Passwort passen nicht zusammen, oder das Konto ist noch nicht eingerichtet oder gesperrt.",
        field: SignInField.password)
    }
    let stronger = begun.comparison.cost == .current ? nil : try await press.make(password)
    return try await database.write(by: account.record.principal) { transaction in
      if let stronger { try transaction.strengthen(begun.comparison, stronger, of: account.id) }
      return try transaction.passFirstStep(account, browser, isKept: values[SignInField.keep] != nil)
    }
  }

  private func showSecondStep(_ visit: Visit) async throws -> Reply {
    let now = services.database.time.now()
    let token = Self.challenge(visit)
    let isOpen = try await services.database.read { connection in
      do {
        _ = try connection.challenge(token, at: now)
        return true
      } catch is Problem {
        return false
      }
    }
    guard isOpen else { return .seeOther(visit.view.link(AccountPath.signIn)) }
    return page(.ok, visit, AccountText.secondHeading, Self.kept(visit.query), []) { $0.secondStep() }
  }

  private func secondStep(_ visit: Visit) async throws -> Reply {
    let form = try await visit.form(.token)
    let (token, browser, typed) = (Self.challenge(visit), visit.browser, form[SignInField.code] ?? "")
    let now = services.database.time.now()
    do {
      let challenge = try await services.database.read { try $0.challenge(token, at: now) }
      let step = try await services.database.write(by: challenge.account.record.principal) { transaction in
        try transaction.passSecondStep(token, typed, browser)
      }
      switch step {
      case .done(let pass): return arrived(form, visit).opening(pass, isSecure: services.site.isSecure)
      case .wait(let seconds): throw Self.tooEarly(seconds).at(SignInField.code)
      case .wrong: throw Transaction.wrongCode
      }
    } catch let problem as Problem where problem.code == "sign-in.again" {
      return page(problem.status, visit, AccountText.signInHeading, Self.kept(form), [problem]) { $0.signIn(nil) }
    } catch let problem as Problem {
      return page(problem.status, visit, AccountText.secondHeading, Self.kept(form), [problem]) { $0.secondStep() }
    }
  }

  private func signOut(_ staff: StaffVisit) async throws -> Reply {
    _ = try await staff.form()
    if let token = staff.visit.browser.session {
      try await services.database.write(by: staff.principal) { transaction in
        guard let (_, account) = try transaction.session(token, at: transaction.now) else { return }
        try transaction.signOut(token, of: account)
      }
    }
    return Reply.seeOther(staff.view.link(AccountPath.signIn(after: .signedOut)))
      .closing(isSecure: services.site.isSecure)
  }

  /// Where somebody goes on after signing in: the page they came for, if it is one of ours.
  private func arrived(_ form: Parameters, _ visit: Visit) -> Reply {
    arrived(form[LocalTarget.field].flatMap { LocalTarget($0) }, visit)
  }

  private func arrived(_ target: LocalTarget?, _ visit: Visit) -> Reply {
    .seeOther(target.map { visit.view.prefix + $0.text } ?? visit.view.link(AccountPath.start))
  }

  /// Lets somebody in, or asks for the second factor first.
  func reply(to step: FirstStep, target: LocalTarget?, _ visit: Visit) -> Reply {
    switch step {
    case .done(let pass): return arrived(target, visit).opening(pass, isSecure: services.site.isSecure)
    case .second(let token):
      let path = Path("anmelden", "code", query: [(LocalTarget.field, target?.text ?? "")])
      let cookie = Cookie(
        SignInChallenge.cookie, token.text, age: SignInChallenge.lifetime, isSecure: services.site.isSecure)
      return Reply.seeOther(visit.view.link(path)).setting(cookie)
    }
  }
}

extension SignInPages {
  /// A page of this slice for visitors, with a token against forged forms.
  func page(
    _ status: HTTPResponse.Status, _ visit: Visit, _ title: AccountText, _ values: [String: String],
    _ problems: [Problem], _ content: (SignInView) -> HTML
  ) -> Reply {
    let (token, cookie) = visit.formToken()
    let form = AccountForm(view: visit.view, values: values, problems: problems.flatMap(\.all))
    let head = PageHead(visit.view[title], isIndexed: false)
    let main = content(SignInView(form: form, token: token, provider: services.site.openID))
    let reply = visit.page(head, main, status: status, isPublic: false)
    return cookie.map { reply.setting($0) } ?? reply
  }

  /// What is shown again.
  static func kept(_ form: Parameters) -> [String: String] {
    var values: [String: String] = [:]
    for name in [SignInField.mail, SignInField.keep] { values[name] = form[name] }
    values[LocalTarget.field] = form[LocalTarget.field].flatMap { LocalTarget($0) }?.text
    return values
  }

  /// A password as it was typed, blanks included; what is longer than any password is cut.
  static func password(_ form: Parameters, _ name: String) -> String {
    String((form.pairs.first { $0.name == name }?.value ?? "").prefix(PasswordRules.longest * 2))
  }

  static func tooEarly(_ seconds: Int) -> Problem {
    let wait = seconds < 100 ? "\(seconds) Sekunden" : "\((seconds + 59) / 60) Minuten"
    return Problem(
      "sign-in.too-early", .tooMany,
      "Das waren zu viele Versuche. Bitte warten Sie noch \(wait), oder nutzen Sie „Passwort vergessen“.")
  }

  private static func challenge(_ visit: Visit) -> SignInToken? {
    visit.headers.cookie(SignInChallenge.cookie).flatMap { SignInToken($0) }
  }
}

extension Problem {
  var status: HTTPResponse.Status { HTTPResponse.Status(code: kind.status) }
}
