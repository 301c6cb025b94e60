// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Records
internal import Storage
internal import Web
package import Workplace

/// What waits at offers: shown on the start page, each only to those who can do something about it (F28, F34).
package enum OfferStartPanels {
  /// Days ahead that people want to be told of what runs out.
  static let horizon = 90

  package static let all = [awaiting, overdue, unverified, expiring, drafts, translations]

  /// What providers and colleagues have handed in, the oldest first.
  private static let awaiting = StartPanel(OfferDeskText.awaiting, .permission(OfferPermissions.review)) { staff in
    let tenant = try staff.tenant()
    let stored = try await staff.services.database.read { connection in
      try connection.list(
        Offer.self, in: .tenant(tenant), where: "status = 'review'", order: "modified_at", limit: 1000)
    }
    let rows = stored.prefix(StartPanel.rows).map { stored in
      StartPanel.Row(
        stored.record.title, OfferDesks.path.record(stored.id.text), note: stored.modifiedAt.berlin.day.german)
    }
    let all = Path(["arbeitsplatz", OfferDesks.slug], query: [("f-status", "review"), ("ansicht", "alle")])
    return StartPanel.Content(count: stored.count, rows: rows, all: all)
  }

  /// What ends soon without anybody having written down what comes then.
  private static let expiring = StartPanel(OfferDeskText.expiring, .permission(OfferPermissions.edit)) { staff in
    let today = staff.services.database.time.today
    let last = today.adding(days: horizon)
    let rows = try await offers(staff, where: "status in ('published', 'paused')").compactMap { stored -> Due? in
      let expiries = OfferRules.expiries(stored.record, from: today, until: last).filter {
        $0.reason == .fundingEndsWithoutPlan || $0.reason == .offerEnds && stored.record.followUp.isEmpty
      }
      return expiries.first.map { Due(stored, $0.day, $0.day.german) }
    }
    return content(rows)
  }

  /// Offers that ought to have been looked through; the longest overdue first.
  private static let unverified = StartPanel(OfferDeskText.unverified, .permission(OfferPermissions.edit)) { staff in
    content(try await late(staff, times: 1))
  }

  /// Nobody reacted for a whole further period: that is for the head of the centre.
  private static let overdue = StartPanel(OfferDeskText.overdue, .permission(escalation)) { staff in
    content(try await late(staff, times: 2))
  }

  /// Only asked for the panel; not a right that a record or page depends on.
  private static let escalation = Permission(
    OfferPermissions.publish.name, OfferPermissions.publish.label, [.centerHead, .coordinationHead])

  private static let drafts = StartPanel(OfferDeskText.myDrafts, .permission(OfferPermissions.edit)) { staff in
    let made = "offer.created"
    let stored = try await offers(
      staff,
      where: """
        status = 'draft' and exists (select 1 from audit_log a where a.kind = 'offer' and a.record = offer.id
          and a.tenant = offer.tenant and a.action = \(made) and a.actor = \(staff.principal.id))
        """)
    return content(stored.map { Due($0, $0.modifiedAt.berlin.day, $0.modifiedAt.berlin.day.german) }.reversed())
  }

  private static let translations = StartPanel(OfferDeskText.oldTranslations, .permission(OfferPermissions.edit)) {
    staff in
    let stored = try await offers(
      staff,
      where: """
        status in ('published', 'paused', 'review') and exists (select 1 from translation t
          where t.kind = 'offer' and t.record = offer.id and t.source_version < offer.version and t.text <> '')
        """)
    return content(stored.map { Due($0, $0.modifiedAt.berlin.day, $0.modifiedAt.berlin.day.german) })
  }

  // MARK: - Rows

  private struct Due: Sendable {
    let id: String
    let title: String
    let day: Day
    let note: String

    init(_ stored: Stored<Offer>, _ day: Day, _ note: String) {
      id = stored.id.text
      title = stored.record.title
      self.day = day
      self.note = note
    }
  }

  /// Published and paused offers whose check is due for so many periods.
  private static func late(_ staff: StaffVisit, times: Int) async throws -> [Due] {
    let today = staff.services.database.time.today
    return try await offers(staff, where: "status in ('published', 'paused')").compactMap { stored in
      OfferRules.isOverdue(stored.record, createdOn: stored.createdAt.berlin.day, times: times, on: today)
        .map { Due(stored, $0, $0.german) }
    }
  }

  private static func content(_ due: [Due]) -> StartPanel.Content {
    let sorted = due.sorted { ($0.day, $0.title, $0.id) < ($1.day, $1.title, $1.id) }
    let rows = sorted.prefix(StartPanel.rows).map { row in
      StartPanel.Row(row.title, OfferDesks.path.record(row.id), note: row.note)
    }
    return StartPanel.Content(count: due.count, rows: rows, all: OfferDesks.path.list)
  }

  /// The offers that the person may change; the same rule as `Decision`, said in SQL.
  private static func offers(_ staff: StaffVisit, where condition: SQL) async throws -> [Stored<Offer>] {
    let tenant = try staff.tenant()
    let holding = staff.user.memberships.filter {
      OfferPermissions.edit.roles.contains($0.role) && ($0.tenant == nil || $0.tenant == tenant)
    }
    let isColleague = holding.contains { $0.role != .provider }
    let reach: SQL =
      isColleague ? "1 = 1" : "organisation in (\(list: holding.compactMap(\.organisation).map(\.text)))"
    return try await staff.services.database.read { connection in
      try connection.list(Offer.self, in: .tenant(tenant), where: "\(condition) and \(reach)", limit: 20_000)
    }
  }
}

extension OfferRules {
  /// Since when a check is missing for so many periods (`review_days`); nothing where it is not. An offer that was never
  /// checked counts from the day on which it was made.
  static func isOverdue(_ offer: Offer, createdOn: Day, times: Int, on today: Day) -> Day? {
    let due = (offer.verifiedOn ?? createdOn).adding(days: offer.reviewDays * times)
    let isNever = offer.verifiedOn == nil && times == 1
    return isNever || due < today ? min(due, today) : nil
  }
}
