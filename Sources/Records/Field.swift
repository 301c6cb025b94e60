// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// What is true of a field whatever its record: the part that forms, columns and documents are made from.
package struct FieldInfo: Sendable, Equatable {
  /// The contract: column, CSV header and JSON key.
  package let name: String
  package let label: String
  package let kind: FieldKind
  package let traits: [FieldTrait]
  // Asked for every value that is checked or written.
  package let isRequired: Bool
  package let isTranslated: Bool
  package let isListed: Bool
  package let audience: Audience

  package init(name: String, label: String, kind: FieldKind, traits: [FieldTrait]) {
    self.name = name
    self.label = label
    self.kind = kind
    self.traits = traits
    isRequired = traits.contains(.required)
    isTranslated = traits.contains(.translated)
    isListed = traits.contains(.listed)
    audience = Self.audience(of: traits)
  }

  private static func audience(of traits: [FieldTrait]) -> Audience {
    for case .audience(let audience) in traits { return audience }
    return .everyone
  }

  package var personal: PersonalData? {
    for case .personal(let personal) in traits { return personal }
    return nil
  }

  package var searchRole: SearchRole? {
    for case .search(let role) in traits { return role }
    return nil
  }
}

/// One property of a record, said once; rows, forms, files and interfaces follow from it.
package struct Field<R: Record>: Sendable {
  package let info: FieldInfo
  package let read: @Sendable (R) -> Value
  @usableFromInline let assign: @Sendable (inout R, Value) -> Bool

  package var name: String { info.name }

  /// Puts a checked value into the record.
  ///
  /// - Throws: a `Problem` at this field when the value is not of the field's kind or breaks its limits.
  package func write(_ value: Value, to record: inout R) throws(Problem) {
    if let problem = info.problem(with: value) { throw problem }
    try place(value, in: &record)
  }

  /// Puts a value that storage already holds into the record, without checking limits again.
  package func place(_ value: Value, in record: inout R) throws(Problem) {
    guard assign(&record, value) else {
      throw Problem("record.wrong-kind", .invalid, "„\(info.label)“ hat einen Wert, der hier nicht passt.", field: name)
    }
  }

  /// Inlined, so that reading and assigning know the record and its property where they are described.
  @inlinable
  package init<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, _ kind: FieldKind,
    _ traits: [FieldTrait]
  ) {
    info = FieldInfo(name: name, label: label, kind: kind, traits: traits)
    read = { record in record[keyPath: path].value }
    assign = { record, value in
      guard let typed = V.from(value) else { return false }
      record[keyPath: path] = typed
      return true
    }
  }
}

extension Field {
  @inlinable
  package static func text<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, limit: Int, _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .text(limit: limit), traits) }

  @inlinable
  package static func longText<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, limit: Int, _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .longText(limit: limit), traits) }

  @inlinable
  package static func richText<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, limit: Int, _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .richText(limit: limit), traits) }

  @inlinable
  package static func choice<V: FieldChoice>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .choice(Self.choices(V.self)), traits) }

  @inlinable
  package static func choice<V: FieldChoice>(
    _ name: String, _ path: any WritableKeyPath<R, V?> & Sendable, _ label: String, _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .choice(Self.choices(V.self)), traits) }

  @inlinable
  package static func code<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, of catalogue: String,
    _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .code(catalogue: catalogue), traits) }

  @inlinable
  package static func codes(
    _ name: String, _ path: any WritableKeyPath<R, [String]> & Sendable, _ label: String, of catalogue: String,
    _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .codes(catalogue: catalogue), traits) }

  @inlinable
  package static func languages(
    _ name: String, _ path: any WritableKeyPath<R, [String]> & Sendable, _ label: String, _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .languages, traits) }

  @inlinable
  package static func integer<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, in range: ClosedRange<Int>,
    _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .integer(range), traits) }

  @inlinable
  package static func decimal<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, in range: ClosedRange<Double>,
    _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .decimal(range), traits) }

  @inlinable
  package static func money<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .money, traits) }

  @inlinable
  package static func flag(
    _ name: String, _ path: any WritableKeyPath<R, Bool> & Sendable, _ label: String, _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .flag, traits) }

  @inlinable
  package static func time<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .time, traits) }

  @inlinable
  package static func day<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .day, traits) }

  @inlinable
  package static func moment<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .moment, traits) }

  @inlinable
  package static func reference<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, to kind: String,
    _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .reference(kind: kind), traits) }

  @inlinable
  package static func mail<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .mail, traits) }

  @inlinable
  package static func phone<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .phone, traits) }

  @inlinable
  package static func link<V: FieldRepresentable>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, _ label: String, _ traits: FieldTrait...
  ) -> Field { Field(name, path, label, .link, traits) }

  @usableFromInline
  static func choices<V: FieldChoice>(_ type: V.Type) -> [FieldKind.Choice] {
    V.allCases.map { FieldKind.Choice(value: $0.rawValue, label: $0.label) }
  }
}
