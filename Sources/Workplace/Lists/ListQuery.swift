// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Web

/// What a person wants to see of a list: everything that an address of it says, checked.
struct ListQuery: Sendable {
  /// Where a page begins: after or before a record that was on the page before.
  enum Start: Sendable, Hashable {
    case first
    case after(Identifier)
    case before(Identifier)
  }

  var words = ""
  var filters: [(info: FieldInfo, filter: FieldFilter)] = []
  var sort: ListSort
  var isArchived = false
  /// In their order; at least one.
  var columns: [FieldInfo]
  /// Whether the columns were chosen rather than the list's own.
  var hasChosenColumns = false
  var start = Start.first
  /// The saved view that the address came from; only marked in the page.
  var view = ""

  private static let search = "q"
  private static let order = "sortierung"
  private static let column = "spalte"
  private static let archive = "archiv"
  private static let after = "nach"
  private static let before = "vor"
  static let viewName = "ansicht"
  /// Instead of a view: the list as it is for everybody.
  static let noView = "alle"
  private static let message = "meldung"

  /// What a list can do for one person.
  struct Choices: Sendable {
    /// Everything that the person sees, in the order of the descriptor.
    let visible: [FieldInfo]
    let columns: [FieldInfo]
    let filters: [FieldInfo]
    let standard: ListSort

    var sorts: [String] {
      visible.filter { ListSort.isPossible($0.kind) }.map(\.name) + [ListSort.changed]
    }
  }

  init(_ choices: Choices) {
    sort = choices.standard
    columns = choices.columns
  }

  /// - Throws: a `Problem` of kind "malformed" that names the parameter.
  init(_ query: Parameters, _ choices: Choices) throws(Problem) {
    let known = [
      Self.search, Self.order, Self.column, Self.archive, Self.after, Self.before, Self.viewName, Self.message,
    ]
    try query.refuseOthers(than: Set(known + choices.filters.flatMap(FieldFilter.parameters)))
    self.init(choices)
    words = query[Self.search] ?? ""
    if words.utf8.count > 200 { throw Self.refused(Self.search, "Bitte suchen Sie nach weniger Wörtern.") }
    for info in choices.filters {
      if let filter = try FieldFilter.read(query, info) { filters.append((info, filter)) }
    }
    if let text = query[Self.order] {
      guard let sort = ListSort(text, among: choices.sorts) else {
        throw Self.refused(Self.order, "Nach dieser Spalte kann die Liste nicht sortiert werden.")
      }
      self.sort = sort
    }
    try readColumns(query, choices)
    if let text = query[Self.archive] {
      guard text == "1" else { throw Self.refused(Self.archive, "„archiv“ kann nur 1 sein.") }
      isArchived = true
    }
    try readStart(query)
    view = query[Self.viewName] ?? ""
    guard view.isEmpty || view == Self.noView || Identifier(view) != nil else {
      throw Self.refused(Self.viewName, "Diese Ansicht gibt es nicht.")
    }
  }

  private mutating func readColumns(_ query: Parameters, _ choices: Choices) throws(Problem) {
    let names = query.all(Self.column)
    if names.isEmpty { return }
    guard names.allSatisfy({ name in choices.visible.contains { $0.name == name } }) else {
      throw Self.refused(Self.column, "Diese Spalte gibt es hier nicht.")
    }
    columns = choices.visible.filter { names.contains($0.name) }
    hasChosenColumns = columns.map(\.name) != choices.columns.map(\.name)
  }

  private mutating func readStart(_ query: Parameters) throws(Problem) {
    for (name, make) in [(Self.after, Start.after), (Self.before, Start.before)] {
      guard let text = query[name] else { continue }
      guard let id = Identifier(text), start == .first else { throw Self.noSuchPlace(name) }
      start = make(id)
    }
  }

  /// For an id that is not in the tenant's list.
  var unknownStart: Problem {
    if case .before = start { return Self.noSuchPlace(Self.before) }
    return Self.noSuchPlace(Self.after)
  }

  private static func noSuchPlace(_ name: String) -> Problem {
    refused(name, "Diese Stelle der Liste gibt es nicht (mehr).")
  }

  private static func refused(_ name: String, _ sentence: String) -> Problem {
    Problem("request.parameter", .malformed, "\(sentence) (Angabe „\(name)“ in der Adresse)", field: name)
  }

  // MARK: - As an address

  /// Without the place in the list and without a view: what is exported and remembered.
  var pairs: [(String, String)] {
    [(Self.search, words)] + filters.flatMap { $0.filter.pairs($0.info) } + [(Self.order, sort.text)]
      + (hasChosenColumns ? columns.map { (Self.column, $0.name) } : []) + [(Self.archive, isArchived ? "1" : "")]
  }

  /// As one text, `a=1&b=2`.
  var text: String { String(Path([], query: pairs).text.drop { $0 != "?" }.dropFirst()) }

  func pairs(from start: Start) -> [(String, String)] {
    switch start {
    case .first: pairs + [(Self.viewName, view)]
    case .after(let id): pairs + [(Self.viewName, view), (Self.after, id.text)]
    case .before(let id): pairs + [(Self.viewName, view), (Self.before, id.text)]
    }
  }

  /// Whether it narrows the list at all.
  var isNarrowing: Bool { !words.isEmpty || !filters.isEmpty }

  subscript(_ info: FieldInfo) -> FieldFilter? { filters.first { $0.info.name == info.name }?.filter }

  func with(_ change: (inout ListQuery) -> Void) -> ListQuery {
    var copy = self
    copy.start = .first
    change(&copy)
    return copy
  }
}
