// SPDX-License-Identifier: EUPL-1.2
internal import Accounts
internal import Kernel
internal import Records
internal import Storage

extension PersonalKind {
  private static let accountTables: [SQL] = [
    "account_session", "account_password", "account_totp", "account_recovery", "account_link", "account_device",
    "account_identity",
  ]

  /// Accounts: with the person go sessions, password, second factor, links, roles and programs' tokens.
  package static let accounts = PersonalKind.of(Account.self).erasing { transaction, tenant, id in
    guard let account = try transaction.find(Account.self, RecordID(id), in: .tenant(tenant)) else { return }
    try transaction.endSessions(of: account)
    for table in accountTables {
      try transaction.run("delete from \(table) where account = \(account.id)")
    }
    let own: SQL = "account = \(account.id)"
    for entry in try transaction.list(MembershipEntry.self, in: .everyTenant, where: own) {
      try transaction.archive(entry)
    }
    for grant in try transaction.list(AccessGrant.self, in: .everyTenant, where: own) { try transaction.archive(grant) }
    for token in try transaction.list(ProgramToken.self, in: .everyTenant, where: own) {
      try transaction.archive(token)
    }
    if account.archivedAt == nil { try transaction.archive(account) }
  }

  /// Accounts whose names are gone, so that the protocol forgets them too.
  static let erasedAccounts: @Sendable (Connection) throws -> [Identifier] = { connection in
    try connection.selectIDs(
      Account.self, in: .everyTenant, where: "name = \(AuditEntry.erasedName) and archived_at is not null"
    ).map(\.identifier)
  }
}
