// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Records
internal import Storage
internal import Web

extension DeskForms {
  @Sendable func archive(_ staff: StaffVisit) async throws -> Reply {
    try await act(staff, .archived) { stored, transaction in
      if stored.archivedAt != nil { throw Self.isArchived }
      try desk.archive(stored, transaction)
    }
  }

  @Sendable func restore(_ staff: StaffVisit) async throws -> Reply {
    try await act(staff, .restored) { stored, transaction in try transaction.restore(stored) }
  }

  @Sendable func step(_ staff: StaffVisit) async throws -> Reply {
    let slug = staff.visit.part("step")
    guard let step = desk.steps.first(where: { $0.slug == slug }) else { throw Problem.notFound }
    return try await act(staff, .step, permission: step.permission) { stored, transaction in
      if stored.archivedAt != nil { throw Self.isArchived }
      guard step.applies(stored) else {
        throw Problem(
          "record.step-does-not-apply", .conflict, "„\(step.label)“ ist bei diesem Eintrag jetzt nicht möglich.")
      }
      try step.run(stored, transaction)
    }
  }

  /// One button: the record must still be the one that the person saw.
  private func act(
    _ staff: StaffVisit, _ message: RecordMessage, permission: Permission? = nil,
    _ body: @escaping @Sendable (Stored<R>, Transaction) throws -> Void
  ) async throws -> Reply {
    let form = try await staff.form()
    let version = form[FormInput.version].flatMap { Int($0) }
    let permission = permission ?? desk.edit
    do {
      let id = try await services.database.write(by: staff.principal) { transaction in
        _ = try opened(staff, transaction, desk.view)
        let stored = try opened(staff, transaction, permission)
        guard version == stored.version else { throw Self.changedMeanwhile }
        try body(stored, transaction)
        return stored.id
      }
      return .seeOther(staff.view.link(path.record(id.text, told: message)))
    } catch let problem as Problem where problem.kind == .invalid || problem.kind == .conflict {
      return try await detailPage(staff, refused: problem)
    }
  }

  static var changedMeanwhile: Problem {
    Problem(
      "record.changed-meanwhile", .conflict,
      "„\(R.descriptor.one)“ wurde inzwischen von jemand anderem geändert. Bitte laden Sie die Seite neu.")
  }
}
