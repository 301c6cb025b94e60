// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Records
internal import Storage
internal import Workplace

/// A kind of record whose duplicates are searched and merged.
struct DuplicateKind: Sendable {
  let merged: MergedKind
  /// The part of the address under which staff keep such records.
  let slug: String
  let view: Permission
  let edit: Permission
  let profile: DuplicateProfile
  /// Whether the coordination body sees them across centres, and centres learn of each other's.
  let isAcross: Bool
  /// Fields that only steps of the area change: those of the record that stays.
  let fixed: Set<String>
  /// Texts that are lists, with what separates their parts.
  let lists: [String: Character]
  let references: [ReferenceSource]
  let vocabulary: @Sendable (Connection, TenantID) throws -> Vocabulary
  /// Whether other centres may be told of a record.
  let isOpen: @Sendable (MergeState) -> Bool
  /// The next records in the order of their ids that are not archived.
  let after: @Sendable (Connection, Scope, String, _ limit: Int) throws -> [MergeState]
  /// Those of some records that are not archived.
  let some: @Sendable (Connection, Scope, [Identifier]) throws -> [MergeState]
  /// Keeps changed values as the desk does, with its rules.
  let keep: @Sendable (Transaction, MergeState, [String: Value]) throws -> Void
  /// Archives as the desk does.
  let archive: @Sendable (Transaction, MergeState) throws -> Void

  var kind: String { merged.kind }
  var fields: [FieldInfo] { merged.fields }

  static func of<R: Record>(
    _ desk: Desk<R>, _ profile: DuplicateProfile, fixed: Set<String> = [], lists: [String: Character] = [:],
    references: [ReferenceSource] = [], isOpen: (@Sendable (R) -> Bool)? = nil
  ) -> DuplicateKind {
    DuplicateKind(
      merged: .of(R.self), slug: desk.slug, view: desk.view, edit: desk.edit, profile: profile,
      isAcross: isOpen != nil, fixed: fixed, lists: lists, references: references, vocabulary: desk.vocabulary,
      isOpen: { state in
        guard let isOpen, !state.isArchived else { return false }
        var record = R(id: RecordID(state.id))
        for field in R.descriptor.fields {
          guard let value = state.values[field.name], (try? field.place(value, in: &record)) != nil else {
            return false
          }
        }
        return isOpen(record)
      },
      after: { connection, scope, id, limit in
        try connection.list(R.self, in: scope.ofKnown, where: "id > \(id)", limit: limit).map { MergeState($0) }
      },
      some: { connection, scope, ids in
        try connection.list(
          R.self, in: scope.ofKnown, where: "id in (\(list: ids.map { RecordID<R>($0) }))", limit: ids.count
        ).map { MergeState($0) }
      },
      keep: { transaction, state, values in
        let stored = try transaction.merged(R.self, state)
        var record = stored.record
        for (name, value) in values { try R.descriptor.field(name)?.write(value, to: &record) }
        if let problem = Problem.joined(try desk.problems(record, transaction)) { throw problem }
        try desk.save(record, stored, state.tenant, transaction)
      },
      archive: { transaction, state in try desk.archive(try transaction.merged(R.self, state), transaction) })
  }

  func facts(_ state: MergeState) -> DuplicateFacts {
    DuplicateFacts(profile, id: state.id, tenant: state.tenant, isOpen: isAcross && isOpen(state)) {
      state.values[$0]?.text ?? ""
    }
  }
}
