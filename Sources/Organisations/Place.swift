// SPDX-License-Identifier: EUPL-1.2
package import Centers
package import Kernel
package import Records

/// Where something happens: an address with what it takes to get in (F25). Several offers may share one.
package struct Place: Record, Equatable {
  package let id: RecordID<Place>
  package var name = ""
  /// Who runs it; empty for places that nobody of the directory runs, such as a park.
  package var organisation: RecordID<Organisation>?
  package var street = ""
  package var postcode = ""
  package var town = ""
  package var municipality: RecordID<Municipality>?
  package var socialSpace: RecordID<SocialSpace>?
  /// Degrees, WGS 84.
  package var latitude: Double?
  package var longitude: Double?
  package var stepFree = Answer.unknown
  package var accessibleToilet = Answer.unknown
  package var lift = Answer.unknown
  package var accessibleParking = Answer.unknown
  package var hearingLoop = Answer.unknown
  package var tactileGuidance = Answer.unknown
  package var accessNote = ""
  /// `U 42 bis Münsterstraße, dann 3 Minuten zu Fuß`.
  package var transport = ""

  package init(id: RecordID<Place>) { self.id = id }

  package static let descriptor = RecordDescriptor<Place>(
    "place", (one: "Ort", many: "Orte"),
    fields: [
      .text("name", \.name, "Name", limit: 200, .required, .listed, .search(.title)),
      .reference("organisation", \.organisation, "Organisation", to: "organisation", .listed),
      .text("street", \.street, "Straße und Hausnummer", limit: 120, .listed),
      .text("postcode", \.postcode, "Postleitzahl", limit: 5),
      .text("town", \.town, "Ort", limit: 80, .listed),
      .reference("municipality", \.municipality, "Kommune", to: "municipality"),
      .reference("social_space", \.socialSpace, "Sozialraum", to: "social_space"),
      .decimal("latitude", \.latitude, "Breitengrad", in: 47...56),
      .decimal("longitude", \.longitude, "Längengrad", in: 5...16),
      .choice("step_free", \.stepFree, "Eingang ohne Stufen", .section("Barrierefreiheit")),
      .choice("accessible_toilet", \.accessibleToilet, "Toilette für Menschen mit Rollstuhl"),
      .choice("lift", \.lift, "Aufzug"),
      .choice("accessible_parking", \.accessibleParking, "Parkplatz für Menschen mit Behinderung"),
      .choice("hearing_loop", \.hearingLoop, "Höranlage"),
      .choice("tactile_guidance", \.tactileGuidance, "Leitsystem für blinde Menschen"),
      .longText("access_note", \.accessNote, "Hinweis zur Barrierefreiheit", limit: 600, .translated),
      .longText("transport", \.transport, "Bus und Bahn", limit: 600, .translated),
    ])

  /// One question about getting in and around, with its answer.
  package enum Access: String, Sendable, CaseIterable {
    case stepFree = "step_free"
    case accessibleToilet = "accessible_toilet"
    case lift
    case accessibleParking = "accessible_parking"
    case hearingLoop = "hearing_loop"
    case tactileGuidance = "tactile_guidance"
  }

  package func answer(to question: Access) -> Answer {
    switch question {
    case .stepFree: stepFree
    case .accessibleToilet: accessibleToilet
    case .lift: lift
    case .accessibleParking: accessibleParking
    case .hearingLoop: hearingLoop
    case .tactileGuidance: tactileGuidance
    }
  }

  /// Whether somebody in a wheelchair gets in and, where it is known, finds a toilet.
  package var isAccessible: Bool { stepFree == .yes && accessibleToilet != .no && lift != .no }

  package var point: (latitude: Double, longitude: Double)? {
    guard let latitude, let longitude else { return nil }
    return (latitude, longitude)
  }

  /// `44147 Dortmund`.
  package var postcodeAndTown: String {
    postcode.isEmpty || town.isEmpty ? postcode + town : "\(postcode) \(town)"
  }
}
