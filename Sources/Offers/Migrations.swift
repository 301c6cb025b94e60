// SPDX-License-Identifier: EUPL-1.2
internal import Storage

enum OfferMigrations {
  static let all = [
    Migration(
      "2026-11-23-e-offers", [offer] + children + indexes),
    Migration(
      "2026-11-25-b-offer-cards",
      ["create index offer_place_card on offer_place (offer, archived_at, place)"]
        + SQL.listIndexes("offer", folded: ["title"], coded: ["organisation", "status", "ends_on", "verified_on"])),
    Migration("2026-11-29-b-offer-filter", [filter]),
    Migration("2026-11-29-b-once-a-month", ["alter table offer_schedule add column month_week text"]),
  ]

  /// All that lists of staff are narrowed by: looking through this index costs a fifth of looking through the records.
  private static let filter: SQL = """
    create index offer_list_filter on offer (tenant, archived_at, cost, whole_area, continuity, status, ends_on,
      funding_end, verified_on, service, languages, fields, stages, target_groups, organisation, id)
    """

  private static let offer: SQL = """
    create table offer (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      title text not null, summary text not null, description text not null,
      organisation text references organisation (id),
      strategy text not null, fields text not null, stages text not null, target_groups text not null,
      service text not null, programmes text not null,
      age_from bigint, age_to bigint, languages text not null, languages_note text not null,
      cost text not null, cost_cents bigint, cost_note text not null, childcare text not null,
      eligibility text not null, registration text not null,
      capacity bigint, free_places bigint, places_as_of text, waiting bigint not null, waiting_weeks bigint,
      website text not null, mail text not null, phone text not null, contact text references contact_person (id),
      starts_on text, ends_on text, spaces text not null, whole_area bigint not null,
      funding_source text not null, funding_end text, follow_up text not null, continuity text not null,
      status text not null, verified_on text, verified_by text not null, review_days bigint not null)
    """

  private static let children: [SQL] = [
    """
    create table offer_place (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      offer text not null references offer (id), place text not null references place (id), remark text not null)
    """,
    """
    create table offer_schedule (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      offer text not null references offer (id), offer_place text references offer_place (id), kind text not null,
      weekday text, day text, opens bigint, closes bigint, every_weeks bigint not null,
      starts_on text, ends_on text,
      not_in_school_holidays bigint not null, not_on_public_holidays bigint not null, note text not null)
    """,
    """
    create table schedule_exception (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      schedule text not null references offer_schedule (id), day text not null, last_day text,
      closed bigint not null, opens bigint, closes bigint, note text not null)
    """,
  ]

  private static let indexes: [SQL] = [
    "create index offer_organisation on offer (organisation)",
    "create index offer_tenant_status on offer (tenant, status)",
    "create index offer_modified on offer (modified_at)",
    "create unique index offer_place_once on offer_place (offer, place) where archived_at is null",
    "create index offer_place_place on offer_place (place)",
    "create index offer_schedule_offer on offer_schedule (offer)",
    "create unique index schedule_exception_once on schedule_exception (schedule, day) where archived_at is null",
  ]
}
