// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
package import Records
internal import Storage
package import Web

/// The pages on which staff see, change and follow the records of one desk, one at a time.
package struct DeskForms<R: Record>: Sendable {
  let desk: Desk<R>
  let services: Services
  let references: ReferenceBook
  let fixed: Set<String>

  /// Bytes of a form at most: long texts grow when they are encoded.
  static var formLimit: Int { 1_048_576 }

  /// - Parameters:
  ///   - references: the kinds that fields of the record refer to; others are shown by their ids and not changed here.
  ///   - fixed: fields that only steps and actions of the area change, such as the state of publication.
  package init(
    _ desk: Desk<R>, _ services: Services, references: [ReferenceSource] = [], fixed: Set<String> = []
  ) {
    self.desk = desk
    self.services = services
    self.references = ReferenceBook(references)
    self.fixed = fixed
  }

  var path: DeskPath { DeskPath(desk.slug) }

  package var routes: [Route] {
    let (view, edit) = (Requirement.permission(desk.view), Requirement.permission(desk.edit))
    let making: [Route] = [
      .staff(.get, path.pattern("neu"), edit, newForm), .staff(.post, path.pattern("neu"), edit, create),
      .staff(.get, path.pattern("sammel"), edit, bulkForm), .staff(.post, path.pattern("sammel"), edit, bulk),
    ]
    let putting: [Route] = [.staff(.post, path.pattern("{id}", "archivieren"), edit, archive)]
    let records: [Route] = [
      .staff(.get, path.pattern("{id}"), view, detail),
      .staff(.get, path.pattern("{id}", "bearbeiten"), edit, editForm),
      .staff(.post, path.pattern("{id}", "bearbeiten"), edit, change),
      .staff(.post, path.pattern("{id}", "wiederherstellen"), edit, restore),
      .staff(.post, path.pattern("{id}", "schritt", "{step}"), view, step),
      .staff(.get, path.pattern("{id}", "uebersetzen", "{language}"), edit, translationForm),
      .staff(.post, path.pattern("{id}", "uebersetzen", "{language}"), edit, translate),
      .staff(.post, path.pattern("{id}", "kommentare"), view, comment),
      .staff(.post, path.pattern("{id}", "kommentare", "{comment}", "loeschen"), view, deleteComment),
    ]
    return (desk.isOpenToNew ? making : []) + (desk.isArchivable ? putting : []) + records + historyRoutes
      + (agency.map { AgencyPages($0, services).routes } ?? [])
  }

  /// Only who changed what, for records that are edited on pages of their own.
  package var historyRoutes: [Route] {
    [
      .staff(.get, path.pattern("{id}", "verlauf"), .permission(desk.view), history),
      .staff(.post, path.pattern("{id}", "verlauf", "{number}", "zuruecknehmen"), .permission(desk.edit), takeBack),
    ]
  }

  // MARK: - What all pages need

  func access(_ staff: StaffVisit, _ tenant: TenantID) -> FieldAccess {
    var fixed = fixed
    if let field = desk.organisationField, FieldAccess.onlyOrganisation(of: staff.user, in: tenant) != nil {
      fixed.insert(field)
    }
    let fields = R.descriptor.fields.map(\.info)
    let hidden = fields.filter { isSecret($0, staff) }.map(\.name)
    return FieldAccess(fields, for: staff.user, in: tenant, fixed: fixed, hidden: desk.hidden.union(hidden))
  }

  /// Whether a field refers to records that somebody must not know.
  private func isSecret(_ info: FieldInfo, _ staff: StaffVisit) -> Bool {
    guard case .reference(let kind) = info.kind, let permission = references[kind]?.view else { return false }
    return !staff.may(permission)
  }

  /// The record of the address.
  ///
  /// - Throws: a `Problem` "not found" for other tenants' records and unknown ids, "forbidden" where a rule says no.
  func opened(_ staff: StaffVisit, _ connection: Connection, _ permission: Permission) throws -> Stored<R> {
    let id: RecordID<R> = try staff.visit.id("id")
    guard let stored = try connection.find(R.self, id, in: .tenant(staff.tenant())) else { throw Problem.notFound }
    try staff.require(permission, about: desk.subject(of: stored))
    return stored
  }

  /// Looking at personal data is written down (F164).
  func noteReading(of stored: Stored<R>, _ staff: StaffVisit) async throws {
    guard R.descriptor.fields.contains(where: { $0.info.personal != nil }) else { return }
    try await services.database.noteSensitiveRead(
      R.descriptor.kind, stored.id.identifier, of: stored.tenant, by: staff.principal)
  }

  /// What a record is called on pages: the field that names it, if the person may see that.
  func title(_ record: R, _ access: FieldAccess) -> String {
    guard let field = R.descriptor.titleField, access.sees(field.name), let title = field.read(record).text,
      !title.isEmpty
    else { return R.descriptor.one }
    return title
  }

  /// The way down to a page below a record.
  func crumbs(_ id: RecordID<R>, _ title: String) -> [(String, Path)] {
    [(R.descriptor.many, path.list), (title, path.record(id.text))]
  }

  /// The values of a record that somebody sees, in order.
  func values(_ record: R, _ access: FieldAccess) -> [(info: FieldInfo, value: Value)] {
    access.visible.compactMap { info in
      R.descriptor.field(info.name).map { (info, $0.read(record)) }
    }
  }

  /// Keeps a changed record by the desk's own action; a small edit leaves all translations up to date (F38).
  func keep(
    _ record: R, over stored: Stored<R>, isSmallEdit: Bool = false, _ transaction: Transaction
  ) throws {
    if R.descriptor.changes(from: stored.record, to: record).isEmpty { return }
    try desk.save(record, stored, stored.tenant, transaction)
    guard isSmallEdit, R.descriptor.isTranslated,
      let fresh = try transaction.find(R.self, stored.id, in: .tenant(stored.tenant))
    else { return }
    try transaction.keepTranslations(of: stored.id, from: stored.version, to: fresh.version, except: [])
  }

  /// Everything that speaks against a record.
  func problems(_ record: R, beside known: [Problem], _ connection: Connection) throws -> [Problem] {
    let fields = Set(known.compactMap(\.field))
    let found = known + R.descriptor.problems(in: record).filter { !fields.contains($0.field ?? "") }
    return found.isEmpty ? try desk.problems(record, connection) : found
  }
}
