// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Web

/// The addresses of the pages about privacy and of the protocol.
package enum PrivacyPath {
  static let inventoryPattern = "/arbeitsplatz/datenschutz"
  static let inventoryTablePattern = "/arbeitsplatz/datenschutz/verzeichnis.csv"
  static let runsPattern = "/arbeitsplatz/datenschutz/loeschungen"
  static let personPattern = "/arbeitsplatz/datenschutz/auskunft"
  static let filePattern = "/arbeitsplatz/datenschutz/auskunft/datei"
  static let viewPattern = "/arbeitsplatz/datenschutz/auskunft/ansicht"
  static let confirmPattern = "/arbeitsplatz/datenschutz/auskunft/pruefen"
  static let anonymisePattern = "/arbeitsplatz/datenschutz/auskunft/anonymisieren"
  static let protocolPattern = "/arbeitsplatz/protokoll"
  static let protocolTablePattern = "/arbeitsplatz/protokoll/protokoll.csv"
  static let checkPattern = "/arbeitsplatz/protokoll/pruefen"

  package static let inventory = Path("arbeitsplatz", "datenschutz")
  package static let person = Path("arbeitsplatz", "datenschutz", "auskunft")
  static let inventoryTable = Path("arbeitsplatz", "datenschutz", "verzeichnis.csv")
  static let runs = Path("arbeitsplatz", "datenschutz", "loeschungen")
  static let file = Path("arbeitsplatz", "datenschutz", "auskunft", "datei")
  static let view = Path("arbeitsplatz", "datenschutz", "auskunft", "ansicht")
  static let confirm = Path("arbeitsplatz", "datenschutz", "auskunft", "pruefen")
  static let anonymise = Path("arbeitsplatz", "datenschutz", "auskunft", "anonymisieren")
  static let check = Path("arbeitsplatz", "protokoll", "pruefen")

  static func anonymised(_ count: Int) -> Path {
    Path("arbeitsplatz", "datenschutz", "auskunft", query: [("anonymisiert", String(count))])
  }

  package static let protocolStart = Path("arbeitsplatz", "protokoll")
  static let checkAsked = Path("arbeitsplatz", "protokoll", query: [("gefragt", "1")])

  static func protocolPage(_ query: ProtocolQuery, page: Int = 1) -> Path {
    Path("arbeitsplatz", "protokoll", query: query.pairs + [("page", page > 1 ? String(page) : "")])
  }

  static func protocolTable(_ query: ProtocolQuery) -> Path {
    Path("arbeitsplatz", "protokoll", "protokoll.csv", query: query.pairs)
  }
}
