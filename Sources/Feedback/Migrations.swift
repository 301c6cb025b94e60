// SPDX-License-Identifier: EUPL-1.2
internal import Storage

enum FeedbackMigrations {
  static let all = [
    Migration(
      "2026-11-23-g-feedback",
      [
        """
        create table feedback (
          id text primary key not null, tenant text not null, version bigint not null,
          created_at text not null, modified_at text not null, archived_at text,
          reference text not null, topic text not null, about_kind text not null, about text not null,
          about_title text not null, text text not null, technology text not null, offer_title text not null,
          provider text not null, link text not null, name text not null, mail text not null,
          language text not null, status text not null, due text)
        """,
        "create index feedback_tenant on feedback (tenant, status)",
      ])
  ]
}
