// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// A thing that Verbund keeps: a value with an id that describes itself once.
package protocol Record: Sendable {
  var id: RecordID<Self> { get }
  /// The blank record: what an empty form shows and where samples of tests start.
  init(id: RecordID<Self>)
  static var descriptor: RecordDescriptor<Self> { get }
}

/// All that is true of a kind of record at rest: its names and its fields in their order.
package struct RecordDescriptor<R: Record>: Sendable {
  /// Table name and the word in interfaces; English, singular.
  package let kind: String
  package let one: String
  package let many: String
  package let fields: [Field<R>]
  /// The columns of the fields, in order, separated by commas.
  package let columnList: String
  /// `, ?` for each of them.
  package let marks: String
  private let positions: [String: Int]
  /// Whether any field may be given in other languages.
  package let isTranslated: Bool

  package init(_ kind: String, _ names: (one: String, many: String), fields: [Field<R>]) {
    self.kind = kind
    one = names.one
    many = names.many
    self.fields = fields
    columnList = fields.map(\.name).joined(separator: ", ")
    marks = String(repeating: ", ?", count: fields.count)
    positions = Dictionary(fields.indices.map { (fields[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
    isTranslated = fields.contains(where: \.info.isTranslated)
  }

  package func field(_ name: String) -> Field<R>? { positions[name].map { fields[$0] } }

  /// The field that names a record in lists and histories: the first that is listed.
  package var titleField: Field<R>? { fields.first { $0.info.isListed } ?? fields.first }

  /// Everything that speaks against the record by its fields alone.
  package func problems(in record: R) -> [Problem] {
    var problems: [Problem] = []
    for field in fields {
      if let problem = field.info.problem(with: field.read(record)) { problems.append(problem) }
    }
    return problems
  }

  /// What differs, field by field.
  package func changes(from old: R?, to new: R?) -> [FieldChange] {
    var changes: [FieldChange] = []
    for field in fields {
      let before = old.map(field.read) ?? .null
      let after = new.map(field.read) ?? .null
      if (before.isBlank && after.isBlank) || before == after { continue }
      changes.append(FieldChange(field: field.name, old: before, new: after))
    }
    return changes
  }

  /// The same without the record's type, for inventories, tests and generic pages.
  package var info: RecordKind {
    RecordKind(kind: kind, one: one, many: many, fields: fields.map(\.info))
  }
}

/// A field's value before and after.
package struct FieldChange: Hashable, Sendable {
  package let field: String
  package let old: Value
  package let new: Value

  package init(field: String, old: Value, new: Value) {
    self.field = field
    self.old = old
    self.new = new
  }
}

/// A kind of record as data.
package struct RecordKind: Sendable, Equatable {
  package let kind: String
  package let one: String
  package let many: String
  package let fields: [FieldInfo]

  package init(kind: String, one: String, many: String, fields: [FieldInfo]) {
    self.kind = kind
    self.one = one
    self.many = many
    self.fields = fields
  }

  /// What is wrong with the description itself; empty when all is well. Checked by tests and at start.
  package func defects() -> [String] {
    var defects: [String] = []
    var seen: Set<String> = []
    if !Self.isName(kind) { defects.append("\(kind): not a table name") }
    if one.isEmpty || many.isEmpty { defects.append("\(kind): names missing") }
    for field in fields {
      let place = "\(kind).\(field.name)"
      if !Self.isName(field.name) || Self.reserved.contains(field.name) {
        defects.append("\(place): not a column name")
      }
      if !seen.insert(field.name).inserted { defects.append("\(place): described twice") }
      if field.label.isEmpty { defects.append("\(place): label missing") }
      defects += privacyDefects(of: field).map { "\(place): \($0)" }
      if field.isTranslated && !field.holdsProse { defects.append("\(place): only texts can be translated") }
    }
    return defects
  }

  private func privacyDefects(of field: FieldInfo) -> [String] {
    if let personal = field.personal {
      let isStated = !personal.purpose.isEmpty && !personal.legalBasis.isEmpty
      return isStated ? [] : ["purpose or legal basis missing"]
    }
    guard field.kind == .mail || field.kind == .phone else { return [] }
    for case .impersonal(let reason) in field.traits where !reason.isEmpty { return [] }
    return ["says neither .personal nor .impersonal"]
  }

  private static let reserved: Set<String> = [
    "id", "tenant", "version", "created_at", "modified_at", "archived_at",
  ]

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (97...122).contains($0) || $0 == 95 || (48...57).contains($0) }
  }
}

extension FieldInfo {
  /// Words written by people, as opposed to codes and numbers.
  package var holdsProse: Bool {
    switch kind {
    case .text, .longText, .richText: true
    default: false
    }
  }
}
