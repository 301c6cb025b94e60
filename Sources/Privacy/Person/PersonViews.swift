// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// The search for a person and what it found.
struct PersonSheet: Sendable {
  let view: View
  let token: HTML
  let holdings: Holdings
  let limit: Int
  var words = ""
  var query: PersonQuery?
  var problem: Problem?
  var found: [KeptRecord] = []
  var anonymised: Int?

  var html: HTML {
    """
    <h1>\(view[PrivacyWord.person])</h1><p class="lead">\(view[PrivacyWord.personLead])</p>
    \(anonymised.map { """
      <div class="note ok" role="status">\(Icon.yes.html)<p>\(view.count(PrivacyWord.anonymised, $0))</p></div>
      """ as HTML })
    <form class="form" method="post" action="\(view.link(PrivacyPath.person))" role="search">\(token)\
    <div class="f\(if: problem != nil, " wrong")"><label for="suche">\(view[PrivacyWord.search])</label>\
    \(problem.map { "<p class=\"err\" id=\"suche-e\">\(Icon.warn.html)\($0.sentence)</p>" as HTML })\
    <input id="suche" name="suche" type="search" maxlength="254" autocomplete="off" value="\(words)"\
    \(if: problem != nil, " aria-invalid=\"true\" aria-describedby=\"suche-e\"")></div>\
    <button class="btn">\(view[PrivacyWord.searchButton])</button></form>
    \(if: query != nil, results)
    """
  }

  private var isBounded: Bool {
    Dictionary(grouping: found, by: \.kind).values.contains { $0.count >= limit }
  }

  private var results: HTML {
    """
    <p class="total" role="status">\(view.count(PrivacyWord.found, found.count))</p>
    \(if: isBounded, "<p class=\"note\">\(view.count(PrivacyWord.bounded, limit))</p>")\(if: !found.isEmpty, form)
    """
  }

  private var form: HTML {
    """
    <form method="post" action="\(view.link(PrivacyPath.file))">\(token)\
    <input type="hidden" name="suche" value="\(words)">
    <fieldset class="f"><legend>\(view[PrivacyWord.choose])</legend>\(each: found, option)</fieldset>
    <div class="acts"><button class="btn">\(view[PrivacyWord.fileButton])</button>\
    <button class="btn alt" formaction="\(view.link(PrivacyPath.view))">\(view[PrivacyWord.viewButton])</button>\
    <button class="btn alt" formaction="\(view.link(PrivacyPath.confirm))">\(view[PrivacyWord.anonymiseButton])</button>\
    </div></form>
    """
  }

  private func option(_ record: KeptRecord) -> HTML {
    let values = record.values.filter { $0.isPersonal && !$0.value.isBlank }.compactMap(\.value.text)
    return """
      <label class="opt"><input type="checkbox" name="eintrag" value="\(ChosenRecord(record).text)"> \
      <span lang="de">\(recordLine(record, holdings, view)): \(values.joined(separator: " · "))</span></label>

      """
  }
}

func recordLine(_ record: KeptRecord, _ holdings: Holdings, _ view: View) -> String {
  let kind = holdings.kind(record.kind)?.info.one ?? record.kind
  let archived = record.archivedAt == nil ? "" : " (\(view[PrivacyWord.archived]))"
  return "\(kind) „\(record.title)“\(archived)"
}

/// The last question before what cannot be undone.
struct ConfirmView: Sendable {
  let records: [KeptRecord]
  let holdings: Holdings
  let token: HTML
  let view: View
  let problem: Problem?

  var html: HTML {
    """
    <h1>\(view[PrivacyWord.confirmTitle])</h1>
    <div class="note warn">\(Icon.warn.html)<p>\(view[PrivacyWord.confirmLead])</p></div>
    <ul>\(each: records, { "<li lang=\"de\">\(recordLine($0, holdings, view))</li>" })</ul>
    <form class="form" method="post" action="\(view.link(PrivacyPath.anonymise))">\(token)\
    \(each: records, { "<input type=\"hidden\" name=\"eintrag\" value=\"\(ChosenRecord($0).text)\">" })\
    <div class="f\(if: problem != nil, " wrong")">\
    \(problem.map { "<p class=\"err\" id=\"bestaetigt-e\">\(Icon.warn.html)\($0.sentence)</p>" as HTML })\
    <label class="opt"><input type="checkbox" name="bestaetigt" value="ja"\
    \(if: problem != nil, " aria-invalid=\"true\" aria-describedby=\"bestaetigt-e\"")> \(view[PrivacyWord.confirm])</label>\
    </div><div class="acts"><button class="btn">\(view[PrivacyWord.confirmButton])</button>\
    <a class="btn alt" href="\(view.link(PrivacyPath.person))">\(view[PrivacyWord.cancel])</a></div></form>
    """
  }
}

/// Everything about a person on one page, for printing.
struct PersonFileView: Sendable {
  let file: PersonFile
  let view: View

  var html: HTML {
    """
    <h1>\(view[PrivacyWord.fileTitle])</h1><p>\(view.moment(file.madeAt))</p>
    \(each: file.entries, entry)\(each: file.beside, { beside($0.name, $0.found) })
    """
  }

  private func entry(_ entry: PersonFile.Entry) -> HTML {
    let values = entry.record.values.filter { !$0.value.isBlank }
    return """
      <section class="sec" lang="de"><h2>\(entry.kindLabel): \(entry.record.title)</h2>
      <p>\(view(PrivacyWord.created, ["time": view.moment(entry.record.createdAt)]))</p>
      <dl>\(each: values, { "<div><dt>\($0.label)</dt><dd>\(Self.text($0.value))</dd></div>" })</dl>
      \(if: !entry.comments.isEmpty, "<h3>\(view[PrivacyWord.comments])</h3><ul>\(each: entry.comments, comment)</ul>")
      \(if: !entry.history.isEmpty, "<h3>\(view[PrivacyWord.history])</h3><ul>\(each: entry.history, history)</ul>")
      </section>

      """
  }

  private func comment(_ comment: (at: Moment, author: String, text: String)) -> HTML {
    "<li>\(view.moment(comment.at)), \(comment.author): \(comment.text)</li>"
  }

  private func history(_ entry: AuditEntry) -> HTML {
    let time = Moment(iso: entry.at).map { view.moment($0) } ?? entry.at
    return """
      <li>\(time), \(entry.actor.name): \(entry.action)\(if: entry.changes != "{}", "<br><small>\(entry.changes)</small>")</li>
      """
  }

  private func beside(_ name: String, _ found: [OtherHolding.Found]) -> HTML {
    """
    <section class="sec" lang="de"><h2>\(name)</h2><ul>\(each: found, { item in
      "<li>\(Moment(iso: item.at).map { view.moment($0) } ?? item.at): \(item.title) – \(item.values.joined(separator: " · "))</li>"
    })</ul></section>

    """
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text): text
    }
  }
}
