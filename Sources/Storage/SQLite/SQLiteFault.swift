// SPDX-License-Identifier: EUPL-1.2
internal import GRDB
internal import Kernel

/// Turns what SQLite reports into what a person can act on.
enum SQLiteFault {
  /// A `Problem` where a rule of the data, the disk or another process is the cause; otherwise the error as it was.
  static func told(_ error: any Error) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    switch error.resultCode {
    case .SQLITE_CONSTRAINT: return constraint(error)
    case .SQLITE_FULL:
      return Problem(
        "storage.full", .unavailable,
        "Auf dem Datenträger ist kein Platz mehr. Es wurde nichts gespeichert; bitte schaffen Sie Platz.")
    case .SQLITE_IOERR:
      return Problem(
        "storage.disk", .unavailable,
        "Der Datenträger nimmt nichts mehr an oder lässt sich nicht lesen. Es wurde nichts gespeichert.")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return Problem(
        "storage.busy", .unavailable,
        "Ein anderes Programm schreibt gerade in diese Datenbank. Bitte versuchen Sie es gleich noch einmal.")
    case .SQLITE_READONLY, .SQLITE_PERM:
      return Problem("storage.read-only", .unavailable, "Die Datenbank darf hier nur gelesen werden.")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      return Problem("storage.damaged", .unavailable, "Die Datei ist keine lesbare Datenbank oder sie ist beschädigt.")
    default:
      return StorageFault.engine(code: Int(error.extendedResultCode.rawValue), message: error.message ?? "")
    }
  }

  static func opening(_ path: String, _ error: any Error) -> any Error {
    let told = told(error)
    if let problem = told as? Problem { return problem }
    return Problem("storage.cannot-open", .unavailable, "Die Datenbank „\(path)“ lässt sich nicht öffnen.")
  }

  private static func constraint(_ error: DatabaseError) -> any Error {
    switch error.extendedResultCode {
    case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY:
      Problem("storage.duplicate", .conflict, "Das gibt es schon (\(place(error))).")
    case .SQLITE_CONSTRAINT_FOREIGNKEY:
      Problem(
        "storage.reference", .conflict,
        "Etwas, worauf sich dieser Eintrag bezieht, gibt es nicht, oder anderes bezieht sich noch auf ihn.")
    case .SQLITE_CONSTRAINT_CHECK, .SQLITE_CONSTRAINT_NOTNULL:
      Problem("storage.rule", .invalid, "Ein Wert verstößt gegen eine Regel der Datenbank (\(place(error))).")
    default: StorageFault.engine(code: Int(error.extendedResultCode.rawValue), message: error.message ?? "")
    }
  }

  /// The table and column or the rule's name, as SQLite tells it behind the colon.
  private static func place(_ error: DatabaseError) -> String {
    String((error.message ?? "").split(separator: ":").last ?? "").trimmingBlanks
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
