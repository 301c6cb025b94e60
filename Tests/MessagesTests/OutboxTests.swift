// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Storage
import Synchronization
import TestKit
import Testing

@testable import Messages

/// A clock that moves when a test says so. A class because several databases share it.
private final class MovingClock: Sendable {
  private let moment = Mutex(TestProduct.now)

  var time: TimeSource { TimeSource { [self] in moment.withLock { $0 } } }
  var reading: Moment { moment.withLock { $0 } }

  func move(seconds: Int) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// An outbox of its own; as many deliveries as a test wants.
private struct PostRoom {
  let folder: URL
  let clock = MovingClock()
  let database: Database
  let tenant = TenantID(Identifier(high: 7, low: 1))
  let author = Principal(kind: .user, id: "u1", name: "Probe")

  init() async throws {
    folder = try TestProduct.temporaryFolder()
    database = try TestDatabase.open(in: folder, time: clock.time)
    try await database.migrate(MessageMigrations.all)
  }

  func post(_ letter: Letter = .sample()) async throws -> RecordID<Letter> {
    let tenant = tenant
    return RecordID(try await database.write(by: author) { try $0.post(letter, of: tenant) })
  }

  func mail(_ id: RecordID<Letter>) async throws -> Mail {
    let mail = try await database.read { try $0.mail(id, in: .everyTenant) }
    return try #require(mail)
  }

  func delivery(_ server: String?) throws -> OutboxDelivery {
    let sender = try #require(MailSender("Verbund <verbund@integration.example>"))
    return OutboxDelivery(
      try TestDatabase.open(in: folder, time: clock.time),
      try server.map { try MailConfiguration($0, from: sender) },
      letterhead: { _, tenant, _ in Letterhead(name: tenant == nil ? "Verbund" : "KI Köln") }
    ) { Issue.record($0) }
  }

  func plain(_ sink: MailSink) -> String { "smtp://127.0.0.1:\(sink.port)?starttls=off&timeout=5" }
}

@Suite("The outbox without a server")
struct KeptMailTests {
  @Test("A mail belongs to the transaction that caused it")
  func takenBack() async throws {
    let room = try await PostRoom()
    await #expect(throws: Problem.self) {
      try await room.database.write(by: room.author) { transaction in
        try transaction.post(.sample(), of: nil)
        throw Problem("test.no", .conflict, "Nein.")
      }
    }
    await #expect(throws: Problem.self) { try await room.post(.sample(subject: "a\r\nBcc: b@example.org")) }
    #expect(try await room.database.read { try $0.countMails(in: .everyTenant, MailFilter()) } == 0)
  }

