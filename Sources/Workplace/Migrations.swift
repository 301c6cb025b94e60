// SPDX-License-Identifier: EUPL-1.2
internal import Storage

enum WorkplaceMigrations {
  static let lists = Migration(
    "2026-11-25-l-workplace-lists",
    [
      """
      create table saved_view (
        id text primary key not null, tenant text not null, account text not null, desk text not null,
        name text not null, query text not null, is_default bigint not null, created_at text not null)
      """,
      "create index saved_view_person on saved_view (account, tenant, desk)",
      // Who changed what last: the start page asks for one person's newest rows.
      "create index audit_log_actor on audit_log (actor, tenant, number)",
    ])
}
