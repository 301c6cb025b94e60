// SPDX-License-Identifier: EUPL-1.2
internal import Storage

enum RightsMigrations {
  static let all = [Migration("2026-11-25-r-rights", memberships + grants + tokens)]

  private static let memberships: [SQL] = [
    """
    create table membership_entry (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      account text not null references account (id), role text not null, organisation text,
      valid_from text, valid_until text, deputy_for text references account (id), given_by text not null)
    """,
    "create index membership_entry_account on membership_entry (account)",
    "create index membership_entry_tenant on membership_entry (tenant, role)",
  ]

  private static let grants: [SQL] = [
    """
    create table access_grant (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      account text not null references account (id), permission text not null, kind text not null,
      record text not null, valid_from text not null, valid_until text not null, reason text not null,
      given_by text not null)
    """,
    "create index access_grant_account on access_grant (account)",
    "create index access_grant_record on access_grant (tenant, kind, record)",
  ]

  private static let tokens: [SQL] = [
    """
    create table program_token (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      name text not null, account text not null references account (id), scopes text not null,
      digest text not null unique, expires text not null, last_used text, revoked text)
    """,
    "create index program_token_account on program_token (account)",
  ]
}