  @Test("Without a mail server mails are kept, found by tenant, words and state, and can be sent later")
  func kept() async throws {
    let room = try await PostRoom()
    let id = try await room.post(.sample(name: "100% Müller_"))
    #expect(try await room.delivery(nil).deliverNext() == false)
    let mail = try await room.mail(id)
    #expect(mail.state == .kept)
    #expect(try mail.text(Letterhead(name: "KI"), showsLinks: true).plain.contains("t=geheim"))
    #expect(try mail.text(Letterhead(name: "KI"), showsLinks: false).plain.contains("geheim") == false)
    let (tenant, other) = (room.tenant, TenantID(Identifier(high: 7, low: 2)))
    let counts = try await room.database.read { connection in
      try [
        (Scope.tenant(tenant), MailFilter(state: .kept, words: "ADA@")), (.tenant(tenant), MailFilter(words: "100%")),
        (.tenant(tenant), MailFilter(words: "r_")), (.tenant(tenant), MailFilter(words: "a_a")),
        (.tenant(tenant), MailFilter(state: .sent)), (.tenant(other), MailFilter()),
      ].map { try connection.countMails(in: $0.0, $0.1) }
    }
    #expect(counts == [1, 1, 1, 0, 0, 0])
    await #expect(throws: Problem.self) {
      try await room.database.write(by: room.author) { try $0.retryMail(id, in: .tenant(other)) }
    }
    try await room.database.write(by: room.author) { try $0.retryMail(id, in: .tenant(tenant)) }
    #expect(try await room.mail(id).state == .waiting)
  }

  @Test("Old mails are erased after 90 days, and the audit log of their tenant says how many")
  func erasing() async throws {
    let room = try await PostRoom()
    for _ in 0..<3 { _ = try await room.post() }
    try await room.delivery(nil).deliverNext()
    room.clock.move(seconds: 90 * 86_400)
    let waiting = try await room.post()
    #expect(try await room.database.write(by: room.author) { try $0.eraseOldMails() } == 0)
    room.clock.move(seconds: 1)
    #expect(try await room.database.write(by: room.author) { try $0.eraseOldMails() } == 3)
    let tenant = room.tenant
    let rows = try await room.database.read { try $0.history("outbox", tenant.identifier, of: tenant) }
    #expect(rows.first?.action == "outbox.erased" && rows.first?.changes == #"{"count":[3,null]}"#)
    #expect(try await room.mail(waiting).state == .waiting)
    #expect(try await room.database.read { try $0.brokenAudit() }.isEmpty)
  }

  @Test("A server that is down costs one try and a pause, and no mail")
  func down() async throws {
    let room = try await PostRoom()
    let first = try await room.post()
    room.clock.move(seconds: 1)
    let second = try await room.post()
    let delivery = try room.delivery("smtp://localhost:1?timeout=5")
    #expect(try await delivery.deliverNext() == false)
    #expect(try await delivery.deliverNext() == false)
    let mail = try await room.mail(first)
    #expect(mail.state == .waiting && mail.attempts == 1 && mail.nextAt == room.clock.reading.adding(seconds: 60))
    #expect(try await room.mail(second).attempts == 0)
    for _ in 0..<20 {
      room.clock.move(seconds: 86_400)
      _ = try await delivery.deliverNext()
    }
    #expect(try await room.mail(first).state == .failed)
    #expect(try await room.mail(first).error == "Der Mailserver ist nicht erreichbar.")
  }
}

