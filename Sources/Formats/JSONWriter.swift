// SPDX-License-Identifier: EUPL-1.2
package import Kernel

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

  private var output: JSONBytes
  private let escaping: Escaping
  private var needsComma = false

  package init(_ escaping: Escaping = .plain, reserving capacity: Int = 0) {
    self.escaping = escaping
    output = JSONBytes(reserving: capacity)
  }

  /// What was written so far; each time a copy.
  package var bytes: [UInt8] { output.bytes }

  /// What was written so far, without a copy; the writer begins anew.
  package mutating func take() -> [UInt8] {
    needsComma = false
    return output.take()
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
    output.quote(text, isInScript: escaping == .html)
  }

  package mutating func value(_ id: Identifier) {
    separate()
    output.quote(id)
  }

  package mutating func value(_ number: Int) {
    separate()
    append(number)
  }

  /// Infinity and not-a-number become `null`.
  package mutating func value(_ number: Double) {
    separate()
    output.append(number.isFinite ? String(number) : "null")
  }

  package mutating func value(_ flag: Bool) {
    separate()
    output.append(flag ? "true" : "false")
  }

  package mutating func null() {
    separate()
    output.append("null")
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
      output.append(number.text)
    case .bool(let flag): self.value(flag)
    case .null: null()
    }
  }

  /// A value that is JSON already, such as a stored answer; the caller vouches for it.
  package mutating func raw(_ json: [UInt8]) {
    separate()
    output.append(json)
  }

  /// Members of the object at hand that are JSON already, without braces and with at least one of them.
  package mutating func raw(members json: [UInt8]) {
    separate()
    output.append(json)
  }

  /// Ends a value of a text that has one in each line.
  package mutating func endLine() {
    output.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// The name of a member; its value must be written next.
  package mutating func name(_ name: String) {
    output.member(name, isFirst: !needsComma, isInScript: escaping == .html)
    needsComma = false
  }

  // MARK: Bytes

  private mutating func separate() {
    if needsComma { output.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    output.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    output.append(bracket)
    needsComma = true
  }

  private mutating func append(_ number: Int) {
    guard (0..<10).contains(number) else {
      output.append(String(number))
      return
    }
    output.append(48 + UInt8(number))
  }
}
