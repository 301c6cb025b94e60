// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// A statement with its values: written as text, every interpolated value is bound, never pasted.
///
///     "select title from offer where tenant = \(tenant) and status in (\(list: states))"
package struct SQL: ExpressibleByStringInterpolation, Sendable {
  /// The text with `?` for each value.
  package private(set) var text: String
  package private(set) var values: [Value]

  package init(stringLiteral text: String) {
    self.text = text
    values = []
  }

  package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.sql }

  /// A statement made by the store from descriptors; names in it come from code, never from a request.
  init(trusted text: String, _ values: [Value] = []) {
    self.text = text
    self.values = values
  }

  package static func + (one: SQL, other: SQL) -> SQL {
    SQL(trusted: one.text + other.text, one.values + other.values)
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var sql: SQL

    package init(literalCapacity: Int, interpolationCount: Int) {
      sql = SQL(trusted: "")
      sql.text.reserveCapacity(literalCapacity + interpolationCount)
      sql.values.reserveCapacity(interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) { sql.text += literal }

    package mutating func appendInterpolation(_ value: some FieldRepresentable) {
      sql.text += "?"
      sql.values.append(value.value)
    }

    package mutating func appendInterpolation(_ value: Value) {
      sql.text += "?"
      sql.values.append(value)
    }

    package mutating func appendInterpolation(_ part: SQL) {
      sql.text += part.text
      sql.values += part.values
    }

    /// Several values, separated by commas; an empty list becomes `null`, which matches nothing.
    @inlinable
    package mutating func appendInterpolation(list: [some FieldRepresentable]) { append(list: list.map(\.value)) }

    /// The same for ids, of which pages have many.
    package mutating func appendInterpolation<Subject>(list ids: [RecordID<Subject>]) {
      var values: [Value] = []
      values.reserveCapacity(ids.count)
      for id in ids { values.append(.text(id.text)) }
      append(list: values)
    }

    @usableFromInline
    package mutating func append(list values: [Value]) {
      if values.isEmpty {
        sql.text += "null"
      } else {
        sql.text += "?"
        sql.text += String(repeating: ", ?", count: values.count - 1)
      }
      sql.values += values
    }

    /// A name that stands in the code.
    package mutating func appendInterpolation(name: StaticString) { sql.text += "\(name)" }

    /// The table of a record.
    package mutating func appendInterpolation<R: Record>(table: R.Type) { sql.text += R.descriptor.kind }
  }
}
