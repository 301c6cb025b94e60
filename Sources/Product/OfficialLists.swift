// SPDX-License-Identifier: EUPL-1.2
package import Imports
package import Organisations

/// Lists that offices publish and centres keep in step with (F170); the files are uploaded, nothing is fetched.
package enum OfficialLists {
  static let kinds = "einrichtungstyp"
  private static let school = "ET-SCH"
  private static let kindergarten = "ET-KITA"

  /// The list of schools of North Rhine-Westphalia, whose six-digit numbers stay with a school as long as it exists.
  package static let schools = list(
    number: "Schulnummer", system: "schulnummer-nrw", numberNames: ["Schul-Nr.", "SNR", "Schulnr"], kind: school,
    columns: [
      "Bezeichnung": "name", "Schulbezeichnung": "name", "Schulbezeichnung_1": "name", "Schulbezeichnung_2": "name",
      "Schulbezeichnung_3": "name", "Kurzbezeichnung": "short_name", "Schulform": "kind", "Rechtsform": "legal_form",
    ])

  /// Lists of kindergartens by the number under which the youth office reports them.
  package static let kindergartens = list(
    number: "Einrichtungsnummer", system: "kita-nrw",
    numberNames: ["Kita-Nummer", "Einrichtungsnr", "Einrichtungs-Nr.", "KiBiz-Nummer", "Aktenzeichen"],
    kind: kindergarten, columns: ["Bezeichnung": "name", "Einrichtung": "name", "Name der Einrichtung": "name"])

  private static func list(
    number: String, system: String, numberNames: [String], kind: String, columns: [String: String]
  ) -> OfficialList<Organisation> {
    OfficialList(
      number: number, system: system, numberNames: numberNames + [number],
      columns: address.merging(columns) { _, own in own },
      numbers: { OfficialList<Organisation>.values(of: number, in: $0.identifiers) },
      complete: { organisation, value in
        if OfficialList<Organisation>.values(of: number, in: organisation.identifiers) != [value] {
          organisation.identifiers = OfficialList<Organisation>.setting(
            number, to: value, in: organisation.identifiers)
        }
        if organisation.kind.isEmpty { organisation.kind = kind }
      })
  }

  private static let address = [
    "PLZ": "postcode", "Ort": "town", "Straße": "street", "Strasse": "street", "Hausnummer": "street",
    "Telefonvorwahl": "phone", "Telefon": "phone", "E-Mail": "mail", "Homepage": "website", "Internet": "website",
  ]

  /// The catalogue's code for a form of school as lists name it; any other form is a school.
  static func schoolForm(_ text: String) -> String? {
    let word = text.lowercased()
    let forms = [
      ("förder", "ET-FS"), ("grundschule", "ET-GS"), ("hauptschule", "ET-HS"), ("realschule", "ET-RS"),
      ("sekundar", "ET-SK"), ("gesamtschule", "ET-GE"), ("gymnasium", "ET-GY"), ("berufskolleg", "ET-BK"),
      ("weiterbildungskolleg", "ET-WBK"),
    ]
    return forms.first { word.contains($0.0) }?.1 ?? school
  }
}
