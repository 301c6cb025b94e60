// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records
internal import Web

/// A Kommunales Integrationszentrum: one of the 54 tenants, with all that its public start page says (F1).
package struct Center: Record, Equatable {
  package enum Kind: String, FieldChoice {
    case city = "kreisfreie Stadt"
    case district = "Kreis"
    case cityRegion = "Städteregion"
    case regionCity = "regionsangehörige Stadt"

    package var label: String { rawValue }
  }

  package let id: RecordID<Center>
  /// `Kommunales Integrationszentrum Dortmund`.
  package var name = ""
  /// City or district it works for: `Dortmund`, `Kreis Unna`.
  package var municipality = ""
  /// Its part of addresses: `dortmund`, `kreis-unna`.
  package var slug = ""
  /// One to three letters for tiles, after the number plate.
  package var sign = ""
  package var kind = Kind.city
  /// Amtlicher Gemeindeschlüssel, eight digits.
  package var ags = ""
  package var districtGovernment = ""
  package var seat = ""
  /// To which part of the administration it belongs (Anbindung).
  package var attachment = ""
  package var introduction = ""
  package var focus: [String] = []
  package var street = ""
  package var postcode = ""
  package var town = ""
  package var mail = ""
  package var phone = ""
  package var website = ""
  package var openingHours = ""
  /// One of the checked pairs of `Documentation/Algorithms/Accents.md`.
  package var accent = 0
  /// Languages of the interface that its pages offer.
  package var languages: [String] = ["deu", "eng", "ara"]
  /// Parts of Verbund that it uses (F152).
  package var modules: [String] = Center.allModules
  package var latitude: Double?
  package var longitude: Double?
  package var population = 0
  package var populationYear = 0
  package var tileColumn = 0
  package var tileRow = 0
  /// An image as base64 behind its type: `image/png;base64,…`; PNG, JPEG or WebP, at most 100 KiB.
  package var logo = ""

  package static let allModules = ["angebote", "wegweiser", "organisationen", "sozialraeume"]

  package init(id: RecordID<Center>) { self.id = id }

  /// The centre as the owner of records.
  package var tenant: TenantID { TenantID(id.identifier) }

  /// The languages of the interface that its pages offer, German always among them.
  package var pageLanguages: [Language] {
    Language.interface.filter { $0 == .german || languages.contains(LanguageNames.three($0.code)) }
  }

  package func uses(_ module: String) -> Bool { modules.contains(module) }

  package static let descriptor = RecordDescriptor<Center>(
    "center", (one: "Zentrum", many: "Zentren"),
    fields: [
      .text("name", \.name, "Name", limit: 160, .required, .listed, .search(.title)),
      .text("municipality", \.municipality, "Kommune", limit: 80, .required, .listed, .search(.title)),
      .text("slug", \.slug, "Adressteil", limit: 60, .required),
      .text("sign", \.sign, "Kürzel", limit: 3, .required),
      .choice("kind", \.kind, "Art der Kommune", .listed),
      .text("ags", \.ags, "Amtlicher Gemeindeschlüssel", limit: 8, .required, .listed),
      .text("district_government", \.districtGovernment, "Bezirksregierung", limit: 40, .listed),
      .text("seat", \.seat, "Sitz", limit: 80),
      .text("attachment", \.attachment, "Organisatorische Anbindung", limit: 200),
      .longText("introduction", \.introduction, "Vorstellung", limit: 2000, .translated, .search(.body)),
      .codes("focus", \.focus, "Schwerpunkte", of: "handlungsfeld"),
      .text("street", \.street, "Straße und Hausnummer", limit: 120, .section("So erreicht man das Zentrum")),
      .text("postcode", \.postcode, "Postleitzahl", limit: 5),
      .text("town", \.town, "Ort", limit: 80),
      .mail("mail", \.mail, "E-Mail", .impersonal("Postfach des Zentrums")),
      .phone("phone", \.phone, "Telefon", .impersonal("Zentrale Nummer des Zentrums")),
      .link("website", \.website, "Internetseite"),
      .longText("opening_hours", \.openingHours, "Öffnungszeiten", limit: 600, .translated),
      .integer("accent", \.accent, "Farbe", in: 0...11),
      .languages(
        "languages", \.languages, "Sprachen der Seiten",
        .hint("Deutsch, Englisch und Arabisch stehen im Sprachmenü; weitere für Texte, die Sie in ihnen haben."),
        .section("Darstellung")),
      .codes(
        "modules", \.modules, "Bereiche", of: "modul",
        .hint("Was nicht angekreuzt ist, sieht die Öffentlichkeit von Ihrem Zentrum nicht.")),
      .decimal("latitude", \.latitude, "Breitengrad", in: 47...56),
      .decimal("longitude", \.longitude, "Längengrad", in: 5...16),
      .integer("population", \.population, "Einwohnerzahl", in: 0...20_000_000),
      .integer("population_year", \.populationYear, "Stand der Einwohnerzahl", in: 0...2100),
      .integer("tile_column", \.tileColumn, "Spalte der Kachelkarte", in: 0...8),
      .integer("tile_row", \.tileRow, "Zeile der Kachelkarte", in: 0...9),
      .longText("logo", \.logo, "Logo", limit: 140_000),
    ])
}
