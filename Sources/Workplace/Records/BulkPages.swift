// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// How far somebody is with a bulk change.
private enum BulkStage: String {
  case field = "", value = "wert", preview = "vorschau", apply = "anwenden"
}

/// Names of the inputs of a bulk change. Lists send `id` once for each record.
package enum BulkInput {
  package static let id = "id"
  /// Several ids, separated by blanks, each with the version that was seen behind a colon.
  static let seen = "ids"
  static let stage = "schritt"
  static let field = "feld"
}

/// What came with a page of a bulk change.
private struct BulkRequest {
  let seen: [BulkOrder.Seen]
  let stage: BulkStage
  let field: FieldInfo?
  let typed: TypedFields

  init(_ form: Parameters, _ fields: [FieldInfo], limit: Int) throws {
    let texts = form.all(BulkInput.id) + (form[BulkInput.seen] ?? "").split(separator: " ").map(String.init)
    var known: Set<String> = []
    seen = texts.compactMap { text in
      let seen = BulkOrder.Seen(text) ?? Identifier(text).map { BulkOrder.Seen(id: $0.text, version: 0) }
      return seen.flatMap { known.insert($0.id).inserted ? $0 : nil }
    }
    if seen.isEmpty {
      throw Problem("record.nothing-chosen", .invalid, "Bitte wählen Sie in der Liste mindestens einen Eintrag aus.")
    }
    if seen.count > limit {
      throw Problem("record.too-many-chosen", .tooLarge, "Auf einmal lassen sich höchstens \(limit) Einträge ändern.")
    }
    field = form[BulkInput.field].flatMap { name in fields.first { $0.name == name } }
    stage = field == nil ? .field : BulkStage(rawValue: form[BulkInput.stage] ?? "") ?? .value
    typed = TypedFields(form)
  }
}

extension DeskForms {
  @Sendable func bulkForm(_ staff: StaffVisit) async throws -> Reply {
    try await bulk(staff.query, staff, isSent: false)
  }

  @Sendable func bulk(_ staff: StaffVisit) async throws -> Reply {
    try await bulk(try await staff.form(limit: Self.formLimit), staff, isSent: true)
  }

  private func bulk(_ form: Parameters, _ staff: StaffVisit, isSent: Bool) async throws -> Reply {
    let tenant = try staff.tenant()
    let fields = bulkFields(access(staff, tenant))
    let request = try BulkRequest(form, fields, limit: Self.bulkLimit)
    guard let field = request.field, isSent else { return chooseField(request, fields, staff) }
    let isSearch = form[FormInput.save] == nil && form[FormInput.search] != nil
    if isSearch || request.stage == .value || request.stage == .field {
      return try await enterValue(request, field, staff, problem: nil, isSearch: isSearch)
    }
    do {
      let value = try await services.database.read { connection in
        try bulkValue(request.typed, field, staff, tenant, connection)
      }
      return request.stage == .apply
        ? try await apply(request, field, value, staff) : try await preview(request, field, value, staff)
    } catch let problem as Problem where problem.isAboutInput {
      return try await enterValue(request, field, staff, problem: problem.at(field.name), isSearch: false)
    }
  }

  private func bulkValue(
    _ typed: TypedFields, _ field: FieldInfo, _ staff: StaffVisit, _ tenant: TenantID, _ connection: Connection
  ) throws -> Value {
    let reader = FieldReader(
      vocabulary: try desk.vocabulary(connection, tenant), references: references, connection: connection,
      tenant: tenant)
    let value = try reader.value(field, typed, present: .null)
    if let problem = field.problem(with: value) { throw problem }
    if value.isBlank, !FormSheets<R>.blankable([field]).contains(field.name) {
      throw Problem("record.required", .invalid, "„\(field.label)“ fehlt.", field: field.name)
    }
    return value
  }

  // MARK: - Pages

  private func chooseField(_ request: BulkRequest, _ fields: [FieldInfo], _ staff: StaffVisit) -> Reply {
    let view = staff.view
    return bulkPage(
      request, staff, stage: .value,
      """
      <div class="f"><label for="feld">\(view[RecordText.bulkField])</label><select id="feld" name="\(BulkInput.field)">\
      \(each: fields, { "<option value=\"\($0.name)\">\($0.label)</option>" })</select></div>
      """, button: RecordText.bulkNext)
  }

  private func enterValue(
    _ request: BulkRequest, _ field: FieldInfo, _ staff: StaffVisit, problem: Problem?, isSearch: Bool
  ) async throws -> Reply {
    let tenant = try staff.tenant()
    let sheets = FormSheets<R>(references: references, fields: [field])
    let record = R(id: services.database.ids.make(R.self))
    let isTyped = request.typed.has(field.name) || request.typed.has(FormInput.words(field.name))
    let sheet = try await services.database.read { connection in
      try sheets.sheet(
        record, typed: isTyped ? request.typed : nil, problems: problem.map { [$0] } ?? [],
        searching: isSearch ? field.name : nil, vocabulary: try desk.vocabulary(connection, tenant), connection, tenant)
    }
    let form = FormView(sheet: sheet, view: staff.view)
    return bulkPage(
      request, staff, stage: .preview,
      "\(form.summary)\(HTML.hidden(BulkInput.field, field.name))\(saveFirst)\(form.control(field).html)",
      button: RecordText.bulkPreview, status: problem == nil ? .ok : .unprocessableContent)
  }

