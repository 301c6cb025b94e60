// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// The order of a list: by one column, records with the same value by their ids.
struct ListSort: Hashable, Sendable {
  /// The name of a field, or `ListSort.changed`.
  let column: String
  let isDescending: Bool

  /// The moment of the last change, which every record has.
  static let changed = "modified_at"

  /// As addresses say it: `name`, `-name`.
  init?(_ text: String, among columns: [String]) {
    isDescending = text.hasPrefix("-")
    column = isDescending ? String(text.dropFirst()) : text
    guard columns.contains(column) else { return nil }
  }

  init(_ column: String, isDescending: Bool = false) {
    self.column = column
    self.isDescending = isDescending
  }

  var text: String { (isDescending ? "-" : "") + column }
  var reversed: ListSort { ListSort(column, isDescending: !isDescending) }

  /// Whether the values of such a field have an order that means something to people.
  static func isPossible(_ kind: FieldKind) -> Bool {
    switch kind {
    case .longText, .richText, .codes, .languages, .reference, .link: false
    default: true
    }
  }

  /// What is compared; never null.
  func expression<R: Record>(_ type: R.Type) -> SQL {
    guard let field = R.descriptor.field(column) else { return "modified_at" }
    return "\(order: field)"
  }

  func order<R: Record>(_ type: R.Type) -> SQL {
    let expression = expression(type)
    return isDescending ? "\(expression) desc, id desc" : "\(expression), id"
  }

  /// Everything behind a record with this value; the first comparison alone lets the index begin there.
  func behind<R: Record>(_ type: R.Type, _ value: Value, _ id: RecordID<R>) -> SQL {
    let expression = expression(type)
    return isDescending
      ? "\(expression) <= \(value) and (\(expression) < \(value) or id < \(id))"
      : "\(expression) >= \(value) and (\(expression) > \(value) or id > \(id))"
  }
}
