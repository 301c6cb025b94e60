// SPDX-License-Identifier: EUPL-1.2
package import Formats
package import Kernel
package import Records

/// The words of one page in one language; the German one is the source that all others are translated from (F38).
package struct GuideText: Record, Equatable {
  /// How a language version stands to its German source.
  package enum State: String, Sendable, CaseIterable { case current, outdated, missing }

  package let id: RecordID<GuideText>
  package var page: RecordID<GuidePage>?
  /// `de`, `en`, `tr`: two letters where there are two.
  package var language = "de"
  package var title = ""
  /// One or two sentences for lists; may be empty.
  package var excerpt = ""
  /// Clean HTML; only `CleanHTML` makes it.
  package private(set) var content = ""
  /// Counts the edits, from 1.
  package internal(set) var revision = 1
  /// The revision of the last edit that was more than a typing error.
  package internal(set) var majorRevision = 1
  /// The revision of the German text that this version translates; 0 where none is known.
  package internal(set) var basedOn = 0
  /// Whether the last edit was a small one that translations need not follow.
  package internal(set) var isMinor = false
  /// The source that it was imported from does not deliver it any more; it is not shown.
  package internal(set) var isVanished = false
  /// When the source says that it was last changed.
  package internal(set) var sourceModified: Moment?

  package init(id: RecordID<GuideText>) { self.id = id }

  package mutating func setContent(_ html: CleanHTML) { content = html.text }

  /// Takes the content of another version of the same text.
  mutating func setContent(of other: GuideText) { content = other.content }

  /// - Parameter source: the German text of the same page, where there is one.
  package func state(source: GuideText?) -> State {
    guard language != Language.german.code, let source else { return .current }
    return basedOn < source.majorRevision ? .outdated : .current
  }

  package static let descriptor = RecordDescriptor<GuideText>(
    "guide_text", (one: "Wegweisertext", many: "Wegweisertexte"),
    fields: [
      .text("title", \.title, "Titel", limit: 200, .required, .listed, .search(.title)),
      .reference("page", \.page, "Seite", to: "guide_page", .required),
      .text("language", \.language, "Sprache", limit: 3, .required, .listed),
      .longText("excerpt", \.excerpt, "Kurztext", limit: 600, .search(.keywords)),
      .richText("content", \.content, "Inhalt", limit: 1 << 20, .search(.body)),
      .integer("revision", \.revision, "Fassung", in: 1...1_000_000_000, .audience(.nobody)),
      .integer(
        "major_revision", \.majorRevision, "Fassung der letzten inhaltlichen Änderung", in: 1...1_000_000_000,
        .audience(.nobody)),
      .integer("based_on", \.basedOn, "Übersetzt aus Fassung", in: 0...1_000_000_000, .audience(.nobody)),
      .flag("minor", \.isMinor, "Kleine Änderung", .audience(.nobody)),
      .flag("vanished", \.isVanished, "In der Quelle entfallen"),
      .moment("source_modified", \.sourceModified, "Stand der Quelle"),
    ])
}
