// SPDX-License-Identifier: EUPL-1.2
package import Access
package import Formats
package import Kernel
internal import Records
package import Storage
package import Web

/// Texts of one kind that can be given to a translation agency and taken back (F40).
package struct AgencyTexts: Sendable {
  /// What became of a text that came back.
  package enum Outcome: Sendable, Hashable {
    case kept, same
    /// With a German sentence that says why.
    case refused(String)
  }

  /// The page above, such as a list.
  package let list: Path
  /// German, plural.
  package let heading: String
  package let kind: String
  package let permission: Permission
  /// The texts that the person may translate; with `onlyOpen` those that are missing or outdated.
  package let units: @Sendable (StaffVisit, Language, _ onlyOpen: Bool, Connection) throws -> [XLIFFDocument.Unit]
  /// Keeps texts that came back; one outcome for each, in their order.
  package let keep: @Sendable (StaffVisit, [XLIFFDocument.Unit], Language, Transaction) throws -> [Outcome]

  package init(
    list: Path, heading: String, kind: String, permission: Permission,
    units: @escaping @Sendable (StaffVisit, Language, _ onlyOpen: Bool, Connection) throws -> [XLIFFDocument.Unit],
    keep: @escaping @Sendable (StaffVisit, [XLIFFDocument.Unit], Language, Transaction) throws -> [Outcome]
  ) {
    self.list = list
    self.heading = heading
    self.kind = kind
    self.permission = permission
    self.units = units
    self.keep = keep
  }
}

/// The name of a text in a file: what it belongs to, from which version of the German it was taken, and which translation it
/// found, so that nobody's newer words are lost.
package struct AgencyUnitID: Sendable, Hashable {
  package let kind: String
  package let record: Identifier
  package let field: String
  package let version: Int
  package let digest: String

  package init(_ kind: String, _ record: Identifier, _ field: String, version: Int, target: String) {
    self.kind = kind
    self.record = record
    self.field = field
    self.version = version
    digest = Self.digest(target)
  }

  /// Nothing for a name that was not made here.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, let record = Identifier(parts[1]), let version = Int(parts[3]), version > 0,
      parts[4].utf8.count == 12
    else { return nil }
    (kind, self.record, field, self.version, digest) = (parts[0], record, parts[2], version, parts[4])
  }

  package var text: String { "\(kind):\(record.text):\(field):\(version):\(digest)" }

  package static func digest(_ text: String) -> String { String(hexadecimal(sha256(Array(text.utf8))).prefix(12)) }
}
