// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Storage
internal import Web

// What the forms of a run's pages do.
extension ImportPages {
  func chooseSheet(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let found = try await found(staff)
    guard let number = try form.number("blatt", in: 0...1000),
      let sheet = found.sheets.first(where: { $0.number == number })
    else { throw Problem.notFound }
    try await actions(staff).choose(sheet, found.kind, of: found.run)
    return back(found.run, staff)
  }

  func map(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let found = try await found(staff)
    guard let sheet = found.sheet else { throw Problem.importMoved }
    let mapping = sheet.header.indices.map { form["s\($0)"] ?? "" }
    let problems = found.kind.problems(mapping, sheet.header)
    if !problems.isEmpty { return try await page(found, staff, problems: problems, sent: mapping) }
    let isComplete = form["vollstaendig"] != nil && found.kind.number != nil
    let run = try await actions(staff).map(mapping, sheet, isComplete: isComplete, found.run)
    try await look(run, sheet, staff)
    return back(run, staff)
  }

  /// Makes the preview of a small table at once; larger ones wait for their job.
  private func look(_ run: ImportRun, _ sheet: ImportSheet, _ staff: StaffVisit) async throws {
    if sheet.rowCount <= ImportJobs.inlineRows { try await jobs.look(run, database, staff.principal) }
  }

  /// A choice is one of the row's own candidates; anything else that is sent is refused.
  func decide(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let found = try await found(staff)
    let run = found.run
    guard let sheet = found.sheet else { throw Problem.importMoved }
    var choices: [Int: String] = [:]
    for (name, value) in form.pairs where name.hasPrefix("z") {
      guard let line = Int(name.dropFirst()) else { continue }
      choices[line] = value
    }
    let wanted = choices
    let candidates = try await database.read { connection -> [Int: [Identifier]] in
      var found: [Int: [Identifier]] = [:]
      for line in wanted.keys {
        let row = try connection.importRows(run, after: line - 1, limit: 1).first
        if let row, row.line == line { found[line] = row.candidates }
      }
      return found
    }
    for (line, choice) in choices {
      let isKnown = ["", "new", "skip"].contains(choice) || candidates[line]?.contains { $0.text == choice } == true
      guard isKnown, candidates[line]?.isEmpty == false else {
        throw Problem("import.choice", .malformed, "Diese Entscheidung passt nicht zu Zeile \(line).")
      }
    }
    let decided = try await actions(staff).decide(choices, sheet, run)
    try await look(decided, sheet, staff)
    let query = [("klasse", form["klasse"] ?? ""), ("page", form["page"] ?? "")]
    return .seeOther(staff.view.link(ImportPath.run(run.id, query: query)))
  }

  func write(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let found = try await found(staff)
    guard let sheet = found.sheet else { throw Problem.importMoved }
    // Somebody else may have mapped fields that this person may not bring in.
    if let problem = found.kind.problems(found.run.mapping, sheet.header).first { throw problem }
    let skipsFaulty = form["fehler-auslassen"] != nil
    if found.run.counts[.faulty] > 0, !skipsFaulty {
      let problem = Problem(
        "import.faulty-rows", .invalid,
        "Die Datei hat fehlerhafte Zeilen. Bitte berichtigen Sie die Datei, oder wählen Sie, dass diese Zeilen ausgelassen "
          + "werden.", field: "fehler-auslassen")
      return try await page(found, staff, problems: [problem])
    }
    try await actions(staff).start(
      skipsFaulty: skipsFaulty, insertsDoubtful: form["zweifel-anlegen"] != nil, found.run)
    return back(found.run, staff)
  }

  func undo(_ staff: StaffVisit) async throws -> Reply {
    _ = try await staff.form()
    let found = try await found(staff)
    let (run, records) = (found.run, jobs.records)
    let count = try await database.read { try $0.importChangeCount(run.id) }
    if count > ImportJobs.inlineChanges {
      try await actions(staff).startUndo(run)
      return back(run, staff)
    }
    do {
      try await database.write(by: staff.principal) { transaction in
        guard let run = try transaction.importRun(run.id, of: run.tenant) else { throw Problem.notFound }
        try ImportUndo(records: records).undo(run, transaction)
      }
      return back(run, staff)
    } catch is ImportUndo.Blocked {
      let problem = Problem(
        "import.blocked", .conflict, "Der Import wurde nicht zurückgenommen, weil danach etwas geändert wurde.")
      return try await page(found, staff, problems: [problem])
    }
  }

  func cancel(_ staff: StaffVisit) async throws -> Reply {
    _ = try await staff.form()
    let found = try await found(staff)
    guard found.run.state.isBusy else { return back(found.run, staff) }
    try await actions(staff).cancel(found.run)
    return back(found.run, staff)
  }

  func discard(_ staff: StaffVisit) async throws -> Reply {
    _ = try await staff.form()
    let found = try await found(staff)
    try await actions(staff).discard(found.run)
    return .seeOther(staff.view.link(ImportPath.list))
  }

  /// Rows that were not taken over, with the file's own columns and one that says why.
  func errors(_ staff: StaffVisit) async throws -> Reply {
    let found = try await found(staff)
    guard let sheet = found.sheet, found.run.state == .done || found.run.state == .preview else {
      throw Problem.notFound
    }
    let (database, run) = (database, found.run)
    return .stream("text/csv; charset=utf-8", fileName: "Fehler \(run.fileName).csv") { writer in
      var csv = CSVWriter(.spreadsheet)
      csv.row(sheet.header.filter { $0 != Self.faultColumn } + [Self.faultColumn])
      let dropped = sheet.header.firstIndex(of: Self.faultColumn)
      for kind in [RowClass.faulty, .doubtful] {
        var last = 0
        while true {
          let after = last
          let rows = try await database.read { try $0.importRows(run, of: kind, after: after, limit: 500) }
          for row in rows {
            var cells = sheet.header.indices.map { $0 < row.cells.count ? row.cells[$0] : "" }
            if let dropped { cells.remove(at: dropped) }
            let reason = kind == .faulty ? row.detail.faults.joined(separator: " ") : Self.doubtReason
            csv.row(cells + [reason])
          }
          try await writer.write(csv.take())
          guard rows.count == 500, let line = rows.last?.line else { break }
          last = line
        }
      }
    }
  }

  private static let faultColumn = "Fehler"
  private static let doubtReason =
    "Möglicherweise gibt es diesen Eintrag schon; es wurde nicht entschieden, was damit geschehen soll."
}
