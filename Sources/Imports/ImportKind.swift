// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import Formats
package import Kernel
package import Records
package import Storage
package import Tables

/// A kind of file that people may bring in: what its columns can hold, who may, and how its rows are written.
package struct ImportKind: Sendable {
  /// The contract: rows of runs name it, addresses too. German, plural.
  package let slug: String
  package let label: String
  /// The table of its records.
  package let record: String
  /// What somebody needs beside `import.run`.
  package let permission: Permission
  /// The name of the number that tells the rows of an official list apart; nothing for other files.
  package let number: String?
  private(set) var targets: [TableTarget]
  /// What somebody needs to bring in single fields, by the names of targets.
  let guarded: [String: Permission]
  /// By the key of a column's name, for official lists.
  let columns: [String: String]
  let perform: @Sendable (ImportPass, Transaction) throws -> [VanishedEntry]

  /// - Parameters:
  ///   - table: made anew for each walk through a file, because some tables remember what they read.
  ///   - words: what the words in a tenant's files mean.
  ///   - guarded: fields that need more than `permission`, such as the one that publishes.
  package init<R: Record>(
    _ slug: String, _ label: String, permission: Permission, guarded: [String: Permission] = [:], doubts: DoubtFields,
    table: @escaping @Sendable () -> RecordTable<R>,
    words: @escaping @Sendable (Transaction, TenantID) throws -> TableWords, official: OfficialList<R>? = nil
  ) {
    self.slug = slug
    self.label = label
    self.permission = permission
    self.guarded = guarded
    record = R.descriptor.kind
    number = official?.number
    columns = Dictionary(
      (official?.columns ?? [:]).map { (TableTarget.key($0.key), $0.value) }
        + (official?.numberNames ?? []).map { (TableTarget.key($0), Self.numberTarget) },
      uniquingKeysWith: { first, _ in first })
    let all = table().targets(in: Language.interface.filter { $0 != .german })
    targets = all.map { target in
      guard let official, target.name == Self.numberTarget else { return target }
      return target.named(official.number, official.numberNames)
    }
    perform = { pass, transaction in
      let walk = ImportWalk(
        table: table(), words: try words(transaction, pass.tenant), doubts: doubts, official: official)
      return try walk.run(pass, transaction)
    }
  }

  /// The target of numbers that other systems gave.
  static let numberTarget = "source_id"

  /// The kind as somebody may use it: without the fields that they may not bring in.
  func narrowed(_ may: (Permission) -> Bool) -> ImportKind {
    var kind = self
    kind.targets.removeAll { target in guarded[target.name].map { !may($0) } ?? false }
    return kind
  }

  /// A mapping without targets that there are not.
  func known(_ mapping: [String]) -> [String] { mapping.map { target($0) == nil ? "" : $0 } }

  func target(_ name: String) -> TableTarget? { targets.first { $0.name == name } }
}

/// What is asked of one walk through the rows of a file.
struct ImportPass {
  let tenant: TenantID
  let isComplete: Bool
  /// Names of targets, each once.
  let header: [String]
  let next: () throws -> (line: Int, cells: [String])?
  let choice: (Int) -> RowChoice
  /// The name that the file has for the column of a target.
  let columnName: (String) -> String
  /// A record's title by kind and id, for references.
  let title: (String, Identifier) -> String?
  let seen: (TableSight, RowDetail) throws -> Void
  /// Which record a source was tied to before; nothing where it is new.
  let sourced:
    (_ system: String, _ source: String, _ kind: String, _ record: Identifier, _ former: String?) throws -> Void
}

/// What an official list no longer names.
struct VanishedEntry: Sendable {
  let kind: String
  let record: Identifier
  let system: String
  let source: String
  let title: String
}

/// One walk of a kind's rows through its table.
struct ImportWalk<R: Record> {
  let table: RecordTable<R>
  let words: TableWords
  let doubts: DoubtFields
  let official: OfficialList<R>?

