// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel

/// A text that has no field of its own and is kept under a label.
struct HSDSRemark: Sendable {
  let label: String
  let text: String
  let place: HSDSPlace

  var line: String { label.isEmpty ? text : "\(label): \(text)" }
}

/// Puts texts into fields so that what does not fit is kept elsewhere or told.
enum HSDSProse {
  /// On one line, white space folded.
  static func line(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// Plain text of what may be HTML.
  static func plain(_ text: String) -> String {
    guard isMarkup(text), let plain = try? CleanHTML.plainText(of: text) else { return text }
    return plain
  }

  static func isMarkup(_ text: String) -> Bool {
    let tags = ["<p>", "<p ", "<br", "</", "<ul", "<a "]
    let lower = text.lowercased()
    return tags.contains { lower.contains($0) }
  }

  static func fits(_ text: String, _ limit: Int) -> Bool {
    text.utf8.count <= limit || text.unicodeScalars.count <= limit
  }

  /// The beginning of a text, ended by `…` where it had to be cut.
  static func cut(_ text: String, _ limit: Int) -> String {
    if fits(text, limit) { return text }
    var scalars = String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars) + "…"
  }

  /// Joins texts as long as they fit.
  ///
  /// - Returns: the joined text and what did not fit.
  static func join(
    _ remarks: [HSDSRemark], _ separator: String, limit: Int, after start: String = ""
  ) -> (text: String, rest: [HSDSRemark]) {
    var text = start
    var rest: [HSDSRemark] = []
    for remark in remarks {
      let longer = text.isEmpty ? remark.line : text + separator + remark.line
      if fits(longer, limit) { text = longer } else { rest.append(remark) }
    }
    return (text, rest)
  }

  private static let richLimit = 38_000

  /// The description of an offer: a notice above, the text itself, labelled texts below.
  static func rich(
    _ text: String, above: [HSDSRemark], below: [HSDSRemark]
  ) -> (html: CleanHTML, rest: [HSDSRemark], isCut: Bool) {
    var isCut = false
    var body = isMarkup(text) ? ((try? CleanHTML(cleaning: text))?.text ?? paragraphs(text)) : paragraphs(text)
    if !fits(body, richLimit) {
      body = paragraphs(cut(plain(text), richLimit / 2))
      isCut = true
    }
    var parts = [body]
    var count = body.unicodeScalars.count
    var rest: [HSDSRemark] = []
    for (remark, isAbove) in above.map({ ($0, true) }) + below.map({ ($0, false) }) {
      let part = "<p><strong>\(escaped(remark.label)):</strong> \(lines(remark.text))</p>"
      count += part.unicodeScalars.count
      guard count <= richLimit else {
        rest.append(remark)
        count -= part.unicodeScalars.count
        continue
      }
      if isAbove { parts.insert(part, at: max(0, parts.count - 1)) } else { parts.append(part) }
    }
    return ((try? CleanHTML(cleaning: parts.joined())) ?? .empty, rest, isCut)
  }

  private static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n").map { String($0).trimmedHSDS }.filter { !$0.isEmpty }
      .map { "<p>\(escaped($0))</p>" }.joined()
  }

  private static func lines(_ text: String) -> String {
    text.split(separator: "\n").map { escaped(String($0).trimmedHSDS) }.joined(separator: "<br>")
  }

  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
