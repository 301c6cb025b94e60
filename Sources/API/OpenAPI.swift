// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records

/// The description of the whole interface after OpenAPI 3.1, made from descriptors, desks and what the data offers as values.
struct OpenAPI: Sendable {
  let address: String
  let resources: [AnyResource]
  let publicKinds: [PublicKind]
  let values: PublicValues

  static let version = "1.0.0"

  var bytes: [UInt8] {
    var json = JSONWriter(reserving: 262_144)
    json.object { json in
      json.field("openapi", "3.1.0")
      json.object("info") {
        $0.field("title", "Verbund: Schnittstelle für Programme")
        $0.field("version", Self.version)
        $0.field(
          "description",
          "Öffentliche Listen, Einträge der Zentren (mit Zugangsschlüssel) und der Strom der Änderungen. Uhrzeiten sind UTC, "
            + "Beträge Cent, Tageszeiten Minuten seit Mitternacht.")
      }
      json.list("servers", [address]) { json, address in json.object { $0.field("url", address) } }
      json.list("tags", tags) { json, tag in
        json.object {
          $0.field("name", tag.name)
          $0.field("description", tag.text)
        }
      }
      json.object("paths") { json in
        for list in PublicList.all(values) { list.paths(&json) }
        feed(&json)
        for resource in resources { ResourcePaths(resource: resource).write(&json) }
      }
      json.object("components") { components(&$0) }
    }
    return json.bytes
  }

  private var tags: [(name: String, text: String)] {
    [("public", "Was alle lesen dürfen"), ("changes", "Was sich geändert hat")]
      + resources.map { ($0.kind.kind, $0.kind.many) }
  }

  private func feed(_ json: inout JSONWriter) {
    json.object(ChangeFeed.pattern) { json in
      json.object("get") { json in
        json.operation("list_changes", "Änderungen nach einer Nummer", tag: "changes")
        json.list(
          "security", [false, true]
        ) { json, isSecured in json.object { if isSecured { $0.list("bearer", [String]()) } } }
        json.parameters([
          OpenAPIParameter("after", .integer(0...ChangeFeed.latest), "Die Nummer „last“ der vorigen Antwort"),
          OpenAPIParameter("limit", .integer(1...1000), "Höchstens so viele Änderungen"), .ifNoneMatch,
        ])
        json.responses([304, 400, 401, 403, 429], ok: [(200, "Die Änderungen, älteste zuerst", "changes")])
      }
    }
  }

  private func components(_ json: inout JSONWriter) {
    json.object("securitySchemes") {
      $0.object("bearer") {
        $0.field("type", "http")
        $0.field("scheme", "bearer")
        $0.field("description", "Zugangsschlüssel aus „Mein Konto“; er darf nicht mehr als die Person, der er gehört.")
      }
    }
    json.object("schemas") { json in
      OpenAPISchemas.shared(&json)
      for list in PublicList.all(values) { list.schemas(&json, publicKinds) }
      for resource in resources { OpenAPISchemas.resource(resource, &json) }
    }
  }
}

/// One parameter of an operation.
struct OpenAPIParameter: Sendable {
  enum Form: Sendable {
    case text(longest: Int, pattern: String?)
    /// Also an empty text, of any length.
    case anyText(String?)
    /// One of the values, or what the pattern says.
    case either([String], pattern: String)
    case choice([String])
    case integer(ClosedRange<Int>)
    case number
    case flag, day, moment, id
    /// Several values: repeated, or separated by commas.
    indirect case several(Form, isJoined: Bool)
  }

  let name: String
  let form: Form
  let text: String
  var place = "query"
  var isRequired = false

  init(_ name: String, _ form: Form, _ text: String) {
    self.name = name
    self.form = form
    self.text = text
  }

  static func path(_ name: String, _ form: Form, _ text: String) -> OpenAPIParameter {
    var parameter = OpenAPIParameter(name, form, text)
    parameter.place = "path"
    parameter.isRequired = true
    return parameter
  }

