// SPDX-License-Identifier: EUPL-1.2

/// The tables that belong to the storage floor itself.
enum StorageMigrations {
  static func all(_ dialect: Dialect) -> [Migration] {
    [Migration("2026-11-23-a-storage", changeLog(dialect) + tables), auditSalt, auditRecord, requestCount]
      + JobMigrations.all
  }

  static func countOfMigrationTables(_ dialect: Dialect) -> SQL {
    switch dialect {
    case .sqlite: "select count(*) from sqlite_master where type = 'table' and name = 'migration'"
    case .postgres:
      """
      select count(*) from information_schema.tables where table_schema = current_schema() and table_name = 'migration'
      """
    }
  }

  /// Whether the table of steps is from before 29 November 2026.
  static func lacksCompatibility(_ session: any Session) throws -> Bool {
    try !Connection(session).columns(of: "migration").contains("is_compatible")
  }

  private static let auditSalt = Migration(
    "2026-11-25-p-audit-salt", ["alter table audit_log add column salt text not null default ''"])

  /// The history of one record is read from its end; without the number in the index a tenant's whole chain was read instead.
  private static let auditRecord = Migration(
    "2026-11-29-a-audit-record",
    ["drop index audit_log_record", "create index audit_log_record on audit_log (kind, record, number)"])

  private static let requestCount = Migration(
    "2026-11-29-b-request-count",
    [
      """
      create table request_count (
        name text not null, hour bigint not null, times bigint not null, primary key (name, hour))
      """,
      "create index request_count_hour on request_count (hour)",
    ])

  /// The numbers must rise in the order of commits and never repeat.
  ///
  /// PostgreSQL cannot give them when a line is written, because two transactions may be kept in the other order: lines
  /// stand without a number until somebody numbers all that are kept (`Documentation/Algorithms/Transactions.md`).
  private static func changeLog(_ dialect: Dialect) -> [SQL] {
    switch dialect {
    case .sqlite:
      [
        """
        create table change_log (
          number integer primary key autoincrement,
          at text not null, kind text not null, record text not null, tenant text not null, operation text not null)
        """
      ]
    case .postgres:
      [
        """
        create table change_log (
          position bigint generated always as identity primary key, number bigint unique,
          at text not null, kind text not null, record text not null, tenant text not null, operation text not null)
        """,
        "create index change_log_unnumbered on change_log (position) where number is null",
        "create table write_gate (passed bigint)",
      ]
    }
  }

  private static let tables: [SQL] = [
    """
    create table audit_log (
      tenant text not null, number bigint not null, at text not null,
      actor_kind text not null, actor text not null, actor_name text not null,
      action text not null, kind text not null, record text not null, changes text not null,
      previous text not null, seal text not null,
      primary key (tenant, number))
    """,
    "create index audit_log_record on audit_log (kind, record)",
    "create table setting (name text primary key not null, value text not null)",
    "create table audit_head (tenant text primary key not null, number bigint not null, seal text not null)",
    """
    create table translation (
      kind text not null, record text not null, language text not null, field text not null,
      text text not null, source_version bigint not null, modified_at text not null,
      primary key (kind, record, language, field))
    """,
    """
    create table provenance (
      tenant text not null, system text not null, kind text not null, source text not null,
      record text not null, address text not null, fingerprint text not null,
      seen_at text not null, vanished_at text,
      primary key (tenant, system, kind, source))
    """,
    "create index provenance_record on provenance (kind, record)",
  ]
}
