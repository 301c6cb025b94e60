// SPDX-License-Identifier: EUPL-1.2
internal import Storage

enum CenterMigrations {
  static let all = [
    Migration(
      "2026-11-23-c-centers",
      [
        """
        create table coordination_body (
          id text primary key not null, tenant text not null, version bigint not null,
          created_at text not null, modified_at text not null, archived_at text,
          name text not null, short_name text not null, scope text not null, legal_basis text not null,
          mail text not null, phone text not null, website text not null, valid_from text, valid_until text)
        """,
        """
        create table center (
          id text primary key not null, tenant text not null, version bigint not null,
          created_at text not null, modified_at text not null, archived_at text,
          name text not null, municipality text not null, slug text not null unique, sign text not null,
          kind text not null, ags text not null unique, district_government text not null, seat text not null,
          attachment text not null, introduction text not null, focus text not null,
          street text not null, postcode text not null, town text not null,
          mail text not null, phone text not null, website text not null, opening_hours text not null,
          accent bigint not null, languages text not null, modules text not null,
          latitude double precision, longitude double precision,
          population bigint not null, population_year bigint not null,
          tile_column bigint not null, tile_row bigint not null, logo text not null)
        """,
        """
        create table municipality (
          id text primary key not null, tenant text not null, version bigint not null,
          created_at text not null, modified_at text not null, archived_at text,
          name text not null, center text not null references center (id), slug text not null,
          postcodes text not null, latitude double precision, longitude double precision,
          unique (center, slug))
        """,
        """
        create table social_space (
          id text primary key not null, tenant text not null, version bigint not null,
          created_at text not null, modified_at text not null, archived_at text,
          name text not null, center text not null references center (id),
          municipality text not null references municipality (id), slug text not null, description text not null,
          latitude double precision, longitude double precision,
          unique (center, slug))
        """,
      ]),
    Migration(
      "2026-11-29-a-coordination-address",
      [
        "alter table coordination_body add column street text not null default ''",
        "alter table coordination_body add column postcode text not null default ''",
        "alter table coordination_body add column town text not null default ''",
      ]),
  ]
}
