// SPDX-License-Identifier: EUPL-1.2
package import Access
package import HTTPTypes
internal import Kernel
package import Storage
package import Web

/// How people and programs are recognised: by the cookie of a session or by a token of a program.
package enum AccountDoor {
  /// The cookie of a session.
  static let cookie = "sitzung"

  package static func make(_ database: Database, menu: [StaffLink]) -> Door {
    Door(
      identify: { try await identify($0, database) }, signInPath: { AccountPath.signIn(to: $0) }, menu: menu)
  }

  /// A program's token goes before a cookie; whoever sends a wrong one is nobody.
  package static func identify(_ headers: HTTPFields, _ database: Database) async throws -> SignedIn? {
    let now = database.time.now()
    if let authorization = headers[.authorization] {
      guard let digest = bearerDigest(authorization) else { return nil }
      return try await program(digest, at: now, database)
    }
    guard let token = headers.cookie(cookie).flatMap({ SignInToken($0) }) else { return nil }
    let found = try await database.read { connection in
      try connection.session(token, at: now).map { session, account in
        (session, try connection.signedIn(session, account.record, on: now.berlin.day))
      }
    }
    guard let (session, somebody) = found else { return nil }
    if session.seenAt.adding(seconds: 60) < now {
      // A database that is busy just now is no reason to refuse the page.
      do { try await database.write(by: somebody.principal) { try $0.noteSeen(session) } } catch is Problem {}
    }
    return somebody
  }

  private static func program(_ digest: String, at now: Moment, _ database: Database) async throws -> SignedIn? {
    let (somebody, isOld) = try await database.read { connection in
      (try connection.signedIn(byToken: digest, at: now), try connection.isTokenUseOld(digest, at: now))
    }
    if let somebody, isOld {
      do { try await database.write(by: somebody.principal) { try $0.noteTokenUse(digest) } } catch is Problem {}
    }
    return somebody
  }

  /// The digest of the token in `Authorization: Bearer …`; nothing for other schemes.
  private static func bearerDigest(_ header: String) -> String? {
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 400 else { return nil }
    return hexadecimal(sha256(Array(String(parts[1]).trimmed.utf8)))
  }
}

extension Connection {
  /// Everything that the owner of a session holds on a day; they work in the session's tenant while they belong to it.
  func signedIn(_ session: AccountSession, _ account: Account, on day: Day) throws -> SignedIn {
    let memberships = try memberships(of: account.id, on: day)
    let tenants = memberships.compactMap(\.tenant)
    let tenant = session.tenant.flatMap { tenants.contains($0) ? $0 : nil } ?? tenants.first
    return SignedIn(
      account: account.id.identifier, name: account.name, mail: account.mail,
      language: Language(account.language) ?? .german, means: .session(session.digest), memberships: memberships,
      grants: try grants(of: account.id, on: day), tenant: tenant)
  }
}
