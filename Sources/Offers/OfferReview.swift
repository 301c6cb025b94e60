// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// How current the data of an offer are (F28).
package enum OfferReview: Sendable, Equatable {
  /// Nobody has looked it through yet.
  case never
  case current(until: Day)
  /// Due within the next 30 days.
  case soon(Day)
  case overdue(since: Day)

  package static let noticeDays = 30

  /// - Parameter every: days between two reviews.
  package init(verifiedOn: Day?, every days: Int, on today: Day) {
    guard let due = verifiedOn?.adding(days: days) else {
      self = .never
      return
    }
    if due < today {
      self = .overdue(since: due)
    } else if due < today.adding(days: Self.noticeDays) {
      self = .soon(due)
    } else {
      self = .current(until: due)
    }
  }

  /// Whether the public should be warned.
  package var isLate: Bool {
    switch self {
    case .never, .overdue: true
    case .current, .soon: false
    }
  }
}

extension Offer {
  package func review(on today: Day) -> OfferReview {
    OfferReview(verifiedOn: verifiedOn, every: reviewDays, on: today)
  }
}

/// One thing that runs out at an offer, and when (F34).
package struct OfferExpiry: Sendable, Equatable {
  package enum Reason: String, Sendable, CaseIterable {
    case offerEnds = "offer_ends"
    case fundingEnds = "funding_ends"
    /// The funding ends, and nobody has written down what comes then.
    case fundingEndsWithoutPlan = "funding_ends_without_plan"
    case reviewDue = "review_due"
    case neverReviewed = "never_reviewed"
  }

  package let reason: Reason
  package let day: Day

  package init(_ reason: Reason, _ day: Day) {
    self.reason = reason
    self.day = day
  }
}

extension OfferRules {
  /// What runs out at an offer up to a day, soonest first; what should have been done already counts as today's.
  package static func expiries(_ offer: Offer, from today: Day, until last: Day) -> [OfferExpiry] {
    guard offer.status == .published || offer.status == .paused else { return [] }
    var expiries: [OfferExpiry] = []
    if let ends = offer.endsOn { expiries.append(.init(.offerEnds, ends)) }
    if let ends = offer.fundingEnd, offer.continuity != .perpetuated {
      let hasPlan = !offer.followUp.isEmpty || offer.continuity == .ending
      expiries.append(.init(hasPlan ? .fundingEnds : .fundingEndsWithoutPlan, ends))
    }
    switch offer.review(on: today) {
    case .never: expiries.append(.init(.neverReviewed, today))
    case .current(let due), .soon(let due), .overdue(let due): expiries.append(.init(.reviewDue, due))
    }
    return expiries.filter { $0.day <= last }.sorted { ($0.day, $0.reason.rawValue) < ($1.day, $1.reason.rawValue) }
  }
}
