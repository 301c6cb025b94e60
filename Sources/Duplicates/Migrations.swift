// SPDX-License-Identifier: EUPL-1.2
internal import Storage

enum DuplicateMigrations {
  static let all = [
    Migration("2026-11-25-t-duplicates", derived + kept + RecordMerge.tables)
  ]

  /// Made from the records again at any time.
  private static let derived: [SQL] = [
    """
    create table duplicate_key (
      kind text not null, key text not null, tenant text not null, record text not null,
      primary key (kind, key, tenant, record))
    """,
    "create index duplicate_key_record on duplicate_key (kind, record)",
    "create index duplicate_key_tenant on duplicate_key (kind, tenant)",
    """
    create table duplicate_pair (
      kind text not null, one text not null, one_tenant text not null, other text not null, other_tenant text not null,
      score bigint not null, reasons text not null, primary key (kind, one, other))
    """,
    "create index duplicate_pair_tenant on duplicate_pair (one_tenant, other_tenant, score, kind, one, other)",
    "create index duplicate_pair_other on duplicate_pair (kind, other)",
  ]

  private static let kept: [SQL] = [
    """
    create table duplicate_dismissed (
      tenant text not null, kind text not null, one text not null, other text not null,
      dismissed_at text not null, dismissed_by text not null, primary key (tenant, kind, one, other))
    """
  ]
}