@Suite("The outbox at a real mail server", .serialized, .enabled(if: MailSink.isThere))
struct OutboxTests {
  @Test("A mail arrives with text and HTML, once, and its links are forgotten here")
  func sent() async throws {
    let room = try await PostRoom()
    let sink = try await MailSink(in: room.folder)
    defer { sink.stop() }
    let id = try await room.post(.sample(name: "Müller, Ada", subject: "Größe =?x?="))
    let deliveries = try [room.delivery(room.plain(sink)), room.delivery(room.plain(sink))]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for delivery in deliveries { group.addTask { while try await delivery.deliverNext() {} } }
      try await group.waitForAll()
    }
    let mails = try sink.mails()
    let mail = try #require(mails.first)
    #expect(mails.count == 1)
    #expect(mail.hasPrefix("X-Envelope-From: verbund@integration.example\r\nX-Envelope-To: ada@example.org\r\n"))
    #expect(mail.contains("Message-ID: <\(id.text)@integration.example>\r\n"))
    #expect(mail.contains("Content-Type: text/plain") && mail.contains("Content-Type: text/html"))
    #expect(mail.contains("https://verbund.example/anmelden?t=3Dgeheim"))
    #expect(mail.contains("KI K=C3=B6ln"))
    let stored = try await room.mail(id)
    #expect(stored.state == .sent && stored.sentAt == room.clock.reading && !stored.blocks.contains("geheim"))
    await #expect(throws: Problem.self) {
      try await room.database.write(by: room.author) { try $0.retryMail(id, in: .everyTenant) }
    }
  }

  @Test("Later means later; a mailbox that does not exist is a dead letter and marked; policy is a dead letter only")
  func refusals() async throws {
    let room = try await PostRoom()
    let sink = try await MailSink(in: room.folder)
    defer { sink.stop() }
    let delivery = try room.delivery(room.plain(sink))
    try sink.behave("later")
    let id = try await room.post()
    #expect(try await delivery.deliverNext())
    #expect(try await room.mail(id).state == .waiting)
    #expect(try await delivery.deliverNext() == false)
    room.clock.move(seconds: 60)
    try sink.behave("no-mailbox")
    #expect(try await delivery.deliverNext())
    #expect(try await room.mail(id).state == .bounced)
    #expect(try await room.mail(id).error.contains("550 5.1.1 User unknown"))
    let refused = try await room.database.read { try $0.refusedAddresses(among: ["Ada@Example.org", "x@y.de"]) }
    #expect(Array(refused.keys) == ["ada@example.org"])
    for mode in ["policy", "spam"] {
      try sink.behave(mode)
      let other = try await room.post(.sample(to: "\(mode)@example.org"))
      #expect(try await delivery.deliverNext())
      #expect(try await room.mail(other).state == .failed)
    }
    #expect(try await room.database.read { try $0.refusedAddresses(among: ["spam@example.org"]) }.isEmpty)
    try sink.behave("accept")
    try await room.database.write(by: room.author) { try $0.retryMail(id, in: .everyTenant) }
    #expect(try await delivery.deliverNext())
    #expect(try await room.mail(id).state == .sent)
    #expect(try await room.database.read { try $0.refusedAddresses(among: ["ada@example.org"]) }.isEmpty)
    #expect(try sink.mails().count == 1)
  }

  @Test("A server that does not answer is given up after the time that was set")
  func slow() async throws {
    let room = try await PostRoom()
    let sink = try await MailSink(in: room.folder)
    defer { sink.stop() }
    try sink.behave("slow")
    let id = try await room.post()
    #expect(try await room.delivery(room.plain(sink)).deliverNext() == false)
    #expect(try await room.mail(id).error == "Der Mailserver hat nicht rechtzeitig geantwortet.")
    #expect(try await room.mail(id).state == .waiting)
  }

  @Test("A killed process: the mail comes again after its claim, with the same Message-ID")
  func killed() async throws {
    let room = try await PostRoom()
    let sink = try await MailSink(in: room.folder)
    defer { sink.stop() }
    let id = try await room.post()
    _ = try await room.database.write(by: room.author) { try $0.claimMail(as: "killed", from: "integration.example") }
    let delivery = try room.delivery(room.plain(sink))
    #expect(try await delivery.deliverNext() == false)
    room.clock.move(seconds: OutboxRules.claimSeconds + 1)
    #expect(try await delivery.deliverNext())
    #expect(try await room.mail(id).state == .sent)
    #expect(try await room.mail(id).messageID == "<\(id.text)@integration.example>")
  }

  @Test("Nothing is sent without TLS, to an untrusted certificate or with a wrong password")
  func encryption() async throws {
    let room = try await PostRoom()
    let sink = try await MailSink(in: room.folder, "--tls", "--sign-in", "verbund", "ge@heim")
    defer { sink.stop() }
    let bare = try await MailSink(in: try TestProduct.temporaryFolder())
    defer { bare.stop() }
    let trusted = "?ca=\(room.folder.path)/certificate.pem"
    let right = "localhost:\(sink.port)"
    let id = try await room.post()
    let cases = [
      ("smtp://127.0.0.1:\(bare.port)", "keine verschlüsselte Verbindung"),
      ("smtp://verbund:ge%40heim@\(right)", "nicht vertrauenswürdig"),
      ("smtp://verbund:ge%40heim@127.0.0.1:\(sink.port)\(trusted)", "nicht vertrauenswürdig"),
      ("smtp://verbund:falsch@\(right)\(trusted)", "lässt uns mit diesem Namen und Passwort nicht hinein"),
    ]
    for (server, words) in cases {
      #expect(try await room.delivery(server).deliverNext() == false)
      let mail = try await room.mail(id)
      #expect(mail.state == .waiting && mail.error.contains(words) && !mail.error.contains("heim"), "\(mail.error)")
      room.clock.move(seconds: 86_400)
    }
    #expect(try bare.mails().isEmpty && sink.mails().isEmpty)
    #expect(try await room.delivery("smtp://verbund:ge%40heim@\(right)\(trusted)").deliverNext())
    #expect(try sink.mails().first?.contains("X-Encrypted: True") == true)
  }
}
