// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Offers
import Records
import Testing

@Suite("Rules of offers")
struct OfferRulesTests {
  static let today = Sample.day("2026-11-23")

  @Test("A complete offer contradicts nothing and lacks nothing")
  func complete() {
    #expect(OfferRules.problems(Sample.offer).isEmpty)
    #expect(OfferRules.gaps(Sample.offer, hasPlace: true, on: Self.today).isEmpty)
  }

  @Test("Contradictions are named with code and field")
  func contradictions() {
    var offer = Sample.offer
    offer.ageFrom = 12
    offer.ageTo = 6
    offer.startsOn = Sample.day("2026-12-02")
    offer.endsOn = Sample.day("2026-12-01")
    offer.capacity = 5
    offer.freePlaces = 6
    offer.cost = .free
    offer.costCents = 100
    offer.waitingWeeks = 3
    #expect(
      OfferRules.problems(offer).map { "\($0.code) \($0.field ?? "")" } == [
        "offer.ages-upside-down age_to", "offer.days-upside-down ends_on", "offer.too-many-free free_places",
        "offer.free-with-price cost_cents", "offer.wait-without-list waiting_weeks",
      ])
  }

  @Test("Equal ages, equal days, full capacity, free at no price and a waiting list are fine")
  func borders() {
    var offer = Sample.offer
    offer.ageFrom = 6
    offer.ageTo = 6
    offer.startsOn = Self.today
    offer.endsOn = Self.today
    offer.capacity = 5
    offer.freePlaces = 5
    offer.cost = .free
    offer.costCents = 0
    offer.waiting = true
    offer.waitingWeeks = 3
    #expect(OfferRules.problems(offer).isEmpty)
  }

  static let gaps: [(field: String, spoil: @Sendable (inout Offer) -> Void)] = [
    ("title", { $0.title = "" }), ("summary", { $0.summary = "" }), ("fields", { $0.fields = [] }),
    ("organisation", { $0.organisation = nil }), ("ends_on", { $0.endsOn = Sample.day("2026-11-22") }),
  ]

  @Test("Each gap keeps an offer from the public", arguments: gaps.indices)
  func gap(_ index: Int) {
    var offer = Sample.offer
    Self.gaps[index].spoil(&offer)
    #expect(OfferRules.gaps(offer, hasPlace: true, on: Self.today).map(\.field) == [Self.gaps[index].field])
  }

  @Test("Without a place an offer must be there for the whole area")
  func place() {
    var offer = Sample.offer
    #expect(OfferRules.gaps(offer, hasPlace: false, on: Self.today).map(\.field) == ["whole_area"])
    offer.wholeArea = true
    #expect(OfferRules.gaps(offer, hasPlace: false, on: Self.today).isEmpty)
  }

  @Test("Only the known ways lead from one state to the other")
  func states() {
    let allowed = OfferStatus.allCases.flatMap { old in
      OfferStatus.allCases.filter { new in (try? OfferRules.check(old, to: new)) != nil }.map { "\(old)>\($0)" }
    }
    #expect(
      Set(allowed) == [
        "draft>review", "draft>published", "review>draft", "review>published", "published>review",
        "published>paused", "published>ended", "paused>review", "paused>published", "paused>ended", "ended>review",
      ])
    #expect(throws: Problem.self) { try OfferRules.check(.ended, to: .published) }
  }

  @Test("The public sees what is published and not over")
  func publicity() {
    for status in OfferStatus.allCases {
      #expect(OfferRules.isPublic(status, endsOn: nil, on: Self.today) == (status == .published))
      #expect(OfferRules.isPublic(status, endsOn: Self.today, on: Self.today) == (status == .published))
      #expect(!OfferRules.isPublic(status, endsOn: Self.today.adding(days: -1), on: Self.today))
    }
  }

  @Test(
    "A review is due after its interval, announced thirty days before",
    arguments: [
      (nil, OfferReview.never), ("2026-11-23", .current(until: Sample.day("2027-05-22"))),
      ("2026-06-26", .current(until: Sample.day("2026-12-23"))), ("2026-06-25", .soon(Sample.day("2026-12-22"))),
      ("2026-05-27", .soon(Sample.day("2026-11-23"))), ("2026-05-26", .overdue(since: Sample.day("2026-11-22"))),
    ] as [(String?, OfferReview)])
  func review(_ verified: String?, _ expected: OfferReview) {
    let review = OfferReview(verifiedOn: verified.map(Sample.day), every: 180, on: Self.today)
    #expect(review == expected)
    switch expected {
    case .never, .overdue: #expect(review.isLate)
    case .current, .soon: #expect(!review.isLate)
    }
  }

  @Test("What runs out is listed with its reason, soonest first")
  func expiries() {
    var offer = Sample.offer
    offer.status = .published
    offer.endsOn = Sample.day("2027-01-31")
    offer.fundingEnd = Sample.day("2026-12-31")
    offer.continuity = .project
    offer.verifiedOn = Sample.day("2026-05-01")
    func listed() -> [String] {
      OfferRules.expiries(offer, from: Self.today, until: Sample.day("2027-03-01")).map {
        "\($0.reason.rawValue) \($0.day.iso)"
      }
    }
    #expect(
      listed() == [
        "review_due 2026-10-28", "funding_ends_without_plan 2026-12-31", "offer_ends 2027-01-31",
      ])
    offer.followUp = "Die Stadt übernimmt."
    #expect(listed().contains("funding_ends 2026-12-31"))
    offer.continuity = .perpetuated
    #expect(!listed().contains { $0.hasPrefix("funding") })
    offer.verifiedOn = nil
    #expect(listed().first == "never_reviewed 2026-11-23")
    offer.status = .ended
    #expect(listed().isEmpty)
  }
}
