// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records
package import Storage
internal import Workplace

/// All personal data that Verbund holds: in records, and beside them.
package struct Holdings: Sendable {
  package let kinds: [PersonalKind]
  package let beside: [OtherHolding]
  /// Erased accounts whose names the protocol may still hold.
  package var actors: [@Sendable (Connection) throws -> [Identifier]] = [PersonalKind.erasedAccounts]

  private static let comments = PersonalKind.of(RecordComment.self)

  package init(kinds: [PersonalKind], beside: [OtherHolding]) {
    let isListed = kinds.contains { $0.info.kind == RecordComment.descriptor.kind }
    self.kinds = isListed ? kinds : kinds + [Self.comments]
    self.beside = beside
  }

  func kind(_ name: String) -> PersonalKind? { kinds.first { $0.info.kind == name } }

  var personal: [PersonalKind] { kinds.filter { !$0.personalFields.isEmpty } }

  /// Erases fields of a record with everything that hangs on it: copies, comments, sessions.
  ///
  /// - Returns: the fields that held something.
  @discardableResult
  func erase(
    _ kind: PersonalKind, _ tenant: TenantID, _ id: Identifier, _ fields: Set<String>, _ transaction: Transaction
  ) throws -> [String] {
    let erased = try kind.erase(transaction, tenant, id, fields)
    for holding in beside { try holding.erase(transaction, kind.info.kind, id, tenant) }
    try kind.afterErasing(transaction, tenant, id)
    if kind.info.kind != RecordComment.descriptor.kind {
      try eraseComments(on: kind.info.kind, id, tenant, transaction)
    }
    return erased
  }

  private func eraseComments(
    on kind: String, _ id: Identifier, _ tenant: TenantID, _ transaction: Transaction
  ) throws {
    let names = Set(Self.comments.personalFields.map(\.name))
    let about: SQL = "about_kind = \(kind) and about = \(id.text) and text <> \(AuditEntry.erasedName)"
    for comment in try transaction.selectIDs(RecordComment.self, in: .tenant(tenant), where: about) {
      _ = try Self.comments.erase(transaction, tenant, comment.identifier, names)
    }
  }
}
