// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
internal import Kernel
internal import Messages
internal import Storage
internal import Web

/// Setting a password behind the link of a letter, and asking for such a letter.
struct PasswordPages: Sendable {
  let pages: SignInPages

  private var services: Services { pages.services }
  /// Letters that one address may ask for within an hour.
  private static let hourlyLimit = 20

  var routes: [Route] {
    [
      Route(.get, AccountPath.forgottenPattern, .everyone, showForgotten),
      Route(.post, AccountPath.forgottenPattern, .everyone, askForLetter),
      Route(.get, AccountPath.linkPattern, .everyone, showLink),
      Route(.post, AccountPath.linkPattern, .everyone, setPassword),
    ]
  }

  private func showForgotten(_ visit: Visit) async throws -> Reply {
    pages.page(.ok, visit, AccountText.forgottenHeading, [:], []) { $0.forgotten() }
  }

  /// The same answer and the same work for every address: the letter itself is written by a job.
  private func askForLetter(_ visit: Visit) async throws -> Reply {
    let form = try await visit.form(.token)
    do {
      guard let mail = form[SignInField.mail] else {
        throw Problem(
          "sign-in.no-mail", .invalid, "Bitte geben Sie Ihre E-Mail-Adresse ein.", field: SignInField.mail)
      }
      try await services.limiter.count(
        "reset", from: visit.browser.address, at: services.database.time.now(), limit: Self.hourlyLimit)
      try await services.database.write(by: .visitor) { transaction in
        let account = try transaction.account(mail: mail)
        try transaction.enqueue(AccountLetters.resetJob, of: nil, input: account?.id.text ?? "")
      }
    } catch let problem as Problem {
      let values = SignInPages.kept(form)
      return pages.page(problem.status, visit, AccountText.forgottenHeading, values, [problem]) { $0.forgotten() }
    }
    return .seeOther(visit.view.link(AccountPath.signIn(after: .letter)))
  }

  private func showLink(_ visit: Visit) async throws -> Reply {
    guard let (token, account, purpose) = try await link(visit) else { return over(visit) }
    return page(.ok, visit, token, account, purpose, [])
  }

  private func setPassword(_ visit: Visit) async throws -> Reply {
    let form = try await visit.form(.token)
    guard let (token, account, purpose) = try await link(visit) else { return over(visit) }
    if let problem = Self.problem(form, account) {
      return page(problem.status, visit, token, account, purpose, [problem])
    }
    do {
      let hash = try await pages.press.make(SignInPages.password(form, SignInField.newPassword))
      let letters = AccountLetters(services)
      let mark = try await services.database.write(by: account.principal) { transaction in
        let mark = try transaction.setPassword(hash, byLink: token)
        if purpose == .reset { try transaction.post(letters.passwordChanged(account), of: nil) }
        return mark
      }
      return Reply.seeOther(visit.view.link(AccountPath.signIn(after: .passwordSet)))
        .marking(mark, isSecure: services.site.isSecure)
    } catch let problem as Problem where problem.code == Problem.linkOver.code {
      return over(visit)
    } catch let problem as Problem {
      return page(problem.status, visit, token, account, purpose, [problem])
    }
  }

  private func link(
    _ visit: Visit
  ) async throws -> (token: SignInToken, account: Account, purpose: AccountLinkPurpose)? {
    guard let token = SignInToken(visit.part("token")) else { return nil }
    let now = services.database.time.now()
    do {
      let (account, purpose) = try await services.database.read { try $0.account(ofLink: token, at: now) }
      return (token, account.record, purpose)
    } catch let problem as Problem where problem.code == Problem.linkOver.code {
      return nil
    }
  }

  private func page(
    _ status: HTTPResponse.Status, _ visit: Visit, _ token: SignInToken, _ account: Account,
    _ purpose: AccountLinkPurpose, _ problems: [Problem]
  ) -> Reply {
    pages.page(status, visit, AccountText.newPasswordHeading, [:], problems) { view in
      view.setPassword(account, purpose, link: AccountPath.link(token.text))
    }
  }

  private func over(_ visit: Visit) -> Reply {
    let head = PageHead(visit.view[AccountText.linkOverHeading], isIndexed: false)
    return visit.page(head, overLink(visit.view), status: .notFound, isPublic: false)
  }

  /// What speaks against a typed new password.
  static func problem(_ form: Parameters, _ account: Account) -> Problem? {
    let password = SignInPages.password(form, SignInField.newPassword)
    if let problem = PasswordRules.problem(
      password, name: account.name, mail: account.mail, field: SignInField.newPassword)
    {
      return problem
    }
    guard password == SignInPages.password(form, SignInField.repeated) else {
      return Problem(
        "password.differs", .invalid, "Die beiden Passwörter sind nicht gleich.", field: SignInField.repeated)
    }
    return nil
  }
}
