// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// Two people changed the same record: what both wrote, field by field.
struct ConflictSheet: Sendable {
  enum Side: String, Sendable { case mine = "meins", theirs = "anderes" }

  struct Difference: Sendable {
    let info: FieldInfo
    /// As typed or, where it could be understood, as people read it.
    let mine: String
    let theirs: String
    /// Who alone changed it; nothing where both did or nobody knows.
    let suggestion: Side?
  }

  let title: String
  let id: String
  let version: Int
  /// Who saved last, and when.
  let other: HistoryEntry?
  let differences: [Difference]
}

extension DeskForms {
  /// Applies what somebody chose on the page of a conflict.
  ///
  /// - Returns: false when a choice is missing.
  func take(chosen form: Parameters, _ sent: inout Sent, _ stored: Stored<R>) -> Bool {
    for name in form.all(FormInput.differing) {
      guard let field = R.descriptor.field(name) else { continue }
      switch form[FormInput.choice(name)].flatMap({ ConflictSheet.Side(rawValue: $0) }) {
      case nil: return false
      case .mine: continue
      case .theirs: sent.typed.replace(name, by: FieldText.typed(field.read(stored.record), field.info.kind))
      }
    }
    return true
  }

  /// Shows both values of every field that differs from the newest version.
  func conflictPage(_ staff: StaffVisit, _ sent: Sent) async throws -> Reply {
    let sheet = try await services.database.read { connection in
      try conflict(try opened(staff, connection, desk.edit), sent, staff, connection)
    }
    let view = staff.view
    let path = path.edit(sheet.id)
    let main: HTML = """
      <h1>\(view[RecordText.conflictHeading])</h1>\(told(sheet, view))
      <form method="post" action="\(view.link(path))">\(staff.formToken)\
      \(HTML.hidden(FormInput.version, String(sheet.version)))\(each: carried(sent.typed), { HTML.hidden($0.name, $0.value) })
      \(each: sheet.differences, { difference($0, view) })
      <div class="acts"><button class="btn" name="\(FormInput.save)" value="1">\(view[RecordText.conflictSave])</button>\
      <a class="btn alt" href="\(view.link(self.path.record(sheet.id)))">\(view[RecordText.conflictDiscard])</a></div></form>
      """
    let heading = view[RecordText.conflictHeading]
    let crumbs = [(R.descriptor.many, self.path.list), (sheet.title, self.path.record(sheet.id))]
    return staff.page(StaffHead(heading, current: self.path.list, crumbs: crumbs), main, status: .conflict)
  }

  private func conflict(
    _ stored: Stored<R>, _ sent: Sent, _ staff: StaffVisit, _ connection: Connection
  ) throws -> ConflictSheet {
    let access = access(staff, stored.tenant)
    let vocabulary = try desk.vocabulary(connection, stored.tenant)
    let reader = FieldReader(
      vocabulary: vocabulary, references: references, connection: connection, tenant: stored.tenant)
    let entries = try connection.history(R.descriptor.kind, stored.id.identifier, of: stored.tenant).map(
      HistoryEntry.init)
    let base = stored.record.undone(entries, versions: stored.version - sent.version)
    var differences: [ConflictSheet.Difference] = []
    for info in access.writable {
      guard let field = R.descriptor.field(info.name) else { continue }
      let theirs = field.read(stored.record)
      let mine: Value?
      do { mine = try reader.value(info, sent.typed, present: theirs) } catch is Problem { mine = nil }
      if let mine, mine.reads(as: theirs) { continue }
      let values = [(info, theirs)] + (mine.map { [(info, $0)] } ?? [])
      let text = FieldText(
        vocabulary: vocabulary, titles: try references.titles(of: values, connection, stored.tenant))
      differences.append(
        ConflictSheet.Difference(
          info: info, mine: mine.map { text.plain($0, info) } ?? sent.typed.all(info.name).joined(separator: ", "),
          theirs: text.plain(theirs, info), suggestion: suggestion(mine, theirs, base.map(field.read))))
    }
    return ConflictSheet(
      title: title(stored.record, access), id: stored.id.text, version: stored.version,
      other: entries.first { $0.raisesVersion }, differences: differences)
  }

  private func suggestion(_ mine: Value?, _ theirs: Value, _ base: Value?) -> ConflictSheet.Side? {
    guard let base else { return nil }
    if mine?.reads(as: base) == true { return .theirs }
    return theirs.reads(as: base) ? .mine : nil
  }

  /// Everything that was typed, to be sent again.
  private func carried(_ typed: TypedFields) -> [(name: String, value: String)] {
    let names = R.descriptor.fields.flatMap { [$0.name, FormInput.words($0.name), FormInput.wordsBefore($0.name)] }
    return (names + [FormInput.smallEdit]).flatMap { name in (typed.texts[name] ?? []).map { (name, $0) } }
  }

  private func told(_ sheet: ConflictSheet, _ view: View) -> HTML {
    let when = sheet.other?.at.map { $0.berlin }
    let sentence = view(
      RecordText.conflictText,
      [
        "name": sheet.other?.actor.name ?? view[RecordText.somebody],
        "day": when.map { view.day($0.day) } ?? "", "time": when.map { view.time($0.minutes) } ?? "",
      ])
    return """
      <div class="note warn" role="alert">\(Icon.warn.html)<p>\(sentence)</p><p>\(view[RecordText.conflictHint])</p></div>
      """
  }

  private func difference(_ difference: ConflictSheet.Difference, _ view: View) -> HTML {
    let name = difference.info.name
    return """
      <fieldset class="f"><legend>\(difference.info.label)</legend>\(HTML.hidden(FormInput.differing, name))\
      \(side(difference, .mine, RecordText.conflictMine, difference.mine, view))\
      \(side(difference, .theirs, RecordText.conflictTheirs, difference.theirs, view))</fieldset>
      """
  }

  private func side(
    _ difference: ConflictSheet.Difference, _ side: ConflictSheet.Side, _ label: RecordText, _ text: String,
    _ view: View
  ) -> HTML {
    """
    <label class="opt"><input type="radio" name="\(FormInput.choice(difference.info.name))" value="\(side.rawValue)" \
    required\(if: difference.suggestion == side, " checked")> <span><b>\(view[label])</b><br>\
    \(text.isEmpty ? "–" as HTML : lines(text))</span></label>
    """
  }
}

/// A text of several lines.
func lines(_ text: String) -> HTML {
  var html = HTML()
  for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    html += index == 0 ? "\(line)" : "<br>\(line)"
  }
  return html
}
