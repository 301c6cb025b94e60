// SPDX-License-Identifier: EUPL-1.2
package import Web

/// Addresses of pictures and documents, and of the pages on which staff keep them.
package enum AttachmentPath {
  static let filePattern = "/dateien/{file}"
  static let draftPattern = "/arbeitsplatz/datei/{file}"
  static let listPattern = "/arbeitsplatz/dateien/{kind}/{id}"
  static let changePattern = "/arbeitsplatz/dateien/{kind}/{id}/{file}"
  static let removePattern = "/arbeitsplatz/dateien/{kind}/{id}/{file}/entfernen"

  /// The file for everybody.
  static func file(_ id: String) -> Path { Path("dateien", id) }
  /// The file for those who may see its record.
  static func draft(_ id: String) -> Path { Path("arbeitsplatz", "datei", id) }
  /// The files of one record.
  package static func list(_ kind: String, _ id: String) -> Path { Path("arbeitsplatz", "dateien", kind, id) }
  static func change(_ list: Path, _ id: String) -> Path { Path(segments(list) + [id]) }
  static func remove(_ list: Path, _ id: String) -> Path { Path(segments(list) + [id, "entfernen"]) }

  private static func segments(_ list: Path) -> [String] { list.text.split(separator: "/").map(String.init) }
}
