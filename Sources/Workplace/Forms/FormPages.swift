// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web

extension DeskForms {
  /// What somebody sent, with what it was meant for.
  struct Sent: Sendable {
    var typed: TypedFields
    let version: Int
    let isSmallEdit: Bool
    /// The reference whose records were looked for instead of saving.
    let searching: String?

    init(_ form: Parameters) {
      typed = TypedFields(form)
      version = form[FormInput.version].flatMap { Int($0) } ?? 0
      isSmallEdit = form[FormInput.smallEdit] != nil
      searching = form[FormInput.save] == nil ? form[FormInput.search] : nil
    }
  }

  // MARK: - New records

  @Sendable func newForm(_ staff: StaffVisit) async throws -> Reply {
    try await newPage(staff, services.database.ids.make(R.self), sent: nil, problems: [])
  }

  @Sendable func create(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form(limit: Self.formLimit)
    let sent = Sent(form)
    let id = form[FormInput.record].flatMap { RecordID<R>($0) } ?? services.database.ids.make(R.self)
    if sent.searching != nil { return try await newPage(staff, id, sent: sent, problems: []) }
    do {
      let kept = try await services.database.write(by: staff.principal) { try create(id, sent, staff, $0) }
      return .seeOther(staff.view.link(path.record(kept.text, told: .saved)))
    } catch let problem as Problem where problem.isAboutInput {
      return try await newPage(staff, id, sent: sent, problems: problem.all)
    }
  }

  /// The id was given out with the form: sent twice, it makes one record.
  private func create(
    _ id: RecordID<R>, _ sent: Sent, _ staff: StaffVisit, _ transaction: Transaction
  ) throws -> RecordID<R> {
    let tenant = try staff.tenant()
    if let kept = try transaction.find(R.self, id, in: .tenant(tenant)) {
      try staff.require(desk.view, about: desk.subject(of: kept))
      return id
    }
    let (record, known) = try merge(sent, into: try blank(id, staff, tenant), staff, tenant, transaction)
    try staff.require(desk.edit, about: desk.subject(of: record, in: tenant))
    if let problem = Problem.joined(try problems(record, beside: known, transaction)) { throw problem }
    try desk.save(record, nil, tenant, transaction)
    return id
  }

  /// A record with its defaults; a provider's belongs to their organisation.
  func blank(_ id: RecordID<R>, _ staff: StaffVisit, _ tenant: TenantID) throws -> R {
    var record = R(id: id)
    desk.prepare(&record, staff)
    if let name = desk.organisationField, let field = R.descriptor.field(name),
      let organisation = FieldAccess.onlyOrganisation(of: staff.user, in: tenant)
    {
      try field.place(.text(organisation.text), in: &record)
    }
    return record
  }

