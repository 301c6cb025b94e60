// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Records
internal import Web

/// The schemas of the description: one per kind as it is answered, as it is sent whole, and as it is sent in parts.
enum OpenAPISchemas {
  static func resource(_ resource: AnyResource, _ json: inout JSONWriter) {
    let kind = resource.kind.kind
    let shown = resource.kind.fields.filter { $0.audience != .nobody }
    let written = shown.filter { !resource.readOnly.contains($0.name) }
    json.object(kind) { json in
      json.field("type", "object")
      json.field("description", resource.kind.one + "; Felder, die der Zugang nicht sehen darf, fehlen.")
      json.object("properties") { json in
        own(&json)
        for info in shown { json.object(info.name) { $0.answered(info) } }
      }
      json.list("required", ["id"])
      json.field("additionalProperties", false)
    }
    json.object(kind + "_list") { json in
      json.field("type", "object")
      json.object("properties") { json in
        json.object("items") { json in
          json.field("type", "array")
          json.field("maxItems", 200)
          json.object("items") { $0.reference(kind) }
        }
        json.object("next") { $0.nullable("string", true) }
      }
      json.list("required", ["items", "next"])
      json.field("additionalProperties", false)
    }
    for (name, isWhole) in [(kind + "_input", true), (kind + "_patch", false)] {
      json.object(name) { input(resource, written, isWhole: isWhole, &$0) }
    }
  }

  private static func input(
    _ resource: AnyResource, _ fields: [FieldInfo], isWhole: Bool, _ json: inout JSONWriter
  ) {
    json.field("type", "object")
    json.object("properties") { json in
      for info in fields {
        json.object(info.name) { $0.sent(info, isNullable: resource.nullable.contains(info.name)) }
      }
    }
    let required = fields.filter(\.isRequired).map(\.name)
    if isWhole, !required.isEmpty { json.list("required", required) }
    json.field("additionalProperties", false)
  }

  private static func own(_ json: inout JSONWriter) {
    json.object("id") { $0.text("uuid") }
    json.object("version") { $0.whole(1...Int(Int32.max)) }
    json.object("created_at") { $0.text("date-time") }
    json.object("modified_at") { $0.text("date-time") }
    json.object("archived_at") {
      $0.nullable("string", true)
      $0.field("format", "date-time")
    }
    json.object("url") { $0.field("type", "string") }
  }

  // MARK: - What all kinds share

  static func shared(_ json: inout JSONWriter) {
    problem(&json)
    changes(&json)
    history(&json)
  }

  private static func problem(_ json: inout JSONWriter) {
    json.object("problem") { json in
      json.field("type", "object")
      json.field("description", "RFC 9457; „code“ ist der Vertrag, Sätze können sich ändern.")
      json.object("properties") { json in
        for name in ["type", "title", "detail", "code", "instance"] { json.object(name) { $0.field("type", "string") } }
        json.object("status") { $0.whole(400...599) }
        json.object("errors") { json in
          json.field("type", "array")
          json.object("items") { json in
            json.field("type", "object")
            json.object("properties") { json in
              for name in ["field", "pointer", "parameter", "position", "message", "code"] {
                json.object(name) { $0.field("type", "string") }
              }
            }
            json.list("required", ["message", "code"])
          }
        }
      }
      json.list("required", ["type", "title", "status", "detail", "code"])
    }
  }

  private static func changes(_ json: inout JSONWriter) {
    json.page("changes", more: ["last": "integer", "more": "boolean", "next": "string"]) { json in
      json.object("number") { $0.field("type", "integer") }
      json.object("at") { $0.text("date-time") }
      json.object("kind") { $0.field("type", "string") }
      json.object("id") { $0.text("uuid") }
      json.object("center") { $0.text("uuid") }
      json.object("operation") {
        $0.field("type", "string")
        $0.list("enum", ["saved", "removed"])
      }
      json.object("url") { $0.nullable("string", true) }
    }
  }

