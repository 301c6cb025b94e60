// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// A mail to one person, as content: text and HTML part are made from the same blocks (F45).
package struct Letter: Sendable, Hashable {
  package enum Block: Sendable, Hashable {
    case paragraph(String)
    /// A link on a line of its own; the address is a full one, made by us.
    case button(String, address: String)
    /// Small print.
    case note(String)
  }

  /// Why it is sent, for the list of mails and for retention: `accounts.invitation`.
  package let purpose: String
  package let address: String
  /// Empty where it is not known.
  package let name: String
  package let language: Language
  package let subject: String
  package let blocks: [Block]

  package init(
    purpose: String, to address: String, name: String = "", language: Language, subject: String, blocks: [Block]
  ) {
    self.purpose = purpose
    self.address = address
    self.name = name
    self.language = language
    self.subject = subject
    self.blocks = blocks
  }
}
