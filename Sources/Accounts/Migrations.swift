// SPDX-License-Identifier: EUPL-1.2
internal import Storage

/// Every token is kept as its SHA-256 digest only: whoever reads the tables can sign in with nothing of it.
enum AccountMigrations {
  static let all = [Migration("2026-11-25-a-accounts", accounts + secrets + sessions + attempts)]

  private static let accounts: [SQL] = [
    """
    create table account (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      name text not null, mail text not null, language text not null,
      status text not null check (status in ('invited', 'active', 'locked')), last_sign_in text)
    """,
    "create unique index account_mail on account (mail) where mail <> '' and archived_at is null",
    "create index account_tenant on account (tenant)",
  ]

  private static let secrets: [SQL] = [
    """
    create table account_password (
      account text primary key not null references account (id), hash text not null, changed_at text not null)
    """,
    """
    create table account_totp (
      account text primary key not null references account (id), secret text not null, confirmed_at text,
      last_step bigint not null)
    """,
    """
    create table account_recovery (
      account text not null references account (id), digest text not null, used_at text,
      primary key (account, digest))
    """,
    """
    create table account_link (
      digest text primary key not null, account text not null references account (id),
      purpose text not null check (purpose in ('invitation', 'reset')),
      made_at text not null, expires_at text not null, used_at text)
    """,
    "create index account_link_account on account_link (account)",
  ]

  private static let sessions: [SQL] = [
    """
    create table account_session (
      digest text primary key not null, id text not null unique, account text not null references account (id),
      tenant text, device text not null, is_kept bigint not null check (is_kept in (0, 1)),
      made_at text not null, seen_at text not null, expires_at text not null)
    """,
    "create index account_session_account on account_session (account)",
    """
    create table account_challenge (
      digest text primary key not null, account text not null references account (id),
      is_kept bigint not null check (is_kept in (0, 1)), failures bigint not null, expires_at text not null)
    """,
    """
    create table account_device (
      digest text primary key not null, account text not null references account (id), expires_at text not null)
    """,
    "create index account_device_account on account_device (account)",
  ]

  private static let attempts: [SQL] = [
    """
    create table sign_in_count (
      name text primary key not null, failures bigint not null, last_at text not null)
    """,
    "create index sign_in_count_last on sign_in_count (last_at)",
  ]
}
