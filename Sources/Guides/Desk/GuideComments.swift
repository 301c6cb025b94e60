// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// What colleagues tell each other about a page of the guide.
extension GuideDesk {
  private static let kind = GuidePage.descriptor.kind

  var commentRoutes: [Route] {
    let edit = Requirement.permission(GuidePermissions.edit)
    return [
      .staff(.post, GuideDeskPath.commentsPattern, edit, comment),
      .staff(.post, GuideDeskPath.deleteCommentPattern, edit, deleteComment),
    ]
  }

  /// Nothing for those who may not read comments.
  func comments(
    on stored: Stored<GuidePage>, _ staff: StaffVisit, _ connection: Connection
  ) throws -> [Stored<RecordComment>]? {
    guard CommentSection.isOpen(to: staff, in: stored.tenant) else { return nil }
    return try connection.comments(on: Self.kind, stored.id.identifier, of: stored.tenant)
  }

  @Sendable private func comment(_ staff: StaffVisit) async throws -> Reply {
    let text = CommentSection.text(of: try await staff.form())
    do {
      let id = try await services.database.write(by: staff.principal) { transaction in
        let stored = try commentable(staff, transaction)
        try transaction.comment(text, on: Self.kind, stored.id.identifier, of: stored.tenant)
        return stored.id
      }
      return .seeOther(staff.view.link(GuideDeskPath.comments(id)))
    } catch let problem as Problem where problem.kind == .invalid {
      return try await pageReply(staff, comment: (text, problem))
    }
  }

  @Sendable private func deleteComment(_ staff: StaffVisit) async throws -> Reply {
    _ = try await staff.form()
    let comment: RecordID<RecordComment> = try staff.visit.id("comment")
    let id = try await services.database.write(by: staff.principal) { transaction in
      let stored = try commentable(staff, transaction)
      try transaction.deleteComment(comment, on: Self.kind, stored.id.identifier, of: stored.tenant)
      return stored.id
    }
    return .seeOther(staff.view.link(GuideDeskPath.comments(id)))
  }

  private func commentable(_ staff: StaffVisit, _ connection: Connection) throws -> Stored<GuidePage> {
    let stored = try opened(staff, GuidePermissions.edit, connection)
    try CommentSection.refuseOthers(staff, in: stored.tenant)
    return stored
  }
}
