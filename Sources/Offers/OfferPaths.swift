// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Web

/// The addresses of offers.
package enum OfferPath {
  package static let listPattern = "/angebote"
  package static let onePattern = "/angebote/{id}"
  package static let apiListPattern = "/api/v1/offers"
  package static let apiOnePattern = "/api/v1/offers/{id}"

  /// The list, narrowed by pairs such as `("feld", "HF-SP")`.
  package static func list(_ query: [(String, String)] = []) -> Path { Path("angebote", query: query) }

  package static func one(_ id: RecordID<Offer>) -> Path { Path("angebote", id.text) }

  package static func api(_ id: RecordID<Offer>) -> Path { Path("api", "v1", "offers", id.text) }

  package static func apiList(_ query: [(String, String)] = []) -> Path {
    Path("api", "v1", "offers", query: query)
  }

  /// The form in which anybody can say what is wrong with an offer (F13).
  static func correction(_ id: RecordID<Offer>) -> Path { Path("rueckmeldung", query: [("angebot", id.text)]) }

  /// The form in which anybody can say which offer is missing (F12).
  static func wish(_ words: String) -> Path { Path("rueckmeldung", query: [("suche", words)]) }

  /// Where the form of the bookmark is sent (F10).
  static let bookmarks = Path("merkliste")
}
