// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Storage

/// Who signs a mail: the centre in whose name it is written, or the Verbund.
package struct Letterhead: Sendable, Hashable {
  package let name: String
  /// Address, telephone, web; one line each.
  package let lines: [String]
  /// Where answers go; empty for the sender itself.
  package let replyTo: String

  package init(name: String, lines: [String] = [], replyTo: String = "") {
    self.name = name
    self.lines = lines
    self.replyTo = replyTo
  }

  /// Looks the letterhead of a tenant up; brought in by the product, because this floor knows no centres.
  package typealias Source = @Sendable (Connection, TenantID?, Language) throws -> Letterhead
}
