// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Records
internal import Storage

/// A record of any kind as merging sees it.
struct MergeState: Sendable {
  let kind: String
  let id: Identifier
  let tenant: TenantID
  let version: Int
  let isArchived: Bool
  let title: String
  let values: [String: Value]

  init<R: Record>(_ stored: Stored<R>) {
    kind = R.descriptor.kind
    id = stored.id.identifier
    tenant = stored.tenant
    version = stored.version
    isArchived = stored.archivedAt != nil
    var values: [String: Value] = [:]
    values.reserveCapacity(R.descriptor.fields.count)
    for field in R.descriptor.fields { values[field.name] = field.read(stored.record) }
    self.values = values
    let title = R.descriptor.titleField.flatMap { $0.info.holdsProse ? values[$0.name]?.text : nil }
    self.title = title ?? ""
  }

  /// The id that a field or column refers to.
  func reference(_ field: String) -> Identifier? { values[field]?.text.flatMap { Identifier($0) } }
}

/// A kind of record that may refer to merged ones, with the fields by which it does; all of them follow the merge.
package struct MergedKind: Sendable {
  /// A pair of fields that says what a record is about: a comment, a right.
  package struct About: Sendable {
    let kind: String
    let record: String

    package init(kind: String, record: String) {
      self.kind = kind
      self.record = record
    }
  }

  package let kind: String
  let one: String
  let many: String
  let fields: [FieldInfo]
  let about: About?
  /// Where moving would make two records alike in these fields, the moved one is archived instead.
  let twins: [String]
  let state: @Sendable (Connection, Identifier, TenantID) throws -> MergeState?
  /// Records, archived ones too, whose field holds a value.
  let pointing: @Sendable (Connection, _ field: String, _ value: String, TenantID) throws -> [MergeState]
  /// Sets fields and answers the version afterwards.
  let set: @Sendable (Transaction, MergeState, [String: Value], _ action: String) throws -> Int
  let archive: @Sendable (Transaction, MergeState) throws -> Void
  let restore: @Sendable (Transaction, MergeState) throws -> Void
  let translate: @Sendable (Transaction, MergeState, _ field: String, Language, String) throws -> Void

  /// More records than these are not moved in one transaction.
  static let limit = 5000

  /// - Parameters:
  ///   - about: for kinds that name kind and id of what they are about in two fields.
  ///   - twins: fields in which no two records of the kind may be alike; empty where that does not matter.
  package static func of<R: Record>(_ type: R.Type, about: About? = nil, twins: [String] = []) -> MergedKind {
    MergedKind(
      kind: R.descriptor.kind, one: R.descriptor.one, many: R.descriptor.many,
      fields: R.descriptor.fields.map(\.info), about: about, twins: twins,
      state: { connection, id, tenant in
        try connection.find(R.self, RecordID(id), in: .tenant(tenant)).map { MergeState($0) }
      },
      pointing: { connection, name, value, tenant in
        guard let field = R.descriptor.field(name) else { return [] }
        return try connection.select(
          R.self, in: .tenant(tenant), where: "\(column: field) = \(value)", limit: limit + 1
        ).map { MergeState($0) }
      },
      set: { try $0.setMerged(R.self, $1, $2, $3) },
      archive: { try $0.archive(try $0.merged(R.self, $1)) },
      restore: { try $0.restore(try $0.merged(R.self, $1)) },
      translate: { transaction, state, field, language, text in
        try transaction.translate(
          RecordID<R>(state.id), of: state.tenant, field, into: language, text, version: state.version)
      })
  }

  /// The fields that refer to records of a kind.
  func references(to kind: String) -> [String] {
    fields.filter { $0.kind == .reference(kind: kind) }.map(\.name)
  }

  /// Everything of a tenant that refers to a record, by the field that does.
  func pointing(
    to kind: String, _ id: Identifier, of tenant: TenantID, _ connection: Connection
  ) throws -> [(field: String, states: [MergeState])] {
    var found: [(field: String, states: [MergeState])] = []
    for field in references(to: kind) {
      found.append((field, try pointing(connection, field, id.text, tenant)))
    }
    if let about {
      let states = try pointing(connection, about.record, id.text, tenant)
      found.append((about.record, states.filter { $0.values[about.kind]?.text == kind }))
    }
    return found.filter { !$0.states.isEmpty }
  }
}

extension Transaction {
  /// The record in the version that the state has.
  ///
  /// - Throws: a `Problem` when somebody changed it meanwhile.
  func merged<R: Record>(_ type: R.Type, _ state: MergeState) throws -> Stored<R> {
    guard let stored = try find(R.self, RecordID(state.id), in: .tenant(state.tenant)),
      stored.version == state.version
    else { throw Problem.mergeMoved }
    return stored
  }

  fileprivate func setMerged<R: Record>(
    _ type: R.Type, _ state: MergeState, _ values: [String: Value], _ action: String
  ) throws -> Int {
    let stored = try merged(type, state)
    var record = stored.record
    for (name, value) in values { try R.descriptor.field(name)?.place(value, in: &record) }
    let isSaved = try save(record, over: stored, as: "\(R.descriptor.kind).\(action)")
    return stored.version + (isSaved ? 1 : 0)
  }
}

extension Problem {
  static let mergeMoved = Problem(
    "duplicates.changed-meanwhile", .conflict,
    "Einer der beiden Einträge wurde inzwischen geändert. Bitte sehen Sie sich beide noch einmal an.")
}