  private func newPage(
    _ staff: StaffVisit, _ id: RecordID<R>, sent: Sent?, problems: [Problem]
  ) async throws -> Reply {
    let tenant = try staff.tenant()
    let record = try blank(id, staff, tenant)
    try staff.require(desk.edit, about: desk.subject(of: record, in: tenant))
    let sheet = try await sheet(record, sent, problems, staff, tenant)
    let view = staff.view
    let form = FormView(sheet: sheet, view: view)
    let heading = view(RecordText.newHeading, ["kind": R.descriptor.one])
    let main: HTML = """
      <h1>\(heading)</h1>\(form.summary)
      <form class="form" method="post" action="\(view.link(path.new))" novalidate \
      data-unsaved="\(view[RecordText.unsaved])"\(if: sent != nil, " data-typed")>\(staff.formToken)\(HTML.hidden(FormInput.record, id.text))\(saveFirst)\(form.body)\(form.privacy)
      <div class="acts"><button class="btn" name="\(FormInput.save)" value="1">\(view[RecordText.save])</button>\
      <a class="btn alt" href="\(view.link(path.list))">\(view[RecordText.cancel])</a></div></form>
      \(FormScript.element(view))
      """
    let head = StaffHead(heading, current: path.list, crumbs: [(R.descriptor.many, path.list)])
    return staff.page(head, main, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  // MARK: - Changes

  @Sendable func editForm(_ staff: StaffVisit) async throws -> Reply {
    let stored = try await services.database.read { try opened(staff, $0, desk.edit) }
    try await noteReading(of: stored, staff)
    return try await editPage(staff, stored, sent: nil, problems: [])
  }

  @Sendable func change(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form(limit: Self.formLimit)
    var sent = Sent(form)
    let stored = try await services.database.read { try opened(staff, $0, desk.edit) }
    if sent.searching != nil { return try await editPage(staff, stored, sent: sent, problems: []) }
    if form[FormInput.differing] != nil {
      guard take(chosen: form, &sent, stored) else { return try await conflictPage(staff, sent) }
    }
    do {
      try await services.database.write(by: staff.principal) { [sent] in try change(sent, staff, $0) }
      return .seeOther(staff.view.link(path.record(stored.id.text, told: .saved)))
    } catch is StaleForm {
      return try await conflictPage(staff, sent)
    } catch let problem as Problem where problem.isAboutInput {
      return try await editPage(staff, stored, sent: sent, problems: problem.all)
    }
  }

  private func change(_ sent: Sent, _ staff: StaffVisit, _ transaction: Transaction) throws {
    let stored = try opened(staff, transaction, desk.edit)
    if stored.archivedAt != nil { throw Self.isArchived }
    if sent.version != stored.version { throw StaleForm() }
    let (record, known) = try merge(sent, into: stored.record, staff, stored.tenant, transaction)
    try staff.require(desk.edit, about: desk.subject(of: record, in: stored.tenant))
    if let problem = Problem.joined(try problems(record, beside: known, transaction)) { throw problem }
    try keep(record, over: stored, isSmallEdit: sent.isSmallEdit, transaction)
  }

  static var isArchived: Problem {
    Problem(
      "record.archived", .conflict,
      "Dieser Eintrag ist archiviert. Bitte stellen Sie ihn zuerst wieder her.")
  }

  func merge(
    _ sent: Sent, into record: R, _ staff: StaffVisit, _ tenant: TenantID, _ connection: Connection
  ) throws -> (record: R, problems: [Problem]) {
    let reader = FieldReader(
      vocabulary: try desk.vocabulary(connection, tenant), references: references, connection: connection,
      tenant: tenant)
    var merged = try FormMerge(access: access(staff, tenant), reader: reader).merged(sent.typed, into: record)
    desk.complete(&merged.record)
    return merged
  }

  private func sheet(
    _ record: R, _ sent: Sent?, _ problems: [Problem], _ staff: StaffVisit, _ tenant: TenantID
  ) async throws -> FormSheet {
    let sheets = FormSheets<R>(references: references, fields: access(staff, tenant).writable)
    return try await services.database.read { connection in
      try sheets.sheet(
        record, typed: sent?.typed, problems: problems, searching: sent?.searching,
        vocabulary: try desk.vocabulary(connection, tenant), connection, tenant)
    }
  }

  private func editPage(
    _ staff: StaffVisit, _ stored: Stored<R>, sent: Sent?, problems: [Problem]
  ) async throws -> Reply {
    let sheet = try await sheet(stored.record, sent, problems, staff, stored.tenant)
    let view = staff.view
    let form = FormView(sheet: sheet, view: view)
    let title = title(stored.record, access(staff, stored.tenant))
    let heading = view(RecordText.editHeading, ["name": title])
    let version = sent?.version ?? stored.version
    let main: HTML = """
      <h1>\(heading)</h1>\(form.summary)
      <form class="form" method="post" action="\(view.link(path.edit(stored.id.text)))" novalidate \
      data-unsaved="\(view[RecordText.unsaved])"\(if: sent != nil, " data-typed")>\(staff.formToken)\
      \(HTML.hidden(FormInput.version, String(version)))\
      \(saveFirst)\(form.body)\(if: sheet.fields.contains(where: \.isTranslated), smallEdit(sent, view))\(form.privacy)
      <div class="acts"><button class="btn" name="\(FormInput.save)" value="1">\(view[RecordText.save])</button>\
      <a class="btn alt" href="\(view.link(path.record(stored.id.text)))">\(view[RecordText.cancel])</a></div></form>
      \(FormScript.element(view))
      """
    let head = StaffHead(heading, current: path.list, crumbs: crumbs(stored.id, title))
    return staff.page(head, main, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private func smallEdit(_ sent: Sent?, _ view: View) -> HTML {
    """
    <div class="f"><label class="opt"><input type="checkbox" name="\(FormInput.smallEdit)" value="1" \
    aria-describedby="klein-h"\(if: sent?.isSmallEdit == true, " checked")> \(view[RecordText.smallEdit])</label>\
    <p class="hint" id="klein-h">\(view[RecordText.smallEditHint])</p></div>
    """
  }

  /// The button that the Enter key presses in any field.
  var saveFirst: HTML {
    """
    <button class="vh" name="\(FormInput.save)" value="1" tabindex="-1" aria-hidden="true"></button>
    """
  }
}

extension Problem {
  /// Whether a form can be drawn again with it, as opposed to refusals of the whole request.
  var isAboutInput: Bool { kind == .invalid || kind == .conflict || kind == .tooLarge }
}
