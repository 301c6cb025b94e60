// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records

/// What must be true of an offer beyond its single fields; pure, so that forms, imports and tests ask the same.
package enum OfferRules {
  /// Everything that contradicts itself within an offer; single fields are checked by its descriptor.
  package static func problems(_ offer: Offer) -> [Problem] {
    var problems: [Problem] = []
    if let from = offer.ageFrom, let to = offer.ageTo, from > to {
      problems.append(
        refusal("ages-upside-down", "„Alter ab“ (\(from)) ist größer als „Alter bis“ (\(to)).", "age_to"))
    }
    if let starts = offer.startsOn, let ends = offer.endsOn, starts > ends {
      problems.append(
        refusal(
          "days-upside-down", "Das Ende (\(ends.german)) liegt vor dem Beginn (\(starts.german)).", "ends_on"))
    }
    if let free = offer.freePlaces, let capacity = offer.capacity, free > capacity {
      problems.append(
        refusal("too-many-free", "Es sind mehr Plätze frei (\(free)) als vorhanden (\(capacity)).", "free_places"))
    }
    if offer.cost == .free, let cents = offer.costCents, cents > 0 {
      problems.append(
        refusal("free-with-price", "Das Angebot ist kostenlos, hat aber einen Betrag.", "cost_cents"))
    }
    if !offer.waiting, offer.waitingWeeks ?? 0 > 0 {
      problems.append(
        refusal("wait-without-list", "Es gibt eine Wartezeit, aber keine Warteliste.", "waiting_weeks"))
    }
    return problems
  }

  /// What an offer still lacks before the public may see it; every gap is named at once.
  ///
  /// - Parameter hasPlace: whether at least one place is attached.
  package static func gaps(_ offer: Offer, hasPlace: Bool, on today: Day) -> [Problem] {
    var gaps = Offer.descriptor.problems(in: offer) + problems(offer)
    if offer.summary.isEmpty { gaps.append(gap("summary", "Der Kurztext fehlt.")) }
    if offer.fields.isEmpty { gaps.append(gap("fields", "Mindestens ein Handlungsfeld fehlt.")) }
    if offer.organisation == nil { gaps.append(gap("organisation", "Die anbietende Organisation fehlt.")) }
    if !hasPlace, !offer.wholeArea {
      gaps.append(gap("whole_area", "Es fehlt ein Ort, oder das Angebot gilt im ganzen Gebiet."))
    }
    if let ends = offer.endsOn, ends < today {
      gaps.append(refusal("already-over", "Das Angebot ist seit dem \(ends.german) vorbei.", "ends_on"))
    }
    return gaps
  }

  /// - Throws: a `Problem` when an offer cannot go from one state to the other.
  package static func check(_ old: OfferStatus, to new: OfferStatus) throws(Problem) {
    if followers(of: old).contains(new) { return }
    throw refusal(
      "status", "Ein Angebot kann nicht von „\(old.label)“ nach „\(new.label)“ wechseln.", "status", .conflict)
  }

  /// The states that an offer may go to next.
  package static func followers(of status: OfferStatus) -> Set<OfferStatus> {
    switch status {
    case .draft: [.review, .published]
    case .review: [.draft, .published]
    case .published: [.review, .paused, .ended]
    case .paused: [.review, .published, .ended]
    case .ended: [.review]
    }
  }

  /// Whether the public may see it; archived records are left out before.
  package static func isPublic(_ status: OfferStatus, endsOn: Day?, on today: Day) -> Bool {
    status == .published && (endsOn.map { $0 >= today } ?? true)
  }

  private static func gap(_ field: String, _ sentence: String) -> Problem {
    refusal("incomplete", sentence, field)
  }

  static func refusal(
    _ reason: String, _ sentence: String, _ field: String, _ kind: Problem.Kind = .invalid
  ) -> Problem {
    Problem("offer.\(reason)", kind, sentence, field: field)
  }
}
