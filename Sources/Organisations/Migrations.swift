// SPDX-License-Identifier: EUPL-1.2
internal import Storage

enum OrganisationMigrations {
  static let all = [
    Migration(
      "2026-11-23-d-organisations",
      [
        organisation, place, contactPerson,
        "create index organisation_tenant on organisation (tenant, name)",
        "create index organisation_parent on organisation (parent)",
        "create index place_organisation on place (organisation)",
        "create index place_tenant on place (tenant)",
        "create index contact_person_organisation on contact_person (organisation)",
      ]),
    Migration(
      "2026-11-25-c-organisation-lists",
      SQL.listIndexes(
        "organisation", folded: ["name", "town"], coded: ["kind", "status", "municipality", "social_space"])
        + SQL.listIndexes("place", folded: ["name", "town"], coded: ["organisation", "municipality", "social_space"])
        + SQL.listIndexes("contact_person", folded: ["name"], coded: ["organisation"])),
  ]

  private static let organisation: SQL =
    """
    create table organisation (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      name text not null, short_name text not null, kind text not null, legal_form text,
      parent text references organisation (id), status text not null,
      summary text not null, description text not null, identifiers text not null,
      languages text not null, communities text not null, needs text not null,
      founded_year bigint, members text, opening_hours text not null,
      street text not null, postcode text not null, town text not null,
      municipality text references municipality (id), social_space text references social_space (id),
      mail text not null, phone text not null, website text not null, verified_on text)
    """

  private static let place: SQL =
    """
    create table place (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      name text not null, organisation text references organisation (id),
      street text not null, postcode text not null, town text not null,
      municipality text references municipality (id), social_space text references social_space (id),
      latitude double precision, longitude double precision,
      step_free text not null, accessible_toilet text not null, lift text not null,
      accessible_parking text not null, hearing_loop text not null, tactile_guidance text not null,
      access_note text not null, transport text not null)
    """

  private static let contactPerson: SQL =
    """
    create table contact_person (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      name text not null, role text not null, mail text not null, phone text not null,
      organisation text references organisation (id), place text references place (id),
      is_public bigint not null, consent_on text, note text not null)
    """
}
