// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Storage

/// The steps of an import that people take; each is one transaction with one audit row of the run.
struct ImportActions {
  let database: Database
  let principal: Principal

  /// Days for which rows are kept and an import can be taken back.
  static let keptDays = 30

  /// Keeps the rows of an uploaded file.
  ///
  /// - Throws: a `Problem` where the file cannot be read; nothing of it is kept then.
  func upload(_ path: String, named name: String, _ kind: ImportKind, of tenant: TenantID) async throws -> ImportRun {
    let id: RecordID<ImportRun> = database.ids.make()
    return try await database.write(by: principal) { transaction in
      var run = ImportRun(
        id: id, tenant: tenant, kind: kind.slug, fileName: name, state: .mapping, sheet: 0, mapping: [],
        skipsFaulty: false, isComplete: false, insertsDoubtful: false, counts: ImportCounts(), vanished: [],
        message: "", createdBy: transaction.principal.id, createdName: transaction.principal.name,
        createdAt: transaction.now, undoneName: "")
      try transaction.addImportRun(run)
      let sheets = try ImportedFile(path: path).store(in: id, transaction)
      if let first = sheets.first { try take(first, kind, &run, transaction) }
      try transaction.audit("import.uploaded", kind: "import_run", record: id.identifier, of: tenant)
      return run
    }
  }

  /// Turns to another table of the file, with the mapping that is remembered or guessed.
  func choose(_ sheet: ImportSheet, _ kind: ImportKind, of run: ImportRun) async throws {
    try await database.write(by: principal) { transaction in
      var run = run
      try take(sheet, kind, &run, transaction)
      try transaction.audit("import.sheet_chosen", kind: "import_run", record: run.id.identifier, of: run.tenant)
    }
  }

  private func take(
    _ sheet: ImportSheet, _ kind: ImportKind, _ run: inout ImportRun, _ transaction: Transaction
  ) throws {
    run.sheet = sheet.number
    run.state = .mapping
    let known = try transaction.importMapping(run.tenant, kind.slug, ImportKind.headerKey(sheet.header))
    let remembered = known.flatMap { ImportKind.unsorted($0, sheet.header) }
    let samples = try transaction.importRows(run, limit: 50).map(\.cells)
    run.mapping = remembered.map(kind.known) ?? ImportGuess(kind: kind).mapping(sheet.header, samples: samples)
    try transaction.saveImportRun(run, from: .mapping, .preview)
  }

  /// Keeps the mapping, remembers it for the next such file, and has the preview made.
  func map(_ mapping: [String], _ sheet: ImportSheet, isComplete: Bool, _ run: ImportRun) async throws -> ImportRun {
    try await database.write(by: principal) { transaction in
      var run = run
      if run.mapping != mapping || run.state == .mapping {
        try transaction.run("update import_row set choice = '', candidates = '' where run = \(run.id)")
      }
      run.mapping = mapping
      run.isComplete = isComplete
      run.state = .looking
      run.message = ""
      try transaction.saveImportRun(run, from: .mapping, .preview)
      try transaction.rememberImportMapping(
        ImportKind.sorted(mapping, sheet.header), run.tenant, run.kind, ImportKind.headerKey(sheet.header))
      try transaction.audit("import.mapped", kind: "import_run", record: run.id.identifier, of: run.tenant)
      try look(run, sheet, transaction)
      return run
    }
  }

  /// Keeps what somebody decided about doubtful rows, by line, and has the preview made anew.
  func decide(_ choices: [Int: String], _ sheet: ImportSheet, _ run: ImportRun) async throws -> ImportRun {
    try await database.write(by: principal) { transaction in
      var run = run
      run.state = .looking
      try transaction.saveImportRun(run, from: .preview)
      for (line, choice) in choices {
        try transaction.run(
          """
          update import_row set choice = \(choice) where run = \(run.id) and sheet = \(run.sheet) and line = \(line)
            and candidates <> ''
          """)
      }
      try transaction.audit("import.decided", kind: "import_run", record: run.id.identifier, of: run.tenant)
      try look(run, sheet, transaction)
      return run
    }
  }

  private func look(_ run: ImportRun, _ sheet: ImportSheet, _ transaction: Transaction) throws {
    if sheet.rowCount > ImportJobs.inlineRows {
      try transaction.enqueue(ImportJobs.look, of: run.tenant, input: run.id.text)
    }
  }

  /// Has the rows written.
  func start(skipsFaulty: Bool, insertsDoubtful: Bool, _ run: ImportRun) async throws {
    try await database.write(by: principal) { transaction in
      var run = run
      run.skipsFaulty = skipsFaulty
      run.insertsDoubtful = insertsDoubtful
      run.state = .waiting
      run.message = ""
      try transaction.saveImportRun(run, from: .preview)
      try transaction.audit("import.started", kind: "import_run", record: run.id.identifier, of: run.tenant)
      try transaction.enqueue(ImportJobs.table, of: run.tenant, input: run.id.text)
    }
  }

  /// Has a large import taken back behind the pages.
  func startUndo(_ run: ImportRun) async throws {
    try await database.write(by: principal) { transaction in
      var run = run
      run.state = .undoing
      try transaction.saveImportRun(run, from: .done)
      try transaction.audit("import.undo_started", kind: "import_run", record: run.id.identifier, of: run.tenant)
      try transaction.enqueue(ImportJobs.undo, of: run.tenant, input: run.id.text)
    }
  }

  /// Leaves a job that does not end: whatever it does afterwards finds the run elsewhere and keeps nothing.
  func cancel(_ run: ImportRun) async throws {
    try await database.write(by: principal) { transaction in
      var run = run
      let from = run.state
      run.state = from == .undoing ? .done : from == .looking ? .mapping : .preview
      try transaction.saveImportRun(run, from: from)
      try transaction.audit("import.cancelled", kind: "import_run", record: run.id.identifier, of: run.tenant)
    }
  }

  /// Forgets a run that was not written.
  func discard(_ run: ImportRun) async throws {
    try await database.write(by: principal) { transaction in
      guard try transaction.importRun(run.id, of: run.tenant)?.state.isWritten == false else {
        throw Problem.importMoved
      }
      try transaction.emptyImportRun(run.id)
      try transaction.run("delete from import_run where id = \(run.id) and tenant = \(run.tenant)")
      try transaction.audit("import.discarded", kind: "import_run", record: run.id.identifier, of: run.tenant)
    }
  }
}
