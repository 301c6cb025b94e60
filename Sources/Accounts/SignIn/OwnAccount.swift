// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Centers
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Everything that the pages of one's own account show.
struct OwnAccount: Sendable {
  let account: Stored<Account>
  let session: AccountSession
  let sessions: [AccountSession]
  let factor: SecondFactor?
  let recoveryCodes: Int
  let passwordChange: Moment?
  let history: [AuditEntry]
  /// Where the person may work: names by tenant, in the order of the names.
  let centers: [(tenant: TenantID, name: String)]
  /// Where one may sign in besides here, and since when this person does.
  let provider: OpenIDConfiguration?
  let linkedSince: Moment?

  /// - Throws: a `Problem` `access.refused` for programs.
  static func load(_ staff: StaffVisit, _ database: Database) async throws -> OwnAccount {
    let now = database.time.now()
    let provider = staff.services.site.openID
    let tenants = Set(staff.user.memberships.compactMap(\.tenant))
    guard case .session = staff.user.means, let token = staff.visit.browser.session else {
      throw Problem("access.refused", .forbidden, "Das geht nur nach einer Anmeldung im Browser.")
    }
    return try await database.read { connection in
      guard let (session, account) = try connection.session(token, at: now),
        account.id.identifier == staff.user.account
      else { throw Problem("access.sign-in", .unauthenticated, "Dafür müssen Sie sich anmelden.") }
      let history = try connection.history("account", account.id.identifier, of: account.tenant, limit: 40)
      return OwnAccount(
        account: account, session: session, sessions: try connection.sessions(of: account.id, at: now),
        factor: try connection.secondFactor(of: account.id),
        recoveryCodes: try connection.recoveryCodes(of: account.id),
        passwordChange: try connection.passwordChange(of: account.id), history: history,
        centers: try names(of: tenants, connection), provider: provider,
        linkedSince: try provider.flatMap { try connection.identity(of: account.id, at: $0.issuer) })
    }
  }

  var values: [String: String] {
    [SignInField.name: account.record.name, SignInField.language: account.record.language]
  }

  /// The head of a page below the account.
  func head(_ title: AccountText, _ view: View) -> StaffHead {
    StaffHead(view[title], crumbs: [(view[AccountText.accountHeading], AccountPath.account)])
  }

  private static func names(
    of tenants: Set<TenantID>, _ connection: Connection
  ) throws -> [(tenant: TenantID, name: String)] {
    guard tenants.count > 1 else { return [] }
    let book = try CenterBook(connection)
    let names = book.centers.map { ($0.tenant, $0.name) } + book.bodies.map { ($0.tenant, $0.name) }
    return names.filter { tenants.contains($0.0) }.sorted { $0.1 < $1.1 }.map { (tenant: $0.0, name: $0.1) }
  }
}

/// Asks for the password again before something is changed that could lock its owner out.
struct OwnPassword: Sendable {
  let services: Services
  let press: PasswordPress

  /// - Throws: a `Problem` at the field when it is wrong, or when there were too many tries from this session.
  func check(_ form: Parameters, _ own: OwnAccount) async throws {
    let typed = SignInPages.password(form, SignInField.password)
    let (hash, wait) = try await services.database.write(by: own.account.record.principal) { transaction in
      let counts = try transaction.signInCounts(of: "", from: "", device: "own \(own.account.id)")
      return (try transaction.passwordHash(of: own.account.id), try transaction.countTry(counts))
    }
    if wait > 0 { throw SignInPages.tooEarly(wait).at(SignInField.password) }
    guard try await press.fits(typed, hash ?? .nobody) else {
      try await services.database.write(by: own.account.record.principal) {
        try $0.noteFailure(own.account, "password")
      }
      throw Problem(
        "password.wrong", .invalid, "Das ist nicht Ihr jetziges Passwort.", field: SignInField.password)
    }
    try await services.database.write(by: own.account.record.principal) { transaction in
      try transaction.forgive(
        try transaction.signInCounts(of: "", from: "", device: "own \(own.account.id)"))
    }
  }
}
