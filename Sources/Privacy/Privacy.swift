// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Records
package import Web

/// What the law asks of those who keep data about people: an inventory (F162), erasure in time (F161), information and
/// anonymisation (F163), a protocol that shows tampering (F164).
package enum Privacy {
  /// - Parameters:
  ///   - kinds: all kinds of record, also those without personal data: their titles name rows of the protocol.
  ///   - beside: personal data in tables that are no records.
  package static func slice(kinds: [PersonalKind], beside: [OtherHolding] = OtherHolding.all) -> Slice {
    slice(Holdings(kinds: kinds, beside: beside))
  }

  package static func slice(_ holdings: Holdings) -> Slice {
    Slice(
      name: "Privacy", migrations: PrivacyMigrations.all, texts: PackageResources.Texts_csv,
      textKeys: PrivacyWord.allCases.map(\.rawValue) + ProtocolAction.allCases.map(\.rawValue),
      permissions: PrivacyPermission.all,
      staffMenu: [
        StaffLink(
          PrivacyWord.menuPrivacy, PrivacyPath.inventory, .permission(PrivacyPermission.view), in: .upkeep),
        StaffLink(PrivacyWord.audit, PrivacyPath.protocolStart, .permission(PrivacyPermission.audit), in: .upkeep),
      ],
      jobs: { _ in [Retention(holdings: holdings).job, AuditCheckJob.kind] },
      routes: { services in
        InventoryPages(services, holdings).routes + PersonPages(services, holdings).routes
          + ProtocolPages(services, holdings).routes
      })
  }
}
