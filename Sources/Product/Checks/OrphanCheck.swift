// SPDX-License-Identifier: EUPL-1.2
internal import Records
internal import Storage

/// Finds rows that belong to a record which does not exist: translations, sources, comments, rights, attachments.
///
/// Tables whose kinds have the fields `kind` and `record`, or `about_kind` and `about`, are found by their description.
struct OrphanCheck: Sendable {
  private struct Place: Sendable {
    let table: String
    let kind: String
    let record: String
  }

  private let kinds: Set<String>
  private let places: [Place]

  init(_ described: [RecordKind]) {
    kinds = Set(described.map(\.kind))
    var places = ["translation", "provenance"].map { Place(table: $0, kind: "kind", record: "record") }
    for kind in described {
      let fields = Set(kind.fields.map(\.name))
      for (kindField, recordField) in [("kind", "record"), ("about_kind", "about")]
      where fields.isSuperset(of: [kindField, recordField]) {
        places.append(Place(table: kind.kind, kind: kindField, record: recordField))
      }
    }
    self.places = places
  }

  func faults(in database: Database) async throws -> [String] {
    let (places, kinds) = (places, kinds)
    return try await database.read { connection in
      var faults: [String] = []
      for place in places {
        for kind in try connection.kindsMentioned(in: place.table, as: place.kind) where !kind.isEmpty {
          guard kinds.contains(kind) else {
            faults.append("Tabelle \(place.table): Die Art „\(kind)“ gibt es nicht.")
            continue
          }
          let (count, example) = try connection.orphans(in: place.table, kind: kind, as: place.kind, place.record)
          if count > 0 {
            faults.append(
              "Tabelle \(place.table): \(count) Zeilen gehören zu Einträgen der Art \(kind), die es nicht gibt (zum Beispiel "
                + "\(example)).")
          }
        }
      }
      return faults
    }
  }
}
