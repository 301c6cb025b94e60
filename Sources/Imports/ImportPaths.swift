// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Web

/// The addresses of imports.
package enum ImportPath {
  package static let list = Path("arbeitsplatz", "import")

  static let listPattern = "/arbeitsplatz/import"
  static let runPattern = "/arbeitsplatz/import/{lauf}"

  static func run(_ id: RecordID<ImportRun>, query: [(String, String)] = []) -> Path {
    Path(["arbeitsplatz", "import", id.text], query: query)
  }

  /// A part of the run's page: a form to send, or its file.
  static func step(_ id: RecordID<ImportRun>, _ step: ImportStep) -> Path {
    Path("arbeitsplatz", "import", id.text, step.rawValue)
  }

  static func pattern(_ step: ImportStep) -> String { "\(runPattern)/\(step.rawValue)" }
}

/// What can be done with a run, as a part of its address.
enum ImportStep: String, Sendable, CaseIterable {
  case sheet = "blatt"
  case mapping = "zuordnung"
  case decisions = "entscheidungen"
  case write = "schreiben"
  case undo = "zuruecknehmen"
  case cancel = "abbrechen"
  case discard = "verwerfen"
  case errors = "fehler.csv"
}
