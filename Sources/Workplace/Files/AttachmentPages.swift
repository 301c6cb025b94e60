// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Foundation
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// Pictures and documents: the page on which staff keep those of one record, and the files themselves.
struct AttachmentPages: Sendable {
  let services: Services
  let owners: [AttachmentOwner]

  var routes: [Route] {
    [
      Route(.get, AttachmentPath.filePattern, .everyone, file),
      .staff(.get, AttachmentPath.draftPattern, .signedIn, draft),
      .staff(.get, AttachmentPath.listPattern, .signedIn) { try await page($0) },
      .staff(.post, AttachmentPath.listPattern, .signedIn, add),
      .staff(.post, AttachmentPath.changePattern, .signedIn, change),
      .staff(.post, AttachmentPath.removePattern, .signedIn, remove),
    ]
  }

  // MARK: - The files themselves

  /// What belongs to public records only. The type is the one that was found in the bytes; documents are saved, not opened.
  private func file(_ visit: Visit) async throws -> Reply {
    let id: RecordID<Attachment> = try visit.id("file")
    let found = try await services.database.read { connection -> (Attachment, [UInt8])? in
      guard let stored = try connection.find(Attachment.self, id, in: .everyTenant), stored.archivedAt == nil,
        let about = Identifier(stored.record.about),
        let owner = owners.first(where: { $0.kind == stored.record.aboutKind }),
        try owner.isPublic(connection, about), let bytes = try connection.attachmentBytes(id)
      else { return nil }
      return (stored.record, bytes)
    }
    guard let (attachment, bytes) = found else { throw Problem.notFound }
    return Self.reply(attachment, bytes, id, isPublic: true)
  }

  /// The same for records that are not public yet, for whoever may see them.
  @Sendable private func draft(_ staff: StaffVisit) async throws -> Reply {
    let id: RecordID<Attachment> = try staff.visit.id("file")
    let tenant = try staff.tenant()
    let (attachment, bytes) = try await services.database.read { connection in
      guard let stored = try connection.find(Attachment.self, id, in: .tenant(tenant)), stored.archivedAt == nil,
        let about = Identifier(stored.record.about),
        let owner = owners.first(where: { $0.kind == stored.record.aboutKind }),
        let found = try owner.find(connection, about, tenant), let bytes = try connection.attachmentBytes(id)
      else { throw Problem.notFound }
      try staff.require(owner.view, about: found.subject)
      return (stored.record, bytes)
    }
    return Self.reply(attachment, bytes, id, isPublic: false)
  }

  private static func reply(
    _ attachment: Attachment, _ bytes: [UInt8], _ id: RecordID<Attachment>, isPublic: Bool
  ) -> Reply {
    let reply = Reply(.ok, attachment.type, bytes, isPublic: isPublic)
    if attachment.isPicture { return reply }
    return reply.with(.contentDisposition, "attachment; filename=\"\(id).pdf\"")
  }

  // MARK: - Keeping them

  private struct Place: Sendable {
    let owner: AttachmentOwner
    let id: Identifier
    let title: String
    let subject: Subject
    let tenant: TenantID
  }

  private func opened(_ staff: StaffVisit, _ connection: Connection, edits: Bool) throws -> Place {
    let tenant = try staff.tenant()
    guard let owner = owners.first(where: { $0.kind == staff.visit.part("kind") }),
      let id = Identifier(staff.visit.part("id")), let found = try owner.find(connection, id, tenant)
    else { throw Problem.notFound }
    try staff.require(edits ? owner.edit : owner.view, about: found.subject)
    return Place(owner: owner, id: id, title: found.title, subject: found.subject, tenant: tenant)
  }

  private func page(
    _ staff: StaffVisit, typed: (title: String, credit: String) = ("", ""), problems: [Problem] = []
  ) async throws -> Reply {
    let (place, attachments) = try await services.database.read { connection -> (Place, [Stored<Attachment>]) in
      let place = try opened(staff, connection, edits: false)
      let all = try connection.attachments(of: place.owner.kind, [place.id.text])
      return (place, all[place.id.text] ?? [])
    }
    let view = staff.view
    let list = AttachmentListView(
      attachments: attachments, path: AttachmentPath.list(place.owner.kind, place.id.text), typed: typed,
      problems: problems,
      mayEdit: staff.may(place.owner.edit, about: place.subject), token: staff.formToken, view: view)
    let heading = view(WorkplaceText.filesHeading, ["name": place.title])
    let head = StaffHead(heading, crumbs: [(place.title, place.owner.path(place.id.text))])
    return staff.page(
      head, "<h1>\(heading)</h1>\(list.html)", status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func add(_ staff: StaffVisit) async throws -> Reply {
    let sent = try await staff.upload(limit: AttachmentActions.limit + (64 << 10), files: 1)
    let typed = (title: (sent.fields["title"] ?? "").trimmed, credit: (sent.fields["credit"] ?? "").trimmed)
    do {
      guard let file = sent.files.first(where: { $0.field == "datei" }) else {
        throw Problem("attachment.no-file", .invalid, "Bitte wählen Sie eine Datei.", field: "datei")
      }
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.path)))
      let name = file.name
      try await services.database.write(by: staff.principal) { transaction in
        let place = try opened(staff, transaction, edits: true)
        try AttachmentActions.add(
          bytes, named: name, title: typed.title, credit: typed.credit, about: place.owner.kind, place.id,
          of: place.tenant, transaction)
      }
      return back(staff)
    } catch let problem as Problem where problem.isAboutInput {
      return try await page(staff, typed: typed, problems: problem.all)
    }
  }

  @Sendable private func change(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let (title, credit) = ((form["title"] ?? "").trimmed, (form["credit"] ?? "").trimmed)
    do {
      try await services.database.write(by: staff.principal) { transaction in
        let stored = try attachment(staff, transaction)
        var changed = stored.record
        (changed.title, changed.credit) = (title, credit)
        guard try transaction.save(changed, over: stored) else { return }
        try transaction.keepTranslations(
          of: stored.id, from: stored.version, to: stored.version + 1,
          except: title == stored.record.title ? [] : ["title"])
      }
      return back(staff)
    } catch let problem as Problem where problem.isAboutInput {
      return try await page(staff, problems: problem.all)
    }
  }

  @Sendable private func remove(_ staff: StaffVisit) async throws -> Reply {
    _ = try await staff.form()
    try await services.database.write(by: staff.principal) { transaction in
      try AttachmentActions.remove(try attachment(staff, transaction), transaction)
    }
    return back(staff)
  }

  /// The file of the address, if it belongs to the record of the address.
  private func attachment(_ staff: StaffVisit, _ transaction: Transaction) throws -> Stored<Attachment> {
    let place = try opened(staff, transaction, edits: true)
    let id: RecordID<Attachment> = try staff.visit.id("file")
    guard let stored = try transaction.find(Attachment.self, id, in: .tenant(place.tenant)), stored.archivedAt == nil,
      stored.record.aboutKind == place.owner.kind, stored.record.about == place.id.text
    else { throw Problem.notFound }
    return stored
  }

  private func back(_ staff: StaffVisit) -> Reply {
    .seeOther(staff.view.link(AttachmentPath.list(staff.visit.part("kind"), staff.visit.part("id"))))
  }
}
