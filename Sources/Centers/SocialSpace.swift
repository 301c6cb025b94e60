// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// A town or municipality of a district; in a city there is one, the city itself.
package struct Municipality: Record, Equatable {
  package let id: RecordID<Municipality>
  package var center: RecordID<Center>?
  package var name = ""
  package var slug = ""
  /// Five digits each, separated by blanks.
  package var postcodes: [String] = []
  package var latitude: Double?
  package var longitude: Double?

  package init(id: RecordID<Municipality>) { self.id = id }

  package static let descriptor = RecordDescriptor<Municipality>(
    "municipality", (one: "Kommune", many: "Kommunen"),
    fields: [
      .text("name", \.name, "Name", limit: 80, .required, .listed),
      .reference("center", \.center, "Zentrum", to: "center", .required),
      .text("slug", \.slug, "Adressteil", limit: 80, .required),
      .codes("postcodes", \.postcodes, "Postleitzahlen", of: "postleitzahl"),
      .decimal("latitude", \.latitude, "Breitengrad", in: 47...56),
      .decimal("longitude", \.longitude, "Längengrad", in: 5...16),
    ])
}

/// A quarter or another social space (Sozialraum), which every field of action looks at (L15).
package struct SocialSpace: Record, Equatable {
  package let id: RecordID<SocialSpace>
  package var center: RecordID<Center>?
  package var municipality: RecordID<Municipality>?
  package var name = ""
  package var slug = ""
  package var description = ""
  package var latitude: Double?
  package var longitude: Double?

  package init(id: RecordID<SocialSpace>) { self.id = id }

  package static let descriptor = RecordDescriptor<SocialSpace>(
    "social_space", (one: "Sozialraum", many: "Sozialräume"),
    fields: [
      .text("name", \.name, "Name", limit: 80, .required, .listed, .search(.title)),
      .reference("center", \.center, "Zentrum", to: "center", .required),
      .reference("municipality", \.municipality, "Kommune", to: "municipality", .required),
      .text("slug", \.slug, "Adressteil", limit: 80, .required),
      .longText("description", \.description, "Beschreibung", limit: 2000, .translated, .search(.body)),
      .decimal("latitude", \.latitude, "Breitengrad", in: 47...56),
      .decimal("longitude", \.longitude, "Längengrad", in: 5...16),
    ])
}
