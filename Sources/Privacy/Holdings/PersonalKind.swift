// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records
package import Storage

/// A kind of record as the law sees it: which personal data it holds, how they are found, counted, erased, taken out and
/// brought in again. Made from the descriptor, so no kind is forgotten that the product lists.
package struct PersonalKind: Sendable {
  /// From when the days of a retention are counted.
  package enum Begin: Sendable {
    case archived
    /// For records that are never archived.
    case created
  }

  package let info: RecordKind
  package let begin: Begin
  let counts: @Sendable (Connection, Scope, Day) throws -> [HoldingCount]
  let search: @Sendable (Connection, TenantID, PersonQuery, Int) throws -> [KeptRecord]
  let load: @Sendable (Connection, TenantID, Identifier) throws -> KeptRecord?
  /// Records whose fields of one retention are due.
  let due: @Sendable (Connection, RetentionStep, Moment, Int) throws -> [(TenantID, Identifier)]
  let erase: @Sendable (Transaction, TenantID, Identifier, Set<String>) throws -> [String]
  let transfer: TransferKind
  /// What else must go with a person, such as sessions.
  var afterErasing: @Sendable (Transaction, TenantID, Identifier) throws -> Void = { _, _, _ in }

  package static func of<R: Record>(_ type: R.Type, from begin: Begin = .archived) -> PersonalKind {
    let typed = TypedHolding<R>(begin)
    return PersonalKind(
      info: R.descriptor.info, begin: begin, counts: typed.counts, search: typed.search, load: typed.load,
      due: typed.due, erase: typed.erase, transfer: TransferKind.of(R.self))
  }

  /// The same kind with something that must go too when a person is erased.
  package func erasing(
    _ also: @escaping @Sendable (Transaction, TenantID, Identifier) throws -> Void
  ) -> PersonalKind {
    var copy = self
    copy.afterErasing = also
    return copy
  }

  package var personalFields: [FieldInfo] { info.fields.filter { $0.personal != nil } }

  /// Fields that share a number of days.
  var steps: [RetentionStep] {
    var fields: [Int: [String]] = [:]
    for field in personalFields {
      if case .days(let days)? = field.personal?.retention { fields[days, default: []].append(field.name) }
    }
    return fields.sorted { $0.key < $1.key }.map { RetentionStep(kind: info.kind, days: $0.key, fields: $0.value) }
  }
}

/// Fields of one kind that become due together.
package struct RetentionStep: Sendable, Hashable {
  let kind: String
  let days: Int
  let fields: [String]
}

/// How many records of a kind hold personal data, in one tenant.
struct HoldingCount: Sendable, Hashable {
  let tenant: TenantID
  /// By age since they were made: below one year, one, two, three and four, five years and more.
  let byAge: [Int]
  /// Beyond the limit of their retention.
  let isDue: Int

  var total: Int { byAge.reduce(0, +) }
}

/// A record of any kind with its personal values.
struct KeptRecord: Sendable, Hashable {
  let kind: String
  let id: Identifier
  let tenant: TenantID
  let title: String
  let createdAt: Moment
  let archivedAt: Moment?
  let values: [Named]

  struct Named: Sendable, Hashable {
    let name: String
    let label: String
    let isPersonal: Bool
    let value: Value
  }
}
