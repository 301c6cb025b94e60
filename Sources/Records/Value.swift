// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// What one column holds; both engines and all formats speak in these four.
package enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)

  package var isNull: Bool { self == .null }

  /// Nothing entered: null or an empty text.
  package var isBlank: Bool {
    switch self {
    case .null: true
    case .text(let text): text.isEmpty
    default: false
    }
  }

  package var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  package var integer: Int64? {
    if case .integer(let number) = self { number } else { nil }
  }

  package var real: Double? {
    switch self {
    case .real(let number): number
    case .integer(let number): Double(number)
    default: nil
    }
  }
}

/// A property type that a described field can hold.
package protocol FieldRepresentable: Sendable, Equatable {
  /// Nothing when the column holds something else.
  static func from(_ value: Value) -> Self?
  var value: Value { get }
}

extension String: FieldRepresentable {
  package static func from(_ value: Value) -> String? { value.text ?? (value.isNull ? "" : nil) }
  package var value: Value { .text(self) }
}

extension Int: FieldRepresentable {
  package static func from(_ value: Value) -> Int? { value.integer.map(Int.init) }
  package var value: Value { .integer(Int64(self)) }
}

extension Double: FieldRepresentable {
  package static func from(_ value: Value) -> Double? { value.real }
  package var value: Value { .real(self) }
}

extension Bool: FieldRepresentable {
  package static func from(_ value: Value) -> Bool? { value.integer.map { $0 != 0 } }
  package var value: Value { .integer(self ? 1 : 0) }
}

extension Day: FieldRepresentable {
  package static func from(_ value: Value) -> Day? { value.text.flatMap { Day(iso: $0) } }
  package var value: Value { .text(iso) }
}

extension Moment: FieldRepresentable {
  package static func from(_ value: Value) -> Moment? { value.text.flatMap { Moment(iso: $0) } }
  package var value: Value { .text(iso) }
}

extension RecordID: FieldRepresentable {
  package static func from(_ value: Value) -> RecordID? { value.text.flatMap { RecordID($0) } }
  package var value: Value { .text(text) }
}

extension Optional: FieldRepresentable where Wrapped: FieldRepresentable {
  package static func from(_ value: Value) -> Wrapped?? {
    if value.isNull { return .some(nil) }
    guard let wrapped = Wrapped.from(value) else { return nil }
    return .some(wrapped)
  }
  package var value: Value { self?.value ?? .null }
}

extension String {
  /// The codes of a column that holds several: what stands between blanks.
  package var codes: [Substring] { utf8.split(separator: 32).map { Substring($0) } }
}

/// Several codes in one column: ` HF-EL HF-SE `, so that `like '% HF-EL %'` finds one on every engine.
extension Array: FieldRepresentable where Element == String {
  package static func from(_ value: Value) -> [String]? {
    if value.isNull { return [] }
    return value.text.map { $0.codes.map(String.init) }
  }
  package var value: Value { .text(isEmpty ? "" : " " + joined(separator: " ") + " ") }
}

/// One of a few fixed values that never change without a release; everything else is a catalogue.
package protocol FieldChoice: FieldRepresentable, CaseIterable, RawRepresentable where RawValue == String {
  /// The German word for it.
  var label: String { get }
}

extension FieldChoice {
  package static func from(_ value: Value) -> Self? { value.text.flatMap { Self(rawValue: $0) } }
  package var value: Value { .text(rawValue) }
}

/// Yes, no, or nobody knows: three answers, because "no entry" must not read as "no" (F25).
package enum Answer: String, FieldChoice {
  case yes, no, unknown

  package var label: String {
    switch self {
    case .yes: "ja"
    case .no: "nein"
    case .unknown: "unbekannt"
    }
  }
}
