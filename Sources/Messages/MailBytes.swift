// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Kernel

/// A mail as it goes over the wire: RFC 5322 headers, a text and an HTML part as multipart/alternative (RFC 2046),
/// both quoted-printable (RFC 2045), words that are not ASCII encoded (RFC 2047).
struct MailBytes {
  let id: Identifier
  let messageID: String
  let sender: MailSender
  let address: String
  let text: MailText
  /// Of its making, so that a mail that goes twice is the same mail.
  let date: Moment

  var bytes: [UInt8] { Array((headers + body).utf8) }

  /// A quoted-printable text never holds `=_`, so the line cannot occur inside of a part.
  private var boundary: String { "=_\(id.text)_=" }

  private var headers: String {
    var lines = [
      "From: \(Self.mailbox(sender.name, sender.address))", "To: \(Self.mailbox(text.name, address))",
      "Subject: \(Self.words(text.subject))", "Date: \(Self.date(date))", "Message-ID: \(messageID)",
    ]
    if MailAddress.isValid(text.letterhead.replyTo) {
      lines.append("Reply-To: \(Self.mailbox(text.letterhead.name, text.letterhead.replyTo))")
    }
    return
      (lines + [
        "Auto-Submitted: auto-generated", "Content-Language: \(MailWords.language(text.language).code)",
        "MIME-Version: 1.0", "Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"",
      ]).joined(separator: "\r\n") + "\r\n\r\n"
  }

  private var body: String {
    "--\(boundary)\r\n\(Self.part("plain", text.plain))--\(boundary)\r\n\(Self.part("html", text.html))--\(boundary)--\r\n"
  }

  private static func part(_ type: String, _ text: String) -> String {
    "Content-Type: text/\(type); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
      + QuotedPrintable.encoded(text) + "\r\n"
  }

  /// `"Ada Lovelace" <ada@example.org>`; the address on a line of its own where the name is long.
  static func mailbox(_ name: String, _ address: String) -> String {
    if name.isEmpty { return "<\(address)>" }
    let shown = isPlainName(name) ? "\"\(name)\"" : encodedWords(name)
    let isLong = shown.utf8.count + address.utf8.count > 60
    return "\(shown)\(isLong ? "\r\n" : "") <\(address)>"
  }

  /// A subject as it is where that is safe, otherwise as encoded words.
  static func words(_ text: String) -> String {
    let isSafe = text.utf8.count <= 60 && !text.contains("=?") && text.utf8.allSatisfy { (32...126).contains($0) }
    return isSafe && text.trimmingCharacters(in: .whitespaces) == text ? text : encodedWords(text)
  }

  /// Chunks of at most 39 bytes that end between characters, so that no line is longer than 76 signs.
  private static func encodedWords(_ text: String) -> String {
    var chunks: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if chunks[chunks.count - 1].count + bytes.count > 39 { chunks.append([]) }
      chunks[chunks.count - 1] += bytes
    }
    return chunks.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }

  private static func isPlainName(_ name: String) -> Bool {
    name.utf8.count <= 60
      && name.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || [32, 45, 46].contains($0)
      }
  }

  /// `Wed, 25 Nov 2026 02:47:16 +0000`.
  static func date(_ moment: Moment) -> String {
    let iso = moment.iso
    guard let day = Day(iso: iso.prefix(10)) else { return "" }
    let (year, month, number) = day.components
    let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday.number - 1]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "\(weekday), \(padded(number, 2)) \(months[month - 1]) \(year) \(iso.dropFirst(11).prefix(8)) +0000"
  }
}

/// Quoted-printable (RFC 2045 §6.7): lines of at most 76 signs, only printable ASCII.
enum QuotedPrintable {
  private static let limit = 76
  private static let digits = Array("0123456789ABCDEF".utf8)

  static func encoded(_ text: String) -> String {
    var result: [UInt8] = []
    for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      append(line.last == 13 ? Array(line.dropLast()) : Array(line), to: &result)
      result += [13, 10]
    }
    // The text's own last line break ends its last line; the one behind it belongs to the next boundary.
    return String(decoding: result.dropLast(2), as: UTF8.self)
  }

  private static func append(_ line: [UInt8], to result: inout [UInt8]) {
    var width = 0
    for (index, byte) in line.enumerated() {
      let isLast = index == line.count - 1
      let token = token(byte, isLast: isLast)
      // One sign is kept free for the `=` of a soft line break.
      if width + token.count > limit - (isLast ? 0 : 1) {
        result += [61, 13, 10]
        width = 0
      }
      result += token
      width += token.count
    }
  }

  /// Blanks at the end of a line would be lost on the way.
  private static func token(_ byte: UInt8, isLast: Bool) -> [UInt8] {
    switch byte {
    case 32, 9: isLast ? hex(byte) : [byte]
    case 33...60, 62...126: [byte]
    default: hex(byte)
    }
  }

  private static func hex(_ byte: UInt8) -> [UInt8] { [61, digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
}
