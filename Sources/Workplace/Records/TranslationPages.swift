// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web

extension DeskForms {
  @Sendable func translationForm(_ staff: StaffVisit) async throws -> Reply {
    try await translationPage(staff, typed: nil, problems: [])
  }

  /// The language of the address: any that has a name, but not the one that is translated from.
  private func language(_ staff: StaffVisit) throws -> Language {
    guard let language = Language(staff.visit.part("language")), language != .german,
      LanguageNames.isKnown(language.code)
    else { throw Problem.notFound }
    return language
  }

  private func translationPage(
    _ staff: StaffVisit, typed: TypedFields?, problems: [Problem]
  ) async throws -> Reply {
    let language = try language(staff)
    let (stored, texts) = try await services.database.read { connection in
      let stored = try opened(staff, connection, desk.edit)
      return (stored, try connection.translatedTexts(of: stored.id).filter { $0.language == language })
    }
    let access = access(staff, stored.tenant)
    let title = title(stored.record, access)
    let page = TranslationView(
      fields: translatedFields(stored.record, access).map { info in
        (info, R.descriptor.field(info.name)?.read(stored.record).text ?? "")
      }, texts: texts, language: language, version: stored.version, typed: typed, problems: problems,
      path: path.translation(stored.id.text, language), back: path.record(stored.id.text), token: staff.formToken,
      view: staff.view)
    let heading = staff.view(
      RecordText.translateHeading,
      ["name": title, "language": LanguageNames.name(language.code, in: staff.view.language)])
    let head = StaffHead(heading, current: path.list, crumbs: crumbs(stored.id, title))
    return staff.page(
      head, "<h1>\(heading)</h1>\(page.html)\(FormScript.element(staff.view))",
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable func translate(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form(limit: Self.formLimit)
    let typed = TypedFields(form)
    let language = try language(staff)
    let version = form[FormInput.version].flatMap { Int($0) } ?? 0
    do {
      let id = try await services.database.write(by: staff.principal) { transaction in
        try translate(typed, into: language, from: version, staff, transaction)
      }
      return .seeOther(staff.view.link(path.record(id.text, told: .translated)))
    } catch let problem as Problem where problem.isAboutInput {
      return try await translationPage(staff, typed: typed, problems: problem.all)
    }
  }

  /// - Parameter version: the German version that the page showed; never newer than the newest.
  private func translate(
    _ typed: TypedFields, into language: Language, from version: Int, _ staff: StaffVisit, _ transaction: Transaction
  ) throws -> RecordID<R> {
    let stored = try opened(staff, transaction, desk.edit)
    if stored.archivedAt != nil { throw Self.isArchived }
    guard (1...stored.version).contains(version) else { throw Self.changedMeanwhile }
    let access = access(staff, stored.tenant)
    let texts = try transaction.translatedTexts(of: stored.id).filter { $0.language == language }
    var problems: [Problem] = []
    for info in translatedFields(stored.record, access) where access.writes(info.name) && typed.has(info.name) {
      do {
        let present = texts.first { $0.field == info.name }?.text ?? ""
        let isUntouched = FieldReader.unixLines(typed[info.name]) == FieldText.typed(.text(present), info.kind).first
        let text = isUntouched ? present : try Self.translatedText(typed[info.name], info)
        if text == present || text.isEmpty && present.isEmpty {
          guard typed.has(TranslationView.stillHolds(info.name)) else { continue }
          try transaction.confirmTranslation(
            of: stored.id, in: stored.tenant, info.name, into: language, version: version)
          continue
        }
        try Self.refuseOverwriting(present, typed, info)
        try transaction.translate(stored.id, of: stored.tenant, info.name, into: language, text, version: version)
      } catch let problem as Problem {
        problems.append(problem.field == nil ? problem.at(info.name) : problem)
      }
    }
    if let problem = Problem.joined(problems) { throw problem }
    return stored.id
  }

  static func translatedText(_ text: String, _ info: FieldInfo) throws(Problem) -> String {
    if case .richText = info.kind { return text.trimmed.isEmpty ? "" : try FieldReader.richText(text) }
    return FieldReader.unixLines(text).trimmed
  }

  /// The text that the page began from must still be there, so that nobody's words are lost.
  private static func refuseOverwriting(_ present: String, _ typed: TypedFields, _ info: FieldInfo) throws(Problem) {
    if typed[TranslationView.before(info.name)] == TranslationView.digest(present) { return }
    throw Problem(
      "record.translation-changed", .conflict,
      "„\(info.label)“ wurde inzwischen übersetzt. Dort steht jetzt: „\(present.prefix(300))“. "
        + "Noch einmal speichern ersetzt diesen Text durch Ihren.",
      field: info.name)
  }
}

/// German on one side, the translation on the other.
struct TranslationView {
  let fields: [(info: FieldInfo, german: String)]
  let texts: [TranslatedText]
  let language: Language
  let version: Int
  let typed: TypedFields?
  let problems: [Problem]
  let path: Path
  let back: Path
  let token: HTML
  let view: View

  static func before(_ field: String) -> String { field + ".vorher" }
  static func stillHolds(_ field: String) -> String { field + ".passt" }

  /// Stands in a form for the text that it began from.
  static func digest(_ text: String) -> String { hexadecimal(sha256(Array(text.utf8))) }

  var html: HTML {
    if fields.isEmpty { return "<p>\(view[RecordText.translateNothing])</p>" }
    return """
      \(summary)<p class="hint">\(view[RecordText.translateHint])</p>
      <form method="post" action="\(view.link(path))" novalidate data-unsaved="\(view[RecordText.unsaved])"\
      \(if: typed != nil, " data-typed")>\(token)\(HTML.hidden(FormInput.version, String(version)))\
      \(each: fields, row)
      <div class="acts"><button class="btn">\(view[RecordText.save])</button>\
      <a class="btn alt" href="\(view.link(back))">\(view[RecordText.cancel])</a></div></form>
      """
  }

  private var summary: HTML {
    if problems.isEmpty { return HTML() }
    return """
      <div class="note bad" role="alert" tabindex="-1" id="fehler"><h2>\(view[WebText.formProblems])</h2><ul>\
      \(each: problems, { "<li><a href=\"#f-\($0.field)\">\($0.sentence)</a></li>" })</ul></div>
      """
  }

  private func row(_ row: (info: FieldInfo, german: String)) -> HTML {
    let name = row.info.name
    let kept = texts.first { $0.field == name }
    let isLate = kept.map { !$0.text.isEmpty && $0.sourceVersion < version } ?? false
    let problem = problems.first { $0.field == name }
    return """
      <section class="sub"><h2>\(row.info.label) \(state(kept, isLate: isLate))</h2><div class="cols2">\
      <div lang="de" dir="ltr"><p class="small muted">\(view[RecordText.translateGerman])</p>\
      <div class="box soft">\(german(row))</div></div>\
      <div class="f\(if: problem != nil, " wrong")"><label for="f-\(name)">\
      \(LanguageNames.name(language.code, in: view.language))<span class="vh">: \(row.info.label)</span></label>\
      \(problem.map { "<p class=\"err\" id=\"f-\(name)-e\">\(Icon.warn.html)\($0.sentence)</p>" as HTML })\
      \(HTML.hidden(Self.before(name), Self.digest(kept?.text ?? "")))\
      <textarea id="f-\(name)" name="\(name)" rows="\(rows(row.german))" lang="\(language.code)" \
      dir="\(language.direction)"\(if: isRich(row.info), MarkdownTools.attributes(view))\(if: problem != nil, " aria-invalid=\"true\" aria-describedby=\"f-\(name)-e\"")>
      \(typed?[name] ?? kept.flatMap { FieldText.typed(.text($0.text), row.info.kind).first } ?? "")</textarea>\(if: isLate, stillHolds(name))</div></div></section>
      """
  }

  private func german(_ row: (info: FieldInfo, german: String)) -> HTML {
    if case .richText = row.info.kind, let clean = try? CleanHTML(cleaning: row.german) {
      return "<div class=\"prose\">\(HTML(clean: clean.text))</div>"
    }
    return lines(row.german)
  }

  private func state(_ kept: TranslatedText?, isLate: Bool) -> HTML {
    if kept?.text.isEmpty ?? true { return "<span class=\"tag\">\(view[RecordText.translationNone])</span>" }
    return isLate
      ? "<span class=\"tag w\">\(view[RecordText.translationOutdated])</span>"
      : "<span class=\"tag a\">\(view[RecordText.translationCurrent])</span>"
  }

  private func isRich(_ info: FieldInfo) -> Bool {
    if case .richText = info.kind { return true }
    return false
  }

  private func stillHolds(_ name: String) -> HTML {
    """
    <label class="opt"><input type="checkbox" name="\(Self.stillHolds(name))" value="1"> \
    \(view[RecordText.translationHolds])</label>
    """
  }

  private func rows(_ german: String) -> Int { min(max(german.utf8.count / 60 + 1, 2), 16) }
}
