// SPDX-License-Identifier: EUPL-1.2

package import Kernel

/// Errors for programs as `application/problem+json` (RFC 9457).
package enum ProblemDocument {
  package static let contentType = "application/problem+json"

  /// What caused a problem: a field of a record that was sent, or a parameter of the address.
  package enum Cause: String, Sendable { case field, parameter }

  /// The document for a problem and all that came with it.
  ///
  /// Members: `type` (a stable URN made of the code), `title` (the kind of refusal), `status`, `detail` (the
  /// German sentence), `code`, `instance` if given (the request's id or path), and `errors` with one entry for
  /// each problem that names a field or parameter.
  package static func bytes(
    _ problem: Problem, cause: Cause = .field, instance: String? = nil
  ) -> [UInt8] {
    var json = JSONWriter(reserving: 512)
    json.object {
      $0.field("type", "urn:verbund:problem:" + problem.code)
      $0.field("title", title(problem.kind))
      $0.field("status", problem.kind.status)
      $0.field("detail", problem.sentence)
      $0.field("code", problem.code)
      $0.field("instance", ifPresent: instance)
      let placed = problem.all.filter { $0.field != nil || !problem.others.isEmpty }
      if !placed.isEmpty { errors(placed, cause, &$0) }
    }
    return json.bytes
  }

  private static func errors(_ problems: [Problem], _ cause: Cause, _ json: inout JSONWriter) {
    json.list("errors", problems) { json, problem in
      json.object {
        $0.field(cause.rawValue, ifPresent: problem.field)
        $0.field("message", problem.sentence)
        $0.field("code", problem.code)
      }
    }
  }

  private static func title(_ kind: Problem.Kind) -> String {
    switch kind {
    case .malformed: "Anfrage nicht verständlich"
    case .unauthenticated: "Anmeldung erforderlich"
    case .forbidden: "Nicht erlaubt"
    case .notFound: "Nicht gefunden"
    case .methodNotAllowed: "Methode nicht erlaubt"
    case .conflict: "Widerspruch zum aktuellen Stand"
    case .tooLarge: "Zu groß"
    case .invalid: "Angaben nicht gültig"
    case .tooMany: "Zu viele Anfragen"
    case .unavailable: "Zurzeit nicht verfügbar"
    }
  }
}
