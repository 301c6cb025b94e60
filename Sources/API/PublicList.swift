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
  private static let words = OpenAPIParameter(
    "q", .text(longest: 200, pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"), "Suchworte")
  private static let center = OpenAPIParameter(
    "center", .text(longest: 60, pattern: code), "Zentrum: AGS oder Kürzel der Adresse")
  private static let changed = OpenAPIParameter("modified_after", .moment, "Nur, was danach geändert wurde")
  /// Something to read and no control characters.
  private static let plain = "^[^\\u0000-\\u0020\\u007f-\\u00a0][^\\u0000-\\u001f\\u007f-\\u009f]*$"
  private static let code = "^[A-Za-z0-9._-]+$"
  private static let language = OpenAPIParameter("language", .choice(["de", "en", "ar"]), "Sprache der Texte")
  private static let spoken = OpenAPIParameter(
    "language", .several(.choice(LanguageNames.known), isJoined: false), "Sprache (ISO 639-3)")

  private static func codes(_ name: String, _ text: String) -> OpenAPIParameter {
    OpenAPIParameter(name, .several(.text(longest: 60, pattern: code), isJoined: false), text)
  }

  static let all = [
    PublicList(
      name: "centers", text: "Zentren",
      parameters: page + [
        center, OpenAPIParameter("kind", .text(longest: 60, pattern: plain), "Art"),
        OpenAPIParameter("district_government", .text(longest: 60, pattern: plain), "Regierungsbezirk"),
      ], detail: []),
    PublicList(
      name: "organisations", text: "Organisationen",
      parameters: page + [
        words, center, codes("kind", "Art (Katalog „einrichtungstyp“)"), spoken,
        codes("community", "Gemeinschaft"), changed,
      ], detail: []),
    PublicList(
      name: "offers", text: "Angebote",
      parameters: page + [
        words, center, codes("field", "Handlungsfeld"), codes("stage", "Bildungsphase"), codes("group", "Zielgruppe"),
        spoken, OpenAPIParameter("town", .text(longest: 100, pattern: plain), "Ort"),
        OpenAPIParameter("age", .integer(0...120), "Alter in Jahren"),
        OpenAPIParameter("cost", .choice(["free"]), "Nur kostenlose"),
        OpenAPIParameter("status", .choice(["published"]), "Nur veröffentlichte gibt es hier"), changed,
      ], detail: []),
    PublicList(
      name: "guides", text: "Seiten der Wegweiser", parameters: page + [language, center, words, changed],
      detail: [language]),
    PublicList(
      name: "search", text: "Suche über alles Öffentliche",
      parameters: page + [
        words, language, center,
        codes("kind", "Art des Treffers"), codes("field", "Handlungsfeld"), codes("stage", "Bildungsphase"),
        codes("group", "Zielgruppe"), codes("spoken", "Gesprochene Sprache (ISO 639-3)"),
        OpenAPIParameter("town", .text(longest: 100, pattern: plain), "Ort"),
        OpenAPIParameter("age", .text(longest: 7, pattern: "^[0-9]{1,3}(-[0-9]{1,3})?$"), "Alter: 34 oder 7-17"),
        OpenAPIParameter("near", .text(longest: 100, pattern: plain), "Postleitzahl, Ort oder Breite,Länge"),
        OpenAPIParameter("radius", .integer(1...200), "Umkreis in Kilometern, zu „near“"),
      ], detail: nil),
  ]

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
