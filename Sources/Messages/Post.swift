// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records
package import Storage

extension Transaction {
  /// Puts a mail into the outbox: it is sent when this transaction is kept, and never when it is taken back (F45).
  ///
  /// - Parameter tenant: in whose name it is sent; nothing for the installation.
  /// - Returns: the id of the mail, as its Message-ID holds it.
  /// - Throws: a `Problem` for an address that is none, and for line breaks or control characters where they could
  ///   become headers of the mail.
  @discardableResult
  package func post(_ letter: Letter, of tenant: TenantID?) throws -> Identifier {
    if let problem = Problem.joined(LetterRules.problems(in: letter)) { throw problem }
    let id = makeID(Letter.self)
    try run(
      """
      insert into outbox (id, tenant, purpose, address, name, language, subject, blocks, state, attempts, next_at,
        claimed_by, claimed_until, error, message_id, created_at)
      values (\(id), \(tenant.value), \(letter.purpose), \(letter.address), \(letter.name), \(letter.language.code),
        \(letter.subject), \(BlockText.encoded(letter.blocks)), 'waiting', 0, \(now), '', '', '', '', \(now))
      """)
    callForWork()
    return id.identifier
  }
}
