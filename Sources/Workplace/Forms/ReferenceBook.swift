// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import Kernel
package import Records
internal import Storage
internal import Web

/// A kind of record that fields of other kinds refer to: how one is found and what it is called.
package struct ReferenceSource: Sendable {
  /// One record as a choice.
  package struct Match: Sendable, Hashable {
    package let id: String
    package let title: String
    /// Tells namesakes apart, such as the town; may be empty.
    package let note: String
    package let isArchived: Bool

    package var label: String { note.isEmpty ? title : "\(title) (\(note))" }
  }

  package let kind: String
  /// Records whose title contains the words; at most so many.
  let find: @Sendable (Connection, TenantID, _ words: String, _ limit: Int) throws -> [Match]
  /// Whether there are more than so many; the whole list is not read for that.
  let hasMore: @Sendable (Connection, TenantID, _ limit: Int) throws -> Bool
  /// Records by id, archived ones too.
  let named: @Sendable (Connection, TenantID, _ ids: [String]) throws -> [Match]
  /// Where staff see one; nothing where there is no such page.
  let path: @Sendable (String) -> Path?
  /// Who may know such records at all; nothing where everybody at the desk may.
  let view: Permission?

  /// - Parameters:
  ///   - title: the column that names a record.
  ///   - note: a column that tells namesakes apart.
  ///   - slug: the part of the address under which staff keep such records.
  ///   - view: who may know such records; fields that refer to them do not exist for others. Leave it out only where
  ///     titles are no secret.
  package static func records<R: Record>(
    of type: R.Type, title: StaticString = "name", note: StaticString? = nil, slug: String? = nil,
    view: Permission? = nil
  ) -> ReferenceSource {
    let columns: SQL = "\(name: title), \(name: note ?? "''"), archived_at"
    return ReferenceSource(
      kind: R.descriptor.kind,
      find: { connection, tenant, words, limit in
        let folded = words.lowercased()
        let found = try connection.rows(
          """
          select id, \(columns) from \(table: type)
          where tenant = \(tenant) and archived_at is null and lower(\(name: title)) like \(pattern(folded)) escape '!'
          order by \(name: title), id limit \(limit * 4)
          """, match)
        return Array(found.filter { folded.isEmpty || $0.title.lowercased().contains(folded) }.prefix(limit))
      },
      hasMore: { connection, tenant, limit in
        let found = try connection.number(
          """
          select count(*) from (
            select id from \(table: type) where tenant = \(tenant) and archived_at is null limit \(limit + 1)) as found
          """)
        return found > limit
      },
      named: { connection, tenant, ids in
        try connection.rows(
          """
          select id, \(columns) from \(table: type)
          where \(Scope.tenantOfKnown(tenant).condition) and id in (\(list: ids))
          """, match)
      },
      path: { id in slug.map { DeskPath($0).record(id) } }, view: view)
  }

  private static func match(_ row: inout Row) -> Match {
    Match(id: row.text(), title: row.text(), note: row.text(), isArchived: row.optionalText() != nil)
  }

  /// Engines fold only ASCII alike, so any other letter matches every letter here and is compared afterwards.
  private static func pattern(_ words: String) -> String {
    var pattern = "%"
    for scalar in words.unicodeScalars {
      switch scalar {
      case "%", "_", "!": pattern += "!\(scalar)"
      case _ where !scalar.isASCII: pattern += "_"
      default: pattern.unicodeScalars.append(scalar)
      }
    }
    return pattern + "%"
  }
}

/// All kinds that the fields of one desk refer to.
struct ReferenceBook: Sendable {
  private let sources: [String: ReferenceSource]

  init(_ sources: [ReferenceSource]) {
    self.sources = Dictionary(sources.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(kind: String) -> ReferenceSource? { sources[kind] }

  /// The titles of everything that these values refer to, by id.
  func titles(
    of values: [(info: FieldInfo, value: Value)], _ connection: Connection, _ tenant: TenantID
  ) throws -> [String: ReferenceSource.Match] {
    var ids: [String: Set<String>] = [:]
    for (info, value) in values {
      if case .reference(let kind) = info.kind, let id = value.text, !id.isEmpty { ids[kind, default: []].insert(id) }
    }
    var titles: [String: ReferenceSource.Match] = [:]
    for (kind, ids) in ids {
      for match in try sources[kind]?.named(connection, tenant, ids.sorted()) ?? [] { titles[match.id] = match }
    }
    return titles
  }
}
