// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
internal import Storage

/// Why a row is not written now.
enum RowRefusal: Error {
  /// With all that is wrong with it.
  case faulty([RowFault])
  /// It refers to a row that has not come yet.
  case waits
  /// It may mean one of these records, and nobody said yet; with its title.
  case doubtful([Identifier], String)
  /// Somebody said that it is left out.
  case skipped
}

// What a row means.
extension TableRun {
  /// - Returns: nothing for a row whose record the tenant has put away.
  /// - Throws: `RowRefusal`.
  mutating func plan(_ row: TableRow, _ header: TableHeader, mayWait: Bool) throws -> RowPlan<R>? {
    let claim = try claim(row, header)
    guard var plan = try begin(claim, row, header) else {
      report.unchanged += 1
      try pass?.seen(TableSight(line: row.line, outcome: .putAway, title: ""))
      return nil
    }
    var faults: [RowFault] = []
    if let waits = fill(&plan.record, row, header, &faults) {
      if mayWait && faults.isEmpty { throw RowRefusal.waits }
      faults.append(waits)
    }
    pass?.complete(&plan.record, plan.source)
    try beside(&plan, row, header, &faults)
    if faults.isEmpty { faults = rules(plan.record, header) }
    if !faults.isEmpty { throw RowRefusal.faulty(faults.sorted { ($0.column ?? 0) < ($1.column ?? 0) }) }
    try doubt(plan, row)
    return plan
  }

  /// What the row says of its identity.
  private mutating func claim(_ row: TableRow, _ header: TableHeader) throws -> TableIdentity<R>.Claim {
    var column: Int?
    do throws(Problem) {
      if let extra = (header.csv.names.count..<max(header.csv.names.count, row.cells.count)).first(where: {
        !CellReader.trimmed(row[$0]).isEmpty
      }) {
        column = extra
        throw Problem(
          "table.more-cells-than-columns", .invalid,
          "Die Zeile hat \(row.cells.count) Zellen, die Kopfzeile nur \(header.csv.names.count) Spalten.")
      }
      column = header.positions[.id]
      var claim = TableIdentity<R>.Claim()
      claim.id = try id(row, header)
      column = header.positions[.sourceSystem] ?? header.positions[.sourceID]
      claim.source = try source(row, header) ?? (claim.id == nil ? natural(row, header) : nil)
      if let number = pass?.number, claim.source == nil {
        throw Problem("table.number-missing", .invalid, "„\(number)“ fehlt.")
      }
      column = header.positions[.id]
      try identity.admit(claim, line: row.line)
      return claim
    } catch {
      throw RowRefusal.faulty([RowFault(column: column, problem: error)])
    }
  }

  private func id(_ row: TableRow, _ header: TableHeader) throws(Problem) -> RecordID<R>? {
    let cell = header.positions[.id].map { CellReader.trimmed(row[$0]) } ?? ""
    if cell.isEmpty { return nil }
    if let id = RecordID<R>(cell) { return id }
    throw Problem(
      "table.no-id", .invalid,
      "„\(cell.prefix(60))“ ist keine ID. Lassen Sie die Zelle leer, wenn der Eintrag neu ist; eigene Nummern "
        + "gehören in eine Spalte „Quelle“.")
  }

  private func source(_ row: TableRow, _ header: TableHeader) throws(Problem) -> Provenance? {
    let id = header.positions[.sourceID].map { cells.isExact ? row[$0] : CellReader.trimmed(row[$0]) } ?? ""
    if id.isEmpty { return nil }
    let named = header.positions[.sourceSystem].map { CellReader.trimmed(row[$0]) } ?? ""
    let system = named.isEmpty ? job.system : named
    let address = header.positions[.sourceAddress].map { CellReader.trimmed(row[$0]) } ?? ""
    guard id.utf8.count <= 500, address.utf8.count <= 2000, system.utf8.count <= 60,
      system.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else {
      throw Problem(
        "table.no-source", .invalid,
        "Das Quellsystem darf höchstens 60 Zeichen ohne Leerzeichen und Umlaute haben, die Quelle höchstens 500.")
    }
    return Provenance(system: system, source: id, address: address, fingerprint: "")
  }

