// SPDX-License-Identifier: EUPL-1.2
package import Kernel

extension RecordID where Subject == Tenant {
  /// Stands for the installation itself in the audit log, where something belongs to no centre; owns no records.
  package static var ofInstallation: TenantID { TenantID(Identifier(high: 0, low: 0)) }
}
