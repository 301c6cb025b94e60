// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// What stands around every page: names, menu and footer. The words are the product's, the form is the frame's.
package struct SiteFrame: Sendable {
  package struct Link: Sendable {
    package let text: String
    package let path: Path

    package init(_ text: some TextKey, _ path: Path) {
      self.text = text.rawValue
      self.path = path
    }
  }

  package struct Column: Sendable {
    package let heading: String
    package let links: [Link]

    package init(_ heading: some TextKey, _ links: [Link]) {
      self.heading = heading.rawValue
      self.links = links
    }
  }

  package let navigation: [Link]
  package let footer: [Column]
  /// The menu entry of what a visitor keeps without an account.
  package let kept: Link
  /// The cookie whose presence makes pages personal, so that they are not kept for others.
  package let personalCookie: String
  package let searchPath: Path
  /// Changes the language and remembers it.
  package let languagePath: @Sendable (String, String) -> Path

  package init(
    navigation: [Link], footer: [Column], kept: Link, personalCookie: String, searchPath: Path,
    languagePath: @escaping @Sendable (String, String) -> Path
  ) {
    self.navigation = navigation
    self.footer = footer
    self.kept = kept
    self.personalCookie = personalCookie
    self.searchPath = searchPath
    self.languagePath = languagePath
  }
}

/// What one page says of itself.
package struct PageHead: Sendable {
  package var title: String
  package var description: String
  /// The menu entry that is current.
  package var current: Path?
  /// `/assets/zentrum/{slug}.css`, when the page belongs to a centre.
  package var stylesheet: Path?
  /// The band of the centre under the header.
  package var band: HTML?
  /// JSON-LD, escaped for a script element.
  package var structured: [UInt8]?
  package var isIndexed: Bool
  package var kind: String
  /// The languages of the interface that the page offers; the one it is read in always stays.
  package var languages = Language.interface

  package init(
    _ title: String, description: String = "", current: Path? = nil, stylesheet: Path? = nil, band: HTML? = nil,
    structured: [UInt8]? = nil, isIndexed: Bool = true, kind: String = "website"
  ) {
    self.title = title
    self.description = description
    self.current = current
    self.stylesheet = stylesheet
    self.band = band
    self.structured = structured
    self.isIndexed = isIndexed
    self.kind = kind
  }
}
