// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Storage
internal import Web
internal import Workplace

/// The pages on which people bring a file in, step by step.
struct ImportPages: Sendable {
  let services: Services
  let jobs: ImportJobs

  static let uploadLimit = 25 << 20
  static let rowsPerPage = 25

  init(_ services: Services, _ jobs: ImportJobs) {
    self.services = services
    self.jobs = jobs
  }

  var database: Database { services.database }

  var routes: [Route] {
    let access = Requirement.permission(Imports.permission)
    return [
      Route.staff(.get, ImportPath.listPattern, access) { try await list($0) },
      Route.staff(.post, ImportPath.listPattern, access, upload),
      Route.staff(.get, ImportPath.runPattern, access) { try await show($0) },
      Route.staff(.post, ImportPath.pattern(.sheet), access, chooseSheet),
      Route.staff(.post, ImportPath.pattern(.mapping), access, map),
      Route.staff(.post, ImportPath.pattern(.decisions), access, decide),
      Route.staff(.post, ImportPath.pattern(.write), access, write),
      Route.staff(.post, ImportPath.pattern(.undo), access, undo),
      Route.staff(.post, ImportPath.pattern(.cancel), access, cancel),
      Route.staff(.post, ImportPath.pattern(.discard), access, discard),
      Route.staff(.get, ImportPath.pattern(.errors), access, errors),
    ]
  }

  /// The kinds that the person may bring into the tenant in which they work.
  func kinds(_ staff: StaffVisit) throws(Problem) -> [ImportKind] {
    let tenant = try staff.tenant()
    guard staff.may(Imports.permission, about: Subject(tenant: tenant)) else { return [] }
    return jobs.kinds.filter { staff.may($0.permission, about: Subject(tenant: tenant, kind: $0.record)) }
      .map { narrowed($0, tenant, staff) }
  }

  private func narrowed(_ kind: ImportKind, _ tenant: TenantID, _ staff: StaffVisit) -> ImportKind {
    kind.narrowed { staff.may($0, about: Subject(tenant: tenant, kind: kind.record)) }
  }

  /// The run of the address with its kind and its table.
  ///
  /// - Throws: a `Problem` "not found" for other tenants' runs, "forbidden" where the person may not change such records.
  func found(_ staff: StaffVisit) async throws -> FoundRun {
    let tenant = try staff.tenant()
    let id: RecordID<ImportRun> = try staff.visit.id("lauf")
    let found = try await database.read { connection -> (ImportRun, [ImportSheet])? in
      guard let run = try connection.importRun(id, of: tenant) else { return nil }
      return (run, try connection.importSheets(id))
    }
    guard let (run, sheets) = found, let kind = jobs.kinds.first(where: { $0.slug == run.kind }) else {
      throw Problem.notFound
    }
    try staff.require(Imports.permission, about: Subject(tenant: tenant, kind: "import_run", record: id.identifier))
    try staff.require(kind.permission, about: Subject(tenant: tenant, kind: kind.record))
    return FoundRun(run: run, kind: narrowed(kind, tenant, staff), sheets: sheets)
  }

  func actions(_ staff: StaffVisit) -> ImportActions { ImportActions(database: database, principal: staff.principal) }

  func back(_ run: ImportRun, _ staff: StaffVisit) -> Reply { .seeOther(staff.view.link(ImportPath.run(run.id))) }

  // MARK: - List and upload

  private func list(_ staff: StaffVisit, problem: Problem? = nil, chosen: String = "") async throws -> Reply {
    let tenant = try staff.tenant()
    let kinds = try kinds(staff)
    let runs = try await database.read { try $0.importRuns(of: tenant, limit: 100) }
    let slugs = Set(kinds.map(\.slug))
    let view = ImportListView(
      view: staff.view, token: staff.formToken, kinds: kinds, runs: runs.filter { slugs.contains($0.kind) },
      problem: problem, chosen: chosen)
    return staff.page(
      StaffHead(staff.view[ImportWord.title], current: ImportPath.list), view.html,
      status: HTTPResponse.Status(code: problem?.kind.status ?? 200))
  }

