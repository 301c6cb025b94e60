// SPDX-License-Identifier: EUPL-1.2
internal import Storage

enum GuideMigrations {
  static let all = [
    Migration(
      "2026-11-23-f-guides",
      [
        """
        create table guide_page (
          id text primary key not null, tenant text not null, version bigint not null,
          created_at text not null, modified_at text not null, archived_at text,
          slug text not null, parent text references guide_page (id), position bigint not null,
          status text not null, embedded bigint not null, statutory text not null)
        """,
        "create index guide_page_parent on guide_page (parent)",
        "create index guide_page_tenant on guide_page (tenant)",
        "create unique index guide_page_statutory on guide_page (tenant, statutory) where statutory <> ''",
        """
        create table guide_text (
          id text primary key not null, tenant text not null, version bigint not null,
          created_at text not null, modified_at text not null, archived_at text,
          title text not null, page text not null references guide_page (id), language text not null,
          excerpt text not null, content text not null,
          revision bigint not null, major_revision bigint not null, based_on bigint not null,
          minor bigint not null, vanished bigint not null, source_modified text,
          unique (page, language))
        """,
      ])
  ]
}
