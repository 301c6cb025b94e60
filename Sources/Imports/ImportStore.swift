// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

extension Connection {
  /// A run of the tenant; nothing for other tenants' ones.
  func importRun(_ id: RecordID<ImportRun>, of tenant: TenantID) throws -> ImportRun? {
    try first("\(Self.importRuns) where id = \(id) and tenant = \(tenant)", Self.importRun)
  }

  /// The newest first.
  func importRuns(of tenant: TenantID, limit: Int) throws -> [ImportRun] {
    try rows(
      "\(Self.importRuns) where tenant = \(tenant) order by created_at desc, id desc limit \(limit)", Self.importRun)
  }

  /// Runs of all tenants that began before a moment and still hold rows.
  func importRuns(before moment: Moment, limit: Int) throws -> [ImportRun] {
    try rows(
      "\(Self.importRuns) where created_at < \(moment) and state <> 'emptied' order by created_at limit \(limit)",
      Self.importRun)
  }

  func importSheets(_ run: RecordID<ImportRun>) throws -> [ImportSheet] {
    try rows("select number, name, header, row_count from import_sheet where run = \(run) order by number") { row in
      ImportSheet(
        number: row.integer(), name: row.text(), header: ImportText.list(row.text()), rowCount: row.integer())
    }
  }

  /// Rows of the run's table in the file's order, after a line; all classes or one.
  func importRows(
    _ run: ImportRun, of kind: RowClass? = nil, after line: Int = 0, limit: Int, offset: Int = 0
  ) throws -> [ImportRow] {
    let condition: SQL = kind.map { "class = \($0.rawValue)" } ?? "1 = 1"
    return try rows(
      """
      select line, cells, class, title, detail, candidates, choice from import_row
      where run = \(run.id) and sheet = \(run.sheet) and line > \(line) and \(condition)
      order by line limit \(limit) offset \(offset)
      """
    ) { row in
      ImportRow(
        line: row.integer(), cells: ImportText.list(row.text()), kind: RowClass(rawValue: row.text()),
        title: row.text(), detail: ImportText.detail(row.text()),
        candidates: row.text().split(separator: " ").compactMap { Identifier($0) }, choice: row.text())
    }
  }

  /// What somebody decided, by line.
  func importChoices(_ run: ImportRun) throws -> [Int: String] {
    var choices: [Int: String] = [:]
    try each(
      "select line, choice from import_row where run = \(run.id) and sheet = \(run.sheet) and choice <> ''"
    ) { row in
      let line = row.integer()
      choices[line] = row.text()
    }
    return choices
  }

  /// The mapping that the tenant used for such columns before.
  func importMapping(_ tenant: TenantID, _ kind: String, _ header: String) throws -> [String]? {
    try first(
      "select mapping from import_mapping where tenant = \(tenant) and kind = \(kind) and header = \(header)"
    ) { ImportText.list($0.text()) }
  }

  private static var importRuns: SQL {
    """
    select id, tenant, kind, file_name, state, sheet, mapping, skips_faulty, is_complete, inserts_doubtful, counts,
      vanished, message, created_by, created_name, created_at, finished_at, undone_at, undone_name from import_run
    """
  }

  private static func importRun(_ row: inout Row) throws -> ImportRun {
    ImportRun(
      id: try row.id(), tenant: try row.id(), kind: row.text(), fileName: row.text(),
      state: ImportRun.State(rawValue: row.text()) ?? .emptied, sheet: row.integer(),
      mapping: ImportText.list(row.text()), skipsFaulty: row.flag(), isComplete: row.flag(),
      insertsDoubtful: row.flag(), counts: ImportCounts(text: row.text()), vanished: ImportText.list(row.text()),
      message: row.text(), createdBy: row.text(), createdName: row.text(), createdAt: try row.typed(),
      finishedAt: try row.typed(), undoneAt: try row.typed(), undoneName: row.text())
  }
}

extension Transaction {
  func addImportRun(_ run: ImportRun) throws {
    try self.run(
      """
      insert into import_run (id, tenant, kind, file_name, state, sheet, mapping, skips_faulty, is_complete,
        inserts_doubtful, counts, vanished, message, created_by, created_name, created_at, undone_name)
      values (\(run.id), \(run.tenant), \(run.kind), \(run.fileName), \(run.state.rawValue), \(run.sheet),
        \(ImportText.list(run.mapping)), \(run.skipsFaulty), \(run.isComplete), \(run.insertsDoubtful),
        \(run.counts.text), \(ImportText.list(run.vanished)), \(run.message), \(run.createdBy), \(run.createdName),
        \(run.createdAt), '')
      """)
  }

  /// Keeps what is different in a run, if it still stands where it was read.
  ///
  /// - Throws: a `Problem` where somebody else took it further meanwhile.
  func saveImportRun(_ run: ImportRun, from states: ImportRun.State...) throws {
    let count = try self.run(
      """
      update import_run set state = \(run.state.rawValue), sheet = \(run.sheet),
        mapping = \(ImportText.list(run.mapping)), skips_faulty = \(run.skipsFaulty),
        is_complete = \(run.isComplete), inserts_doubtful = \(run.insertsDoubtful), counts = \(run.counts.text),
        vanished = \(ImportText.list(run.vanished)), message = \(run.message), finished_at = \(run.finishedAt.value),
        undone_at = \(run.undoneAt.value), undone_name = \(run.undoneName)
      where id = \(run.id) and tenant = \(run.tenant) and state in (\(list: states.map(\.rawValue)))
      """)
    if count == 0 { throw Problem.importMoved }
  }

  func addImportSheet(_ sheet: ImportSheet, of run: RecordID<ImportRun>) throws {
    try self.run(
      """
      insert into import_sheet (run, number, name, header, row_count)
      values (\(run), \(sheet.number), \(sheet.name), \(ImportText.list(sheet.header)), \(sheet.rowCount))
      """)
  }

  func addImportRow(_ run: RecordID<ImportRun>, _ sheet: Int, _ line: Int, _ cells: [String]) throws {
    try self.run(
      """
      insert into import_row (run, sheet, line, cells, class, title, detail, candidates, choice)
      values (\(run), \(sheet), \(line), \(ImportText.list(cells)), '', '', '', '', '')
      """)
  }

  func rememberImportMapping(_ mapping: [String], _ tenant: TenantID, _ kind: String, _ header: String) throws {
    try run(
      """
      insert into import_mapping (tenant, kind, header, mapping, modified_at)
      values (\(tenant), \(kind), \(header), \(ImportText.list(mapping)), \(now))
      on conflict (tenant, kind, header) do update set mapping = excluded.mapping, modified_at = excluded.modified_at
      """)
  }

  /// Forgets the rows of a run, and what would be needed to take it back.
  func emptyImportRun(_ id: RecordID<ImportRun>) throws {
    try run("delete from import_row where run = \(id)")
    try run("delete from import_sheet where run = \(id)")
    try run("delete from import_change where run = \(id)")
  }
}

extension Problem {
  static let importMoved = Problem(
    "import.moved", .conflict,
    "Dieser Import ist inzwischen an einer anderen Stelle. Bitte öffnen Sie ihn noch einmal.")
}
