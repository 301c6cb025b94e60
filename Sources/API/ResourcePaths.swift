// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Formats
internal import Records

/// The addresses of one kind of record in the description of the interface.
struct ResourcePaths: Sendable {
  let resource: AnyResource

  private var kind: String { resource.kind.kind }
  private var refusals: [Int] { [400, 401, 403, 404, 429] }
  private var writeRefusals: [Int] { refusals + [409, 412, 413, 415, 422, 428] }

  func write(_ json: inout JSONWriter) {
    json.object(ResourcePath.pattern(kind)) { json in
      json.object("get") { list(&$0) }
      json.object("post") { create(&$0) }
    }
    json.object(ResourcePath.pattern(kind, "/{id}")) { json in  // path: a part of a pattern
      json.object("get") { json in
        head("get_\(kind)", "\(resource.kind.one) lesen", resource.view.label, &json)
        json.parameters([.id, .ifNoneMatch])
        json.responses(refusals + [304], ok: [(200, resource.kind.one, kind)])
      }
      json.object("patch") { change("change", "ändern", "_patch", "application/merge-patch+json", &$0) }
      json.object("put") { change("replace", "ersetzen", "_input", "application/json", &$0) }
      json.object("delete") { act("archive_\(kind)", "\(resource.kind.one) archivieren", resource.edit.label, &$0) }
    }
    json.object(ResourcePath.pattern(kind, "/{id}/history")) { json in  // path: a part of a pattern
      json.object("get") { json in
        head("history_\(kind)", "\(resource.kind.one): Verlauf", resource.view.label, &json)
        json.parameters([.id, .ifNoneMatch])
        json.responses(refusals + [304], ok: [(200, "Die jüngsten 200 Änderungen, jüngste zuerst", "history")])
      }
    }
    json.object(ResourcePath.pattern(kind, "/{id}/restore")) { json in  // path: a part of a pattern
      json.object("post") { json in
        act("restore_\(kind)", "\(resource.kind.one) wiederherstellen", resource.edit.label, &json, isNamed: true)
      }
    }
    if !resource.steps.isEmpty { steps(&json) }
  }

  private func head(_ id: String, _ summary: String, _ right: String, _ json: inout JSONWriter) {
    json.operation(id, summary, tag: kind)
    json.field("description", "Nötig ist das Recht „\(right)“.")
    json.list("security", ["bearer"]) { json, name in json.object { $0.list(name, [String]()) } }
  }

  private func list(_ json: inout JSONWriter) {
    head("list_\(kind)", resource.kind.many, resource.view.label, &json)
    let names = ResourceJSON.own + resource.kind.fields.filter { $0.audience != .nobody }.map(\.name)
    json.parameters(
      [
        OpenAPIParameter("limit", .integer(1...200), "Höchstens so viele Einträge (50)"),
        OpenAPIParameter("cursor", .text(longest: 4096, pattern: "^[A-Za-z0-9_-]+$"), "Aus „next“ der vorigen Antwort"),
        OpenAPIParameter(
          "sort", .choice(resource.sorts.flatMap { [$0, "-" + $0] }), "Reihenfolge; mit „-“ absteigend (modified_at)"),
        OpenAPIParameter("modified_after", .moment, "Nur Einträge, die danach geändert wurden"),
        OpenAPIParameter("archived", .flag, "Archivierte statt der geltenden Einträge"),
        OpenAPIParameter("only", .several(.choice(names), isJoined: true), "Nur diese Felder"),
      ] + resource.filters.flatMap(Self.filter) + [.ifNoneMatch])
    json.responses(refusals + [304], ok: [(200, resource.kind.many, kind + "_list")])
  }

  private func create(_ json: inout JSONWriter) {
    head("create_\(kind)", "\(resource.kind.one) anlegen", resource.edit.label, &json)
    json.parameters([.requestName])
    json.object("requestBody") {
      $0.field("required", true)
      $0.content("application/json", kind + "_input")
    }
    json.responses(
      writeRefusals.filter { $0 != 428 && $0 != 412 }, ok: [(201, "Angelegt", kind)], headers: ["ETag", "Location"])
  }

  private func change(_ id: String, _ word: String, _ schema: String, _ type: String, _ json: inout JSONWriter) {
    head("\(id)_\(kind)", "\(resource.kind.one) \(word)", resource.edit.label, &json)
    json.parameters([.id, .ifMatch])
    json.object("requestBody") {
      $0.field("required", true)
      $0.content(type, kind + schema)
    }
    json.responses(writeRefusals, ok: [(200, "Der Eintrag, wie er jetzt ist", kind)])
  }

  private func act(
    _ id: String, _ summary: String, _ right: String, _ json: inout JSONWriter, isNamed: Bool = false,
    more: [OpenAPIParameter] = []
  ) {
    head(id, summary, right, &json)
    json.parameters([.id] + more + [.ifMatch] + (isNamed ? [.requestName] : []))
    json.responses(
      refusals + [409, 412, 422, 428], ok: [(200, "Der Eintrag, wie er jetzt ist", kind)])
  }

  private func steps(_ json: inout JSONWriter) {
    let slugs = resource.steps.map(\.slug)
    let words = resource.steps.map { "\($0.slug): \($0.label)" }.joined(separator: "; ")
    json.object(ResourcePath.pattern(kind, "/{id}/steps/{step}")) { json in  // path: a part of a pattern
      json.object("post") { json in
        act(
          "step_\(kind)", "\(resource.kind.one): Schritt gehen", resource.view.label, &json, isNamed: true,
          more: [.path("step", .choice(slugs), words)])
      }
    }
  }

  private static func filter(_ info: FieldInfo) -> [OpenAPIParameter] {
    let form: OpenAPIParameter.Form =
      switch info.kind {
      case .integer(let range): .integer(range)
      case .money: .integer(0...10_000_000_000)
      case .time: .integer(0...1440)
      case .flag: .flag
      case .day: .day
      case .moment: .moment
      case .reference: .id
      case .choice(let choices): .choice(choices.map(\.value))
      case .code, .codes, .languages: .text(longest: 60, pattern: "^[A-Za-z0-9._-]+$")
      default:
        .text(longest: 200, pattern: "^[^\\u0000-\\u001f\\u007f]*[^\\u0000-\\u0020\\u007f][^\\u0000-\\u001f\\u007f]*$")
      }
    let equal = OpenAPIParameter(info.name, .several(form, isJoined: false), "\(info.label): einer dieser Werte")
    guard info.kind.isRange else { return [equal] }
    return [
      equal, OpenAPIParameter(info.name + ".from", form, "\(info.label): mindestens"),
      OpenAPIParameter(info.name + ".to", form, "\(info.label): höchstens"),
    ]
  }
}
