// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Records
internal import Web

/// A public list that an area of the domain answers itself, as the description of the interface names it.
struct PublicList: Sendable {
  let name: String
  let text: String
  let parameters: [OpenAPIParameter]
  /// Parameters of single records; nothing where there is only the list.
  let detail: [OpenAPIParameter]?

  private static let page = [
    OpenAPIParameter("page", .integer(1...10_000), "Seite, ab 1"),
    OpenAPIParameter("per_page", .integer(1...100), "Einträge je Seite (20)"),
  ]
  private static let words = OpenAPIParameter("q", .anyText("^[^\\u0000-\\u001f\\u007f-\\u009f]*$"), "Suchworte")
  private static let changed = OpenAPIParameter("modified_after", .moment, "Nur, was danach geändert wurde")
  private static let code = "^[A-Za-z0-9._-]+$"
  /// Something to read and no control characters.
  private static let plain = "^[^\\u0000-\\u0020\\u007f-\\u00a0][^\\u0000-\\u001f\\u007f-\\u009f]*$"
  private static let coordinates = "^-?[0-8]?[0-9](\\.[0-9]{1,6})?,-?(1[0-7][0-9]|[0-9]?[0-9])(\\.[0-9]{1,6})?$"
  private static let age = "(1[01][0-9]|120|[1-9]?[0-9])"
  private static let language = OpenAPIParameter("language", .choice(["de", "en", "ar"]), "Sprache der Texte")

  private static func spoken(_ name: String) -> OpenAPIParameter {
    OpenAPIParameter(name, .several(.choice(LanguageNames.known), isJoined: false), "Sprache (ISO 639-3)")
  }

  private static func several(_ name: String, _ values: [String], _ text: String) -> OpenAPIParameter {
    OpenAPIParameter(name, .several(.choice(values), isJoined: false), text)
  }

  private static func one(_ name: String, _ values: [String], _ text: String) -> OpenAPIParameter {
    OpenAPIParameter(name, .choice(values), text)
  }

  private static func center(_ values: PublicValues) -> OpenAPIParameter {
    one("center", values[.center], "Zentrum: AGS oder Kürzel der Adresse")
  }

  private static func town(_ values: PublicValues) -> OpenAPIParameter { one("town", values[.town], "Kommune") }

  static func all(_ values: PublicValues) -> [PublicList] {
    [centers(values), organisations(values), offers(values), guides(values), search(values)]
  }

  private static func centers(_ values: PublicValues) -> PublicList {
    PublicList(
      name: "centers", text: "Zentren",
      parameters: page + [
        center(values), one("kind", values[.centerKind], "Art"),
        one("district_government", values[.districtGovernment], "Regierungsbezirk"),
      ], detail: [])
  }

  private static func organisations(_ values: PublicValues) -> PublicList {
    PublicList(
      name: "organisations", text: "Organisationen",
      parameters: page + [
        words, center(values), several("kind", values[.organisationKind], "Art (Katalog „einrichtungstyp“)"),
        spoken("language"),
        OpenAPIParameter("community", .several(.text(longest: 60, pattern: plain), isJoined: false), "Gemeinschaft"),
        changed,
      ], detail: [])
  }

  private static func offers(_ values: PublicValues) -> PublicList {
    PublicList(
      name: "offers", text: "Angebote",
      parameters: page + [words, center(values)] + codes(values) + [
        spoken("language"), town(values), OpenAPIParameter("age", .integer(0...120), "Alter in Jahren"),
        OpenAPIParameter("cost", .choice(["free"]), "Nur kostenlose"),
        OpenAPIParameter("status", .choice(["published"]), "Nur veröffentlichte gibt es hier"), changed,
      ], detail: [])
  }

  private static func guides(_ values: PublicValues) -> PublicList {
    PublicList(
      name: "guides", text: "Seiten der Wegweiser", parameters: page + [language, center(values), words, changed],
      detail: [language])
  }

  private static func search(_ values: PublicValues) -> PublicList {
    PublicList(
      name: "search", text: "Suche über alles Öffentliche",
      parameters: page + [
        words, language, center(values), several("kind", values[.hitKind], "Art des Treffers"),
      ] + codes(values) + [
        spoken("spoken"), town(values),
        OpenAPIParameter("age", .text(longest: 7, pattern: "^\(age)(-\(age))?$"), "Alter: 34 oder 7-17"),
        OpenAPIParameter(
          "near", .either(values[.near], pattern: coordinates), "Postleitzahl, Ort oder Breite,Länge"),
        OpenAPIParameter("radius", .integer(1...200), "Umkreis in Kilometern, zu „near“"),
      ], detail: nil)
  }

  private static func codes(_ values: PublicValues) -> [OpenAPIParameter] {
    [
      several("field", values[.field], "Handlungsfeld"), several("stage", values[.stage], "Bildungsphase"),
      several("group", values[.group], "Zielgruppe"),
    ]
  }

  func paths(_ json: inout JSONWriter) {
    json.object("/api/v1/" + name) { json in  // path: the programs' part
      json.object("get") { json in
        json.operation("public_list_\(name)", text, tag: "public")
        json.list("security", [String]())
        json.parameters(parameters)
        json.responses([304, 400, 404, 429], ok: [(200, text, "public_" + name)])
      }
    }
    guard let detail else { return }
    json.object("/api/v1/\(name)/{id}") { json in  // path: the programs' part
      json.object("get") { json in
        json.operation("public_get_\(name)", text + ": ein Eintrag", tag: "public")
        json.list("security", [String]())
        json.parameters([.path("id", .text(longest: 60, pattern: Self.code), "Kennung")] + detail)
        json.responses([304, 400, 404, 429], ok: [(200, "Der Eintrag", "public_\(name)_item")])
      }
    }
  }

  /// Fields follow from the kind where one is known; areas add further members of their own.
  func schemas(_ json: inout JSONWriter, _ kinds: [PublicKind]) {
    let fields = kinds.first { $0.collection == name }?.kind.fields.filter { $0.audience == .everyone } ?? []
    json.object("public_\(name)_item") { json in
      json.field("type", "object")
      json.object("properties") { json in
        json.object("id") { $0.field("type", "string") }
        for info in fields { json.object(info.name) { $0.answered(info) } }
      }
      json.list("required", ["id"])
    }
    json.object("public_" + name) { json in
      json.field("type", "object")
      json.object("properties") { json in
        json.object("items") { json in
          json.field("type", "array")
          json.field("maxItems", 100)
          json.object("items") { $0.reference("public_\(name)_item") }
        }
        json.object("total") { $0.whole(0...1_000_000_000) }
        json.object("page") { $0.whole(1...10_000) }
        json.object("per_page") { $0.whole(1...100) }
      }
      json.list("required", ["items", "total", "page", "per_page"])
    }
  }
}
