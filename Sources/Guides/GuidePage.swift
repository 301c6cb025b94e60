// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// A place in the tree of information pages of a centre or of the whole Land; its words are `GuideText`s.
///
/// Its identity is its id alone: it may be moved and renamed without any link breaking (F44).
package struct GuidePage: Record, Equatable {
  package enum Status: String, FieldChoice {
    case draft, published

    package var label: String {
      switch self {
      case .draft: "Entwurf"
      case .published: "Veröffentlicht"
      }
    }
  }

  package let id: RecordID<GuidePage>
  package var parent: RecordID<GuidePage>?
  /// Where it stands among its neighbours, lowest first.
  package var position = 0
  /// A readable decoration of its address: `ihr-kind-in-der-schule-anmelden`.
  package var slug = ""
  package var status = Status.published
  /// A statewide page that all centres show in their own guides, with everything under it.
  package var isEmbedded = false
  /// The address of a page that the law asks for, such as `impressum`; empty for all others.
  package var statutory = ""

  package init(id: RecordID<GuidePage>) { self.id = id }

  package static let descriptor = RecordDescriptor<GuidePage>(
    "guide_page", (one: "Wegweiserseite", many: "Wegweiserseiten"),
    fields: [
      .text("slug", \.slug, "Adressteil", limit: 120, .listed),
      .reference("parent", \.parent, "Übergeordnete Seite", to: "guide_page"),
      .integer("position", \.position, "Reihenfolge", in: 0...1_000_000_000),
      .choice("status", \.status, "Status", .listed),
      .flag("embedded", \.isEmbedded, "In allen Zentren zeigen", .listed),
      .text("statutory", \.statutory, "Pflichtseite", limit: 40),
    ])
}
