// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Tables

/// Guesses what the columns of a file hold: by their names, then by what stands in them.
struct ImportGuess {
  let kind: ImportKind

  /// The name of a target for each column; empty where nothing fits.
  func mapping(_ header: [String], samples: [[String]]) -> [String] {
    var mapping = kind.known(header.map { kind.columns[TableTarget.key($0)] ?? "" })
    for column in mapping.indices where !mapping[column].isEmpty {
      if !fits(mapping[column], column, samples) { mapping[column] = "" }
    }
    var taken = Set(mapping)
    for target in kind.targets where !taken.contains(target.name) {
      let keys = Set(target.names.map(TableTarget.key))
      let column = header.indices.first { mapping[$0].isEmpty && keys.contains(TableTarget.key(header[$0])) }
      guard let column, fits(target.name, column, samples) else { continue }
      mapping[column] = target.name
      taken.insert(target.name)
    }
    for column in header.indices where mapping[column].isEmpty && kind.columns.isEmpty {
      guard let name = byContent(samples.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }),
        taken.insert(name).inserted
      else { continue }
      mapping[column] = name
    }
    return mapping
  }

  /// Columns of fixed choices and ids fit only if their words are known: a column "Rechtsform" of numbers is another thing.
  private func fits(_ target: String, _ column: Int, _ samples: [[String]]) -> Bool {
    let cells = samples.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }
    guard let info = kind.target(target)?.field else {
      return target != "id" || cells.allSatisfy { Identifier($0) != nil }
    }
    guard case .choice(let choices) = info.kind else { return true }
    let words = choices.flatMap { [$0.value.lowercased(), $0.label.lowercased()] }
    if choices.count == Answer.allCases.count, choices.map(\.value) == Answer.allCases.map(\.rawValue) { return true }
    return cells.allSatisfy { words.contains($0.lowercased()) }
  }

  /// Mail addresses, addresses of pages and postcodes are known by their looks.
  private func byContent(_ cells: [String]) -> String? {
    guard cells.count >= 2 else { return nil }
    if cells.allSatisfy({ $0.contains("@") && $0.contains(".") && !$0.contains(" ") }) { return first { $0 == .mail } }
    if cells.allSatisfy({ $0.hasPrefix("http") || $0.hasPrefix("www.") }) { return first { $0 == .link } }
    let isPostcode = cells.allSatisfy { $0.utf8.count == 5 && $0.utf8.allSatisfy { (48...57).contains($0) } }
    return isPostcode ? kind.target("postcode")?.name : nil
  }

  private func first(_ isWanted: (FieldKind) -> Bool) -> String? {
    kind.targets.first { $0.field.map { isWanted($0.kind) } ?? false }?.name
  }
}

extension ImportKind {
  /// What speaks against a mapping.
  func problems(_ mapping: [String], _ header: [String]) -> [Problem] {
    guard mapping.count == header.count, mapping.allSatisfy({ $0.isEmpty || target($0) != nil }) else {
      return [Problem("import.mapping", .malformed, "Diese Zuordnung passt nicht zu der Datei.")]
    }
    if mapping.allSatisfy(\.isEmpty) {
      return [Problem("import.nothing-mapped", .invalid, "Bitte ordnen Sie mindestens eine Spalte zu.")]
    }
    var problems: [Problem] = []
    if let number, !mapping.contains(Self.numberTarget) {
      problems.append(
        Problem(
          "import.number", .invalid, "Keine Spalte ist „\(number)“ zugeordnet; daran erkennt Verbund die Einträge."))
    }
    if !mapping.contains("id") {
      for target in targets where target.isRequired && !mapping.contains(target.name) && needs(target) {
        problems.append(
          Problem(
            "import.required", .invalid,
            "Keine Spalte ist „\(target.label)“ zugeordnet. Ohne diese Angabe kann kein Eintrag entstehen."))
      }
    }
    for (target, columns) in Dictionary(grouping: header.indices, by: { mapping[$0] }) where !target.isEmpty {
      guard columns.count > 1, !joins(target) else { continue }
      let names = columns.map { "„\(header[$0].prefix(60))“" }.joined(separator: ", ")
      problems.append(
        Problem(
          "import.mapped-twice", .invalid,
          "Mehrere Spalten (\(names)) sind „\(self.target(target)?.label ?? target)“ zugeordnet. Das geht nur bei Texten."
        ))
    }
    return problems
  }

  /// Fields with a value from the start, such as a status, may be missing.
  private func needs(_ target: TableTarget) -> Bool {
    switch target.field?.kind {
    case .text, .longText, .richText, .reference: true
    default: false
    }
  }

  /// Several columns of text are joined by a blank: street and house number, code and number.
  private func joins(_ target: String) -> Bool {
    switch self.target(target)?.field?.kind {
    case .text, .longText, .richText, .phone: true
    default: false
    }
  }

  /// What the mapping of such columns is remembered under, in whatever order they stand.
  static func headerKey(_ header: [String]) -> String {
    let names = order(header).map { TableTarget.key(header[$0]) }
    return hexadecimal(sha256(Array(names.joined(separator: "\u{1F}").utf8)))
  }

  /// The mapping in the order of the columns' names, as it is remembered.
  static func sorted(_ mapping: [String], _ header: [String]) -> [String] { order(header).map { mapping[$0] } }

  /// A remembered mapping in the order of a file's columns.
  static func unsorted(_ remembered: [String], _ header: [String]) -> [String]? {
    guard remembered.count == header.count else { return nil }
    var mapping = remembered
    for (position, column) in order(header).enumerated() { mapping[column] = remembered[position] }
    return mapping
  }

  private static func order(_ header: [String]) -> [Int] {
    let keys = header.map(TableTarget.key)
    return header.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
  }
}

/// The columns of a file brought into the order of targets.
struct MappedColumns {
  let targets: [String]
  private let sources: [[Int]]
  private let names: [String: String]

  init(_ mapping: [String], _ header: [String]) {
    var targets: [String] = []
    var sources: [[Int]] = []
    for (column, target) in mapping.enumerated() where !target.isEmpty {
      if let position = targets.firstIndex(of: target) {
        sources[position].append(column)
      } else {
        targets.append(target)
        sources.append([column])
      }
    }
    self.targets = targets
    self.sources = sources
    names = Dictionary(
      zip(targets, sources.map { $0.first.map { header[$0] } ?? "" }), uniquingKeysWith: { first, _ in first })
  }

  func cells(_ row: [String]) -> [String] {
    sources.map { columns in
      columns.compactMap { $0 < row.count && !row[$0].isEmpty ? row[$0] : nil }.joined(separator: " ")
    }
  }

  func name(of target: String) -> String { names[target] ?? target }
}
