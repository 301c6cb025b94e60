// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// What a letter must be like so that nothing in it can become a header, a second addressee or a command.
enum LetterRules {
  static let subjectLimit = 200
  static let nameLimit = 120
  private static let blockLimit = 20_000

  static func problems(in letter: Letter) -> [Problem] {
    var problems: [Problem] = []
    if !isPurpose(letter.purpose) {
      problems.append(refusal("purpose", "Der Zweck einer Mail besteht aus kleinen Buchstaben, Punkt und Strich."))
    }
    if !MailAddress.isValid(letter.address) {
      problems.append(
        refusal("address", "„\(letter.address.prefix(80))“ ist keine E-Mail-Adresse, an die wir schreiben können."))
    }
    if !isLine(letter.name, limit: nameLimit) {
      problems.append(refusal("name", "Der Name darf keine Zeilenumbrüche oder Steuerzeichen enthalten."))
    }
    if letter.subject.isEmpty || !isLine(letter.subject, limit: subjectLimit) {
      problems.append(
        refusal("subject", "Der Betreff muss eine Zeile mit höchstens \(subjectLimit) Zeichen ohne Steuerzeichen sein.")
      )
    }
    if letter.blocks.isEmpty || !letter.blocks.allSatisfy(isFine) {
      problems.append(refusal("blocks", "Der Text der Mail ist leer, zu lang oder enthält unzulässige Zeichen."))
    }
    return problems
  }

  /// One line without control characters; the separators of Unicode break lines too.
  static func isLine(_ text: String, limit: Int) -> Bool {
    text.unicodeScalars.count <= limit && !text.unicodeScalars.contains { isControl($0) }
  }

  private static func isFine(_ block: Letter.Block) -> Bool {
    switch block {
    case .paragraph(let text), .note(let text): isText(text)
    case .button(let text, let address): !text.isEmpty && isLine(text, limit: subjectLimit) && isLink(address)
    }
  }

  /// Line breaks are fine inside of a text.
  private static func isText(_ text: String) -> Bool {
    text.utf8.count <= blockLimit && !text.unicodeScalars.contains { $0 != "\n" && isControl($0) }
  }

  private static func isLink(_ address: String) -> Bool {
    let isWeb = address.hasPrefix("https://") || address.hasPrefix("http://")
    return isWeb && address.utf8.count <= 2000 && address.utf8.allSatisfy { (33...126).contains($0) }
  }

  private static func isPurpose(_ text: String) -> Bool {
    (1...80).contains(text.utf8.count)
      && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 46 || $0 == 45 }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 32 || (127...159).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
  }

  private static func refusal(_ field: String, _ sentence: String) -> Problem {
    Problem("messages.bad-\(field)", .invalid, sentence, field: field)
  }
}

/// Addresses that mails go to and come from.
package enum MailAddress {
  /// The part of RFC 5321 that real addresses use: `dots.and+signs@host.example`, letters without accents, no quotes.
  ///
  /// Domains with other letters are written in their `xn--` form.
  package static func isValid(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count <= 254, let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
    return isLocal(bytes[..<at]) && isDomain(bytes[(at + 1)...])
  }

  /// What stands behind the last @.
  package static func domain(of address: String) -> String {
    String(address.split(separator: "@").last ?? "")
  }

  private static func isLocal(_ bytes: ArraySlice<UInt8>) -> Bool {
    let atoms = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return bytes.count <= 64 && atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtom) }
  }

  private static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.allSatisfy { label in
      (1...63).contains(label.count) && label.first != 45 && label.last != 45
        && label.allSatisfy { isLetterOrDigit($0) || $0 == 45 }
    }
  }

  private static func isAtom(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
