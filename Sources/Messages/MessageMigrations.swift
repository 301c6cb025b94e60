// SPDX-License-Identifier: EUPL-1.2
package import Storage

/// The tables of mails that wait, were sent or were refused.
package enum MessageMigrations {
  package static let all = [
    Migration(
      "2026-11-25-b-outbox",
      [
        """
        create table outbox (
          id text primary key not null, tenant text, purpose text not null, address text not null, name text not null,
          language text not null, subject text not null, blocks text not null, state text not null,
          attempts bigint not null, next_at text not null, claimed_by text not null, claimed_until text not null,
          error text not null, message_id text not null, created_at text not null, sent_at text, ended_at text,
          constraint outbox_state check (state in ('waiting', 'sent', 'failed', 'bounced', 'kept')))
        """,
        "create index outbox_due on outbox (state, next_at, id)",
        "create index outbox_tenant on outbox (tenant, created_at)",
        "create index outbox_ended on outbox (ended_at)",
        """
        create table refused_address (
          address text primary key not null, reason text not null, refused_at text not null)
        """,
      ])
  ]
}
