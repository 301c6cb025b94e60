// SPDX-License-Identifier: EUPL-1.2

package import Kernel

extension JSONValue {
  /// Bytes of a JSON text, unless the caller allows more.
  package static let usualLimit = 64 << 20

  /// Reads a JSON text (RFC 8259, UTF-8).
  ///
  /// Stricter than many parsers: repeated names, lone surrogates, bytes that are not UTF-8 and anything after the
  /// value are refused. A byte order mark is skipped. Every mistake is a `Problem` that names line and column (in
  /// characters), both from 1.
  /// - Parameters:
  ///   - limit: the most bytes.
  ///   - depth: the most objects and lists inside one another.
  package init(parsing bytes: [UInt8], limit: Int = usualLimit, depth: Int = 64) throws(Problem) {
    guard bytes.count <= limit else {
      throw Problem("json.too-large", .tooLarge, "Das JSON ist größer als erlaubt (\(limit) Byte).")
    }
    var parser = JSONParser(bytes, depth: depth)
    self = try parser.document()
  }
}

/// Reads one JSON text from its first to its last byte.
struct JSONParser {
  let bytes: [UInt8]
  var position = 0
  private let depthLimit: Int

  init(_ bytes: [UInt8], depth: Int) {
    self.bytes = bytes
    depthLimit = depth
  }

  mutating func document() throws(Problem) -> JSONValue {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw problem("utf-16", "Das JSON ist in UTF-16 gespeichert; erwartet wird UTF-8")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    let value = try value(depth: 0)
    skipBlanks()
    guard position == bytes.count else { throw problem("text-after-end", "Hinter dem Ende des JSON steht noch Text") }
    return value
  }

  private mutating func value(depth: Int) throws(Problem) -> JSONValue {
    skipBlanks()
    switch try current("ein Wert") {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: throw problem("unexpected-character", "An dieser Stelle muss ein Wert stehen")
    }
  }

  private mutating func object(depth: Int) throws(Problem) -> JSONValue {
    try enter(depth)
    var object = JSONObject()
    skipBlanks()
    if try current("die schließende Klammer }") == UInt8(ascii: "}") {
      position += 1
      return .object(object)
    }
    while true {
      skipBlanks()
      let start = position
      guard try current("ein Name in Anführungszeichen") == UInt8(ascii: "\"") else {
        throw problem("name-expected", "An dieser Stelle muss ein Name in Anführungszeichen stehen")
      }
      let name = try string()
      skipBlanks()
      guard try current("ein Doppelpunkt") == UInt8(ascii: ":") else {
        throw problem("colon-expected", "Hinter dem Namen „\(name.prefix(60))“ fehlt der Doppelpunkt")
      }
      position += 1
      let value = try value(depth: depth)
      guard object.append(name, value) else {
        position = start
        throw problem("repeated-name", "Der Name „\(name.prefix(60))“ kommt in diesem Objekt mehrfach vor")
      }
      if try isLast(UInt8(ascii: "}"), "die schließende Klammer }") { return .object(object) }
    }
  }

  private mutating func array(depth: Int) throws(Problem) -> JSONValue {
    try enter(depth)
    var items: [JSONValue] = []
    skipBlanks()
    if try current("die schließende Klammer ]") == UInt8(ascii: "]") {
      position += 1
      return .array(items)
    }
    while true {
      items.append(try value(depth: depth))
      if try isLast(UInt8(ascii: "]"), "die schließende Klammer ]") { return .array(items) }
    }
  }

  private mutating func enter(_ depth: Int) throws(Problem) {
    guard depth <= depthLimit else {
      throw problem("too-deep", "Das JSON ist tiefer als \(depthLimit) Ebenen verschachtelt", .tooLarge)
    }
    position += 1
  }

  /// Steps over a comma, or over the end of the object or list.
  private mutating func isLast(_ end: UInt8, _ expected: String) throws(Problem) -> Bool {
    skipBlanks()
    let byte = try current(expected)
    guard byte == end || byte == UInt8(ascii: ",") else {
      throw problem("comma-expected", "An dieser Stelle fehlt ein Komma oder \(expected)")
    }
    position += 1
    return byte == end
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Problem) -> JSONValue {
    for offset in 0..<word.utf8CodeUnitCount {
      guard try current("das Wort „\(word)“ vollständig") == word.utf8Start[offset] else {
        throw problem("unexpected-character", "An dieser Stelle muss „\(word)“ stehen")
      }
      position += 1
    }
    return value
  }

  private mutating func number() throws(Problem) -> JSONNumber {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    if position < bytes.count, bytes[position] == UInt8(ascii: "0") { position += 1 } else { try digits() }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
        position += 1
      }
      try digits()
    }
    if position < bytes.count, (48...57).contains(bytes[position]) {
      throw problem("leading-zero", "Eine Zahl beginnt nicht mit überflüssigen Nullen")
    }
    return JSONNumber(checked: String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func digits() throws(Problem) {
    guard (48...57).contains(try current("eine Ziffer")) else {
      throw problem("digit-expected", "An dieser Stelle muss eine Ziffer stehen")
    }
    while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position += 1
    }
  }

  /// The byte at this position; a problem that names what is missing, at the end of the text.
  func current(_ expected: @autoclosure () -> String) throws(Problem) -> UInt8 {
    guard position < bytes.count else { throw problem("truncated", "Das JSON endet zu früh; es fehlt \(expected())") }
    return bytes[position]
  }

  func problem(_ code: String, _ reason: String, _ kind: Problem.Kind = .malformed) -> Problem {
    let read = bytes[..<min(position, bytes.count)]
    let line = read.count { $0 == 0x0A } + 1
    let lineStart = read.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = read[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    let place = TextPlace(line: line, column: column)
    return Problem("json." + code, kind, "\(reason) (\(place)).", field: place.description)
  }
}
