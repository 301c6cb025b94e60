// SPDX-License-Identifier: EUPL-1.2
internal import Storage

/// `erasure` says which field of which record was erased when; `retention_count` what each night erased; none holds a value.
enum PrivacyMigrations {
  static let all = [
    Migration(
      "2026-11-25-p-privacy",
      [
        """
        create table erasure (
          kind text not null, record text not null, field text not null, tenant text not null, erased_at text not null,
          primary key (kind, record, field))
        """,
        """
        create table retention_run (
          id text primary key not null, started_at text not null, ended_at text)
        """,
        """
        create table retention_count (
          run text not null references retention_run (id), tenant text not null, kind text not null,
          field text not null, erased bigint not null, primary key (run, tenant, kind, field))
        """,
        "create index retention_count_tenant on retention_count (tenant, run)",
        """
        create table audit_check (
          tenant text primary key not null, number bigint not null, broken bigint, checked_at text not null)
        """,
        "create index audit_log_tenant_at on audit_log (tenant, at)",
      ])
  ]
}
