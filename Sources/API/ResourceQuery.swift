// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// What a program wants of a list: everything that the address says, checked.
struct ResourceQuery<R: Record>: Sendable {
  var limit = 50
  var sort = "modified_at"
  var cursor: ResourceCursor?
  var modifiedAfter: Moment?
  var isArchived = false
  /// Names of the members to write; nothing for all.
  var fields: Set<String>?
  var filters: [ResourceFilter<R>] = []

  private static var own: Set<String> { ["limit", "sort", "cursor", "modified_after", "archived", "only"] }

  /// - Throws: a `Problem` of kind "malformed" that names the parameter.
  init(_ query: Parameters, _ desk: Desk<R>, _ access: ResourceAccess<R>) throws {
    let filters = Self.filters(desk).filter { access.sees($0.name) }
    try query.refuseOthers(than: Self.own.union(filters.flatMap { ResourceFilter<R>.parameters($0.info) }))
    for pair in query.pairs where pair.value.isEmpty {
      throw Self.refused(pair.name, "„\(pair.name)“ braucht einen Wert.")
    }
    limit = try query.number("limit", in: 1...200) ?? 50
    try readOrder(query, access)
    if let text = query["modified_after"] {
      guard let moment = Moment(iso: text) ?? Day(iso: text).map({ Moment($0) }) else {
        throw Self.refused("modified_after", "„modified_after“ braucht einen Zeitpunkt wie 2026-11-23T08:15:30Z.")
      }
      modifiedAfter = moment
    }
    if let text = query["archived"] {
      guard text == "true" || text == "false" else {
        throw Self.refused("archived", "„archived“ kann nur true oder false sein.")
      }
      isArchived = text == "true"
    }
    if let text = query["only"] { fields = try Self.names(text, access) }
    self.filters = try filters.compactMap { try ResourceFilter($0, query) }
  }

  private mutating func readOrder(_ query: Parameters, _ access: ResourceAccess<R>) throws {
    if let text = query["sort"] {
      let name = text.hasPrefix("-") ? String(text.dropFirst()) : text
      guard name == "modified_at" || (Self.sorts.contains(name) && access.sees(name)) else {
        throw Self.refused("sort", "Nach „\(text.prefix(60))“ kann die Liste nicht sortiert werden.")
      }
      sort = text
    }
    guard let text = query["cursor"] else { return }
    let cursor = try ResourceCursor(text)
    guard cursor.sort == sort, Self.fits(cursor.value, sortField) else { throw ResourceCursor.unknown }
    self.cursor = cursor
  }

  private static func names(_ text: String, _ access: ResourceAccess<R>) throws -> Set<String> {
    let names = text.split(separator: ",").map(String.init)
    for name in names where !access.sees(name) && !ResourceJSON.own.contains(name) {
      throw refused("only", "Das Feld „\(name.prefix(60))“ gibt es hier nicht.")
    }
    return Set(names)
  }

  // MARK: - The order

  var isDescending: Bool { sort.hasPrefix("-") }

  private var sortField: Field<R>? { R.descriptor.field(isDescending ? String(sort.dropFirst()) : sort) }

  /// What is compared; never null.
  var expression: SQL { sortField.map { "\(order: $0)" } ?? "modified_at" }

  var order: SQL { isDescending ? "\(expression) desc, id desc" : "\(expression), id" }

  /// Everything that the statement asks for, beside tenant and reach.
  var condition: SQL {
    var condition: SQL = isArchived ? "archived_at is not null" : "archived_at is null"
    for filter in filters { condition = "\(condition) and \(filter.condition)" }
    if let modifiedAfter { condition = "\(condition) and modified_at > \(modifiedAfter)" }
    guard let cursor else { return condition }
    let (value, id) = (cursor.value, cursor.id.text)
    return isDescending
      ? "\(condition) and \(expression) <= \(value) and (\(expression) < \(value) or id < \(id))"
      : "\(condition) and \(expression) >= \(value) and (\(expression) > \(value) or id > \(id))"
  }

  /// The fields with which lists can be sorted, and `modified_at`.
  static var sorts: [String] {
    let fields = R.descriptor.fields.map(\.info).filter { info in
      switch info.kind {
      case .text, .choice, .code, .day, .moment, .integer, .money, .time, .flag, .decimal: info.audience != .nobody
      case .longText, .richText, .codes, .languages, .reference, .mail, .phone, .link: false
      }
    }
    return fields.map(\.name) + ["modified_at"]
  }

  /// The fields with which lists can be narrowed: those of the desk, and references.
  static func filters(_ desk: Desk<R>) -> [Field<R>] {
    R.descriptor.fields.filter { field in
      if field.info.audience == .nobody { return false }
      switch field.info.kind {
      case .longText, .richText, .decimal, .link: return false
      case .reference: return true
      default: return desk.filters.contains(field.name) || desk.columns.contains(field.name)
      }
    }
  }

  private static func fits(_ value: Value, _ field: Field<R>?) -> Bool {
    switch field?.info.kind {
    case .integer, .money, .flag, .time: value.integer != nil
    case .decimal: value.real != nil
    default: value.text != nil
    }
  }

  private static func refused(_ name: String, _ sentence: String) -> Problem {
    Problem("request.parameter", .malformed, sentence, field: name)
  }
}