  func run(_ asked: ImportPass, _ transaction: Transaction) throws -> [VanishedEntry] {
    let index = try ImportDoubts<R>(doubts, transaction, asked.tenant)
    let numbered = try numbers(transaction, asked.tenant)
    var sources: Set<String> = []
    let column = asked.header.firstIndex(of: ImportKind.numberTarget)
    var pass = TablePass(table, into: asked.tenant, words: words)
    pass.choice = asked.choice
    pass.doubts = { index.find($0) }
    if let official {
      pass.system = official.system
      pass.number = official.number
      pass.adopt = { source in source.system == official.system ? numbered[source.source] : nil }
      pass.complete = { record, source in
        if let source, source.system == official.system { official.complete(&record, source.source) }
      }
    }
    pass.seen = { sight in try asked.seen(sight, detail(sight, asked)) }
    pass.sourced = { source, id, former in
      try asked.sourced(source.system, source.source, R.descriptor.kind, id.identifier, former)
    }
    _ = try pass.run(transaction, header: asked.header) {
      guard let row = try asked.next() else { return nil }
      if let column, column < row.cells.count { sources.insert(row.cells[column]) }
      return row
    }
    guard let official, asked.isComplete else { return [] }
    return try vanished(official, sources, transaction, asked.tenant)
  }

  /// Records by the number that stands among their identifiers.
  private func numbers(_ connection: Connection, _ tenant: TenantID) throws -> [String: RecordID<R>] {
    guard let official else { return [:] }
    var found: [String: RecordID<R>] = [:]
    try connection.eachBatch(of: R.self, in: .tenant(tenant)) { batch in
      for stored in batch { for number in official.numbers(stored.record) { found[number] = stored.id } }
    }
    return found
  }

  /// Marks what the list names no longer; the records stay as they are.
  private func vanished(
    _ official: OfficialList<R>, _ sources: Set<String>, _ transaction: Transaction, _ tenant: TenantID
  ) throws -> [VanishedEntry] {
    let known = try transaction.provenance(of: R.self, system: official.system, in: tenant)
    var entries: [VanishedEntry] = []
    for (source, entry) in known.sorted(by: { $0.key < $1.key }) where !entry.isVanished && !sources.contains(source) {
      let stored = try transaction.find(R.self, entry.record, in: .tenant(tenant))
      guard let stored, stored.archivedAt == nil else { continue }
      try transaction.noteVanished(R.self, system: official.system, source: source, in: tenant)
      let title = R.descriptor.titleField?.read(stored.record).text ?? ""
      entries.append(
        VanishedEntry(
          kind: R.descriptor.kind, record: entry.record.identifier, system: official.system, source: source,
          title: "\(title) (\(official.number) \(source))"))
    }
    return entries
  }

  /// What a preview says of a row.
  private func detail(_ sight: TableSight, _ asked: ImportPass) -> RowDetail {
    var detail = RowDetail()
    switch sight.outcome {
    case .faulty(let problems): detail.faults = problems.map { fault($0, asked) }
    case .changed:
      detail.changes = sight.changes.compactMap { change in
        guard let info = R.descriptor.field(change.field)?.info else { return nil }
        return RowDetail.Change(
          label: info.label, old: text(change.old, info, asked), new: text(change.new, info, asked))
      }
    default: break
    }
    return detail
  }

  private func fault(_ problem: TableProblem, _ asked: ImportPass) -> String {
    guard let name = problem.name else { return problem.problem.sentence }
    return "Spalte „\(asked.columnName(name))“: \(problem.problem.sentence)"
  }

  private func text(_ value: Value, _ info: FieldInfo, _ asked: ImportPass) -> String {
    var text = words.text(value, info)
    if case .reference(let kind) = info.kind, let id = Identifier(text), let title = asked.title(kind, id) {
      text = title
    }
    return text.count > 160 ? text.prefix(160) + "…" : text
  }
}
