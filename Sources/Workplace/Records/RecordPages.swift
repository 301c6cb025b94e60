// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// Everything that the page of a record shows, read at one moment.
struct RecordDetail<R: Record>: Sendable {
  let stored: Stored<R>
  let text: FieldText
  let source: Provenance?
  let translations: [TranslatedText]
  let comments: [Stored<RecordComment>]
  /// Who changed it last.
  let lastEntry: HistoryEntry?
  let hints: [QualityHint]
}

extension DeskForms {
  @Sendable func detail(_ staff: StaffVisit) async throws -> Reply { try await detailPage(staff) }

  /// - Parameters:
  ///   - problem: why a comment was refused.
  ///   - refused: why a step, the archive or the way back was refused.
  func detailPage(
    _ staff: StaffVisit, commentTyped: String = "", problem: Problem? = nil, refused: Problem? = nil
  ) async throws -> Reply {
    let detail = try await services.database.read { try everything(staff, $0) }
    let stored = detail.stored
    try await noteReading(of: stored, staff)
    var panels = HTML()
    for panel in desk.panels { panels += try await panel.content(stored, staff) }
    let view = staff.view
    let access = access(staff, stored.tenant)
    let title = title(stored.record, access)
    let isColleague = CommentSection.isOpen(to: staff, in: stored.tenant)
    let mayEdit = staff.may(desk.edit, about: desk.subject(of: stored))
    let page = RecordView(
      info: R.descriptor.info, path: path, id: stored.id.text, title: title, values: values(stored.record, access),
      text: detail.text, references: references, view: view)
    let comments = CommentSection(
      path, record: stored.id.text, comments: detail.comments, mayWrite: mayEdit, typed: commentTyped, problem: problem,
      staff)
    let main: HTML = """
      <h1>\(title)</h1>\(refused.map { refusal($0, stored, mayEdit: mayEdit, view) })\(if: stored.archivedAt != nil, archivedNote(view))
      \(actions(stored, staff, mayEdit: mayEdit, hasFields: !access.writable.isEmpty))
      <div class="side"><div>\(page.sections)\(panels)\(if: isColleague, comments.html)</div>
      <aside>\(if: mayEdit, hints(detail.hints, access, view))\(about(detail, staff, asks: mayEdit && isColleague))\(if: mayEdit, translations(detail, access, view))</aside></div>
      """
    let head = StaffHead(title, current: path.list, crumbs: [(R.descriptor.many, path.list)])
    let isConflict = (refused ?? problem)?.kind == .conflict
    let isFine = problem == nil && refused == nil
    return staff.page(head, main, status: isFine ? .ok : isConflict ? .conflict : .unprocessableContent)
  }

  /// Everything that stands in the way, each with the field where it is mended.
  private func refusal(_ problem: Problem, _ stored: Stored<R>, mayEdit: Bool, _ view: View) -> HTML {
    let items = problem.all.map { one -> HTML in
      guard mayEdit, let field = one.field.flatMap({ R.descriptor.field($0) }) else {
        return "<li>\(one.sentence)</li>"
      }
      let place = path.edit(stored.id.text).at("f-\(field.name)")
      return "<li><a href=\"\(view.link(place))\">\(one.sentence)</a></li>"
    }
    return """
      <div class="note bad" role="alert" tabindex="-1"><h2>\(view[RecordText.refusedHeading])</h2>\
      <ul>\(each: items, { $0 })</ul></div>

      """
  }

  private func everything(_ staff: StaffVisit, _ connection: Connection) throws -> RecordDetail<R> {
    let stored = try opened(staff, connection, desk.view)
    let shown = values(stored.record, access(staff, stored.tenant))
    let isColleague = CommentSection.isOpen(to: staff, in: stored.tenant)
    let kind = R.descriptor.kind
    return RecordDetail(
      stored: stored,
      text: FieldText(
        vocabulary: try desk.vocabulary(connection, stored.tenant),
        titles: try references.titles(of: shown, connection, stored.tenant)),
      source: try connection.provenance(of: [stored.id])[stored.id],
      translations: try connection.translatedTexts(of: stored.id),
      comments: isColleague ? try connection.comments(on: kind, stored.id.identifier, of: stored.tenant) : [],
      lastEntry: try connection.history(kind, stored.id.identifier, of: stored.tenant, limit: 20)
        .map(HistoryEntry.init).first(where: \.raisesVersion),
      hints: stored.archivedAt == nil ? try desk.hints(stored, connection) : [])
  }

  // MARK: - Parts

  private func archivedNote(_ view: View) -> HTML {
    "<div class=\"note warn\">\(Icon.warn.html)<p>\(view[RecordText.archivedNote])</p></div>"
  }

