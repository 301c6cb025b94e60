// SPDX-License-Identifier: EUPL-1.2
package import Centers
package import Kernel
package import Records

/// A school, a provider, an office, an association: whoever runs places and makes offers (F18).
///
/// Migrant self-organisations are organisations too, with communities and needs beside the rest (F19).
package struct Organisation: Record, Equatable {
  package enum Status: String, FieldChoice {
    case active, ended

    package var label: String {
      switch self {
      case .active: "aktiv"
      case .ended: "beendet"
      }
    }
  }

  package let id: RecordID<Organisation>
  package var name = ""
  package var shortName = ""
  /// Code of the catalogue of kinds of organisation; empty where nobody said it.
  package var kind = ""
  package var legalForm: LegalForm?
  package var parent: RecordID<Organisation>?
  package var status = Status.active
  package var summary = ""
  package var description = ""
  /// One per line, system and value: `Vereinsregister: Dortmund VR 1234`.
  package var identifiers = ""
  /// What its people speak with visitors, ISO 639-3.
  package var languages: [String] = []
  /// Separated by `;`: `syrische Community; kurdische Community`.
  package var communities = ""
  /// What it lacks to do its work, told to the centre: rooms, advice, money (F19).
  package var needs = ""
  package var foundedYear: Int?
  package var members: MembersRange?
  package var openingHours = ""
  package var street = ""
  package var postcode = ""
  package var town = ""
  package var municipality: RecordID<Municipality>?
  package var socialSpace: RecordID<SocialSpace>?
  package var mail = ""
  package var phone = ""
  package var website = ""
  package var verifiedOn: Day?

  package init(id: RecordID<Organisation>) { self.id = id }

  /// The kind that stands for migrant self-organisations in the catalogue.
  package static let selfOrganisation = "ET-MSO"

  package var isSelfOrganisation: Bool { kind == Self.selfOrganisation }

  package static let descriptor = RecordDescriptor<Organisation>(
    "organisation", (one: "Organisation", many: "Organisationen"),
    fields: [
      .text("name", \.name, "Name", limit: 200, .required, .listed, .search(.title)),
      .text("short_name", \.shortName, "Kurzname", limit: 60, .search(.title)),
      .code("kind", \.kind, "Art der Einrichtung", of: "einrichtungstyp", .listed),
      .choice("legal_form", \.legalForm, "Rechtsform"),
      .reference("parent", \.parent, "Gehört zu", to: "organisation"),
      .choice("status", \.status, "Status", .listed),
      .text("summary", \.summary, "Kurztext", limit: 400, .translated, .search(.keywords)),
      .longText("description", \.description, "Beschreibung", limit: 6000, .translated, .search(.body)),
      .longText(
        "identifiers", \.identifiers, "Kennungen", limit: 1000,
        .hint("Eine je Zeile, zum Beispiel „Vereinsregister: Dortmund VR 1234“.")),
      .languages("languages", \.languages, "Sprachen"),
      .text(
        "communities", \.communities, "Communitys", limit: 400, .search(.keywords),
        .hint("Durch Semikolon getrennt."), .section("Migrantenselbstorganisation")),
      .longText("needs", \.needs, "Bedarfe", limit: 3000, .audience(.staff)),
      .integer("founded_year", \.foundedYear, "Gründungsjahr", in: 1000...2100),
      .choice("members", \.members, "Zahl der Mitglieder"),
      .longText("opening_hours", \.openingHours, "Öffnungszeiten", limit: 600, .translated),
      .text("street", \.street, "Straße und Hausnummer", limit: 120, .section("Anschrift und Kontakt")),
      .text("postcode", \.postcode, "Postleitzahl", limit: 5),
      .text("town", \.town, "Ort", limit: 80, .listed),
      .reference("municipality", \.municipality, "Kommune", to: "municipality"),
      .reference("social_space", \.socialSpace, "Sozialraum", to: "social_space"),
      .mail("mail", \.mail, "E-Mail", .impersonal("Postfach der Organisation")),
      .phone("phone", \.phone, "Telefon", .impersonal("Zentrale Nummer der Organisation")),
      .link("website", \.website, "Internetseite"),
      .day("verified_on", \.verifiedOn, "Zuletzt geprüft am"),
    ])

  /// The communities one by one, without blanks around them.
  package var communityList: [String] {
    communities.split(separator: ";").map { part in
      part.split(separator: " ").joined(separator: " ")
    }.filter { !$0.isEmpty }
  }
}

/// In which legal form an organisation acts.
package enum LegalForm: String, FieldChoice {
  case association, unregisteredAssociation = "unregistered_association"
  case nonProfitCompany = "non_profit_company", company, cooperative, foundation
  case publicBody = "public_body", churchBody = "church_body", authority
  case municipalFacility = "municipal_facility", specialPurposeBody = "special_purpose_body"
  case soleProprietor = "sole_proprietor", initiative, other

  package var label: String {
    switch self {
    case .association: "e. V."
    case .unregisteredAssociation: "nicht eingetragener Verein"
    case .nonProfitCompany: "gGmbH"
    case .company: "GmbH"
    case .cooperative: "Genossenschaft"
    case .foundation: "Stiftung"
    case .publicBody: "Körperschaft des öffentlichen Rechts"
    case .churchBody: "kirchliche Körperschaft"
    case .authority: "Behörde oder Dienststelle"
    case .municipalFacility: "Einrichtung der Kommune"
    case .specialPurposeBody: "Zweckverband"
    case .soleProprietor: "Praxis oder Einzelunternehmen"
    case .initiative: "Initiative ohne Rechtsform"
    case .other: "andere Rechtsform"
    }
  }
}

/// Roughly how many members an association has; exact figures change too often to be kept.
package enum MembersRange: String, FieldChoice {
  case upTo20 = "1-20"
  case upTo50 = "21-50"
  case upTo100 = "51-100"
  case upTo500 = "101-500"
  case more = "501-"

  package var label: String {
    switch self {
    case .upTo20: "bis 20"
    case .upTo50: "21 bis 50"
    case .upTo100: "51 bis 100"
    case .upTo500: "101 bis 500"
    case .more: "mehr als 500"
    }
  }
}
