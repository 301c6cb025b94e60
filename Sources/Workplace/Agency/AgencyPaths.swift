// SPDX-License-Identifier: EUPL-1.2
package import Web

/// Addresses below a list at which its texts leave for an agency and come back.
package enum AgencyPath {
  private static let part = "uebersetzung"
  private static let filePart = "datei"

  static func pattern(below list: Path) -> String { "\(list.text)/\(part)" }
  static func filePattern(below list: Path) -> String { "\(pattern(below: list))/\(filePart)" }

  package static func page(below list: Path) -> Path { Path(segments(list) + [part]) }
  static func file(below list: Path) -> Path { Path(segments(list) + [part, filePart]) }

  private static func segments(_ list: Path) -> [String] { list.text.split(separator: "/").map(String.init) }
}