  private func upload(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.tenant()
    let sent = try await staff.upload(limit: Self.uploadLimit, files: 1)
    let chosen = sent.fields["art"] ?? ""
    guard let kind = try kinds(staff).first(where: { $0.slug == chosen }) else {
      let problem = Problem("import.kind", .invalid, "Bitte wählen Sie, was in der Datei steht.", field: "art")
      return try await list(staff, problem: problem)
    }
    guard let file = sent.files.first(where: { $0.field == "datei" }) else {
      let problem = Problem("import.no-file", .invalid, "Bitte wählen Sie eine Datei.", field: "datei")
      return try await list(staff, problem: problem, chosen: chosen)
    }
    do {
      let run = try await actions(staff).upload(file.path, named: file.name, kind, of: tenant)
      return back(run, staff)
    } catch let problem as Problem where !problem.code.hasPrefix("storage.") {
      return try await list(staff, problem: problem.at("datei"), chosen: chosen)
    }
  }

  // MARK: - One run

  private func show(_ staff: StaffVisit) async throws -> Reply { try await page(try await found(staff), staff) }

  /// The page of a run at the step where it is.
  func page(
    _ found: FoundRun, _ staff: StaffVisit, problems: [Problem] = [], sent: [String]? = nil
  ) async throws -> Reply {
    let status = HTTPResponse.Status(code: problems.first?.kind.status ?? 200)
    let run = found.run
    let isMapping =
      run.state == .mapping || (run.state == .preview && staff.query["schritt"] == ImportStep.mapping.rawValue)
    let main: HTML
    if (isMapping || sent != nil), let sheet = found.sheet {
      let rows = try await database.read { try $0.importRows(run, limit: 50) }
      main =
        ImportMappingView(
          view: staff.view, token: staff.formToken, found: found, sheet: sheet, mapping: sent ?? run.mapping,
          samples: rows.map(\.cells), problems: problems
        ).html
    } else if run.state.isBusy {
      main = ImportProgressView(view: staff.view, token: staff.formToken, found: found, meter: jobs.meter[run.id]).html
    } else if run.state == .preview {
      main = try await preview(found, staff, problems)
    } else {
      main = try await result(found, staff, problems)
    }
    return staff.page(
      StaffHead(
        run.fileName, current: ImportPath.list, crumbs: [(staff.view[ImportWord.title], ImportPath.list)]), main,
      status: status)
  }

  private func preview(_ found: FoundRun, _ staff: StaffVisit, _ problems: [Problem]) async throws -> HTML {
    let filter = staff.query["klasse"].flatMap { RowClass(rawValue: $0) }
    let page = ListPage(page: try staff.query.number("page", in: 1...10_000) ?? 1, perPage: Self.rowsPerPage)
    let (run, records) = (found.run, jobs.records)
    let (rows, titles) = try await database.read { connection -> ([ImportRow], [Identifier: String]) in
      let rows = try connection.importRows(run, of: filter, limit: page.perPage, offset: page.offset)
      let kind = records.first { $0.kind == found.kind.record }
      var titles: [Identifier: String] = [:]
      for id in rows.flatMap(\.candidates) where titles[id] == nil {
        titles[id] = try kind?.state(connection, id, run.tenant)?.title
      }
      return (rows, titles)
    }
    return ImportPreviewView(
      view: staff.view, token: staff.formToken, found: found, rows: rows, titles: titles, filter: filter, page: page,
      problems: problems
    ).html
  }

  private func result(_ found: FoundRun, _ staff: StaffVisit, _ problems: [Problem]) async throws -> HTML {
    let (run, records) = (found.run, jobs.records)
    let obstacles: [ImportUndo.Obstacle] =
      run.state == .done && !(run.message.isEmpty && problems.isEmpty)
      ? try await database.read { try ImportUndo(records: records).obstacles(run, $0) } : []
    return ImportResultView(
      view: staff.view, token: staff.formToken, found: found, obstacles: obstacles, problems: problems
    ).html
  }
}

/// A run with all that its pages need.
struct FoundRun: Sendable {
  let run: ImportRun
  let kind: ImportKind
  let sheets: [ImportSheet]

  var sheet: ImportSheet? { sheets.first { $0.number == run.sheet } }
}
