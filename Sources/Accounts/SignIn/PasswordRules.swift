// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// What a password must be: long and not guessable (BSI ORP.4.A22, NIST SP 800-63B). No rules for its composition.
package enum PasswordRules {
  package static let shortest = 12
  /// Longer ones are only a way to keep the server busy.
  package static let longest = 200

  /// - Parameters:
  ///   - field: the form's field that problems are told for.
  /// - Returns: nothing for a good password.
  package static func problem(_ password: String, name: String, mail: String, field: String) -> Problem? {
    if password.count < shortest {
      return Problem(
        "password.short", .invalid,
        "Das Passwort ist zu kurz. Bitte nehmen Sie mindestens \(shortest) Zeichen, zum Beispiel vier Wörter.",
        field: field)
    }
    if password.utf8.count > longest {
      return Problem(
        "password.long", .invalid, "Das Passwort ist zu lang. Möglich sind \(longest) Zeichen.", field: field)
    }
    let folded = password.lowercased()
    if own(name, mail).contains(where: { folded.contains($0) }) {
      return Problem(
        "password.own", .invalid,
        "Das Passwort enthält Ihren Namen oder Ihre E-Mail-Adresse. Bitte nehmen Sie ein anderes.",
        field: field)
    }
    if isFrequent(folded) {
      return Problem(
        "password.frequent", .invalid, "Dieses Passwort ist leicht zu erraten. Bitte nehmen Sie ein anderes.",
        field: field)
    }
    return nil
  }

  /// Parts of name and mail address with four letters or more.
  private static func own(_ name: String, _ mail: String) -> [String] {
    let words = name.lowercased() + " " + mail.lowercased().prefix { $0 != "@" }
    let parts = words.split { !$0.isLetter && !$0.isNumber }
    return parts.filter { $0.count >= 4 }.map(String.init)
  }

  /// Whether it is a frequent word with digits and signs around, a row of keys, or hardly more than one letter.
  private static func isFrequent(_ folded: String) -> Bool {
    if Set(folded).count < 5 { return true }
    var rest = folded
    for word in words { rest = rest.replacing(word, with: "") }
    if rest.filter(\.isLetter).count < 3, rest.count < 8 || rest.allSatisfy(\.isNumber) { return true }
    return rows.contains { row in (row + row).contains(folded) || String((row + row).reversed()).contains(folded) }
  }

  private static let rows = [
    "1234567890", "qwertzuiopasdfghjklyxcvbnm", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz",
    "1q2w3e4r5t6z7u8i9o0p", "1q2w3e4r5t6y7u8i9o0p",
  ]

  /// Frequent words of leaked German and English passwords, and those of this field.
  private static let words = [
    "passwort", "password", "passwor", "kennwort", "geheim", "secret", "hallo", "hello", "willkommen", "welcome",
    "schatz", "sommer", "winter", "herbst", "frühling", "fruehling", "berlin", "dortmund", "köln", "koeln", "schalke",
    "borussia", "fussball", "fußball", "football", "baseball", "michael", "daniel", "master", "dragon", "monkey",
    "iloveyou", "ichliebedich", "princess", "sunshine", "shadow", "superman", "batman", "letmein", "login", "admin",
    "administrator", "qwertz", "qwerty", "qwertzuiop", "asdfgh", "yxcvbn", "abc", "start", "starte", "test", "testtest",
    "demo", "user", "benutzer", "computer", "internet", "office", "integration", "integrationszentrum", "verbund",
    "zentrum", "laki", "kommunal", "stadt", "kreis", "nrw", "januar", "februar", "märz", "april", "juni", "juli",
    "august", "september", "oktober", "november", "dezember", "montag", "dienstag", "mittwoch", "donnerstag", "freitag",
  ].sorted { $0.count > $1.count }
}
