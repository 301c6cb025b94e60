// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Web

/// Addresses of the guide at the workplace.
enum GuideDeskPath {
  static let slug = "wegweiser"
  static let treePattern = "/arbeitsplatz/wegweiser"
  static let newPattern = "/arbeitsplatz/wegweiser/neu"
  static let pagePattern = "/arbeitsplatz/wegweiser/{id}"
  static let movePattern = "/arbeitsplatz/wegweiser/{id}/verschieben"
  static let statusPattern = "/arbeitsplatz/wegweiser/{id}/stand"
  static let archivePattern = "/arbeitsplatz/wegweiser/{id}/archivieren"
  static let textPattern = "/arbeitsplatz/wegweiser/{id}/text/{language}"
  static let commentsPattern = "/arbeitsplatz/wegweiser/{id}/kommentare"
  static let deleteCommentPattern = "/arbeitsplatz/wegweiser/{id}/kommentare/{comment}/loeschen"
  /// The parameter of a new page that names the page above it.
  static let under = "unter"
  /// The parameter that asks for the editor of HTML.
  static let format = "format"

  static let tree = Path("arbeitsplatz", "wegweiser")
  static func new(under parent: String = "") -> Path {
    Path(["arbeitsplatz", "wegweiser", "neu"], query: [(under, parent)])
  }
  static func comments(_ id: RecordID<GuidePage>) -> Path { page(id).at("kommentare") }
  static func page(_ id: RecordID<GuidePage>) -> Path { Path("arbeitsplatz", "wegweiser", id.text) }
  static func move(_ id: RecordID<GuidePage>) -> Path { Path("arbeitsplatz", "wegweiser", id.text, "verschieben") }
  static func status(_ id: RecordID<GuidePage>) -> Path { Path("arbeitsplatz", "wegweiser", id.text, "stand") }
  static func archive(_ id: RecordID<GuidePage>) -> Path { Path("arbeitsplatz", "wegweiser", id.text, "archivieren") }
  static func text(_ id: RecordID<GuidePage>, _ language: Language, format: String = "") -> Path {
    Path(["arbeitsplatz", "wegweiser", id.text, "text", language.code], query: [(Self.format, format)])
  }
}