  private func preview(
    _ request: BulkRequest, _ field: FieldInfo, _ value: Value, _ staff: StaffVisit
  ) async throws -> Reply {
    let lines = try await services.database.read { try bulkLines(request.seen, field, value, staff, $0) }
    let ready = lines.filter { $0.refusal == nil }
    let view = staff.view
    let chosen = ready.map { BulkOrder.Seen(id: $0.id, version: $0.version) }
    let hidden: HTML = """
      \(HTML.hidden(BulkInput.field, field.name))\(each: FieldText.typed(value, field.kind), { HTML.hidden(field.name, $0) })
      """
    let note = view.count(RecordText.bulkReady, ready.count, ["all": String(lines.count)])
    let table = bulkTable(lines, field, view)
    if ready.isEmpty {
      return bulkFrame(staff, "<p class=\"note warn\">\(Icon.warn.html)\(note)</p>\(table)", status: .ok)
    }
    return bulkFrame(
      staff,
      """
      <p class="note">\(note)</p><form method="post" action="\(view.link(path.bulk))">\(staff.formToken)\
      \(HTML.hidden(BulkInput.stage, BulkStage.apply.rawValue))\
      \(HTML.hidden(BulkInput.seen, chosen.map(\.text).joined(separator: " ")))\(hidden)\
      <div class="acts"><button class="btn">\(view[RecordText.bulkApply])</button>\
      <a class="btn alt" href="\(view.link(path.list))">\(view[RecordText.cancel])</a></div></form>\(table)
      """, status: .ok)
  }

  private func apply(
    _ request: BulkRequest, _ field: FieldInfo, _ value: Value, _ staff: StaffVisit
  ) async throws -> Reply {
    let tenant = try staff.tenant()
    let view = staff.view
    let (lines, count) = try await services.database.write(by: staff.principal) { [seen = request.seen] transaction in
      let lines = try bulkLines(seen, field, value, staff, transaction)
      let ready = lines.filter { $0.refusal == nil }.map { BulkOrder.Seen(id: $0.id, version: $0.version) }
      let order = BulkOrder(field: field.name, value: value, records: ready)
      if ready.count > Self.bulkJobLimit {
        try transaction.enqueue(bulkJobName, of: tenant, input: order.json)
        return (lines, Int?.none)
      }
      return (lines, Int?.some(try bulkApply(order, tenant, transaction)))
    }
    let left = lines.filter { $0.refusal != nil }
    let told = count.map { view.count(RecordText.bulkDone, $0) } ?? view[RecordText.bulkQueued]
    return bulkFrame(
      staff,
      """
      <div class="note ok" role="status">\(Icon.yes.html)<p>\(told)</p></div>\
      \(if: !left.isEmpty, "<h2>\(view[RecordText.bulkLeft])</h2>\(bulkTable(left, field, view))")
      <p><a class="btn alt" href="\(view.link(path.list))">\(R.descriptor.many)</a></p>
      """, status: .ok)
  }

  private func bulkTable(_ lines: [BulkLine], _ field: FieldInfo, _ view: View) -> HTML {
    let shown = 200
    return """
      <div class="scroll" role="region" tabindex="0" aria-label="\(field.label)"><table><caption>\(field.label)</caption><thead><tr>\
      <th scope="col">\(R.descriptor.one)</th><th scope="col">\(view[RecordText.historyOld])</th>\
      <th scope="col">\(view[RecordText.historyNew])</th><th scope="col">\(view[RecordText.bulkRefusal])</th></tr></thead>\
      <tbody>\(each: lines.prefix(shown), { line in
        """
        <tr><th scope="row">\(line.title)</th><td>\(line.old)</td>\
        <td>\(if: line.refusal == nil, "\(line.new)")</td><td>\(line.refusal)</td></tr>
        """
      })</tbody></table></div>\
      \(if: lines.count > shown, "<p class=\"muted\">\(view.count(RecordText.bulkMore, lines.count - shown))</p>")
      """
  }

  private func bulkPage(
    _ request: BulkRequest, _ staff: StaffVisit, stage: BulkStage, _ content: HTML, button: RecordText,
    status: HTTPResponse.Status = .ok
  ) -> Reply {
    let view = staff.view
    let seen = request.seen.map(\.id).joined(separator: " ")
    return bulkFrame(
      staff,
      """
      <p>\(view.count(RecordText.bulkCount, request.seen.count))</p>
      <form class="form" method="post" action="\(view.link(path.bulk))" novalidate>\(staff.formToken)\
      \(HTML.hidden(BulkInput.stage, stage.rawValue))\(HTML.hidden(BulkInput.seen, seen))\(content)
      <div class="acts"><button class="btn" name="\(FormInput.save)" value="1">\(view[button])</button>\
      <a class="btn alt" href="\(view.link(path.list))">\(view[RecordText.cancel])</a></div></form>
      """, status: status)
  }

  private func bulkFrame(_ staff: StaffVisit, _ main: HTML, status: HTTPResponse.Status) -> Reply {
    let heading = staff.view(RecordText.bulkHeading, ["kind": R.descriptor.many])
    let head = StaffHead(heading, current: path.list, crumbs: [(R.descriptor.many, path.list)])
    return staff.page(head, "<h1>\(heading)</h1>\(main)", status: status)
  }
}
