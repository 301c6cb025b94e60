// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web

extension DeskForms {
  static var commentField: String { "kommentar" }

  @Sendable func comment(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let text = FieldReader.unixLines(form[Self.commentField] ?? "")
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
    guard FieldAccess.isColleague(staff.user, in: stored.tenant) else {
      throw Problem("access.refused", .forbidden, "Kommentare sind für die Beschäftigten des Zentrums.")
    }
    return stored
  }
}

/// The comments on a record with the form for another.
struct CommentSection {
  let path: DeskPath
  let record: String
  let comments: [Stored<RecordComment>]
  /// The account of whoever looks.
  let reader: String
  let mayWrite: Bool
  let typed: String
  let problem: Problem?
  let token: HTML
  let field: String
  let view: View

  var html: HTML {
    """
    <section class="sub" id="kommentare"><h2>\(view[RecordText.comments])</h2>\
    <p class="hint">\(view[RecordText.commentsHint])</p>\(if: mayWrite, form)\
    \(if: comments.isEmpty, "<p class=\"muted\">\(view[RecordText.commentsNone])</p>")\
    \(if: !comments.isEmpty, "<ul class=\"plain\">\(each: comments, item)</ul>")</section>
    """
  }

  private var form: HTML {
    """
    <form class="form" method="post" action="\(view.link(path.comments(record)))">\(token)\
    <div class="f\(if: problem != nil, " wrong")"><label for="kommentar">\(view[RecordText.commentLabel])</label>\
    \(problem.map { "<p class=\"err\" id=\"kommentar-e\">\(Icon.warn.html)\($0.sentence)</p>" as HTML })\
    <textarea id="kommentar" name="\(field)" rows="3" required maxlength="\(RecordComment.limit)"\
    \(if: problem != nil, " aria-invalid=\"true\" aria-describedby=\"kommentar-e\"")>
    \(typed)</textarea></div><button class="btn alt">\(view[RecordText.commentSend])</button></form>
    """
  }

  private func item(_ stored: Stored<RecordComment>) -> HTML {
    let (day, minutes) = stored.createdAt.berlin
    let comment = stored.record
    return """
      <li class="box"><p class="small muted"><b>\(comment.authorName)</b>, \(view.day(day)), \(view.time(minutes))</p>\
      <p>\(lines(comment.text))</p>\(if: comment.author == reader && mayWrite, """
        <form method="post" action="\(view.link(path.deleteComment(record, stored.id.text)))">\(token)\
        <button class="btn alt">\(view[RecordText.commentDelete])\
        <span class="vh"> (\(view.day(day)), \(view.time(minutes)))</span></button></form>
        """)</li>
      """
  }
}
