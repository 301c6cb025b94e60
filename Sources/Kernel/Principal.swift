// SPDX-License-Identifier: EUPL-1.2

/// Who acts: every write names one, and the audit row keeps it.
package struct Principal: Hashable, Sendable {
  package enum Kind: String, Sendable { case visitor, user, program, system }

  package let kind: Kind
  /// The user's or token's id, or the name of the system part that acts (`import`, `demo`).
  package let id: String
  /// What colleagues read in a history.
  package let name: String

  package init(kind: Kind, id: String, name: String) {
    self.kind = kind
    self.id = id
    self.name = name
  }

  /// Somebody who is not signed in.
  package static let visitor = Principal(kind: .visitor, id: "", name: "Öffentlichkeit")

  /// A part of Verbund itself, such as an import from the command line.
  package static func system(_ name: String) -> Principal { Principal(kind: .system, id: name, name: name) }
}
