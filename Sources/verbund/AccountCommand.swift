// SPDX-License-Identifier: EUPL-1.2
import Access
import Accounts
import ArgumentParser
import Centers
import Foundation
import Kernel
import Records
import Storage
import Web

/// Accounts from the command line: the first operator, and help for people who are locked out.
struct AccountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "Legt Konten an, lädt ein und sperrt.",
    subcommands: [Create.self, List.self, Invite.self, Lock.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Legt ein Konto an; das Passwort kommt von der Standardeingabe oder über einen einmaligen Link.")

    @OptionGroup var data: DatabaseOptions
    @OptionGroup var person: PersonOptions
    @Flag(help: "Liest das Passwort von der Standardeingabe, statt einen Link auszugeben") var passwordFromInput = false

    func run() async throws {
      try await telling {
        let (role, password) = (try person.knownRole(), passwordFromInput ? readLine() ?? "" : nil)
        let database = try await data.open()
        let tenant = try await person.tenant(role, database)
        let hash = try password.map { try AccountCommand.hash($0, person) }
        let (name, mail) = (person.name, person.mail)
        let link = try await database.write(by: .system("verbund account")) { transaction -> String? in
          let account = try transaction.addAccount(name: name, mail: mail, of: tenant)
          try transaction.enrol(account.id, as: role, in: tenant)
          if let hash { try transaction.setPassword(hash, of: account) }
          return hash == nil ? try transaction.makeLink(.invitation, for: account.id).text : nil
        }
        Terminal.say("Angelegt: \(mail) (\(role.label)).")
        if let link { AccountCommand.say(link, person.address) }
        try database.close()
      }
    }
  }

  struct Invite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Gibt einem Konto einen neuen einmaligen Link, mit dem die Person ihr Passwort setzt.")

    @OptionGroup var data: DatabaseOptions
    @Argument(help: "E-Mail-Adresse") var mail: String
    @Option(help: "Adresse der Installation, für den Link") var address = "http://localhost:8080"

    func run() async throws {
      try await telling {
        let (database, mail) = (try await data.open(), mail)
        let link = try await database.write(by: .system("verbund account")) { transaction in
          let account = try AccountCommand.known(mail, transaction)
          return try transaction.makeLink(account.record.status == .invited ? .invitation : .reset, for: account.id)
            .text
        }
        AccountCommand.say(link, address)
        try database.close()
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Zeigt alle Konten mit ihren Rollen.")

    @OptionGroup var data: DatabaseOptions

    func run() async throws {
      try await telling {
        let database = try await data.open()
        let today = database.time.today
        let lines = try await database.read { connection in
          try connection.list(Account.self, in: .everyTenant, order: "mail", limit: 100_000).map { account in
            let roles = try connection.memberships(of: account.id, on: today).map(\.role.label)
            return "\(account.record.mail)\t\(account.record.name)\t\(account.record.status.label)\t"
              + roles.joined(separator: ", ")
          }
        }
        for line in lines { Terminal.say(line) }
        try database.close()
      }
    }
  }

  struct Lock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Sperrt ein Konto und beendet seine Sitzungen.")

    @OptionGroup var data: DatabaseOptions
    @Argument(help: "E-Mail-Adresse") var mail: String
    @Flag(help: "Hebt die Sperre auf") var undo = false

    func run() async throws {
      try await telling {
        let (database, mail, undo) = (try await data.open(), mail, undo)
        try await database.write(by: .system("verbund account")) { transaction in
          let stored = try AccountCommand.known(mail, transaction)
          if undo, stored.record.status != .locked { return }
          var account = stored.record
          let passwords = try transaction.number("select count(*) from account_password where account = \(stored.id)")
          account.status = !undo ? .locked : passwords > 0 ? .active : .invited
          try transaction.save(account, over: stored, as: undo ? "account.unlocked" : "account.locked")
          try transaction.endSessions(of: stored)
        }
        Terminal.say(undo ? "Die Sperre ist aufgehoben." : "Gesperrt, alle Sitzungen sind beendet.")
        try database.close()
      }
    }
  }

  private static func known(_ mail: String, _ transaction: Transaction) throws -> Stored<Account> {
    if let account = try transaction.account(mail: mail) { return account }
    throw Problem("account.unknown", .notFound, "Zu „\(mail)“ gibt es kein Konto.")
  }

  private static func hash(_ password: String, _ person: PersonOptions) throws -> PasswordHash {
    let problem = PasswordRules.problem(password, name: person.name, mail: person.mail, field: "Passwort")
    if let problem { throw problem }
    return PasswordHash.make(password)
  }

  private static func say(_ token: String, _ address: String) {
    Terminal.say("Einmaliger Link: \(address)\(AccountPath.link(token).text)")
  }
}

/// Who is to get an account, and as what.
struct PersonOptions: ParsableArguments {
  @Option(help: "Name der Person") var name: String
  @Option(help: "E-Mail-Adresse") var mail: String
  @Option(help: "Rolle, zum Beispiel systemOperator, coordinationHead, centerHead") var role = "systemOperator"
  @Option(help: "Zentrum (AGS oder Teil der Adresse), für Rollen eines Zentrums") var center: String?
  @Option(help: "Adresse der Installation, für den Link") var address = "http://localhost:8080"

  func knownRole() throws -> Role {
    guard let role = Role(rawValue: role), role != .provider else {
      let names = Role.allCases.filter { $0 != .provider }.map(\.rawValue).joined(separator: ", ")
      throw Problem("account.role", .invalid, "Die Rolle gibt es hier nicht. Möglich sind: \(names).", field: "--role")
    }
    return role
  }

  func tenant(_ role: Role, _ database: Database) async throws -> TenantID {
    switch role.place {
    case .installation: return Account.installation
    case .coordination:
      let book = try await database.read { try CenterBook($0) }
      if let body = book.coordination(on: database.time.today) { return body.tenant }
      throw Problem("account.no-body", .notFound, "Es gibt noch keine Koordinierung.")
    case .center:
      guard let center else {
        throw Problem("account.center", .invalid, "Für diese Rolle braucht es ein Zentrum.", field: "--center")
      }
      return try await database.center(named: center).tenant
    }
  }
}
