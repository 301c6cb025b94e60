// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Offers

/// Offers that a visitor keeps in a cookie of their own, without an account (F10).
///
/// The cookie holds ids separated by dots; whatever else stands in it is dropped.
package struct Bookmarks: Sendable, Equatable {
  /// More would not fit into a cookie that all browsers keep (4 KiB).
  package static let limit = 60

  package private(set) var ids: [RecordID<Offer>] = []

  package init() {}

  /// Reads a cookie or a shared list; nonsense in it is passed over.
  package init(_ text: String?) {
    for part in (text ?? "").utf8.prefix(8192).split(separator: UInt8(ascii: ".")) {
      guard ids.count < Self.limit else { return }
      if let id = RecordID<Offer>(String(Substring(part))), !ids.contains(id) { ids.append(id) }
    }
  }

  package var text: String { ids.map(\.text).joined(separator: ".") }
  package var isEmpty: Bool { ids.isEmpty }

  package func contains(_ id: RecordID<Offer>) -> Bool { ids.contains(id) }

  /// - Throws: a `Problem` when the list is full.
  package mutating func keep(_ id: RecordID<Offer>) throws(Problem) {
    if ids.contains(id) { return }
    guard ids.count < Self.limit else {
      throw Problem(
        "portal.bookmarks-full", .conflict,
        "Ihre Merkliste ist voll (\(Self.limit) Angebote). Bitte nehmen Sie zuerst etwas heraus.")
    }
    ids.append(id)
  }

  package mutating func remove(_ id: RecordID<Offer>) { ids.removeAll { $0 == id } }

  package mutating func removeAll() { ids = [] }
}
