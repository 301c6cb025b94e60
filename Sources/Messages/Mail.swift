// SPDX-License-Identifier: EUPL-1.2
internal import Formats
package import Kernel
package import Storage

package enum MailState: String, Sendable, CaseIterable {
  case waiting, sent
  /// A dead letter: given up.
  case failed
  /// A dead letter: the address takes no mails.
  case bounced
  /// Not sent, because no mail server is named.
  case kept
}

/// A mail as it stands in the outbox.
package struct Mail: Sendable, Hashable {
  package let id: RecordID<Letter>
  /// Nothing for mails of the installation itself.
  package let tenant: TenantID?
  package let purpose: String
  package let address: String
  package let name: String
  package let language: Language
  package let subject: String
  package let state: MailState
  package let attempts: Int
  package let nextAt: Moment
  /// What went wrong last; empty for nothing.
  package let error: String
  package let createdAt: Moment
  package let sentAt: Moment?
  let blocks: String
  let claim: String
  let messageID: String

  /// The mail as its recipient reads it.
  ///
  /// - Parameter showsLinks: a link may let in whoever holds it, so only those may see it who must pass a kept mail on.
  package func text(_ letterhead: Letterhead, showsLinks: Bool) throws -> MailText {
    let all = try BlockText.decoded(blocks)
    return MailText(
      name: name, language: language, subject: subject, blocks: showsLinks ? all : BlockText.withoutLinks(all),
      letterhead: letterhead)
  }
}

/// What the page of mails is asked for.
package struct MailFilter: Sendable, Hashable {
  package var state: MailState?
  /// Part of address, name or subject; capital or small, where the letters are those of English.
  package var words = ""

  package init(state: MailState? = nil, words: String = "") {
    self.state = state
    self.words = words
  }

  var condition: SQL {
    var condition: SQL = state.map { "state = \($0.rawValue)" } ?? "1 = 1"
    if !words.isEmpty {
      let pattern = "%\(Self.escaped(words.lowercased()))%"
      condition =
        condition + " and (lower(address) like \(pattern) escape '!' or lower(name) like \(pattern) escape '!'"
        + " or lower(subject) like \(pattern) escape '!')"
    }
    return condition
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, sign in
      if "!%_".contains(sign) { result.append("!") }
      result.append(sign)
    }
  }
}

extension Connection {
  /// Mails, newest first.
  ///
  /// - Parameter scope: `.everyTenant` also brings those of the installation; only for its operators.
  package func mails(in scope: Scope, _ filter: MailFilter, limit: Int, offset: Int = 0) throws -> [Mail] {
    try rows(
      """
      \(Self.mailSelection) where \(scope.condition) and \(filter.condition) order by created_at desc, id desc
      limit \(limit) offset \(offset)
      """, Self.mail)
  }

  package func countMails(in scope: Scope, _ filter: MailFilter) throws -> Int {
    try number("select count(*) from outbox where \(scope.condition) and \(filter.condition)")
  }

  /// One mail; nothing for an unknown id or another tenant's.
  package func mail(_ id: RecordID<Letter>, in scope: Scope) throws -> Mail? {
    try first("\(Self.mailSelection) where id = \(id) and \(scope.condition)", Self.mail)
  }

  /// Which of these addresses a mail server has refused for good, and in which words.
  package func refusedAddresses(among addresses: [String]) throws -> [String: String] {
    var found: [String: String] = [:]
    try each(
      "select address, reason from refused_address where address in (\(list: addresses.map { $0.lowercased() }))"
    ) { row in
      let address = row.text()
      found[address] = row.text()
    }
    return found
  }

  static let mailSelection: SQL =
    """
    select id, tenant, purpose, address, name, language, subject, state, attempts, next_at, error, created_at, sent_at,
      blocks, claimed_by, message_id from outbox
    """

  static func mail(_ row: inout Row) throws -> Mail {
    Mail(
      id: try row.id(), tenant: row.optionalID(), purpose: row.text(), address: row.text(), name: row.text(),
      language: Language(row.text()) ?? .german, subject: row.text(), state: MailState(rawValue: row.text()) ?? .failed,
      attempts: row.integer(), nextAt: try row.typed(), error: row.text(), createdAt: try row.typed(),
      sentAt: try row.typed(), blocks: row.text(), claim: row.text(), messageID: row.text())
  }
}
