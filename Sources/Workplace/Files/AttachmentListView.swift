// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// The files of one record with what can be done with them.
struct AttachmentListView {
  let attachments: [Stored<Attachment>]
  let path: Path
  let typed: (title: String, credit: String)
  let problems: [Problem]
  let mayEdit: Bool
  let token: HTML
  let view: View

  var html: HTML {
    """
    \(summary)\(attachments.isEmpty ? "<p class=\"muted\">\(view[WorkplaceText.filesNone])</p>" : list)
    \(if: mayEdit, upload)
    """
  }

  private var summary: HTML {
    if problems.isEmpty { return HTML() }
    return """
      <div class="note bad" role="alert" tabindex="-1" id="fehler"><h2>\(view[WebText.formProblems])</h2><ul>\
      \(each: problems, { "<li><a href=\"#\($0.field)\" lang=\"de\">\($0.sentence)</a></li>" })</ul></div>
      """
  }

  private var list: HTML { "<ul class=\"plain files\">\(each: attachments, item)</ul>" }

  private func item(_ stored: Stored<Attachment>) -> HTML {
    let (record, id) = (stored.record, stored.id.text)
    let address = view.file(AttachmentPath.draft(id))
    return """
      <li class="box">\(record.isPicture
        ? "<img class=\"thumb\" src=\"\(address)\" alt=\"\(record.title)\" lang=\"de\" loading=\"lazy\">" as HTML
        : "<a href=\"\(address)\">\(record.title)</a>")
      <p class="small muted"><bdi>\(record.name)</bdi>, \(view.texts.number(max(1, record.size / 1024))) KiB</p>\
      \(if: mayEdit, edit(stored))</li>
      """
  }

  private func edit(_ stored: Stored<Attachment>) -> HTML {
    let id = stored.id.text
    return """
      <form method="post" action="\(view.link(AttachmentPath.change(path, id)))">\(token)\
      \(line("title", .filesTitle, stored.record.title, id: "title-\(id)", limit: 300, isRequired: true))\
      \(line("credit", .filesCredit, stored.record.credit, id: "credit-\(id)", limit: 200))\
      <button class="btn alt">\(view[RecordText.save])<span class="vh">: \(stored.record.title)</span></button></form>\
      <form method="post" action="\(view.link(AttachmentPath.remove(path, id)))">\(token)\
      <button class="btn alt">\(view[WorkplaceText.filesRemove])<span class="vh">: \(stored.record.title)</span></button>\
      </form>
      """
  }

  private var upload: HTML {
    """
    <section class="sub"><h2>\(view[WorkplaceText.filesAdd])</h2>\
    <form class="form" method="post" enctype="multipart/form-data" action="\(view.link(path))">\(token)\
    <div class="f\(if: problem("datei") != nil, " wrong")"><label for="datei">\(view[WorkplaceText.filesFile])</label>\
    <p class="hint" id="datei-h">\(view[WorkplaceText.filesHint])</p>\(mistake("datei"))\
    <input id="datei" name="datei" type="file" accept="image/png,image/jpeg,image/webp,application/pdf" required \
    aria-describedby="datei-h"></div>\
    \(line("title", .filesTitle, typed.title, id: "title", limit: 300, isRequired: true, hint: .filesTitleHint))\
    \(line("credit", .filesCredit, typed.credit, id: "credit", limit: 200))\
    <button class="btn">\(view[WorkplaceText.filesUpload])</button></form></section>
    """
  }

  private func line(
    _ name: String, _ label: WorkplaceText, _ text: String, id: String, limit: Int, isRequired: Bool = false,
    hint: WorkplaceText? = nil
  ) -> HTML {
    """
    <div class="f"><label for="\(id)">\(view[label])</label>\
    \(hint.map { "<p class=\"hint\" id=\"\(id)-h\">\(view[$0])</p>" as HTML })\(if: id == name, mistake(name))\
    <input id="\(id)" name="\(name)" value="\(text)" maxlength="\(limit)" lang="de"\(if: isRequired, " required")\
    \(hint.map { _ in " aria-describedby=\"\(id)-h\"" as HTML })></div>
    """
  }

  private func problem(_ name: String) -> Problem? { problems.first { $0.field == name } }

  private func mistake(_ name: String) -> HTML {
    problem(name).map { "<p class=\"err\" id=\"\(name)-e\" lang=\"de\">\(Icon.warn.html)\($0.sentence)</p>" } ?? HTML()
  }
}

extension DeskPanel {
  /// The way from a record to its pictures and documents.
  package static var files: DeskPanel<R> {
    DeskPanel<R> { stored, staff in
      let count = try await staff.services.database.read { connection in
        try connection.attachments(of: R.descriptor.kind, [stored.id.text])[stored.id.text]?.count ?? 0
      }
      let path = AttachmentPath.list(R.descriptor.kind, stored.id.text)
      return """
        <section class="sub"><h2>\(staff.view[WorkplaceText.files])</h2>\
        <p><a href="\(staff.view.link(path))">\(staff.view.count(WorkplaceText.filesCount, count))</a></p></section>
        """
    }
  }
}
