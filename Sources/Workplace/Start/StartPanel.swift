// SPDX-License-Identifier: EUPL-1.2
package import Access
package import Web

/// One part of the start page: what waits for somebody, with a way to each of the things.
package struct StartPanel: Sendable {
  package struct Row: Sendable, Hashable {
    package let title: String
    package let path: Path
    /// Until when, since when; may be empty.
    package let note: String

    package init(_ title: String, _ path: Path, note: String = "") {
      self.title = title
      self.path = path
      self.note = note
    }
  }

  package struct Content: Sendable {
    /// How many there are altogether.
    package let count: Int
    /// The first few.
    package let rows: [Row]
    /// Where all of them are; nothing where the rows are all.
    package let all: Path?

    package init(count: Int, rows: [Row], all: Path? = nil) {
      self.count = count
      self.rows = rows
      self.all = all
    }
  }

  /// The key of its heading.
  let title: String
  /// Only shown to people who have it.
  let access: Requirement
  let load: @Sendable (StaffVisit) async throws -> Content

  /// Rows that a panel should show at most.
  package static let rows = 8

  package init(
    _ title: some TextKey, _ access: Requirement, load: @escaping @Sendable (StaffVisit) async throws -> Content
  ) {
    self.title = title.rawValue
    self.access = access
    self.load = load
  }
}
