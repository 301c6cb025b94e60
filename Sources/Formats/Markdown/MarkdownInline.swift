// SPDX-License-Identifier: EUPL-1.2

/// Emphasis, links and escapes within one paragraph. A mark without its partner is a character like any other.
///
/// Runs in linear time: each mark is looked at once, marks that found no partner stay what they are.
struct MarkdownInline {
  private enum Piece {
    case text(String)
    case lineBreak
    case star(Int)
    case open
    /// The end of a link text with the address behind it.
    case close(String)
    case tag(String)
  }

  static func html(_ text: String) -> String {
    var pieces = pieces(Array(text))
    links(&pieces)
    emphasis(&pieces)
    return pieces.map(markup).joined()
  }

  private static func markup(_ piece: Piece) -> String {
    switch piece {
    case .text(let text): escaped(text)
    case .lineBreak: "<br>"
    case .star(let count): String(repeating: "*", count: count)
    case .open: "["
    case .close(let address): address.isEmpty ? "]" : "](" + escaped(address) + ")"
    case .tag(let tag): tag
    }
  }

  // MARK: - Pieces

  private static func pieces(_ text: [Character]) -> [Piece] {
    var pieces: [Piece] = []
    var plain = ""
    var index = 0
    func flush() {
      if !plain.isEmpty { pieces.append(.text(plain)) }
      plain = ""
    }
    while index < text.count {
      switch text[index] {
      case "\\" where index + 1 < text.count && isMark(text[index + 1]):
        plain.append(text[index + 1])
        index += 2
        continue
      case "\n":
        flush()
        pieces.append(.lineBreak)
      case "*":
        flush()
        let end = text[index...].firstIndex { $0 != "*" } ?? text.count
        pieces.append(.star(end - index))
        index = end
        continue
      case "[":
        flush()
        pieces.append(.open)
      case "]":
        flush()
        let address = address(text, index + 1)
        pieces.append(.close(address?.text ?? ""))
        index = address?.end ?? index + 1
        continue
      default: plain.append(text[index])
      }
      index += 1
    }
    flush()
    return pieces
  }

  private static func isMark(_ character: Character) -> Bool {
    character.isASCII && (character.isPunctuation || character.isSymbol)
  }

  /// `(address)` right at a position; nothing where there is none before the end, a blank or a bracket, so that no part of
  /// the text is read more than twice.
  private static func address(_ text: [Character], _ start: Int) -> (text: String, end: Int)? {
    guard start < text.count, text[start] == "(" else { return nil }
    var address = ""
    var depth = 0
    var index = start + 1
    while index < text.count {
      switch text[index] {
      case "\\" where index + 1 < text.count:
        address.append(text[index + 1])
        index += 2
        continue
      case ")" where depth == 0: return address.isEmpty ? nil : (address, index + 1)
      case ")": depth -= 1
      case "(": depth += 1
      case " ", "\n", "[", "]": return nil
      default: break
      }
      address.append(text[index])
      index += 1
    }
    return nil
  }

  // MARK: - Links

  private static func links(_ pieces: inout [Piece]) {
    var open: [Int] = []
    for index in pieces.indices {
      switch pieces[index] {
      case .open: open.append(index)
      case .close(let address):
        guard let start = open.popLast() else { continue }
        if address.isEmpty { continue }
        open = []
        guard let link = SafeLink(address) else { continue }
        pieces[start] = .tag("<a href=\"" + escaped(link.address) + "\">")
        pieces[index] = .tag("</a>")
      default: continue
      }
    }
  }

  // MARK: - Emphasis

  /// Pairs stars from left to right: two are strong, one is emphasis, three both.
  private static func emphasis(_ pieces: inout [Piece]) {
    var strong: (index: Int, link: Int)?
    var emphasis: (index: Int, link: Int)?
    var opened: [Int: String] = [:]
    var closed: [Int: String] = [:]
    var link = 0
    for index in pieces.indices {
      if case .tag = pieces[index] {
        link += 1
        continue
      }
      guard case .star(let count) = pieces[index], count <= 3 else { continue }
      let (opens, closes) = (isOpening(pieces, index), isClosing(pieces, index))
      var isUsed = false
      if count != 2 { isUsed = pair(&emphasis, "em", index, link, opens, closes, &opened, &closed) }
      if count >= 2 { isUsed = pair(&strong, "strong", index, link, opens, closes, &opened, &closed) || isUsed }
    }
    replaceStars(&pieces, opened, closed)
  }

  private static func pair(
    _ start: inout (index: Int, link: Int)?, _ tag: String, _ index: Int, _ link: Int, _ opens: Bool, _ closes: Bool,
    _ opened: inout [Int: String], _ closed: inout [Int: String]
  ) -> Bool {
    if let begin = start, closes {
      start = nil
      if begin.link == link {
        opened[begin.index, default: ""] += "<\(tag)>"
        closed[index, default: ""] += "</\(tag)>"
        return true
      }
    }
    if opens { start = (index, link) }
    return opens
  }

  /// Stars whose marks found their partners vanish; those of others stay.
  private static func replaceStars(_ pieces: inout [Piece], _ opened: [Int: String], _ closed: [Int: String]) {
    for index in pieces.indices {
      guard case .star(let count) = pieces[index] else { continue }
      let (ends, begins) = (closed[index] ?? "", opened[index] ?? "")
      if ends.isEmpty, begins.isEmpty { continue }
      let tags = ends + begins
      var used = 0
      for (tag, weight) in [("em>", 1), ("strong>", 2)] where tags.contains(tag) { used += weight }
      pieces[index] = .tag(ends + String(repeating: "*", count: max(0, count - used)) + begins)
    }
  }

  private static func isOpening(_ pieces: [Piece], _ index: Int) -> Bool {
    guard index + 1 < pieces.count else { return false }
    if case .text(let text) = pieces[index + 1] { return text.first != " " }
    if case .lineBreak = pieces[index + 1] { return false }
    return true
  }

  private static func isClosing(_ pieces: [Piece], _ index: Int) -> Bool {
    guard index > 0 else { return false }
    if case .text(let text) = pieces[index - 1] { return text.last != " " }
    if case .lineBreak = pieces[index - 1] { return false }
    return true
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
