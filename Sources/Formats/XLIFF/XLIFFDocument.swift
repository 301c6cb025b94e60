// SPDX-License-Identifier: EUPL-1.2
internal import Foundation

/// Texts on their way to a translation agency and back (F40): XLIFF 1.2 (OASIS 2008) or 2.0 (ISO 21720).
package struct XLIFFDocument: Sendable, Hashable {
  package enum Version: String, Sendable, CaseIterable { case one = "1.2", two = "2.0" }

  /// One text.
  package struct Unit: Sendable, Hashable {
    /// Letters, digits and `.-_:` only.
    package let id: String
    /// What translators should know: which record, which field.
    package var note: String
    package var source: String
    /// Empty where there is none yet.
    package var target: String

    package init(id: String, note: String = "", source: String, target: String) {
      self.id = id
      self.note = note
      self.source = source
      self.target = target
    }
  }

  /// What the texts belong to, such as `offer`.
  package var original: String
  package var sourceLanguage: String
  package var targetLanguage: String
  package var units: [Unit]

  package init(original: String, from source: String, into target: String, units: [Unit]) {
    self.original = original
    sourceLanguage = source
    targetLanguage = target
    self.units = units
  }

  package func text(_ version: Version) -> String {
    switch version {
    case .one: one
    case .two: two
    }
  }

  private var one: String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
      <file original="\(Self.escaped(original))" source-language="\(Self.escaped(sourceLanguage))" \
      target-language="\(Self.escaped(targetLanguage))" datatype="plaintext">
      <body>

      """
    for unit in units {
      text += "<trans-unit id=\"\(Self.escaped(unit.id))\" xml:space=\"preserve\">"
      text += "<source>\(Self.escaped(unit.source))</source>"
      if !unit.target.isEmpty { text += "<target>\(Self.escaped(unit.target))</target>" }
      if !unit.note.isEmpty { text += "<note>\(Self.escaped(unit.note))</note>" }
      text += "</trans-unit>\n"
    }
    return text + "</body>\n</file>\n</xliff>\n"
  }

  private var two: String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="\(Self.escaped(sourceLanguage))" \
      trgLang="\(Self.escaped(targetLanguage))">
      <file id="\(Self.escaped(original))">

      """
    for unit in units {
      text += "<unit id=\"\(Self.escaped(unit.id))\">"
      if !unit.note.isEmpty { text += "<notes><note>\(Self.escaped(unit.note))</note></notes>" }
      text += "<segment><source xml:space=\"preserve\">\(Self.escaped(unit.source))</source>"
      if !unit.target.isEmpty { text += "<target xml:space=\"preserve\">\(Self.escaped(unit.target))</target>" }
      text += "</segment></unit>\n"
    }
    return text + "</file>\n</xliff>\n"
  }

  /// Characters that XML 1.0 cannot hold are left out.
  private static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "\t", "\n": escaped.append(scalar)
      case _ where scalar.value < 32 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: continue
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
