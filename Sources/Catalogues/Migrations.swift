// SPDX-License-Identifier: EUPL-1.2
internal import Storage

enum CatalogueMigrations {
  static let all = [
    Migration(
      "2026-11-23-b-catalogues",
      [
        """
        create table catalogue_entry (
          id text primary key not null, tenant text not null, version bigint not null,
          created_at text not null, modified_at text not null, archived_at text,
          catalogue text not null, code text not null, parent text not null, name text not null,
          description text not null, source text not null, position bigint not null,
          valid_from text, valid_until text,
          unique (tenant, catalogue, code))
        """,
        """
        create table synonym_set (
          id text primary key not null, tenant text not null, version bigint not null,
          created_at text not null, modified_at text not null, archived_at text,
          words text not null, language text not null)
        """,
      ])
  ]
}
