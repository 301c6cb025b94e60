// SPDX-License-Identifier: EUPL-1.2
import Foundation
import HTTPTypes
import Kernel
import Logging
import Product
import Storage
import Synchronization
import TestKit
import Web

@testable import Accounts

/// The whole product with a clock that tests move on.
struct SignInDesk: Sendable {
  /// A class because the product and the test share it.
  final class Clock: Sendable {
    private let now = Mutex(TestProduct.now)

    var source: TimeSource { TimeSource { [self] in now.withLock { $0 } } }
    var moment: Moment { now.withLock { $0 } }
    func pass(seconds: Int) { now.withLock { $0 = $0.adding(seconds: seconds) } }
  }

  static let password = "blaue Tassen tanzen"
  private static let hash = PasswordHash.make(password)
  static let mail = "anna.yilmaz@ki-teststadt.de"

  let clock = Clock()
  let folder: URL
  let house: House
  let client: TestClient

  var database: Database { house.services.database }

  init(address: String = "http://localhost", openID: OpenIDConfiguration? = nil) async throws {
    folder = try TestProduct.temporaryFolder()
    let database = try TestDatabase.open(in: folder, time: clock.source, ids: TestIDs(at: TestProduct.now).source)
    try await Installation.prepare(database)
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    house = try await House(database, site: SiteConfiguration(address: address, openID: openID), logger: logger)
    try await house.follower.prepare()
    client = TestClient(house.table.responder())
  }

  func remove() throws {
    try database.close()
    try TestDatabase.remove(in: folder)
  }

  /// Somebody with an account and a password.
  @discardableResult
  func person(_ name: String = "Anna Yilmaz", mail: String = mail) async throws -> Stored<Account> {
    let hash = Self.hash
    return try await database.write(by: .system("test")) { transaction in
      let account = try transaction.addAccount(name: name, mail: mail, of: Account.installation)
      try transaction.setPassword(hash, of: account)
      guard let active = try transaction.find(Account.self, account.id, in: .everyTenant) else {
        throw Problem.notFound
      }
      return active
    }
  }

  func browser() -> TestBrowser { TestBrowser(client: client) }

  /// A browser in which the person of `mail` has signed in.
  func signedIn(mail: String = mail) async throws -> TestBrowser {
    var browser = browser()
    _ = try await browser.signIn(mail, Self.password)
    return browser
  }

  func number(_ sql: SQL) async throws -> Int { try await database.read { try $0.number(sql) } }

  /// Actions in the audit log, oldest first.
  func actions(of account: Stored<Account>) async throws -> [String] {
    try await database.read { connection in
      try connection.history("account", account.id.identifier, of: account.tenant).reversed().map(\.action)
    }
  }
}

/// A browser without JavaScript that keeps its cookies.
struct TestBrowser: Sendable {
  let client: TestClient
  var cookies: [String: String] = [:]
  /// The `Set-Cookie` lines of the last answer.
  var set: [String] = []

  init(client: TestClient) { self.client = client }

  var headers: [String: String] {
    ["Cookie": cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")]
  }

  mutating func get(_ path: String) async throws -> TestAnswer { take(try await client.get(path, headers)) }

  /// Opens a page and sends a form with the hidden field of that page.
  mutating func send(
    _ path: String, from page: String? = nil, _ form: [(String, String)]
  ) async throws -> TestAnswer {
    let token = Self.token(in: try await get(page ?? path).body)
    return try await post(path, form + [("csrf", token)])
  }

  mutating func post(_ path: String, _ form: [(String, String)]) async throws -> TestAnswer {
    take(try await client.post(path, form, headers.merging(["Sec-Fetch-Site": "same-origin"]) { $1 }))
  }

  mutating func signIn(
    _ mail: String, _ password: String, keep: Bool = false, target: String = ""
  ) async throws -> TestAnswer {
    try await send(
      "/anmelden", [("mail", mail), ("passwort", password), ("weiter", target)] + (keep ? [("merken", "1")] : []))
  }

  static func token(in body: String) -> String {
    body.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/).map { String($0.1) } ?? ""
  }

  private mutating func take(_ answer: TestAnswer) -> TestAnswer {
    set = answer.headers[values: .setCookie]
    for line in set {
      let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { continue }
      cookies[String(pair[0])] = line.contains("Max-Age=0") ? nil : String(pair[1])
    }
    return answer
  }
}