  static func header(_ name: String, _ form: Form, _ text: String, isRequired: Bool = false) -> OpenAPIParameter {
    var parameter = OpenAPIParameter(name, form, text)
    parameter.place = "header"
    parameter.isRequired = isRequired
    return parameter
  }

  static let id = path("id", .id, "Die Kennung des Eintrags")
  static let ifNoneMatch = header(
    "If-None-Match", .anyText(nil), "ETag, der schon bekannt ist")
  static let ifMatch = header(
    "If-Match", .text(longest: 40, pattern: "^\"[0-9]{1,18}\"$"), "ETag der Fassung, die geändert werden soll",
    isRequired: true)
  static let requestName = header(
    "Idempotency-Key", .text(longest: 255, pattern: "^[!-~]{1,255}$"),
    "Eigener Name der Anfrage: Wird sie binnen 24 Stunden wiederholt, gibt es dieselbe Antwort und keine zweite Wirkung"
  )
}

extension JSONWriter {
  mutating func operation(_ id: String, _ summary: String, tag: String) {
    field("operationId", id)
    field("summary", summary)
    list("tags", [tag])
  }

  mutating func parameters(_ parameters: [OpenAPIParameter]) {
    list("parameters", parameters) { json, parameter in
      json.object { json in
        json.field("name", parameter.name)
        json.field("in", parameter.place)
        json.field("description", parameter.text)
        if parameter.isRequired { json.field("required", true) }
        if case .several(_, let isJoined) = parameter.form {
          json.field("style", "form")
          json.field("explode", !isJoined)
        }
        json.object("schema") { $0.schema(parameter.form) }
      }
    }
  }

  private mutating func schema(_ form: OpenAPIParameter.Form) {
    switch form {
    case .text(let longest, let pattern):
      field("type", "string")
      field("minLength", 1)
      field("maxLength", longest)
      field("pattern", ifPresent: pattern)
    case .anyText(let pattern):
      field("type", "string")
      field("pattern", ifPresent: pattern)
    case .choice(let values):
      field("type", "string")
      list("enum", values)
    case .either(let values, let pattern):
      list("anyOf", [.choice(values), .anyText(pattern)]) { json, form in json.object { $0.schema(form) } }
    case .integer(let range):
      field("type", "integer")
      field("minimum", range.lowerBound)
      field("maximum", range.upperBound)
    case .number: field("type", "number")
    case .flag: field("type", "boolean")
    case .day: dated("date")
    case .moment: dated("date-time")
    case .id:
      field("type", "string")
      field("format", "uuid")
    case .several(let item, _):
      field("type", "array")
      field("minItems", 1)
      object("items") { $0.schema(item) }
    }
  }

  private mutating func dated(_ format: String) {
    field("type", "string")
    field("format", format)
  }

  /// The answers of an operation: those that succeed with their schemas, and refusals as documents of RFC 9457.
  mutating func responses(
    _ others: [Int], ok: [(status: Int, text: String, schema: String)], headers: [String] = ["ETag"]
  ) {
    object("responses") { json in
      for (status, text, schema) in ok {
        json.object(String(status)) { json in
          json.field("description", text)
          json.object("headers") { json in
            for name in headers { json.object(name) { $0.object("schema") { $0.field("type", "string") } } }
          }
          json.content("application/json", schema)
        }
      }
      for status in others + [405] {
        json.object(String(status)) { json in
          json.field("description", ProgramProblem.titles[status] ?? "Unverändert")
          if status == 429 {
            json.object("headers") { json in
              json.object("Retry-After") { $0.object("schema") { $0.field("type", "integer") } }
            }
          }
          if status != 304 { json.content("application/problem+json", "problem") }
        }
      }
    }
  }

  mutating func content(_ type: String, _ schema: String) {
    object("content") { json in json.object(type) { json in json.object("schema") { $0.reference(schema) } } }
  }

  mutating func reference(_ schema: String) { field("$ref", "#/components/schemas/" + schema) }
}
