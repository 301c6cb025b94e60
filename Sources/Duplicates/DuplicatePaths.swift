// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Web

/// The addresses of duplicates and merges.
package enum DuplicatePath {
  package static let list = Path("arbeitsplatz", "dubletten")
  package static let merges = Path("arbeitsplatz", "zusammenfuehrungen")
  package static let across = Path("koordination", "dubletten")

  static let listPattern = "/arbeitsplatz/dubletten"
  static let rebuildPattern = "/arbeitsplatz/dubletten/neu-suchen"
  static let pairPattern = "/arbeitsplatz/dubletten/{art}/{bleibt}/{geht}"
  static let mergePattern = "/arbeitsplatz/dubletten/{art}/{bleibt}/{geht}/zusammenfuehren"
  static let dismissPattern = "/arbeitsplatz/dubletten/{art}/{bleibt}/{geht}/keine"
  static let mergesPattern = "/arbeitsplatz/zusammenfuehrungen"
  static let onePattern = "/arbeitsplatz/zusammenfuehrungen/{lauf}"
  static let undoPattern = "/arbeitsplatz/zusammenfuehrungen/{lauf}/zuruecknehmen"
  static let acrossPattern = "/koordination/dubletten"

  static let rebuild = Path("arbeitsplatz", "dubletten", "neu-suchen")

  static func list(_ kind: String = "", page: Int = 1, told: DuplicateNotice? = nil) -> Path {
    Path(
      ["arbeitsplatz", "dubletten"],
      query: [("art", kind), ("page", page > 1 ? String(page) : ""), (DuplicateNotice.parameter, told?.rawValue ?? "")])
  }

  /// Two records side by side; the first is the one that stays.
  static func pair(_ slug: String, _ target: Identifier, _ source: Identifier) -> Path {
    Path("arbeitsplatz", "dubletten", slug, target.text, source.text)
  }

  static func merge(_ slug: String, _ target: Identifier, _ source: Identifier) -> Path {
    Path("arbeitsplatz", "dubletten", slug, target.text, source.text, "zusammenfuehren")
  }

  static func dismiss(_ slug: String, _ target: Identifier, _ source: Identifier) -> Path {
    Path("arbeitsplatz", "dubletten", slug, target.text, source.text, "keine")
  }

  static func merges(page: Int) -> Path {
    Path(["arbeitsplatz", "zusammenfuehrungen"], query: [("page", page > 1 ? String(page) : "")])
  }

  static func one(_ id: RecordID<Merge>, told: DuplicateNotice? = nil) -> Path {
    Path(
      ["arbeitsplatz", "zusammenfuehrungen", id.text], query: [(DuplicateNotice.parameter, told?.rawValue ?? "")])
  }

  static func undo(_ id: RecordID<Merge>) -> Path {
    Path("arbeitsplatz", "zusammenfuehrungen", id.text, "zuruecknehmen")
  }

  static func across(page: Int) -> Path {
    Path(["koordination", "dubletten"], query: [("page", page > 1 ? String(page) : "")])
  }
}

/// What a page says after something was done.
enum DuplicateNotice: String, Sendable, CaseIterable {
  case dismissed = "keine-dublette"
  case recalled = "wieder-moeglich"
  case rebuilding = "wird-gesucht"
  case merged = "zusammengefuehrt"
  case undone = "zurueckgenommen"

  static let parameter = "meldung"

  var word: DuplicateWord {
    switch self {
    case .dismissed: .toldDismissed
    case .recalled: .toldRecalled
    case .rebuilding: .toldRebuilding
    case .merged: .toldMerged
    case .undone: .toldUndone
    }
  }
}
