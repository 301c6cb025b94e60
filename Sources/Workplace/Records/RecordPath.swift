// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Web

/// Addresses of the pages of one record.
extension DeskPath {
  /// The record's page with a word about what was just done.
  func record(_ id: String, told message: RecordMessage) -> Path { record(id).telling(message) }

  package func translation(_ id: String, _ language: Language) -> Path {
    Path("arbeitsplatz", slug, id, "uebersetzen", language.code)
  }
  func archive(_ id: String) -> Path { Path("arbeitsplatz", slug, id, "archivieren") }
  func restore(_ id: String) -> Path { Path("arbeitsplatz", slug, id, "wiederherstellen") }
  func step(_ id: String, _ step: String) -> Path { Path("arbeitsplatz", slug, id, "schritt", step) }
  func takeBack(_ id: String, _ number: Int64) -> Path {
    Path("arbeitsplatz", slug, id, "verlauf", String(number), "zuruecknehmen")
  }
  func comments(_ id: String) -> Path { Path("arbeitsplatz", slug, id, "kommentare") }
  func deleteComment(_ id: String, _ comment: String) -> Path {
    Path("arbeitsplatz", slug, id, "kommentare", comment, "loeschen")
  }

  /// The page that explains who may see a record and why.
  package static func access(_ kind: String, _ id: String) -> Path { Path("arbeitsplatz", "zugriff", kind, id) }
}

extension Path {
  /// The page, which then begins with a word about what was just done.
  package func telling(_ message: RecordMessage) -> Path { asking(RecordMessage.parameter, message.rawValue) }
}

/// What a page says after something was done.
package enum RecordMessage: String, Sendable, CaseIterable {
  case saved = "gespeichert"
  case archived = "archiviert"
  case restored = "wiederhergestellt"
  case takenBack = "zurueckgenommen"
  case translated = "uebersetzt"
  case step = "erledigt"
  case commented = "kommentiert"
  case uncommented = "kommentar-geloescht"
  case invited = "eingeladen"

  static let parameter = "meldung"

  var text: RecordText {
    switch self {
    case .saved: .toldSaved
    case .archived: .toldArchived
    case .restored: .toldRestored
    case .takenBack: .toldTakenBack
    case .translated: .toldTranslated
    case .step: .toldStep
    case .commented: .toldCommented
    case .uncommented: .toldUncommented
    case .invited: .toldInvited
    }
  }
}
