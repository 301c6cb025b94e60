// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Kernel

/// The text and the HTML part of a mail, both from the same blocks in the recipient's language (F45).
///
/// No pictures, no scripts, nothing that is fetched: a mail never tells anybody that it was read.
package struct MailText: Sendable {
  let name: String
  let language: Language
  let subject: String
  let blocks: [Letter.Block]
  let letterhead: Letterhead

  private var words: MailWords { MailWords.words(language) }

  private var greeting: String {
    name.isEmpty ? words.greeting : words.greetingByName.replacingOccurrences(of: "{name}", with: name)
  }

  /// The text part; links that are gone or not to be shown are named as such.
  package var plain: String {
    let middle = blocks.map { block in
      switch block {
      case .paragraph(let text), .note(let text): text
      case .button(let text, let address): "\(text):\n\(address.isEmpty ? words.hiddenLink : address)"
      }
    }
    let end = ([words.regards, letterhead.name] + letterhead.lines).joined(separator: "\n")
    return ([greeting] + middle + [end, "-- \n" + words.automatic]).joined(separator: "\n\n") + "\n"
  }

  package var html: String {
    let language = MailWords.language(language)
    return """
      <!doctype html>
      <html lang="\(language.code)" dir="\(language.direction)"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1"><title>\(Self.escaped(subject))</title></head>
      <body style="margin:0;padding:16px;font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:#1a2322">
      <div style="max-width:600px">
      <p>\(Self.escaped(greeting))</p>
      \(blocks.map(markup).joined(separator: "\n"))
      <p>\(([words.regards, letterhead.name] + letterhead.lines).map(Self.escaped).joined(separator: "<br>\n"))</p>
      <hr style="border:0;border-top:1px solid #7d7f78">
      <p style="font-size:14px;color:#4f5957">\(Self.escaped(words.automatic))</p>
      </div></body></html>

      """
  }

  private func markup(_ block: Letter.Block) -> String {
    switch block {
    case .paragraph(let text): return "<p>\(Self.lines(text))</p>"
    case .note(let text): return "<p style=\"font-size:14px;color:#4f5957\">\(Self.lines(text))</p>"
    case .button(let text, let address):
      let link = Self.escaped(address)
      return """
        <p><a href="\(link)" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#0d5c63;\
        color:#ffffff;font-weight:bold;text-decoration:none">\(Self.escaped(text))</a><br>
        <span style="font-size:14px;color:#4f5957;word-break:break-all"><bdi dir="ltr">\(link)</bdi></span></p>
        """
    }
  }

  private static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }.joined(
      separator: "<br>\n")
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
