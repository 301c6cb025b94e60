// SPDX-License-Identifier: EUPL-1.2
package import Access
package import Accounts
package import Kernel
package import Organisations
import Records
package import Storage
import Web

/// Somebody who is signed in, with the cookie and the form token of their session.
package struct TestPerson: Sendable {
  package let account: Stored<Account>
  package let client: TestClient
  /// The secret of the session.
  package let session: String

  package var headers: [String: String] { ["Cookie": "sitzung=\(session)"] }

  package func get(_ path: String) async throws -> TestAnswer { try await client.get(path, headers) }

  /// Sends a form with the token that the person's own pages carry.
  package func post(_ path: String, _ form: [(String, String)]) async throws -> TestAnswer {
    let token = try await formToken()
    return try await client.post(
      path, form + [("csrf", token)], headers.merging(["Sec-Fetch-Site": "same-origin"]) { one, _ in one })
  }

  /// Sends a form as another site would: with the cookie and without the token.
  package func forge(_ path: String, _ form: [(String, String)] = []) async throws -> TestAnswer {
    try await client.post(path, form, headers)
  }

  package func formToken() async throws -> String {
    let page = try await get("/konto/zugaenge").body
    return page.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/).map { String($0.1) } ?? ""
  }
}

extension TestProduct {
  /// Somebody with a role who has signed in; an account of their own each time.
  ///
  /// - Parameter tenant: nothing for roles of the whole installation.
  package func person(
    _ role: Role, in tenant: TenantID? = nil, organisation: RecordID<Organisation>? = nil, name: String = "Test Person"
  ) async throws -> TestPerson {
    let secret = hexadecimal(randomBytes(32))
    let digest = hexadecimal(sha256(Array(secret.utf8)))
    let account = try await database.write(by: .system("test")) { transaction in
      let number = transaction.makeID(Account.self).text
      let place = tenant ?? Account.installation
      let stored = try transaction.addAccount(name: name, mail: "\(number)@test.example", of: place)
      try transaction.enrol(stored.id, as: role, in: place, organisation: organisation)
      var account = stored.record
      account.status = .active
      try transaction.save(account, over: stored)
      try transaction.run(
        """
        insert into account_session
          (digest, id, account, tenant, device, is_kept, made_at, seen_at, expires_at)
        values (\(digest), \(transaction.makeID(Account.self)), \(stored.id), \(tenant.value), '', 0, \(transaction.now),
          \(transaction.now), \(transaction.now.adding(seconds: 36_000)))
        """)
      guard let active = try transaction.find(Account.self, stored.id, in: .everyTenant) else { throw Problem.notFound }
      return active
    }
    return TestPerson(account: account, client: client, session: secret)
  }

  /// A program's token of a person with these scopes; what it sends.
  package func token(of person: TestPerson, in tenant: TenantID, scopes: [String]) async throws -> String {
    let secret = "vb_" + hexadecimal(randomBytes(32))
    try await database.write(by: .system("test")) { transaction in
      var token = ProgramToken(id: transaction.makeID())
      token.name = "Testprogramm"
      token.account = person.account.id
      token.scopes = scopes
      token.digest = hexadecimal(sha256(Array(secret.utf8)))
      token.expires = transaction.now.berlin.day.adding(days: 30)
      try transaction.insert(token, of: tenant)
    }
    return secret
  }

  /// The only role of a person in a tenant.
  package func entry(of person: TestPerson, in tenant: TenantID) async throws -> Stored<MembershipEntry>? {
    try await database.read { connection in
      try connection.list(
        MembershipEntry.self, in: .tenant(tenant), where: "account = \(person.account.id)", limit: 1
      ).first
    }
  }
}
