// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

// What an address asks for, as conditions of statements.
extension ListStore {
  func scoped(_ query: ListQuery) -> SQL {
    let archived: SQL = query.isArchived ? "archived_at is not null" : "archived_at is null"
    return "\(archived) and \(reach.condition(desk))"
  }

  func terms(_ query: ListQuery) throws -> Terms {
    var condition = scoped(query)
    let words = FoldedText.words(query.words)
    guard query.isNarrowing, keepsTable || !query.words.isEmpty else {
      for (info, filter) in query.filters {
        guard let field = seen(info) else { continue }
        condition = try "\(condition) and \(self.condition(field, filter))"
      }
      return Terms(condition: condition)
    }
    let layout = ListTables<R>.Layout(visible: visible, filters: desk.filters)
    let table = try tables.table(layout, of: tenant, connection)
    var entries = table.all(isArchived: query.isArchived)
    var isComplete = reach == .all
    if !query.words.isEmpty { entries.formIntersection(table.entries(withAll: words)) }
    for (info, filter) in query.filters {
      guard let field = seen(info) else { continue }
      if let column = layout.column(field), let found = try self.entries(table, column, field, filter) {
        entries.formIntersection(found)
      } else {
        condition = try "\(condition) and \(self.condition(field, filter))"
        isComplete = false
      }
    }
    return Terms(condition: condition, hits: ListHits(table, entries), isComplete: isComplete)
  }

  private func seen(_ info: FieldInfo) -> Field<R>? {
    visible.contains { $0.name == info.name } ? R.descriptor.field(info.name) : nil
  }

  /// The entries of a table that a filter lets through; nothing where only a statement can tell.
  private func entries(
    _ table: ListTable, _ column: Int, _ field: Field<R>, _ filter: FieldFilter
  ) throws -> EntryBits? {
    switch filter {
    case .flag(let flag): return table.entries(column, oneOf: [ListColumn.value(flag)])
    case .anyOf(let values):
      guard case .code(let catalogue) = field.info.kind else { return table.entries(column, oneOf: values) }
      return table.entries(column, oneOf: family(of: values, catalogue))
    case .range(let from, let to):
      let low = from.flatMap { Self.end($0, field.info.kind, isUpper: false) }
      let high = to.flatMap { Self.end($0, field.info.kind, isUpper: true) }
      return table.entries(column) { ListColumn.lies($0, from: low, to: high) }
    case .words(let words):
      guard case .reference(let kind) = field.info.kind else { return nil }
      let matches = try references[kind]?.find(connection, tenant, words, 200) ?? []
      return table.entries(column, oneOf: matches.map(\.id))
    }
  }

  private func condition(_ field: Field<R>, _ filter: FieldFilter) throws -> SQL {
    switch filter {
    case .flag(let flag): return "\(column: field) = \(flag)"
    case .range(let from, let to): return range(field, from, to)
    case .anyOf(let values): return anyOf(field, values)
    case .words(let words):
      guard case .reference(let kind) = field.info.kind else {
        return "\(order: field) like \(Self.pattern(words)) escape '!'"
      }
      let matches = try references[kind]?.find(connection, tenant, words, 200) ?? []
      return "\(order: field) in (\(list: Self.padded(matches.map(\.id))))"
    }
  }

  private func anyOf(_ field: Field<R>, _ values: [String]) -> SQL {
    switch field.info.kind {
    case .codes, .languages:
      var any: SQL = "1 = 0"
      for value in values {
        let one: SQL =
          value.isEmpty ? "\(order: field) = ''" : "\(order: field) like \(Self.part(value)) escape '!'"
        any = "\(any) or \(one)"
      }
      // The first comparison says which index to take.
      return values.contains("") ? "(\(any))" : "(\(order: field) > '' and (\(any)))"
    case .code(let catalogue):
      return "\(order: field) in (\(list: Self.padded(family(of: values, catalogue))))"
    default: return "\(order: field) in (\(list: Self.padded(values)))"
    }
  }

  /// The codes with everything below them.
  private func family(of codes: [String], _ catalogue: String) -> [String] {
    guard let choices = try? desk.vocabulary(connection, tenant).choices(catalogue) else { return codes }
    var family = codes
    var seen = Set(codes)
    var index = 0
    while index < family.count {
      let below = choices.filter { $0.parent == family[index] && !$0.parent.isEmpty && !seen.contains($0.code) }
      family += below.map(\.code)
      seen.formUnion(below.map(\.code))
      index += 1
    }
    return family
  }

  private func range(_ field: Field<R>, _ from: String?, _ to: String?) -> SQL {
    // Days stand in the index as they are sorted; numbers have no index.
    let value: SQL = field.info.kind.isNumber ? "\(column: field)" : "\(order: field)"
    var condition: SQL = "\(column: field) is not null"
    if let low = from.flatMap({ Self.end($0, field.info.kind, isUpper: false) }) {
      condition = "\(condition) and \(value) >= \(low)"
    }
    if let high = to.flatMap({ Self.end($0, field.info.kind, isUpper: true) }) {
      condition = "\(condition) and \(value) <= \(high)"
    }
    return condition
  }

  /// The first or last value of a day or number; moments begin and end with the day in Germany.
  private static func end(_ text: String, _ kind: FieldKind, isUpper: Bool) -> Value? {
    if kind.isNumber { return Int64(text).map(Value.integer) }
    guard let day = Day(iso: text) else { return nil }
    guard case .moment = kind else { return .text(day.iso) }
    let midnight = Moment(isUpper ? day.adding(days: 1) : day)
    let local = midnight.adding(seconds: -midnight.berlinOffsetMinutes * 60)
    return .text((isUpper ? Moment(milliseconds: local.milliseconds - 1) : local).iso)
  }

  // MARK: - Values in statements

  /// Lists of a few lengths only, so that few statements are prepared.
  static func padded(_ values: [String]) -> [String] {
    guard let last = values.last else { return [] }
    let length = [1, 4, 16, 64, 256, 512, 1024, 2048].first { $0 >= values.count } ?? values.count
    return values + Array(repeating: last, count: length - values.count)
  }

  /// One code among several in a column.
  private static func part(_ code: String) -> String { "% " + escaped(code) + " %" }

  /// Part of a text, folded as the column is; letters that engines fold differently match any letter.
  private static func pattern(_ words: String) -> String {
    var folded = ""
    for scalar in words.lowercased().unicodeScalars {
      switch scalar {
      case "ä": folded += "a"
      case "ö": folded += "o"
      case "ü": folded += "u"
      case "ß": folded += "ss"
      case _ where scalar.isASCII: folded += escaped(String(scalar))
      default: folded += "_"
      }
    }
    return "%" + folded + "%"
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += "%_!".contains($1) ? "!\($1)" : String($1) }
  }
}
