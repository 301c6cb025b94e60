// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

extension Transaction {
  /// Notes that somebody was given everything about a person; the words they were looked up by are not kept.
  func noteDisclosure(_ chosen: [ChosenRecord], of tenant: TenantID, as action: String) throws {
    for choice in chosen {
      try audit("privacy.\(action)", kind: choice.kind, record: choice.id, of: tenant)
    }
  }

  /// Replaces all personal fields of the records; they stay, so that figures do. Cannot be undone.
  ///
  /// - Parameter own: the account of who acts; nobody anonymises themselves.
  func anonymise(
    _ chosen: [ChosenRecord], of tenant: TenantID, _ holdings: Holdings, own: Identifier
  ) throws {
    for choice in chosen {
      if choice.kind == "account" && choice.id == own {
        throw Problem(
          "privacy.own-account", .conflict,
          "Das eigene Konto können Sie nicht anonymisieren. Bitte wenden Sie sich an eine andere Leitung.")
      }
      let (kind, _) = try holdings.record(choice, of: tenant, self)
      try holdings.erase(kind, tenant, choice.id, Set(kind.personalFields.map(\.name)), self)
      try audit("privacy.anonymised", kind: choice.kind, record: choice.id, of: tenant)
    }
  }
}
