// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records
package import Storage
package import Web

extension DeskForms {
  @Sendable func comment(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let text = CommentSection.text(of: form)
    do {
      let id = try await services.database.write(by: staff.principal) { transaction in
        let stored = try commentable(staff, transaction)
        try transaction.comment(text, on: R.descriptor.kind, stored.id.identifier, of: stored.tenant)
        return stored.id
      }
      return .seeOther(staff.view.link(path.record(id.text, told: .commented).at("kommentare")))
    } catch let problem as Problem where problem.kind == .invalid {
      return try await detailPage(staff, commentTyped: text, problem: problem)
    }
  }

  @Sendable func deleteComment(_ staff: StaffVisit) async throws -> Reply {
    _ = try await staff.form()
    let comment: RecordID<RecordComment> = try staff.visit.id("comment")
    let id = try await services.database.write(by: staff.principal) { transaction in
      let stored = try commentable(staff, transaction)
      try transaction.deleteComment(comment, on: R.descriptor.kind, stored.id.identifier, of: stored.tenant)
      return stored.id
    }
    return .seeOther(staff.view.link(path.record(id.text, told: .uncommented).at("kommentare")))
  }

  /// Comments are for those who keep the record, not for those who only read, nor for providers.
  private func commentable(_ staff: StaffVisit, _ connection: Connection) throws -> Stored<R> {
    let stored = try opened(staff, connection, desk.edit)
    try CommentSection.refuseOthers(staff, in: stored.tenant)
    return stored
  }
}

/// The comments on a record with the form for another.
package struct CommentSection {
  private let path: DeskPath
  private let record: String
  private let comments: [Stored<RecordComment>]
  private let mayWrite: Bool
  private let typed: String
  private let problem: Problem?
  private let staff: StaffVisit
  private var view: View { staff.view }

  private static let field = "kommentar"

  /// - Parameters:
  ///   - path: where the record stands; its comments are posted below it.
  ///   - typed: what came back with a problem.
  package init(
    _ path: DeskPath, record: String, comments: [Stored<RecordComment>], mayWrite: Bool, typed: String = "",
    problem: Problem? = nil, _ staff: StaffVisit
  ) {
    (self.path, self.record, self.comments) = (path, record, comments)
    (self.mayWrite, self.typed, self.problem, self.staff) = (mayWrite, typed, problem, staff)
  }

  /// The words of a comment that was sent.
  package static func text(of form: Parameters) -> String { FieldReader.unixLines(form[field] ?? "") }

  /// Comments are for a centre's own people, not for providers nor for those from outside.
  package static func isOpen(to staff: StaffVisit, in tenant: TenantID) -> Bool {
    FieldAccess.isColleague(staff.user, in: tenant)
  }

  /// - Throws: a `Problem` "access.refused" for whom `isOpen` excludes.
  package static func refuseOthers(_ staff: StaffVisit, in tenant: TenantID) throws(Problem) {
    guard isOpen(to: staff, in: tenant) else {
      throw Problem("access.refused", .forbidden, "Kommentare sind für die Beschäftigten des Zentrums.")
    }
  }

  package var html: HTML {
    """
    <section class="sub" id="kommentare"><h2>\(view[RecordText.comments])</h2>\
    <p class="hint">\(view[RecordText.commentsHint])</p>\(if: mayWrite, form)\
    \(if: comments.isEmpty, "<p class=\"muted\">\(view[RecordText.commentsNone])</p>")\
    \(if: !comments.isEmpty, "<ul class=\"plain\">\(each: comments, item)</ul>")</section>
    """
  }

  private var form: HTML {
    """
    <form class="form" method="post" action="\(view.link(path.comments(record)))">\(staff.formToken)\
    <div class="f\(if: problem != nil, " wrong")"><label for="kommentar">\(view[RecordText.commentLabel])</label>\
    \(problem.map { "<p class=\"err\" id=\"kommentar-e\">\(Icon.warn.html)\($0.sentence)</p>" as HTML })\
    <textarea id="kommentar" name="\(Self.field)" rows="3" required maxlength="\(RecordComment.limit)"\
    \(if: problem != nil, " aria-invalid=\"true\" aria-describedby=\"kommentar-e\"")>
    \(typed)</textarea></div><button class="btn alt">\(view[RecordText.commentSend])</button></form>
    """
  }

  private func item(_ stored: Stored<RecordComment>) -> HTML {
    let (day, minutes) = stored.createdAt.berlin
    let comment = stored.record
    return """
      <li class="box"><p class="small muted"><b>\(comment.authorName)</b>, \(view.day(day)), \(view.time(minutes))</p>\
      <p>\(lines(comment.text))</p>\(if: comment.author == staff.principal.id && mayWrite, """
        <form method="post" action="\(view.link(path.deleteComment(record, stored.id.text)))">\(staff.formToken)\
        <button class="btn alt">\(view[RecordText.commentDelete])\
        <span class="vh"> (\(view.day(day)), \(view.time(minutes)))</span></button></form>
        """)</li>
      """
  }
}
