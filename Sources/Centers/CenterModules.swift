// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Storage

/// A part of Verbund that a centre can leave out (F152); the public then sees nothing of it.
package enum CenterModule: String, Sendable, CaseIterable {
  case offers = "angebote"
  case guide = "wegweiser"
  case organisations = "organisationen"
  case spaces = "sozialraeume"

  /// The centres that leave it out, for conditions such as `tenant not in …`.
  package var leftOut: SQL { "(select tenant from center where modules not like \("% \(rawValue) %"))" }
}

extension CenterBook {
  /// Whether the public sees this part of a tenant; the coordination body has all parts.
  package func shows(_ module: CenterModule, of tenant: TenantID) -> Bool {
    self[tenant]?.uses(module.rawValue) ?? true
  }
}
