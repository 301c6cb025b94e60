// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import Feedback
import Kernel
import Messages
import Organisations
import Storage
import TestKit
import Testing

@Suite("Feedback at the workplace")
struct FeedbackDeskTests {
  private struct Office {
    let product: TestProduct
    let tenant: TenantID

    init() async throws {
      product = try await TestProduct()
      tenant = try await product.center("dortmund").tenant
    }

    /// A provider of an organisation of its own.
    func provider() async throws -> TestPerson {
      let tenant = self.tenant
      let organisation = try await product.database.write(by: .system("test")) { transaction in
        var organisation = Organisation(id: transaction.makeID())
        organisation.name = "Verein"
        try transaction.insert(organisation, of: tenant)
        return organisation.id
      }
      return try await product.person(.provider, in: tenant, organisation: organisation)
    }

    @discardableResult
    func receive(
      _ topic: FeedbackMessage.Topic = .error, for tenant: TenantID? = nil
    ) async throws -> RecordID<FeedbackMessage> {
      let tenant = tenant ?? self.tenant
      return try await product.database.write(by: .visitor) { transaction in
        var message = FeedbackMessage(id: transaction.makeID())
        message.topic = topic
        message.text = "Die Uhrzeit <stimmt> nicht."
        (message.name, message.mail) = ("Leyla Demir", "leyla@example.org")
        _ = try FeedbackActions.receive(message, for: tenant, transaction)
        return message.id
      }
    }

    func stored(_ id: RecordID<FeedbackMessage>) async throws -> Stored<FeedbackMessage> {
      try #require(try await product.database.read { try $0.find(FeedbackMessage.self, id, in: .everyTenant) })
    }
  }

  @Test("A message waits on the start page, is read, and goes away when it is done")
  func done() async throws {
    let office = try await Office()
    defer { try? office.product.remove() }
    let id = try await office.receive()
    let staff = try await office.product.person(.centerStaff, in: office.tenant)
    let path = "/arbeitsplatz/rueckmeldungen/\(id)"
    #expect(try await staff.get("/arbeitsplatz").body.contains(path))
    let page = try await staff.get(path)
    #expect(page.status == 200 && page.body.contains("Die Uhrzeit &lt;stimmt&gt; nicht."))
    #expect(page.body.contains("mailto:leyla%40example.org?subject=") && !page.body.contains("/bearbeiten\""))
    let answer = try await staff.post(path + "/schritt/erledigt", [("version", "1")])
    #expect(answer.status == 303)
    let stored = try await office.stored(id)
    #expect(stored.record.status == .done && stored.archivedAt != nil)
    #expect(try await !staff.get("/arbeitsplatz").body.contains(path))
    let version = String(stored.version)
    #expect(try await staff.post(path + "/wiederherstellen", [("version", version)]).status == 303)
    let back = String(try await office.stored(id).version)
    #expect(try await staff.post(path + "/schritt/oeffnen", [("version", back)]).status == 303)
    #expect(try await office.stored(id).record.status == .open)
  }

  @Test("Nobody changes, makes or puts away a message; other centres, readers and providers do not see it")
  func reach() async throws {
    let office = try await Office()
    defer { try? office.product.remove() }
    let id = try await office.receive()
    let path = "/arbeitsplatz/rueckmeldungen/\(id)"
    let head = try await office.product.person(.centerHead, in: office.tenant)
    let sent = try await head.post(
      path + "/bearbeiten", [("version", "1"), ("text", "Alles gut"), ("feld-sichern", "1")])
    #expect(sent.status == 303 || sent.status == 422)
    #expect(try await office.stored(id).record.text == "Die Uhrzeit <stimmt> nicht.")
    #expect(try await head.get("/arbeitsplatz/rueckmeldungen/neu").status == 404)
    #expect(try await head.post(path + "/archivieren", [("version", "1")]).status == 404)
    #expect(try await office.stored(id).archivedAt == nil)
    let other = try await office.product.person(.centerHead, in: try await office.product.center("bonn").tenant)
    #expect(try await other.get(path).status == 404)
    let reader = try await office.product.person(.centerReader, in: office.tenant)
    let provider = try await office.provider()
    for person in [reader, provider] { #expect(try await person.get(path).status == 403) }
    #expect(try await head.forge(path + "/schritt/erledigt", [("version", "1")]).status == 403)
  }

  @Test("Barriers show their last day to those who run the site")
  func barrier() async throws {
    let office = try await Office()
    defer { try? office.product.remove() }
    let statewide = try await office.product.statewide()
    let id = try await office.receive(.barrier, for: statewide)
    let member = try await office.product.person(.coordinationMember, in: statewide)
    let start = try await member.get("/arbeitsplatz").body
    #expect(start.contains("Gemeldete Barrieren") && start.contains(id.text) && start.contains("23.12.2026"))
  }

  @Test("The centre is told by mail, without anything of the message; without an address no mail is made")
  func letter() async throws {
    let office = try await Office()
    defer { try? office.product.remove() }
    func send() async throws {
      let form = try await office.product.client.get("/rueckmeldung")
      let token = form.body.firstMatch(of: /name="csrf" value="([^"]+)"/).map { String($0.1) } ?? ""
      let cookie = String((form.header("Set-Cookie") ?? "").prefix { $0 != ";" })
      let answer = try await office.product.client.post(
        "/rueckmeldung",
        [("art", "error"), ("text", "Geheimes Wort"), ("zentrum", "dortmund"), ("mail", "a@b.de"), ("csrf", token)],
        ["Sec-Fetch-Site": "same-origin", "Cookie": cookie])
      #expect(answer.status == 303)
    }
    func mails() async throws -> [String] {
      try await office.product.database.read { connection in
        try connection.rows("select address, subject, blocks from outbox where purpose = 'feedback.received'") {
          [$0.text(), $0.text(), $0.text()].joined(separator: "\n")
        }
      }
    }
    try await send()
    #expect(try await mails().isEmpty)
    let tenant = office.tenant
    try await office.product.database.write(by: .system("test")) { transaction in
      try transaction.run("update center set mail = 'ki@dortmund.example' where tenant = \(tenant)")
      try transaction.noteChange("center", tenant.identifier, of: tenant, .saved)
    }
    try await office.product.settle()
    try await send()
    let told = try #require(try await mails().first)
    #expect(told.hasPrefix("ki@dortmund.example\n") && told.contains("/arbeitsplatz/rueckmeldungen/"))
    #expect(!told.contains("Geheimes Wort") && !told.contains("a@b.de"))
  }
}
