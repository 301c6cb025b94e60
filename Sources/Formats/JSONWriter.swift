// SPDX-License-Identifier: EUPL-1.2

/// Writes JSON straight into bytes.
///
/// ```swift
/// var json = JSONWriter()
/// json.object {
///   $0.field("title", offer.title)
///   $0.list("tags", offer.tags) { $0.value($1) }
/// }
/// ```
/// Members that are nil are written as `null` by `field` and left out by `field(_:ifPresent:)`.
package struct JSONWriter: Sendable {
  package enum Escaping: Sendable {
    case plain
    /// For JSON inside of a `<script>` element: `<`, `>` and `&` are written as `\u003C`, `\u003E`, `\u0026`.
    case html
  }

  package private(set) var bytes: [UInt8] = []
  private let escaping: Escaping
  private var needsComma = false

  package init(_ escaping: Escaping = .plain, reserving capacity: Int = 0) {
    self.escaping = escaping
    if capacity > 0 { bytes.reserveCapacity(capacity) }
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  // MARK: Values

  package mutating func object<E: Error>(_ members: (inout JSONWriter) throws(E) -> Void) throws(E) {
    open(UInt8(ascii: "{"))
    try members(&self)
    close(UInt8(ascii: "}"))
  }

  package mutating func array<E: Error>(_ items: (inout JSONWriter) throws(E) -> Void) throws(E) {
    open(UInt8(ascii: "["))
    try items(&self)
    close(UInt8(ascii: "]"))
  }

  package mutating func value(_ text: String) {
    separate()
    quote(text)
  }

  package mutating func value(_ number: Int) {
    separate()
    append(number)
  }

  /// Infinity and not-a-number become `null`.
  package mutating func value(_ number: Double) {
    separate()
    bytes.append(contentsOf: (number.isFinite ? String(number) : "null").utf8)
  }

  package mutating func value(_ flag: Bool) {
    separate()
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  package mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  package mutating func value(_ value: JSONValue) {
    switch value {
    case .object(let object):
      self.object { json in
        for member in object.members { json.field(member.name, member.value) }
      }
    case .array(let items):
      array { json in
        for item in items { json.value(item) }
      }
    case .string(let text): self.value(text)
    case .number(let number):
      separate()
      bytes.append(contentsOf: number.text.utf8)
    case .bool(let flag): self.value(flag)
    case .null: null()
    }
  }

  /// A value that is JSON already, such as a stored answer; the caller vouches for it.
  package mutating func raw(_ json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
  }

  /// The name of a member; its value must be written next.
  package mutating func name(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  // MARK: Bytes

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func append(_ number: Int) {
    guard (0..<10).contains(number) else {
      bytes.append(contentsOf: String(number).utf8)
      return
    }
    bytes.append(48 + UInt8(number))
  }

  private mutating func quote(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { text in
      var start = 0
      for index in 0..<text.count where isSpecial(text, index) {
        bytes.append(contentsOf: text[start..<index])
        start = index + escape(text, index)
      }
      bytes.append(contentsOf: text[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func isSpecial(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    switch text[index] {
    case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"): true
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): escaping == .html
    case 0xE2: text[index + 1] == 0x80 && text[index + 2] & 0xFE == 0xA8
    default: false
    }
  }

  /// - Returns: how many bytes of the text were written otherwise.
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0xE2:
      bytes.append(contentsOf: (text[index + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8)
      return 3
    default:
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(Self.hexDigits[Int(byte >> 4)])
      bytes.append(Self.hexDigits[Int(byte & 15)])
    }
    return 1
  }

  private static let hexDigits = Array("0123456789ABCDEF".utf8)
}
