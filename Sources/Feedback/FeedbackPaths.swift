// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Web

/// The addresses at which the public writes to the centres.
package enum FeedbackPath {
  package static let form = Path("rueckmeldung")
  package static let suggestion = Path("angebot-vorschlagen")
  package static let barrier = Path("barriere-melden")

  package static let formPattern = "/rueckmeldung"
  package static let suggestionPattern = "/angebot-vorschlagen"
  package static let barrierPattern = "/barriere-melden"
  static let thanksPattern = "/rueckmeldung/danke"

  /// Writes about one thing: `angebot`, `seite` or `organisation` with its id.
  package static func form(about parameter: String, _ id: Identifier) -> Path {
    Path("rueckmeldung", query: [(parameter, id.text)])
  }

  /// Writes to one centre.
  package static func form(to centerSlug: String) -> Path { Path("rueckmeldung", query: [("zentrum", centerSlug)]) }

  /// Writes about a search that found nothing useful (F12).
  package static func form(search words: String) -> Path { Path("rueckmeldung", query: [("suche", words)]) }

  /// Suggests an offer to a centre (F13).
  package static func suggestion(to centerSlug: String) -> Path {
    Path("angebot-vorschlagen", query: [("zentrum", centerSlug)])
  }

  /// Reports a barrier on a page of ours.
  package static func barrier(on address: String) -> Path { Path("barriere-melden", query: [("seite", address)]) }

  /// Says that a message has arrived; `about` leads back to what it was about.
  static func thanks(_ topic: String, reference: String, about: (String, String)?) -> Path {
    var query = [("art", topic), ("kennung", reference)]
    if let about { query.append(about) }
    return Path("rueckmeldung", "danke", query: query)
  }

  static let accessibility = Path("barrierefreiheit")
  static let privacy = Path("datenschutz")
}
