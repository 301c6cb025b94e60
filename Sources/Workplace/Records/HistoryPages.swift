// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// Somebody wanted to take a change back and other changes stand in the way.
private struct Obstructed: Error { let obstacles: [TakeBack.Obstacle] }

extension DeskForms {
  /// As many entries as a page shows and as can be taken back.
  private static var historyLimit: Int { 200 }

  @Sendable func history(_ staff: StaffVisit) async throws -> Reply { try await historyPage(staff) }

  private func historyPage(
    _ staff: StaffVisit, number: Int64? = nil, obstacles: [TakeBack.Obstacle] = []
  ) async throws -> Reply {
    let (stored, entries, text) = try await services.database.read { connection in
      let stored = try opened(staff, connection, desk.view)
      let entries = try seenEntries(of: stored, connection, seen: self.access(staff, stored.tenant))
      let shown = entries.flatMap(\.changes).flatMap { change in
        R.descriptor.field(change.field).map { [($0.info, change.old), ($0.info, change.new)] } ?? []
      }
      let text = FieldText(
        vocabulary: try desk.vocabulary(connection, stored.tenant),
        titles: try references.titles(of: shown, connection, stored.tenant))
      return (stored, entries, text)
    }
    let access = access(staff, stored.tenant)
    let title = title(stored.record, access)
    let view = staff.view
    let history = HistoryView(
      entries: entries, fields: R.descriptor.info.fields, text: text, path: path, id: stored.id.text,
      version: stored.version,
      mayTakeBack: { entry in
        staff.may(desk.edit, about: desk.subject(of: stored)) && allowed(entry, stored, access)
      }, token: staff.formToken, view: view)
    let heading = view(RecordText.historyHeading, ["name": title])
    let main: HTML = """
      <h1>\(heading)</h1>\(if: !obstacles.isEmpty, history.obstacles(obstacles, number))\
      \(history.html)\(if: entries.count == Self.historyLimit, "<p class=\"muted\">\(view[RecordText.historyMore])</p>")
      """
    let head = StaffHead(heading, current: path.list, crumbs: crumbs(stored.id, title))
    return staff.page(head, main, status: obstacles.isEmpty ? .ok : .conflict)
  }

  /// The entries with the fields that somebody sees, newest first.
  private func seenEntries(
    of stored: Stored<R>, _ connection: Connection, seen access: FieldAccess
  ) throws -> [HistoryEntry] {
    try connection.history(
      R.descriptor.kind, stored.id.identifier, of: stored.tenant, limit: Self.historyLimit
    ).map { HistoryEntry($0).keeping { access.sees($0.field) } }
  }

  /// Whether a person may change back all that an entry changed.
  private func allowed(_ entry: HistoryEntry, _ stored: Stored<R>, _ access: FieldAccess) -> Bool {
    switch TakeBack.way(entry) {
    case .none: false
    case .restoring: stored.archivedAt != nil
    case .archiving: stored.archivedAt == nil
    case .fields: stored.archivedAt == nil && !entry.isShortened && entry.changes.allSatisfy { access.writes($0.field) }
    }
  }

  @Sendable func takeBack(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let version = form[FormInput.version].flatMap { Int($0) }
    guard let number = Int64(staff.visit.part("number")) else { throw Problem.notFound }
    do {
      let id = try await services.database.write(by: staff.principal) { transaction in
        let stored = try opened(staff, transaction, desk.edit)
        let access = access(staff, stored.tenant)
        let entries = try seenEntries(of: stored, transaction, seen: access)
        guard let entry = entries.first(where: { $0.number == number }) else { throw Problem.notFound }
        guard allowed(entry, stored, access) else { throw Self.cannotTakeBack }
        try takeBack(entry, of: stored, transaction, isSeen: version == stored.version)
        return stored.id
      }
      return .seeOther(staff.view.link(path.record(id.text, told: .takenBack)))
    } catch let obstructed as Obstructed {
      return try await historyPage(staff, number: number, obstacles: obstructed.obstacles)
    }
  }

  private func takeBack(
    _ entry: HistoryEntry, of stored: Stored<R>, _ transaction: Transaction, isSeen: Bool
  ) throws {
    switch TakeBack.way(entry) {
    case .none: throw Self.cannotTakeBack
    case .restoring where isSeen: try transaction.restore(stored)
    case .archiving where isSeen: try desk.archive(stored, transaction)
    case .restoring, .archiving: throw Self.changedMeanwhile
    case .fields: try putBack(entry, stored, transaction)
    }
  }

  private func putBack(_ entry: HistoryEntry, _ stored: Stored<R>, _ transaction: Transaction) throws {
    let texts = try transaction.translations(of: stored.id)
    let obstacles = TakeBack.obstacles(entry) { change in
      guard let language = change.language else {
        return R.descriptor.field(change.field)?.read(stored.record) ?? .null
      }
      return texts[language]?[change.field].map(Value.text) ?? .null
    }
    if !obstacles.isEmpty { throw Obstructed(obstacles: obstacles) }
    var record = stored.record
    for change in entry.changes where change.language == nil {
      try R.descriptor.field(change.field)?.place(change.old, in: &record)
    }
    if let problem = Problem.joined(try problems(record, beside: [], transaction)) { throw problem }
    try keep(record, over: stored, transaction)
    for change in entry.changes {
      guard let language = change.language else { continue }
      try transaction.translate(
        stored.id, of: stored.tenant, change.field, into: language, change.old.text ?? "", version: stored.version)
    }
  }

  private static var cannotTakeBack: Problem {
    Problem("record.cannot-take-back", .conflict, "Diese Änderung kann nicht zurückgenommen werden.")
  }
}
