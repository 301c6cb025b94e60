// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import HTTPTypes
internal import Kernel
internal import Web

/// A refusal with what only programs are told: another status than the kind of problem has, further headers.
struct ProgramProblem: Error {
  let problem: Problem
  let status: Int
  var headers: [(HTTPField.Name, String)] = []

  init(_ problem: Problem, status: Int? = nil) {
    self.problem = problem
    // 412 is how RFC 9110 calls a save that began from an older version.
    self.status = status ?? (problem.code == "record.changed-meanwhile" ? 412 : problem.kind.status)
    if self.status == 401 { headers = [(.wwwAuthenticate, "Bearer")] }
  }

  static let preconditionRequired = ProgramProblem(
    Problem(
      "api.precondition-required", .conflict,
      "Bitte senden Sie „If-Match“ mit dem ETag des Eintrags, damit keine fremde Änderung verloren geht.",
      field: "If-Match"),
    status: 428)

  static func stale(_ name: String) -> ProgramProblem {
    ProgramProblem(
      Problem(
        "record.changed-meanwhile", .conflict,
        "„\(name)“ wurde inzwischen von jemand anderem geändert. Bitte lesen Sie den Eintrag neu."))
  }

  static func mediaType(_ expected: String) -> ProgramProblem {
    ProgramProblem(
      Problem(
        "api.media-type", .malformed, "Diese Adresse erwartet „Content-Type: \(expected)“.", field: "Content-Type"),
      status: 415)
  }

  static func tooMany(seconds: Int) -> ProgramProblem {
    var refusal = ProgramProblem(
      Problem(
        "request.too-many", .tooMany,
        "Das waren sehr viele Anfragen. Bitte versuchen Sie es in \(seconds) Sekunden noch einmal."))
    if let name = HTTPField.Name("Retry-After") { refusal.headers.append((name, String(seconds))) }
    return refusal
  }

  static let notBearer = ProgramProblem(
    Problem(
      "access.token-needed", .unauthenticated,
      "Diese Adresse ist für Programme: Bitte senden Sie „Authorization: Bearer …“ mit einem Zugangsschlüssel."))

  /// The document of RFC 9457. `errors` names the member of the body by JSON pointer (RFC 6901), else the parameter.
  var reply: Reply {
    var json = JSONWriter(reserving: 512)
    json.object {
      $0.field("type", "urn:verbund:problem:" + problem.code)
      $0.field("title", Self.titles[status] ?? "Nicht möglich")
      $0.field("status", status)
      $0.field("detail", problem.sentence)
      $0.field("code", problem.code)
      let placed = problem.all.filter { $0.field != nil || !problem.others.isEmpty }
      if !placed.isEmpty { $0.list("errors", placed) { $0.cause($1) } }
    }
    var reply = Reply(HTTPResponse.Status(code: status), ProblemDocument.contentType, json.bytes)
    for (name, value) in headers { reply.headers[name] = value }
    return reply
  }

  static let titles = [
    400: "Anfrage nicht verständlich", 401: "Anmeldung erforderlich", 403: "Nicht erlaubt", 404: "Nicht gefunden",
    405: "Methode nicht erlaubt", 409: "Widerspruch zum aktuellen Stand", 412: "Inzwischen geändert", 413: "Zu groß",
    415: "Format nicht unterstützt", 422: "Angaben nicht gültig", 428: "Bedingung erforderlich",
    429: "Zu viele Anfragen", 503: "Zurzeit nicht verfügbar",
  ]
}

extension JSONWriter {
  fileprivate mutating func cause(_ problem: Problem) {
    object {
      if let field = problem.field {
        if problem.kind == .malformed || problem.kind == .tooLarge {
          $0.field(problem.code.hasPrefix("json.") ? "position" : "parameter", field)
        } else {
          $0.field("field", field)
          $0.field("pointer", "/" + Self.pointer(field))  // path: a JSON pointer
        }
      }
      $0.field("message", problem.sentence)
      $0.field("code", problem.code)
    }
  }

  private static func pointer(_ field: String) -> String {
    field.reduce(into: "") { $0 += $1 == "~" ? "~0" : $1 == "/" ? "~1" : String($1) }
  }
}
