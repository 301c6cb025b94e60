// SPDX-License-Identifier: EUPL-1.2
internal import Storage

/// Relations, consents, and what other centres may see of a contact person.
enum PeopleMigrations {
  static let all = [
    Migration(
      "2026-11-29-b-people",
      [
        relation, consent,
        "create index relation_person on relation (person)",
        "create index relation_organisation on relation (organisation)",
        "create index relation_target on relation (target)",
        "create index consent_person on consent (person)",
        "alter table contact_person add column is_shared bigint not null default 0",
        "alter table contact_person add column shares_role bigint not null default 0",
        "alter table contact_person add column shares_mail bigint not null default 0",
        "alter table contact_person add column shares_phone bigint not null default 0",
        "create index contact_person_shared on contact_person (is_shared, name)",
      ] + SQL.listIndexes("relation", folded: ["role"], coded: ["bond"])
        + SQL.listIndexes("consent", folded: ["subject"], coded: ["purpose"]))
  ]

  private static let relation: SQL =
    """
    create table relation (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      role text not null, person text references contact_person (id),
      organisation text references organisation (id), bond text not null,
      target text references organisation (id), since text, until text, note text not null)
    """

  private static let consent: SQL =
    """
    create table consent (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      subject text not null, person text references contact_person (id), purpose text not null, source text not null,
      given_on text, expires_on text, withdrawn_on text, note text not null)
    """
}
