// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// The accesses that people give to programs: made with scopes and an end, shown once, ended at any time.
struct TokenPages: Sendable {
  let services: Services
  let book: RightsBook

  var routes: [Route] {
    [
      Route.staff(.get, RightsPath.tokensPattern, .signedIn, list),
      Route.staff(.post, RightsPath.tokensPattern, .signedIn, make),
      Route.staff(.post, RightsPath.endTokenPattern, .signedIn, end),
    ]
  }

  private func list(_ staff: StaffVisit) async throws -> Reply {
    try Self.requirePerson(staff)
    return try await page(staff, RightsForm(staff.view), secret: nil, .ok)
  }

  private func make(_ staff: StaffVisit) async throws -> Reply {
    try Self.requirePerson(staff)
    let form = try await staff.form()
    let secret = ProgramToken.makeSecret()
    do {
      let token = try wish(form, staff)
      let tenant = staff.user.tenant ?? Account.installation
      try await services.database.write(by: staff.principal) { transaction in
        try transaction.add(token, secret, of: tenant)
      }
    } catch let problem as Problem {
      return try await page(staff, RightsForm(staff.view, form, problem), secret: nil, problem.status)
    }
    return try await page(staff, RightsForm(staff.view), secret: secret, .ok)
  }

  private func end(_ staff: StaffVisit) async throws -> Reply {
    try Self.requirePerson(staff)
    _ = try await staff.form()
    let id = try staff.visit.id("token", ProgramToken.self)
    let account = RecordID<Account>(staff.user.account)
    try await services.database.write(by: staff.principal) { try $0.end(id, of: account) }
    return .seeOther(staff.view.link(RightsPath.tokens))
  }

  /// A new token within what the person may; the digest comes later.
  private func wish(_ form: Parameters, _ staff: StaffVisit) throws(Problem) -> ProgramToken {
    let scopes = Set(form.all("rechte"))
    let held = Set(self.scopes(of: staff).map(\.name))
    guard !scopes.isEmpty, scopes.isSubset(of: held) else {
      throw Problem(
        "rights.scopes", .invalid, "Bitte wählen Sie mindestens ein Recht, und nur solche, die Sie selbst haben.",
        field: "rechte")
    }
    let today = services.database.time.today
    guard let expires = try form.day("bis"), today <= expires, expires <= today.adding(days: ProgramToken.longest)
    else {
      throw Problem(
        "rights.expiry", .invalid, "Bitte wählen Sie einen letzten Tag, der höchstens ein Jahr entfernt ist.",
        field: "bis")
    }
    var token = ProgramToken(id: RecordID(staff.user.account))
    token.name = form["name"] ?? ""
    token.account = RecordID(staff.user.account)
    token.scopes = scopes.sorted()
    token.expires = expires
    return token
  }

  /// What the person may hand on; giving rights and asking who has them stays with people.
  private func scopes(of staff: StaffVisit) -> [Permission] {
    book.permissions().filter { $0 != Rights.keepTeam && staff.may($0) }
  }

  private static func requirePerson(_ staff: StaffVisit) throws(Problem) {
    guard case .session = staff.user.means else {
      throw Problem("access.refused", .forbidden, "Das geht nur nach einer Anmeldung im Browser.")
    }
  }

  // MARK: - Page

  private func page(
    _ staff: StaffVisit, _ form: RightsForm, secret: String?, _ status: HTTPResponse.Status
  ) async throws -> Reply {
    let account = RecordID<Account>(staff.user.account)
    let tokens = try await services.database.read { connection in
      try connection.list(
        ProgramToken.self, in: .everyTenant, where: "account = \(account)", order: "created_at desc", limit: 100)
    }
    let view = staff.view
    let choices = scopes(of: staff).map { (value: $0.name, label: $0.label) }
    let main: HTML = """
      <h1>\(view[RightsText.tokens])</h1><p class="lead">\(view[RightsText.tokensLead])</p>\(form.summary)
      \(secret.map { shown($0, view) })\(table(tokens, staff))
      <section class="sec"><h2>\(view[RightsText.tokenNew])</h2>\
      <form class="form" method="post" action="\(view.link(RightsPath.tokens))" novalidate>\(staff.formToken)\
      \(form.line("name", .tokenName, limit: 80))\(form.checks("rechte", .tokenScopes, choices))\
      \(form.line("bis", .until, type: "date", limit: 10))\
      <button class="btn">\(view[RightsText.tokenButton])</button></form></section>
      """
    return staff.page(StaffHead(view[RightsText.tokens], current: RightsPath.tokens), main, status: status)
  }

