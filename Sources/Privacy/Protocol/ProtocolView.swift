// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Web
internal import Workplace

/// The protocol on its page.
struct ProtocolView: Sendable {
  let rows: [ProtocolRow]
  let total: Int
  let page: ListPage
  let query: ProtocolQuery
  let check: KeptVerdict?
  let holdings: Holdings
  let view: View
  let token: HTML
  let isAsked: Bool

  static let heads: [PrivacyWord] = [.time, .who, .action, .kind, .recordID, .changes]

  var html: HTML {
    """
    <h1>\(view[PrivacyWord.audit])</h1><p class="lead">\(view[PrivacyWord.auditLead])</p>
    \(if: isAsked, "<div class=\"note ok\" role=\"status\">\(Icon.yes.html)<p>\(view[PrivacyWord.checkAsked])</p></div>")
    \(chain)
    <form method="post" class="sec" action="\(view.link(PrivacyPath.check))">\(token)\
    <button class="btn alt">\(view[PrivacyWord.checkNow])</button></form>
    \(filter)
    <div class="acts"><p class="total">\(view.count(PrivacyWord.rows, total))</p>\
    <a class="btn alt" href="\(view.file(PrivacyPath.protocolTable(query)))">\(view[PrivacyWord.download])</a></div>
    \(rows.isEmpty ? "<p>\(view[PrivacyWord.noRows])</p>" : table)
    \(pager(page, total: total, view) { PrivacyPath.protocolPage(query, page: $0) })
    """
  }

  private var chain: HTML {
    guard let check else { return "<p class=\"note\">\(view[PrivacyWord.chainNever])</p>" }
    let time = view.moment(check.checkedAt)
    if let broken = check.broken {
      let text = view(PrivacyWord.chainBroken, ["number": view.texts.number(broken), "time": time])
      return "<div class=\"note bad\" role=\"alert\">\(Icon.warn.html)<p>\(text)</p></div>"
    }
    let text = view(PrivacyWord.chainGood, ["number": view.texts.number(check.number), "time": time])
    return "<div class=\"note ok\">\(Icon.yes.html)<p>\(text)</p></div>"
  }

  private var filter: HTML {
    """
    <form class="listform noprint" method="get" action="\(view.link(PrivacyPath.protocolStart))" role="search" \
    aria-label="\(view[PrivacyWord.filter])"><div class="filters">\
    \(input("person", .who, "search", query.person))\(actions)\
    <div class="f"><label for="art">\(view[PrivacyWord.kind])</label><select id="art" name="art">\
    <option value="">\(view[PrivacyWord.allKinds])</option>\(each: holdings.kinds.map(\.info), { info in
      """
      <option value="\(info.kind)" lang="de"\(if: info.kind == query.kind, " selected")>\(info.many)</option>
      """
    })</select></div>\(input("von", .from, "date", query.from?.iso ?? ""))\
    \(input("bis", .until, "date", query.until?.iso ?? ""))\(input("eintrag", .recordID, "search", query.record))</div>\
    <button class="btn">\(view[PrivacyWord.searchButton])</button></form>
    """
  }

  private var actions: HTML {
    let isOther = !query.action.isEmpty && ProtocolAction(name: query.action) == nil
    return """
      <div class="f"><label for="aktion">\(view[PrivacyWord.action])</label><select id="aktion" name="aktion">\
      <option value="">\(view[PrivacyWord.allActions])</option>\
      \(if: isOther, "<option value=\"\(query.action)\" selected>\(query.action)</option>")\
      \(each: ProtocolAction.allCases, { action in
        """
        <option value="\(action.name)"\(if: action.name == query.action, " selected")>\(view[action])</option>
        """
      })</select></div>
      """
  }

  private func input(_ name: String, _ word: PrivacyWord, _ type: String, _ value: String) -> HTML {
    """
    <div class="f"><label for="\(name)">\(view[word])</label>\
    <input id="\(name)" name="\(name)" type="\(type)"\(if: type != "date", " maxlength=\"120\"") value="\(value)"></div>
    """
  }

  private var table: HTML {
    privacyTable(
      view[PrivacyWord.audit], Self.heads.map { view[$0] },
      rows.map { row in
        """
        <td>\(Moment(iso: row.at).map { view.moment($0) } ?? row.at)</td><th scope="row" lang="de">\(row.actor)</th>\
        <td>\(ProtocolAction(code: row.action).map { view[$0] } ?? row.action)</td><td lang="de">\(holdings.kind(row.kind)?.info.one ?? row.kind)</td>\
        <td><a href="\(view.link(PrivacyPath.protocolPage(only(row.record))))">\(row.record.suffix(12))</a></td>\
        <td>\(changes(row))</td>
        """
      })
  }

  /// The first fields that changed, each with what it held before and holds now.
  private func changes(_ row: ProtocolRow) -> HTML {
    let fields = holdings.kind(row.kind)?.info.fields ?? []
    let all = HistoryChange.all(row.changes).map { change in (change, fields.first { $0.name == change.field }) }
    guard !all.isEmpty else { return HTML() }
    let more = all.count - Self.shownChanges
    return """
      <ul class="plain small">\(each: Array(all.prefix(Self.shownChanges)), { change, info in
        "<li lang=\"de\" dir=\"ltr\">\(line(change, info))</li>"
      })\(if: more > 0, "<li class=\"muted\">\(view.count(PrivacyWord.moreChanges, more))</li>")</ul>
      """
  }

  private func line(_ change: HistoryChange, _ info: FieldInfo?) -> HTML {
    let language = change.language.map { " (\($0.code))" } ?? ""
    guard let info else { return "\(change.field)\(language)" }
    let (old, new) = change.plain(info)
    let name: HTML = "<b>\(info.label)\(language)</b>: "
    if old.isEmpty { return "\(name)\(short(new))" }
    return "\(name)<del>\(short(old))</del> → <ins>\(new.isEmpty ? view[PrivacyWord.nothingBefore] : short(new))</ins>"
  }

  private func short(_ text: String) -> String {
    text.count > Self.shownLetters ? text.prefix(Self.shownLetters) + " …" : text
  }

  private static let (shownChanges, shownLetters) = (5, 90)

  private func only(_ record: String) -> ProtocolQuery {
    var query = ProtocolQuery()
    query.record = record
    return query
  }
}
