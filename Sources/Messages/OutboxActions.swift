// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records
package import Storage

extension Connection {
  func hasDueMail(at now: Moment) throws -> Bool {
    try first("select 1 from outbox where \(Self.isDue(at: now)) limit 1") { $0.integer() } != nil
  }

  static func isDue(at now: Moment) -> SQL { "state = 'waiting' and next_at <= \(now) and claimed_until < \(now)" }
}

extension Transaction {
  /// Takes the mail that is due longest, so that no other process sends it meanwhile; nothing when there is none.
  ///
  /// The try is counted before it begins: a mail that ends the process does not come back for ever.
  func claimMail(as claim: String, from domain: String) throws -> Mail? {
    while let mail = try first(
      "\(Self.mailSelection) where \(Self.isDue(at: now)) order by next_at, id limit 1 \(lock: .skipping)", Self.mail)
    {
      if mail.attempts >= OutboxRules.tries {
        try endMail(mail, .failed, "Der Versand brach immer wieder ab.")
        continue
      }
      let messageID = mail.messageID.isEmpty ? "<\(mail.id.text)@\(domain)>" : mail.messageID
      let count = try run(
        """
        update outbox set claimed_by = \(claim), claimed_until = \(now.adding(seconds: OutboxRules.claimSeconds)),
          attempts = attempts + 1, message_id = \(messageID)
        where id = \(mail.id) and state = 'waiting' and claimed_by = \(mail.claim)
        """)
      if count == 1 { return try first("\(Self.mailSelection) where id = \(mail.id)", Self.mail) }
    }
    return nil
  }

  /// Writes what a try came to, unless the mail was taken over meanwhile.
  func note(_ outcome: MailOutcome, of mail: Mail) throws {
    switch outcome {
    case .accepted:
      try endMail(mail, .sent, "")
      try run("delete from refused_address where address = \(mail.address.lowercased())")
    case .addressRefused(let reason):
      try endMail(mail, .bounced, reason)
      try run(
        """
        insert into refused_address (address, reason, refused_at)
        values (\(mail.address.lowercased()), \(reason), \(now))
        on conflict (address) do update set reason = excluded.reason, refused_at = excluded.refused_at
        """)
    case .mailRefused(let reason): try endMail(mail, .failed, reason)
    case .postponed(let reason), .serverFault(let reason):
      guard let delay = OutboxRules.delay(afterTry: mail.attempts) else { return try endMail(mail, .failed, reason) }
      try run(
        """
        update outbox set next_at = \(now.adding(seconds: delay)), error = \(reason), claimed_by = '', claimed_until = ''
        where id = \(mail.id) and state = 'waiting' and claimed_by = \(mail.claim)
        """)
    }
  }

  /// Without a mail server: everything that is due is kept.
  @discardableResult
  func keepMails() throws -> Int {
    try run("update outbox set state = 'kept', ended_at = \(now) where \(Self.isDue(at: now))")
  }

  /// Sends a mail again that was given up or kept, or one that waits at once.
  ///
  /// - Throws: a `Problem` for one that has been sent or is under way.
  package func retryMail(_ id: RecordID<Letter>, in scope: Scope) throws {
    guard let mail = try mail(id, in: scope) else {
      throw Problem("messages.unknown", .notFound, "Diese Mail gibt es nicht (mehr).")
    }
    let count = try run(
      """
      update outbox set state = 'waiting', attempts = 0, next_at = \(now), error = '', ended_at = null, claimed_by = '',
        claimed_until = ''
      where id = \(id) and state <> 'sent' and claimed_until < \(now)
      """)
    if count == 0 {
      throw Problem("messages.not-repeatable", .conflict, "Diese Mail ist schon verschickt oder gerade unterwegs.")
    }
    callForWork()
    try audit("mail.retried", kind: "outbox", record: id.identifier, of: mail.tenant ?? .ofInstallation)
  }

  /// Forgets mails that were sent or given up more than 90 days ago, and addresses refused before; how many mails.
  ///
  /// Each tenant's audit log says how many of its mails went.
  @discardableResult
  package func eraseOldMails() throws -> Int {
    let limit = now.adding(seconds: -OutboxRules.daysKept * 86_400)
    let counts = try rows("select tenant, count(*) from outbox where ended_at < \(limit) group by tenant") { row in
      (tenant: row.optionalID(Tenant.self) ?? .ofInstallation, number: row.integer())
    }
    for (tenant, number) in counts {
      let change = FieldChange(field: "count", old: .integer(Int64(number)), new: .null)
      try audit("outbox.erased", kind: "outbox", record: tenant.identifier, of: tenant, changes: [change])
    }
    try run("delete from refused_address where refused_at < \(limit)")
    return try run("delete from outbox where ended_at < \(limit)")
  }

  /// Once a mail has gone, its links are forgotten: nobody who reads the outbox later gets in with them.
  private func endMail(_ mail: Mail, _ state: MailState, _ reason: String) throws {
    let blocks =
      state == .sent ? BlockText.encoded(BlockText.withoutLinks(try BlockText.decoded(mail.blocks))) : mail.blocks
    try run(
      """
      update outbox set state = \(state.rawValue), error = \(reason), ended_at = \(now), blocks = \(blocks),
        sent_at = \(state == .sent ? now.value : .null), claimed_by = '', claimed_until = ''
      where id = \(mail.id) and state = 'waiting' and claimed_by = \(mail.claim)
      """)
  }
}
