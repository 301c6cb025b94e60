// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Formats
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

extension ResourceHandlers {
  // MARK: - New records

  @Sendable func create(_ staff: StaffVisit) async throws -> Reply {
    try staff.query.refuseOthers(than: [])
    let body = try await ProgramBody.read(staff.visit)
    let id = database.ids.make(R.self)
    return try await write(staff, body.bytes) { transaction in
      let tenant = try staff.tenant()
      let access = access(staff, tenant)
      let blank = try blank(id, staff, access)
      let record = try ResourceInput(resource, access, transaction, tenant).merged(body.object, into: blank)
      try staff.require(desk.edit, about: desk.subject(of: record, in: tenant))
      try desk.save(record, nil, tenant, transaction)
      guard let stored = try transaction.find(R.self, id, in: .tenant(tenant)) else { throw Problem.notFound }
      var answer = answer(stored, access)
      answer.status = 201
      answer.location = ResourcePath.one(resource.kind, id.text).text
      return answer
    }
  }

  /// A record with its defaults; a provider's belongs to their organisation.
  private func blank(_ id: RecordID<R>, _ staff: StaffVisit, _ access: ResourceAccess<R>) throws -> R {
    var record = R(id: id)
    desk.prepare(&record, staff)
    if let name = desk.organisationField, let organisation = access.onlyOrganisation {
      try R.descriptor.field(name)?.place(.text(organisation.text), in: &record)
    }
    return record
  }

  // MARK: - Changes

  /// A JSON merge patch (RFC 7396): what the object does not name stays as it is.
  @Sendable func change(_ staff: StaffVisit) async throws -> Reply {
    try await put(staff, ["application/merge-patch+json", "application/json"], isWhole: false)
  }

  /// All fields that the program may write; what the object does not name becomes empty.
  @Sendable func replace(_ staff: StaffVisit) async throws -> Reply {
    try await put(staff, ["application/json"], isWhole: true)
  }

  private func put(_ staff: StaffVisit, _ types: [String], isWhole: Bool) async throws -> Reply {
    try staff.query.refuseOthers(than: [])
    let body = try await ProgramBody.read(staff.visit, types: types)
    let answer = try await database.write(by: staff.principal) { transaction in
      let stored = try opened(staff, transaction, desk.edit)
      try ProgramTag.check(staff.visit, stored.version, R.descriptor.one)
      if stored.archivedAt != nil { throw Self.isArchived }
      let access = access(staff, stored.tenant)
      let record = try ResourceInput(resource, access, transaction, stored.tenant)
        .merged(body.object, into: stored.record, isWhole: isWhole)
      try staff.require(desk.edit, about: desk.subject(of: record, in: stored.tenant))
      try keep(record, over: stored, transaction)
      return try fresh(stored, access, transaction)
    }
    return answer.reply
  }

  /// Keeps a changed record by the desk's own action, and what was translated from unchanged texts up to date.
  private func keep(_ record: R, over stored: Stored<R>, _ transaction: Transaction) throws {
    let changed = R.descriptor.changes(from: stored.record, to: record).map(\.field)
    if changed.isEmpty { return }
    try desk.save(record, stored, stored.tenant, transaction)
    let translated = R.descriptor.fields.filter(\.info.isTranslated).map(\.name)
    guard !translated.isEmpty, let fresh = try transaction.find(R.self, stored.id, in: .tenant(stored.tenant)) else {
      return
    }
    try transaction.keepTranslations(
      of: stored.id, from: stored.version, to: fresh.version, except: changed.filter(translated.contains))
  }

  // MARK: - Everything else that is done with one record

  @Sendable func archive(_ staff: StaffVisit) async throws -> Reply {
    try await act(staff, desk.edit) { stored, transaction in
      if stored.archivedAt != nil { throw Self.isArchived }
      try desk.archive(stored, transaction)
    }
  }

  @Sendable func restore(_ staff: StaffVisit) async throws -> Reply {
    try await act(staff, desk.edit) { stored, transaction in
      if stored.archivedAt == nil {
        throw Problem("record.not-archived", .conflict, "Dieser Eintrag ist nicht archiviert.")
      }
      try transaction.restore(stored)
    }
  }

  @Sendable func step(_ staff: StaffVisit) async throws -> Reply {
    let slug = staff.visit.part("step")
    guard let step = desk.steps.first(where: { $0.slug == slug }) else {
      throw Problem("request.not-found", .notFound, "Diesen Schritt gibt es nicht.")
    }
    return try await act(staff, step.permission) { stored, transaction in
      if stored.archivedAt != nil { throw Self.isArchived }
      guard step.applies(stored) else {
        throw Problem(
          "record.step-does-not-apply", .conflict, "„\(step.label)“ ist bei diesem Eintrag jetzt nicht möglich.")
      }
      try step.run(stored, transaction)
    }
  }

  private func act(
    _ staff: StaffVisit, _ permission: Permission,
    _ body: @escaping @Sendable (Stored<R>, Transaction) throws -> Void
  ) async throws -> Reply {
    try staff.query.refuseOthers(than: [])
    try ProgramTag.demand(staff.visit)
    return try await write(staff, []) { transaction in
      _ = try opened(staff, transaction, desk.view)
      let stored = try opened(staff, transaction, permission)
      try ProgramTag.check(staff.visit, stored.version, R.descriptor.one)
      try body(stored, transaction)
      return try fresh(stored, access(staff, stored.tenant), transaction)
    }
  }

  // MARK: - Answers

  /// One transaction; once only where the program named its request.
  private func write(
    _ staff: StaffVisit, _ body: [UInt8], _ make: @escaping @Sendable (Transaction) throws -> ProgramAnswer
  ) async throws -> Reply {
    let name = staff.visit.isPost ? try RequestName(staff, body) : nil
    let answer = try await database.write(by: staff.principal) { transaction in
      guard let name else { return try make(transaction) }
      return try name.once(transaction) { try make(transaction) }
    }
    return answer.reply
  }

  private func fresh(
    _ stored: Stored<R>, _ access: ResourceAccess<R>, _ transaction: Transaction
  ) throws -> ProgramAnswer {
    guard let fresh = try transaction.find(R.self, stored.id, in: .tenant(stored.tenant)) else {
      return ProgramAnswer(status: 204)
    }
    return answer(fresh, access)
  }

  private func answer(_ stored: Stored<R>, _ access: ResourceAccess<R>) -> ProgramAnswer {
    ProgramAnswer(status: 200, tag: ProgramTag.text(stored.version), body: bytes(stored, access))
  }

  private static var isArchived: Problem {
    Problem(
      "record.archived", .conflict, "Dieser Eintrag ist archiviert. Bitte stellen Sie ihn zuerst wieder her.")
  }
}
