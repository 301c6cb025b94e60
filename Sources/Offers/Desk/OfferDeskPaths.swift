// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Web
internal import Workplace

/// Addresses of what belongs to one offer at the workplace.
struct OfferDeskPath {
  static let base = "/arbeitsplatz/\(OfferDesks.slug)/{id}"
  static let newPlacePattern = base + "/orte/neu"
  static let placePattern = base + "/orte/{part}"
  static let removePlacePattern = base + "/orte/{part}/entfernen"
  static let newTimePattern = base + "/zeiten/neu"
  static let timePattern = base + "/zeiten/{part}"
  static let removeTimePattern = base + "/zeiten/{part}/entfernen"
  static let newExceptionPattern = base + "/zeiten/{part}/ausnahmen/neu"
  static let exceptionPattern = base + "/zeiten/{part}/ausnahmen/{exception}"
  static let removeExceptionPattern = base + "/zeiten/{part}/ausnahmen/{exception}/entfernen"
  static let returnPattern = base + "/zurueckgeben"
  /// The name of the input with the words to look for.
  static let search = "suche"

  let offer: String

  init(_ offer: String) { self.offer = offer }

  var record: Path { OfferDesks.path.record(offer) }
  func newPlace(_ words: String = "") -> Path {
    Path(["arbeitsplatz", OfferDesks.slug, offer, "orte", "neu"], query: [(Self.search, words)])
  }
  func place(_ id: String) -> Path { Path("arbeitsplatz", OfferDesks.slug, offer, "orte", id) }
  func removePlace(_ id: String) -> Path { Path("arbeitsplatz", OfferDesks.slug, offer, "orte", id, "entfernen") }
  var newTime: Path { Path("arbeitsplatz", OfferDesks.slug, offer, "zeiten", "neu") }
  func time(_ id: String) -> Path { Path("arbeitsplatz", OfferDesks.slug, offer, "zeiten", id) }
  func removeTime(_ id: String) -> Path { Path("arbeitsplatz", OfferDesks.slug, offer, "zeiten", id, "entfernen") }
  func newException(_ time: String) -> Path {
    Path("arbeitsplatz", OfferDesks.slug, offer, "zeiten", time, "ausnahmen", "neu")
  }
  func exception(_ time: String, _ id: String) -> Path {
    Path("arbeitsplatz", OfferDesks.slug, offer, "zeiten", time, "ausnahmen", id)
  }
  func removeException(_ time: String, _ id: String) -> Path {
    Path("arbeitsplatz", OfferDesks.slug, offer, "zeiten", time, "ausnahmen", id, "entfernen")
  }
  var giveBack: Path { Path("arbeitsplatz", OfferDesks.slug, offer, "zurueckgeben") }
}
