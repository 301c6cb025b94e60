// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Storage
internal import Web

/// Signing in at the provider: the way there, the way back, and the end of a link.
struct OpenIDPages: Sendable {
  let pages: SignInPages
  private let provider: OpenIDProvider?

  private var services: Services { pages.services }

  init(_ pages: SignInPages) {
    self.pages = pages
    provider = pages.services.site.openID.map { OpenIDProvider($0) }
  }

  var routes: [Route] {
    [
      Route(.get, AccountPath.openIDPattern, .everyone, start),
      Route(.get, AccountPath.openIDBackPattern, .everyone, back),
      Route.staff(.post, AccountPath.openIDEndPattern, .signedIn, unlink),
    ]
  }

  private static let startsPerHour = 120

  private func start(_ visit: Visit) async throws -> Reply {
    let (provider, configuration) = try present()
    do throws(any Error) {
      let now = services.database.time.now()
      try await services.limiter.count("openid", from: visit.browser.address, at: now, limit: Self.startsPerHour)
      let target = visit.query[LocalTarget.field].flatMap { LocalTarget($0) }
      let trip = OpenIDTrip(to: target, at: now, key: services.forgery.key)
      let metadata = try await provider.metadata(at: now)
      let query = [
        ("response_type", "code"), ("scope", "openid email"), ("client_id", configuration.client),
        ("redirect_uri", backAddress), ("state", trip.state), ("nonce", trip.nonce),
        ("code_challenge", trip.challenge), ("code_challenge_method", "S256"),
        ("ui_locales", visit.language.code),
      ]
      let mark = metadata.authorization.contains("?") ? "&" : "?"
      let address = query.map { "\(Percent.encode($0.0))=\(Percent.encode($0.1))" }.joined(separator: "&")
      let cookie = Cookie(
        OpenIDTrip.cookie, trip.text, age: OpenIDTrip.lifetime, isSecure: services.site.isSecure)
      return Reply.seeOther(metadata.authorization + mark + address).setting(cookie)
    } catch let problem as Problem {
      return failed(problem, visit)
    }
  }

  private func back(_ visit: Visit) async throws -> Reply {
    let (provider, configuration) = try present()
    let now = services.database.time.now()
    let cookie = visit.headers.cookie(OpenIDTrip.cookie)
    guard let trip = cookie.flatMap({ OpenIDTrip($0, at: now, key: services.forgery.key) }),
      let state = visit.query["state"], trip.fits(state: state)
    else { return failed(IDToken.refused("state"), visit) }
    do throws(any Error) {
      if let issuer = visit.query["iss"], issuer != configuration.issuer { throw IDToken.refused("issuer") }
      try await services.database.write(by: .visitor) { try $0.arrive(trip) }
      guard visit.query["error"] == nil, let code = visit.query["code"], code.utf8.count <= 2000 else {
        throw Problem(
          "openid.cancelled", .forbidden, "Die Anmeldung beim Anbieter wurde abgebrochen oder abgelehnt.")
      }
      let token = try await provider.token(
        for: code, verifier: trip.verifier, back: backAddress,
        IDToken.Expectation(
          issuer: configuration.issuer, client: configuration.client, nonce: trip.nonce, now: now))
      return try await enter(token, trip, configuration, visit)
    } catch let problem as Problem {
      let reason = "openid \(problem.field ?? problem.code)"
      try await services.database.write(by: .visitor) { try $0.noteFailure(nil, reason) }
      return failed(problem, visit)
    }
  }

  /// A second factor that somebody has set up here is asked for here as well.
  private func enter(
    _ token: IDToken, _ trip: OpenIDTrip, _ configuration: OpenIDConfiguration, _ visit: Visit
  ) async throws -> Reply {
    let browser = visit.browser
    let account = try await services.database.write(by: .visitor) { transaction in
      try transaction.account(of: token, at: configuration.issuer, trustsMail: configuration.trustsMail)
    }
    let step = try await services.database.write(by: account.record.principal) { transaction in
      try transaction.passFirstStep(account, browser, isKept: false)
    }
    return pages.reply(to: step, target: trip.target, visit).setting(Self.over(isSecure: services.site.isSecure))
  }

  private func unlink(_ staff: StaffVisit) async throws -> Reply {
    let (_, configuration) = try present()
    _ = try await staff.form()
    let own = try await OwnAccount.load(staff, services.database)
    guard own.passwordChange != nil else {
      throw Problem(
        "openid.only-way", .conflict, "Bitte setzen Sie zuerst ein Passwort, sonst kommen Sie nicht mehr herein.")
    }
    try await services.database.write(by: staff.principal) { transaction in
      try transaction.unlink(own.account, from: configuration.issuer)
    }
    return .seeOther(staff.view.link(AccountPath.account(after: .data)))
  }

  private func failed(_ problem: Problem, _ visit: Visit) -> Reply {
    var shown = problem
    // Which check failed is for whoever runs the installation, not for whoever wanted to come in.
    services.note(
      "sign-in at the identity provider refused", ["code": problem.code, "check": problem.field ?? ""])
    shown.field = nil
    return pages.page(problem.status, visit, .signInHeading, [:], [shown]) { $0.signIn(nil) }
      .setting(Self.over(isSecure: services.site.isSecure))
  }

  private func present() throws(Problem) -> (OpenIDProvider, OpenIDConfiguration) {
    guard let provider, let configuration = services.site.openID else { throw .notFound }
    return (provider, configuration)
  }

  private var backAddress: String { services.site.address + AccountPath.openIDBack.text }

  private static func over(isSecure: Bool) -> Cookie { Cookie(OpenIDTrip.cookie, "", age: 0, isSecure: isSecure) }
}
