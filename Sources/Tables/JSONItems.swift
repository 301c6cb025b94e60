// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel

/// Reads the items of a JSON list one after the other, so that a list of any length needs little memory.
struct JSONItems {
  private enum State { case begin, first, next, end }

  private let source: ByteSource
  private var piece: [UInt8] = []
  private var position = 0
  private var line = 1
  private var column = 1
  private var state = State.begin
  /// Bytes of one item.
  static let itemLimit = 3 << 20

  init(_ source: ByteSource) { self.source = source }

  /// The next item; nothing at the end.
  ///
  /// - Throws: a `Problem` that names line and column; after one, the reader is finished.
  mutating func next() throws(Problem) -> JSONValue? {
    if state == .begin { try begin() }
    guard state != .end else { return nil }
    switch try blanks() {
    case UInt8(ascii: "]"):
      step()
      return try end()
    case UInt8(ascii: ",") where state == .next:
      step()
      _ = try blanks()
    case .some where state == .first: break
    case nil: throw problem("truncated", "Das JSON endet zu früh; es fehlt „]“")
    default: throw problem("unexpected-character", "Nach einem Eintrag der Liste muss „,“ oder „]“ stehen")
    }
    state = .next
    return try item()
  }

  private mutating func begin() throws(Problem) {
    _ = try peek()
    if piece.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    guard try blanks() == UInt8(ascii: "[") else {
      throw problem("no-list", "Erwartet wird eine JSON-Liste, die mit „[“ beginnt")
    }
    step()
    state = .first
  }

  private mutating func end() throws(Problem) -> JSONValue? {
    state = .end
    guard try blanks() == nil else { throw problem("after-end", "Hinter der Liste steht noch etwas") }
    return nil
  }

  /// Gathers the bytes of an item and reads them.
  private mutating func item() throws(Problem) -> JSONValue {
    let (startLine, startColumn) = (line, column)
    var bytes: [UInt8] = []
    var depth = 0
    var isText = false
    var isEscaped = false
    while let byte = try peek() {
      if !isText, depth == 0, !bytes.isEmpty, Self.endsPlain(byte) { break }
      guard bytes.count < Self.itemLimit else {
        throw problem("too-large", "Ein Eintrag ist größer als \(Self.itemLimit >> 20) MiB", .tooLarge)
      }
      bytes.append(byte)
      step()
      if isText {
        if isEscaped { isEscaped = false } else if byte == 92 { isEscaped = true } else if byte == 34 { isText = false }
      } else if byte == 34 {
        isText = true
      } else if byte == 123 || byte == 91 {
        depth += 1
      } else if byte == 125 || byte == 93 {
        depth -= 1
      }
      if !isText, depth == 0, byte == 125 || byte == 93 || byte == 34 { break }
      if depth < 0 { break }
    }
    do {
      return try JSONValue(parsing: bytes, limit: Self.itemLimit)
    } catch {
      // Once more with the place in the file, which the item alone does not know.
      let before = [UInt8](repeating: 10, count: startLine - 1) + [UInt8](repeating: 32, count: startColumn - 1)
      _ = try JSONValue(parsing: before + bytes, limit: .max)
      throw error
    }
  }

  /// A comma, a closing bracket or white space after a number or a word.
  private static func endsPlain(_ byte: UInt8) -> Bool { byte == 44 || byte == 93 || byte == 125 || byte <= 32 }

  /// The next byte that is no white space.
  private mutating func blanks() throws(Problem) -> UInt8? {
    while let byte = try peek() {
      guard byte == 32 || byte == 10 || byte == 13 || byte == 9 else { return byte }
      step()
    }
    return nil
  }

  private mutating func step() {
    let byte = piece[position]
    position += 1
    if byte == 10 {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }

  private mutating func peek() throws(Problem) -> UInt8? {
    while position >= piece.count {
      guard let more = try source.next() else { return nil }
      piece = more
      position = 0
    }
    return piece[position]
  }

  private func problem(_ code: String, _ sentence: String, _ kind: Problem.Kind = .malformed) -> Problem {
    let place = TextPlace(line: line, column: column)
    return Problem("json." + code, kind, "\(sentence) (\(place)).", field: place.description)
  }
}