  private static func history(_ json: inout JSONWriter) {
    json.page("history", more: [:]) { json in
      json.object("number") { $0.field("type", "integer") }
      json.object("at") { $0.text("date-time") }
      json.object("action") { $0.field("type", "string") }
      json.object("actor") { json in
        json.field("type", "object")
        json.object("properties") { json in
          for name in ["kind", "name"] { json.object(name) { $0.field("type", "string") } }
        }
      }
      json.object("changes") { json in
        json.field("type", "array")
        json.object("items") { json in
          json.field("type", "object")
          json.object("properties") { json in
            json.object("field") { $0.field("type", "string") }
            json.object("language") { $0.nullable("string", true) }
          }
          json.list("required", ["field", "language", "old", "new"])
        }
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func page(
    _ name: String, more: [String: String], _ properties: (inout JSONWriter) -> Void
  ) {
    object(name) { json in
      json.field("type", "object")
      json.object("properties") { json in
        json.object("items") { json in
          json.field("type", "array")
          json.object("items") { json in
            json.field("type", "object")
            json.object("properties") { properties(&$0) }
          }
        }
        for (name, type) in more.sorted(by: { $0.key < $1.key }) { json.object(name) { $0.field("type", type) } }
      }
      json.list("required", ["items"] + more.keys.sorted())
    }
  }

  mutating func nullable(_ type: String, _ isNullable: Bool) {
    if isNullable { list("type", [type, "null"]) } else { field("type", type) }
  }

  mutating func text(_ format: String) {
    field("type", "string")
    field("format", format)
  }

  mutating func whole(_ range: ClosedRange<Int>) {
    field("type", "integer")
    field("minimum", range.lowerBound)
    field("maximum", range.upperBound)
  }

  /// A field as answers hold it: empty ones are null, lists and flags never are.
  mutating func answered(_ info: FieldInfo) {
    switch info.kind {
    case .codes, .languages, .flag: schema(of: info, isNullable: false)
    default: schema(of: info, isNullable: true)
    }
  }

  /// A field as programs send it.
  mutating func sent(_ info: FieldInfo, isNullable: Bool) {
    schema(of: info, isNullable: isNullable)
    if info.isRequired, info.holdsProse { field("minLength", 1) }
  }

  private mutating func schema(of info: FieldInfo, isNullable: Bool) {
    field("description", description(of: info))
    switch info.kind {
    case .text(let limit):
      nullable("string", isNullable)
      field("maxLength", limit)
      field("pattern", "^[^\\u0000-\\u001f\\u007f]*$")
    case .longText(let limit), .richText(let limit):
      nullable("string", isNullable)
      field("maxLength", limit)
    case .choice(let choices):
      nullable("string", isNullable)
      list("enum", choices.map { Optional($0.value) } + (isNullable ? [nil] : [])) { json, value in
        if let value { json.value(value) } else { json.null() }
      }
    case .code: coded(isNullable)
    case .codes: several { $0.coded(false) }
    case .languages:
      several {
        $0.field("type", "string")
        $0.field("pattern", "^[a-z]{3}$")
      }
    case .integer(let range): number("integer", Double(range.lowerBound), Double(range.upperBound), isNullable)
    case .money: number("integer", 0, 10_000_000_000, isNullable)
    case .time: number("integer", 0, 1440, isNullable)
    case .decimal(let range): number("number", range.lowerBound, range.upperBound, isNullable)
    case .flag: field("type", "boolean")
    case .day: dated("date", "2026-11-23", isNullable)
    case .moment: dated("date-time", "2026-11-23T08:15:30.000Z", isNullable)
    case .reference:
      nullable("string", isNullable)
      field("format", "uuid")
    case .mail: patterned("^[^@\\s,;<>]+@[^@\\s,;<>]+\\.[^@\\s,;<>]+$", 254, "info@example.org", isNullable)
    case .phone: patterned("^[0-9 +/().-]{3,40}$", 40, "02331 123-456", isNullable)
    case .link: patterned("^https?://[^\\s\"<>\\\\]+$", 2000, "https://example.org/angebot", isNullable)
    }
  }

  private func description(of info: FieldInfo) -> String {
    switch info.kind {
    case .code(let catalogue), .codes(let catalogue): "\(info.label) (Katalog „\(catalogue)“)"
    case .languages: "\(info.label) (ISO 639-3)"
    case .money: "\(info.label) (Cent)"
    case .time: "\(info.label) (Minuten seit Mitternacht)"
    case .richText: "\(info.label) (HTML, wird bereinigt)"
    case .reference(let kind): "\(info.label) (Kennung, \(kind))"
    default: info.label
    }
  }

  private mutating func coded(_ isNullable: Bool) {
    nullable("string", isNullable)
    field("maxLength", 60)
  }

  private mutating func several(_ item: (inout JSONWriter) -> Void) {
    field("type", "array")
    field("maxItems", 500)
    object("items") { item(&$0) }
  }

  private mutating func number(_ type: String, _ low: Double, _ high: Double, _ isNullable: Bool) {
    nullable(type, isNullable)
    if type == "integer" {
      field("minimum", Int(low))
      field("maximum", Int(high))
    } else {
      field("minimum", low)
      field("maximum", high)
    }
  }

  private mutating func dated(_ format: String, _ example: String, _ isNullable: Bool) {
    nullable("string", isNullable)
    field("format", format)
    list("examples", [example])
  }

  private mutating func patterned(_ pattern: String, _ longest: Int, _ example: String, _ isNullable: Bool) {
    nullable("string", isNullable)
    field("maxLength", longest)
    field("pattern", pattern)
    list("examples", [example])
  }
}
