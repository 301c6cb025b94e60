// SPDX-License-Identifier: EUPL-1.2
internal import Web

/// What stands in a form, by name and exactly as somebody typed it; also the way back from a record into a form.
struct TypedFields: Sendable {
  private(set) var texts: [String: [String]] = [:]

  init() {}

  init(_ form: Parameters) {
    for pair in form.pairs { texts[pair.name, default: []].append(pair.value) }
  }

  /// Whether the form had the field at all: what it had not, is left as it is.
  func has(_ name: String) -> Bool { texts[name] != nil }

  /// The first text of a name.
  subscript(name: String) -> String { texts[name]?.first ?? "" }

  /// The last text of a name: a ticked box stands behind the empty one that says that it was there.
  func last(_ name: String) -> String { texts[name]?.last ?? "" }

  /// All texts of a name that are not blank.
  func all(_ name: String) -> [String] { (texts[name] ?? []).map(\.trimmed).filter { !$0.isEmpty } }

  mutating func set(_ name: String, _ values: [String]) { texts[name] = values }
}

/// Names of inputs that belong to the form and to no field; none of them can be the name of a field.
enum FormInput {
  static let version = "version"
  static let record = "id"
  static let smallEdit = "kleine-aenderung"
  /// Looks for records of a reference instead of saving; the value is the field.
  static let search = "feld-suchen"
  static let save = "feld-sichern"
  /// The fields between which somebody has to choose after a conflict.
  static let differing = "feld-abweichend"

  static func words(_ field: String) -> String { field + ".suche" }
  static func wordsBefore(_ field: String) -> String { field + ".zu" }
  static func choice(_ field: String) -> String { field + ".wahl" }
}

extension TypedFields {
  /// Puts a field's present value where somebody had typed another.
  mutating func replace(_ field: String, by values: [String]) {
    texts[field] = values
    texts[FormInput.words(field)] = nil
    texts[FormInput.wordsBefore(field)] = nil
  }
}