  private func actions(_ stored: Stored<R>, _ staff: StaffVisit, mayEdit: Bool, hasFields: Bool) -> HTML {
    let (view, id) = (staff.view, stored.id.text)
    let isArchived = stored.archivedAt != nil
    let subject = desk.subject(of: stored)
    let steps = desk.steps.filter { !isArchived && $0.applies(stored) && staff.may($0.permission, about: subject) }
    let publicPath = isArchived ? nil : desk.publicPath(stored)
    return """
      <div class="acts">\(if: mayEdit && hasFields && !isArchived, """
        <a class="btn" href="\(view.link(path.edit(id)))">\(Icon.pen.html)\(view[RecordText.edit])</a>
        """)\(each: steps, { step in
          button(path.step(id, step.slug), step.label, stored, staff)
        })\(publicPath.map { "<a class=\"btn alt\" href=\"\(view.link($0))\">\(view[RecordText.publicPage])</a>" as HTML })\
      <a class="btn alt" href="\(view.link(path.history(id)))">\(Icon.clock.html)\(view[RecordText.history])</a>\
      \(if: mayEdit && desk.isArchivable && !isArchived, button(path.archive(id), view[RecordText.archive], stored, staff))\
      \(if: mayEdit && isArchived, button(path.restore(id), view[RecordText.restore], stored, staff))</div>
      """
  }

  private func button(_ path: Path, _ label: String, _ stored: Stored<R>, _ staff: StaffVisit) -> HTML {
    """
    <form method="post" action="\(staff.view.link(path))">\(staff.formToken)\
    \(HTML.hidden(FormInput.version, String(stored.version)))<button class="btn alt">\(label)</button></form>
    """
  }

  /// - Parameter asks: whether the person may ask who sees the record; providers and readers may not.
  private func about(_ detail: RecordDetail<R>, _ staff: StaffVisit, asks: Bool) -> HTML {
    let (view, stored) = (staff.view, detail.stored)
    let access = DeskPath.access(R.descriptor.kind, stored.id.text)
    return """
      <section class="box"><h2>\(view[RecordText.aboutRecord])</h2><dl class="dl">\
      <div><dt>\(view[RecordText.createdAt])</dt><dd>\(moment(stored.createdAt, view))</dd></div>\
      <div><dt>\(view[RecordText.changedAt])</dt><dd>\(moment(stored.modifiedAt, view))\
      \(detail.lastEntry.map { "<br><span class=\"muted small\">\($0.actor.name)</span>" as HTML })</dd></div>\
      \(detail.source.map { source in
        """
        <div><dt>\(view[RecordText.source])</dt><dd>\(source.system)\
        \(sourceLink(source)) <span class="muted small">\(source.source)</span></dd></div>
        """ as HTML
      })</dl>\
      \(if: asks, "<p><a href=\"\(view.link(access))\">\(view[RecordText.whoMay])</a></p>")</section>
      """
  }

  private func sourceLink(_ source: Provenance) -> HTML? {
    WebAddress.link(source.address).map { ", \($0)" }
  }

  /// Hints about fields that the person does not see are not for them.
  private func hints(_ hints: [QualityHint], _ access: FieldAccess, _ view: View) -> HTML {
    let mine = hints.filter { $0.field.isEmpty || access.sees($0.field) }
    return mine.isEmpty ? HTML() : qualityHints(mine, view)
  }

  func moment(_ moment: Moment, _ view: View) -> String {
    let (day, minutes) = moment.berlin
    return "\(view.day(day)), \(view.time(minutes))"
  }

  private func translations(_ detail: RecordDetail<R>, _ access: FieldAccess, _ view: View) -> HTML {
    let fields = translatedFields(detail.stored.record, access)
    if fields.isEmpty { return HTML() }
    let languages = Set(detail.translations.map(\.language)).union(Language.interface).subtracting([.german]).sorted()
    return """
      <section class="box"><h2>\(view[RecordText.translations])</h2><ul class="plain">\(each: languages, { language in
        let texts = detail.translations.filter { $0.language == language && !$0.text.isEmpty }
        let isLate = texts.contains { $0.sourceVersion < detail.stored.version }
        let missing = fields.filter { info in !texts.contains { $0.field == info.name } }.count
        return """
          <li><a href="\(view.link(path.translation(detail.stored.id.text, language)))">\
          \(LanguageNames.name(language.code, in: view.language))</a> \
          \(if: missing > 0, "<span class=\"tag\">\(view.count(RecordText.translationMissing, missing))</span>")\
          \(if: isLate, "<span class=\"tag w\">\(view[RecordText.translationOutdated])</span>")\
          \(if: missing == 0 && !isLate, "<span class=\"tag a\">\(view[RecordText.translationCurrent])</span>")</li>
          """
      })</ul></section>
      """
  }

  /// Translated fields with a German text that the person may write.
  func translatedFields(_ record: R, _ access: FieldAccess) -> [FieldInfo] {
    access.visible.filter { info in
      info.isTranslated && R.descriptor.field(info.name).map { !$0.read(record).isBlank } == true
    }
  }
}
