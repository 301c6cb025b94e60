// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Web

/// The addresses of the guides. A page is named by its id; whatever is readable in an address is decoration (F44).
package enum GuidePath {
  /// Where staff keep a page.
  package static func desk(_ page: Identifier) -> Path { GuideDeskPath.page(RecordID(page)) }

  package static let overviewPattern = "/wegweiser"
  package static let centerPattern = "/wegweiser/{center}"
  package static let pagePattern = "/wegweiser/seite/{id}"
  package static let namedPattern = "/wegweiser/seite/{id}/{slug}"
  package static let embeddedPattern = "/wegweiser/{center}/{id}"
  package static let listPattern = "/api/v1/guides"
  package static let itemPattern = "/api/v1/guides/{id}"

  /// How the address of a page begins in stored content, before its id.
  static let pageStart = "/wegweiser/seite/"
  /// Addresses that no language stands in front of.
  static let languageless = ["/api/", "/assets/", "/health/"]

  package static let overview = Path("wegweiser")

  /// The pages of one centre.
  package static func center(_ slug: String) -> Path { Path("wegweiser", slug) }

  /// A page; `version` shows a language version that need not be a language of the interface.
  package static func page(_ id: RecordID<GuidePage>, version: Language? = nil) -> Path {
    Path("wegweiser", "seite", id.text, query: [(versionName, version?.code ?? "")])
  }

  /// A statewide page within a centre's guide.
  package static func embedded(
    _ id: RecordID<GuidePage>, in slug: String, version: Language? = nil
  ) -> Path {
    Path("wegweiser", slug, id.text, query: [(versionName, version?.code ?? "")])
  }

  /// The query's name for a language version.
  static let versionName = "fassung"

  package static func statutory(_ page: StatutoryPage) -> Path { Path(page.rawValue) }
  package static let imprint = statutory(.imprint)
  package static let privacy = statutory(.privacy)
  package static let accessibility = statutory(.accessibility)
  package static let plainLanguage = statutory(.plainLanguage)
  package static let about = statutory(.about)

  /// The page for programs.
  package static func item(_ id: RecordID<GuidePage>) -> Path { Path("api", "v1", "guides", id.text) }

  static func feedback(_ id: RecordID<GuidePage>) -> Path { Path("rueckmeldung", query: [("seite", id.text)]) }
  static let barrierReport = Path("barriere-melden")
  static let search = Path("suche")
  static func offers(of slug: String) -> Path { Path("angebote", query: [("zentrum", slug)]) }
  static func organisations(of slug: String) -> Path { Path("organisationen", query: [("zentrum", slug)]) }
  /// Paths of an Integreat address that are no page: telephone numbers and mails that somebody linked wrongly.
  static let brokenLinks = ["/tel:", "/mailto:"]
}

/// The pages that every installation has; their addresses are fixed, their words are content.
package enum StatutoryPage: String, Sendable, CaseIterable {
  case imprint = "impressum"
  case privacy = "datenschutz"
  case accessibility = "barrierefreiheit"
  case plainLanguage = "leichte-sprache"
  case about = "ueber-uns"

  package var pattern: String { "/" + rawValue }
}
