// SPDX-License-Identifier: EUPL-1.2

/// The table of jobs.
///
/// `slot` is what a job may exist only once for: `privacy.retention/2026-11-25` for a night, `messages.watch` for one that
/// comes again and again; nothing for jobs that somebody asked for.
enum JobMigrations {
  static let all = [
    Migration(
      "2026-11-25-a-jobs",
      [
        """
        create table job (
          id text primary key not null, name text not null, tenant text, slot text,
          principal_kind text not null, principal text not null, principal_name text not null,
          input text not null, checkpoint text not null, state text not null, attempts bigint not null,
          not_before text not null, leased_by text not null, lease_until text not null,
          done bigint not null, total bigint, note text not null, error text not null, stop_asked bigint not null,
          asked_at text not null, started_at text, ended_at text,
          constraint job_state check (state in ('waiting', 'running', 'done', 'failed', 'stopped')))
        """,
        "create unique index job_slot on job (slot)",
        "create index job_due on job (state, not_before)",
        "create index job_tenant on job (tenant, asked_at)",
      ])
  ]
}
