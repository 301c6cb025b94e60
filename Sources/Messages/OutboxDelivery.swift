// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Storage

/// Brings the mails of the outbox to the mail server; any number of processes may do so on the same database.
///
/// A mail is noted as sent after the server took it. When the process dies between the two, it is sent again with the same
/// Message-ID: it may come twice, it is never lost. An actor, because pause and connection belong together.
package actor OutboxDelivery {
  private let database: Database
  private let configuration: MailConfiguration?
  private let sender: SMTPSender?
  private let letterhead: Letterhead.Source
  private let signal: WorkSignal
  private let onFault: @Sendable (any Error) -> Void
  private var pausedUntil: Moment?

  private static let author = Principal.system("messages")
  private static let pause = Duration.seconds(1)

  /// - Parameter configuration: nothing where no mail server is named; mails are kept then.
  package init(
    _ database: Database, _ configuration: MailConfiguration?, letterhead: @escaping Letterhead.Source,
    signal: WorkSignal = WorkSignal(), onFault: @escaping @Sendable (any Error) -> Void
  ) {
    self.database = database
    self.configuration = configuration
    sender = configuration.map(SMTPSender.init)
    self.letterhead = letterhead
    self.signal = signal
    self.onFault = onFault
  }

  /// Delivers until the task is cancelled; the mail that is under way then is brought to its end.
  package func run() async {
    while !Task.isCancelled {
      let seen = signal.count
      do {
        if try await deliverNext() { continue }
      } catch {
        if !Task.isCancelled { onFault(error) }
      }
      await sender?.close()
      await signal.wait(after: seen, upTo: Self.pause)
    }
    await sender?.close()
  }

  /// Tries the mail that is due longest, or keeps all of them where there is no mail server.
  ///
  /// - Returns: whether there may be more to do at once.
  @discardableResult
  package func deliverNext() async throws -> Bool {
    let now = database.time.now()
    if let pausedUntil, now < pausedUntil { return false }
    pausedUntil = nil
    guard try await database.read({ try $0.hasDueMail(at: now) }) else { return false }
    guard let configuration, let sender else {
      try await keeping { try $0.keepMails() }
      return false
    }
    let domain = MailAddress.domain(of: configuration.sender.address)
    let mail = try await keeping { transaction in
      try transaction.claimMail(as: transaction.makeID(Letter.self).text, from: domain)
    }
    guard let mail else { return false }
    let outcome = await send(mail, from: configuration.sender, sender)
    try await keeping { try $0.note(outcome, of: mail) }
    guard case .serverFault = outcome else { return true }
    await sender.close()
    pausedUntil = database.time.now().adding(seconds: OutboxRules.pauseSeconds)
    return false
  }

  private func send(_ mail: Mail, from author: MailSender, _ sender: SMTPSender) async -> MailOutcome {
    guard MailAddress.isValid(mail.address) else {
      return .mailRefused("Das ist keine Adresse, an die wir schreiben können.")
    }
    do {
      let source = letterhead
      let head = try await database.read { try source($0, mail.tenant, mail.language) }
      let bytes = MailBytes(
        id: mail.id.identifier, messageID: mail.messageID, sender: author, address: mail.address,
        text: try mail.text(head, showsLinks: true), date: mail.createdAt)
      return OutboxRules.outcome(of: await sender.send(bytes.bytes, to: mail.address))
    } catch {
      onFault(error)
      return .postponed("Die Mail konnte nicht geschrieben werden.")
    }
  }

  /// Writes even when the task is already cancelled: what the server took must be noted before the process ends.
  @discardableResult
  private func keeping<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    let database = database
    return try await Task { try await database.write(by: Self.author, as: .queue, body) }.value
  }
}
