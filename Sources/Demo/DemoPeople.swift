// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Accounts
internal import Centers
internal import Kernel
internal import Organisations
package import Storage

/// Invented people who can sign in to the example data, one of each role; never in another database.
///
/// The passwords are public, so a database that is not marked as example is refused.
package enum DemoPeople {
  /// Holds for everybody; also printed by `Scripts/demo`.
  package static let password = "Beispiel im Verbund"

  private struct Person {
    let name: String
    let mail: String
    let role: Role
    let tenant: TenantID
    var organisation: RecordID<Organisation>?
  }

  /// Adds who is not there yet, so that it may be called again.
  ///
  /// - Returns: mail address and role of everybody, in the order of their roles.
  /// - Throws: a `Problem` `demo.real-data` where the database is not marked as example.
  @discardableResult
  package static func fill(_ database: Database) async throws -> [(mail: String, role: String)] {
    let hash = PasswordHash.make(password)
    return try await database.write(by: .system("demo")) { transaction in
      guard try transaction.isExample() else {
        throw Problem("demo.real-data", .forbidden, "Beispielkonten gibt es nur in einer Datenbank mit Beispieldaten.")
      }
      let people = try people(transaction)
      for person in people where try transaction.account(mail: person.mail) == nil {
        let account = try transaction.addAccount(name: person.name, mail: person.mail, of: person.tenant)
        try transaction.setPassword(hash, of: account)
        try transaction.enrol(
          account.id, as: person.role, in: person.tenant, organisation: person.organisation)
      }
      return people.map { (mail: $0.mail, role: $0.role.label) }
    }
  }

  private static func people(_ transaction: Transaction) throws -> [Person] {
    let book = try CenterBook(transaction)
    var people = [
      Person(
        name: "Sascha Betrieb", mail: "betrieb@beispiel.example", role: .systemOperator, tenant: Account.installation),
      Person(
        name: "Kim Ministerium", mail: "ministerium@beispiel.example", role: .ministryReader,
        tenant: Account.installation),
    ]
    if let body = book.coordination(on: transaction.now.berlin.day) {
      people += [
        Person(
          name: "Dilek Aksoy", mail: "leitung@koordinierung.example", role: .coordinationHead, tenant: body.tenant),
        Person(
          name: "Jonas Feld", mail: "mitglied@koordinierung.example", role: .coordinationMember, tenant: body.tenant),
      ]
    }
    let names = [
      ["Marta Lindner", "Emre Kaya", "Sabine Vogt", "Olena Kovalenko", "Amal Haddad"],
      ["Thomas Berger", "Nadia Rahimi", "Petra Schulte", "Ivan Petrov", "Leyla Demir"],
    ]
    for (slug, names) in zip(["dortmund", "bielefeld"], names) {
      guard let center = book.center(slug: slug) else { continue }
      people += try staff(of: center, slug, names, transaction)
    }
    return people
  }

  private static func staff(
    of center: Center, _ slug: String, _ names: [String], _ transaction: Transaction
  ) throws -> [Person] {
    let own = try transaction.list(Organisation.self, in: .tenant(center.tenant), limit: 1).first
    let roles: [(String, Role)] = [
      ("leitung", .centerHead), ("fachkraft", .centerStaff), ("verwaltung", .centerAdministration),
      ("lesen", .centerReader), ("anbieter", .provider),
    ]
    return zip(roles, names).compactMap { role, name in
      if role.1 == .provider, own == nil { return nil }
      return Person(
        name: name, mail: "\(role.0)@\(slug).example", role: role.1, tenant: center.tenant,
        organisation: role.1 == .provider ? own?.id : nil)
    }
  }
}
