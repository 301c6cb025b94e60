// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Storage
internal import Web

/// Addresses with what is known of them, and the records that use them.
enum LinkMigrations {
  static let all = [
    Migration(
      "2026-11-29-c-links",
      [
        """
        create table link_check (
          address text primary key not null, is_broken bigint not null, failures bigint not null, reason text not null,
          checked_at text, failed_since text)
        """,
        """
        create table link_use (
          kind text not null, record text not null, address text not null, tenant text not null, title text not null,
          path text not null, seen_at text not null, primary key (kind, record, address))
        """,
        "create index link_use_address on link_use (address)",
        "create index link_use_tenant on link_use (tenant, address)",
      ])
  ]
}

/// A link that leads nowhere, in one record.
struct BrokenLink: Sendable {
  let address: String
  let reason: LinkFault
  let since: Moment?
  let title: String
  let path: String
}

extension Connection {
  func brokenLinks(of tenant: TenantID, limit: Int, offset: Int = 0) throws -> [BrokenLink] {
    try rows(
      """
      select c.address, c.reason, c.failed_since, u.title, u.path from link_use u
      join link_check c on c.address = u.address
      where u.tenant = \(tenant) and c.is_broken = 1 order by u.title, u.record, u.address
      limit \(limit) offset \(offset)
      """
    ) { row in
      BrokenLink(
        address: row.text(), reason: LinkFault(rawValue: row.text()) ?? .unreachable,
        since: row.optionalText().flatMap { Moment(iso: $0) }, title: row.text(), path: row.text())
    }
  }

  func brokenLinkCount(of tenant: TenantID) throws -> Int {
    try number(
      """
      select count(*) from link_use u join link_check c on c.address = u.address
      where u.tenant = \(tenant) and c.is_broken = 1
      """)
  }

  /// What is known to be broken in one record.
  func brokenLinks(in kind: String, _ record: Identifier) throws -> [String] {
    try rows(
      """
      select u.address from link_use u join link_check c on c.address = u.address
      where u.kind = \(kind) and u.record = \(record.text) and c.is_broken = 1 order by u.address limit 20
      """
    ) { $0.text() }
  }

  /// Addresses that nobody has looked at since a moment, the longest unseen first.
  func addressesToCheck(before moment: Moment, limit: Int) throws -> [String] {
    try rows(
      """
      select address from link_check where checked_at is null or checked_at <= \(moment)
      order by coalesce(checked_at, ''), address limit \(limit)
      """
    ) { $0.text() }
  }
}

extension Transaction {
  /// Notes which addresses some records hold now.
  func noteLinks(of kind: String, _ holders: [LinkSource.Holder], seen: Moment) throws {
    for holder in holders {
      try run("delete from link_use where kind = \(kind) and record = \(holder.id.text)")
      for address in Set(holder.addresses.compactMap { CheckedAddress.of($0) }).sorted().prefix(200) {
        try run(
          """
          insert into link_use (kind, record, address, tenant, title, path, seen_at)
          values (\(kind), \(holder.id.text), \(address), \(holder.tenant), \(String(holder.title.prefix(200))),
            \(holder.path.text), \(seen))
          """)
        try run(
          """
          insert into link_check (address, is_broken, failures, reason, checked_at, failed_since)
          values (\(address), 0, 0, '', null, null) on conflict (address) do nothing
          """)
      }
    }
  }

  /// Forgets what no record holds any more.
  func forgetLinks(seenBefore moment: Moment) throws {
    try run("delete from link_use where seen_at < \(moment)")
    try run("delete from link_check where not exists (select 1 from link_use u where u.address = link_check.address)")
  }

  /// Keeps the result of one look. What is missing is broken at once; what does not answer only after a second night.
  func keepCheck(of address: String, _ fault: LinkFault?) throws {
    guard let fault else {
      try run(
        """
        update link_check set is_broken = 0, failures = 0, reason = '', checked_at = \(now), failed_since = null
        where address = \(address)
        """)
      return
    }
    let needed = fault.isCertain ? 1 : 2
    try run(
      """
      update link_check set failures = failures + 1, reason = \(fault.rawValue), checked_at = \(now),
        failed_since = coalesce(failed_since, \(now)),
        is_broken = case when failures + 1 >= \(needed) then 1 else is_broken end
      where address = \(address)
      """)
  }
}