  /// The row's own words where it has neither id nor source; nothing where all of them are empty.
  private func natural(_ row: TableRow, _ header: TableHeader) -> Provenance? {
    if pass?.number != nil { return nil }
    let words = table.identity.map { name in
      positions[name].flatMap { header.positions[.field($0)] }.map { CellReader.folded(row[$0]) } ?? ""
    }
    if words.allSatisfy(\.isEmpty) { return nil }
    let source = CellReader.trimmed(words.joined(separator: " | "))
    return Provenance(system: job.system, source: source, address: "", fingerprint: "")
  }

  private mutating func begin(
    _ claim: TableIdentity<R>.Claim, _ row: TableRow, _ header: TableHeader
  ) throws -> RowPlan<R>? {
    if let chosen = try chosen(claim, row) { return chosen }
    let match: TableIdentity<R>.Match
    do {
      match = try identity.match(claim, transaction)
    } catch let problem as Problem where !Self.isStorage(problem) {
      throw RowRefusal.faulty([RowFault(column: header.positions[.id], problem: problem)])
    }
    switch match {
    case .putAway: return nil
    case .existing(let stored): return RowPlan(record: stored.record, stored: stored, source: claim.source)
    case .new(let id):
      if id == nil, let stored = try adopted(claim) {
        return RowPlan(record: stored.record, stored: stored, source: claim.source)
      }
      return RowPlan(record: R(id: id ?? transaction.makeID()), stored: nil, source: claim.source)
    }
  }

  /// Puts the cells into the record.
  ///
  /// - Returns: the first reference to a record that has not come yet.
  private mutating func fill(
    _ record: inout R, _ row: TableRow, _ header: TableHeader, _ faults: inout [RowFault]
  ) -> RowFault? {
    var waits: RowFault?
    for (column, index) in header.fields {
      let field = table.fields[index]
      do throws(Problem) {
        switch try cells.read(row[column], field.info, field: index, blank: blanks[index]) {
        case .value(let value): try field.write(value, to: &record)
        case .waits(let problem): waits = waits ?? RowFault(column: column, problem: problem)
        }
      } catch {
        faults.append(RowFault(column: column, problem: error))
      }
    }
    return waits
  }

  /// Translations and companions.
  private func beside(
    _ plan: inout RowPlan<R>, _ row: TableRow, _ header: TableHeader, _ faults: inout [RowFault]
  ) throws {
    for (column, index, language) in header.translations {
      let info = table.fields[index].info
      do throws(Problem) {
        guard let text = try translation(row[column], info, isNew: plan.stored == nil) else { continue }
        plan.translations.append((info.name, language, text))
      } catch {
        faults.append(RowFault(column: column, problem: error))
      }
    }
    for (column, index) in header.companions {
      do {
        plan.companions.append(try table.companions[index].read(transaction, job.tenant, row[column]))
      } catch let problem as Problem where !Self.isStorage(problem) {
        faults.append(RowFault(column: column, problem: problem))
      }
    }
  }

  /// - Returns: nothing where there is nothing to say.
  private func translation(_ cell: String, _ info: FieldInfo, isNew: Bool) throws(Problem) -> String? {
    let text = cells.isExact ? cell : CellReader.trimmed(cell)
    if text.isEmpty { return isNew || info.isRequired ? nil : "" }
    var cleaned = text
    if case .richText = info.kind { cleaned = try CellReader.richText(text, isExact: cells.isExact) }
    if let problem = info.problem(with: .text(cleaned)) { throw problem }
    return cleaned
  }

  private func rules(_ record: R, _ header: TableHeader) -> [RowFault] {
    let problems = R.descriptor.problems(in: record) + table.check(record).flatMap(\.all)
    return problems.map { problem in
      let column = problem.field.flatMap { positions[$0] }.flatMap { header.positions[.field($0)] }
      return RowFault(column: column, problem: problem)
    }
  }
}