  private func shown(_ secret: String, _ view: View) -> HTML {
    """
    <div class="note ok" role="status"><p>\(view[RightsText.tokenShown])</p>\
    <p>\(view[RightsText.tokenValue]): <code dir="ltr">\(secret)</code></p></div>
    """
  }

  private func table(_ tokens: [Stored<ProgramToken>], _ staff: StaffVisit) -> HTML {
    let view = staff.view
    if tokens.isEmpty { return "<p class=\"muted\">\(view[RightsText.none])</p>" }
    return """
      <div class="scroll" role="region" aria-label="\(view[RightsText.tokens])" tabindex="0"><table class="list">\
      <caption class="vh">\(view[RightsText.tokens])</caption><thead><tr>\
      \(each: [RightsText.name, .tokenScopes, .until, .lastUsed, .end], { "<th scope=\"col\">\(view[$0])</th>" })\
      </tr></thead><tbody>\(each: tokens, { row($0, staff) })</tbody></table></div>
      """
  }

  private func row(_ token: Stored<ProgramToken>, _ staff: StaffVisit) -> HTML {
    let view = staff.view
    let record = token.record
    let labels = record.scopes.map { book.label($0) }.joined(separator: ", ")
    let used = record.lastUsed.map { "\(view.day($0.berlin.day)), \(view.time($0.berlin.minutes))" }
    let end: HTML = """
      <form method="post" action="\(view.link(RightsPath.endToken(token.id)))">\(staff.formToken)\
      <button class="btn alt">\(view[RightsText.end])<span class="vh"> (\(record.name))</span></button></form>
      """
    return """
      <tr><th scope="row">\(record.name)</th><td lang="de">\(labels)</td>\
      <td>\(record.expires.map { view.day($0) })</td><td>\(used ?? view[RightsText.never])</td>\
      <td>\(record.revoked == nil ? end : "\(view[RightsText.ended])")</td></tr>
      """
  }
}

extension Transaction {
  /// Keeps a new token by the digest of its secret.
  ///
  /// - Throws: a `Problem` `rights.many-tokens` when the person has too many that still work.
  func add(_ token: ProgramToken, _ secret: String, of tenant: TenantID) throws {
    let open = try count(
      ProgramToken.self, in: .everyTenant,
      where: "account = \(token.account) and revoked is null and expires >= \(now.berlin.day)")
    if open >= ProgramToken.limit {
      throw Problem(
        "rights.many-tokens", .conflict, "Sie haben schon \(ProgramToken.limit) Zugänge. Beenden Sie zuerst einen.")
    }
    var fresh = ProgramToken(id: makeID())
    (fresh.name, fresh.account, fresh.scopes) = (token.name, token.account, token.scopes)
    (fresh.expires, fresh.digest) = (token.expires, ProgramToken.digest(of: secret))
    try insert(fresh, of: tenant)
  }

  /// Ends a token of an account; somebody else's is not found.
  func end(_ id: RecordID<ProgramToken>, of account: RecordID<Account>) throws {
    guard let stored = try find(ProgramToken.self, id, in: .everyTenant), stored.record.account == account else {
      throw Problem.notFound
    }
    var token = stored.record
    token.revoked = token.revoked ?? now
    try save(token, over: stored, as: "program_token.ended")
  }
}
