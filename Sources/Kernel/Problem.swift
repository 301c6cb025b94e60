// SPDX-License-Identifier: EUPL-1.2

/// Something a person did or asked for that cannot be done, said in words meant for that person.
///
/// The code (`slice.reason-in-words`) is a contract: pages look it up in the reader's language, programs branch on it,
/// retired codes are never reused. Everything that is not a `Problem` is logged and shown as "Es ist ein Fehler aufgetreten".
package struct Problem: Error, Hashable, Sendable {
  /// What kind of refusal it is; decides the HTTP status.
  package enum Kind: String, Sendable, CaseIterable {
    case malformed, unauthenticated, forbidden, notFound, methodNotAllowed, conflict, tooLarge, invalid, tooMany
    case unavailable

    package var status: Int {
      switch self {
      case .malformed: 400
      case .unauthenticated: 401
      case .forbidden: 403
      case .notFound: 404
      case .methodNotAllowed: 405
      case .conflict: 409
      case .tooLarge: 413
      case .invalid: 422
      case .tooMany: 429
      case .unavailable: 503
      }
    }
  }

  package let code: String
  package let kind: Kind
  /// A whole German sentence.
  package let sentence: String
  /// The field, parameter or position (`zeile 7, Spalte "ort"`) that caused it.
  package var field: String?
  /// Further problems of the same request, for forms and imports with several mistakes.
  package var others: [Problem]

  package init(
    _ code: String, _ kind: Kind, _ sentence: String, field: String? = nil, others: [Problem] = []
  ) {
    self.code = code
    self.kind = kind
    self.sentence = sentence
    self.field = field
    self.others = others
  }

  /// This problem followed by the others.
  package var all: [Problem] {
    var first = self
    first.others = []
    return [first] + others
  }

  /// The same problem, told for a field.
  package func at(_ field: String) -> Problem {
    var copy = self
    copy.field = field
    return copy
  }

  /// One problem out of several; the first leads.
  ///
  /// - Returns: nothing for an empty list.
  package static func joined(_ problems: [Problem]) -> Problem? {
    guard var first = problems.first else { return nil }
    first.others = problems.dropFirst().flatMap(\.all)
    return first
  }
}

extension Problem: CustomStringConvertible {
  package var description: String {
    let place = field.map { "\($0): " } ?? ""
    return "\(place)\(sentence) [\(code)]"
  }
}
