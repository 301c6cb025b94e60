// SPDX-License-Identifier: EUPL-1.2
internal import CLibPQ
internal import Kernel
internal import Storage

/// What PostgreSQL or the way to it reported.
struct PostgresFault: Error {
  /// Five letters or digits of the SQL standard; empty where the server said nothing.
  let state: String
  let message: String
  /// The table, column or rule that a broken rule names.
  let place: String
  /// Whether the connection can go on.
  let isLost: Bool

  init(connection: OpaquePointer, result: OpaquePointer? = nil) {
    func field(_ code: Int32) -> String { PQresultErrorField(result, code).map { String(cString: $0) } ?? "" }
    state = field(67)
    let rule = field(110)
    let column = field(99)
    place = rule.isEmpty ? [field(116), column].filter { !$0.isEmpty }.joined(separator: ".") : rule
    let said = field(77)
    message = said.isEmpty ? String(cString: PQerrorMessage(connection)) : said
    isLost = PQstatus(connection) != CONNECTION_OK || Self.endings.contains(state)
  }

  init(lost message: String) {
    (state, place, isLost) = ("", "", true)
    self.message = message
  }

  /// A fault somewhere inside was passed over: the server has taken everything back.
  static let brokenTransaction = PostgresFault(state: "25P02", message: "the transaction had failed before its end")

  private init(state: String, message: String) {
    (self.state, self.message, place, isLost) = (state, message, "", false)
  }

  /// After these the server, or our right to write on it, is gone: shutdowns, a demoted primary, changed plans.
  private static let endings: Set<String> = ["57P01", "57P02", "57P03", "25006", "08P01", "08006", "08003", "0A000"]

  /// Two transactions got in each other's way; the next try may succeed.
  var isConflict: Bool { state == "40001" || state == "40P01" }

  /// Something that may exist once only is there already, perhaps since a moment.
  var isDuplicate: Bool { state == "23505" }

  /// A `Problem` where a rule of the data, the disk, the load or the network is the cause; otherwise what was reported.
  var told: any Error {
    switch state {
    case "23505": Problem("storage.duplicate", .conflict, "Das gibt es schon (\(place)).")
    case "23503":
      Problem(
        "storage.reference", .conflict,
        "Etwas, worauf sich dieser Eintrag bezieht, gibt es nicht, oder anderes bezieht sich noch auf ihn.")
    case "23514", "23502", "22001":
      Problem("storage.rule", .invalid, "Ein Wert verstößt gegen eine Regel der Datenbank (\(place)).")
    case "22021", "22P05": PostgresFault.unwritable
    case "53100":
      Problem(
        "storage.full", .unavailable,
        "Auf dem Datenträger ist kein Platz mehr. Es wurde nichts gespeichert; bitte schaffen Sie Platz.")
    case "58030":
      Problem(
        "storage.disk", .unavailable,
        "Der Datenträger nimmt nichts mehr an oder lässt sich nicht lesen. Es wurde nichts gespeichert.")
    case "40001", "40P01", "55P03":
      Problem(
        "storage.busy", .unavailable,
        "Gerade wird zu viel auf einmal gespeichert. Bitte versuchen Sie es gleich noch einmal.")
    case "57014":
      Problem("storage.slow", .unavailable, "Die Datenbank hat zu lange gebraucht. Es wurde nichts gespeichert.")
    case "42501", "28000", "28P01":
      Problem("storage.read-only", .unavailable, "Die Datenbank erlaubt das diesem Zugang nicht.")
    default: isLost || state.hasPrefix("53") || state.hasPrefix("08") ? Self.away : self.asStorageFault
    }
  }

  private var asStorageFault: any Error { StorageFault.engine(code: 0, message: "\(state) \(message)") }

  static let away = Problem(
    "storage.away", .unavailable,
    "Die Datenbank ist gerade nicht erreichbar. Es wurde nichts gespeichert; bitte versuchen Sie es gleich noch einmal."
  )

  /// The connection ended between the word to keep everything and the answer.
  static let unknownOutcome = Problem(
    "storage.unknown-outcome", .unavailable,
    "Die Verbindung zur Datenbank riss beim Speichern ab. Bitte laden Sie die Seite neu und sehen Sie nach, ob Ihre "
      + "Änderung da ist.")

  static let unwritable = Problem(
    "storage.rule", .invalid, "Ein Text enthält ein Zeichen, das sich nicht speichern lässt.")

  static let crowded = Problem(
    "storage.crowded", .unavailable,
    "Gerade sind sehr viele Anfragen unterwegs. Bitte versuchen Sie es gleich noch einmal.")
}
