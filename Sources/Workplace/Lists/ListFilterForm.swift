// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
internal import Web

/// Search, filters and columns of a list: one form, so that nothing is lost when one of them changes.
struct ListFilterForm {
  let query: ListQuery
  let choices: ListQuery.Choices
  let book: FieldText
  let path: DeskPath
  let view: View

  /// So few values are shown side by side, more as a menu.
  private static let few = 8

  var html: HTML {
    """
    <form class="listform noprint" role="search" action="\(view.link(path.list))">\
    <input type="hidden" name="ansicht" value="\(ListQuery.noView)">\
    <input type="hidden" name="sortierung" value="\(query.sort.text)">
    <div class="search"><label for="q">\(view[WorkplaceText.listSearch])</label><div class="row">\
    <input id="q" type="search" name="q" value="\(query.words)" maxlength="200" autocomplete="off" aria-describedby="q-hint">\
    <button class="btn">\(Icon.find.html)<span class="lbl">\(view[WorkplaceText.listFind])</span></button></div>\
    <p class="hint" id="q-hint">\(view[WorkplaceText.listSearchHint])</p></div>
    <div class="folds">\(filters)\(columns)</div></form>

    """
  }

  private var filters: HTML {
    """
    <details class="fold"\(if: !query.filters.isEmpty, " open")><summary>\(view[WorkplaceText.listNarrow])\
    \(if: !query.filters.isEmpty, " (\(query.filters.count))")</summary>
    <div class="filters">\(each: choices.filters, filter)\
    <label class="opt"><input type="checkbox" name="archiv" value="1"\(if: query.isArchived, " checked")> \
    \(view[WorkplaceText.listArchived])</label></div>\
    <button class="btn alt">\(view[WorkplaceText.listApply])</button></details>

    """
  }

  private var columns: HTML {
    """
    <details class="fold"><summary>\(view[WorkplaceText.listColumns])</summary>\
    <fieldset><legend class="hint">\(view[WorkplaceText.listColumnsHint])</legend>\
    <div class="checks">\(each: choices.visible, { info in
      """
      <label class="opt"><input type="checkbox" name="spalte" value="\(info.name)"\
      \(if: query.columns.contains { $0.name == info.name }, " checked")> <span lang="de">\(info.label)</span></label>
      """
    })</div></fieldset><button class="btn alt">\(view[WorkplaceText.listApply])</button></details>
    """
  }

  private func filter(_ info: FieldInfo) -> HTML {
    switch info.kind {
    case .choice(let values):
      select(info, values.map { ($0.value, $0.label, 0) })
    case .code(let catalogue), .codes(let catalogue): select(info, tree(catalogue))
    case .languages: select(info, languages)
    case .flag: select(info, [("ja", view[WorkplaceText.listYes], 0), ("nein", view[WorkplaceText.listNo], 0)])
    case .day, .moment: range(info, "date")
    case .integer: range(info, "number")
    default: words(info)
    }
  }

  private func select(_ info: FieldInfo, _ values: [(code: String, label: String, depth: Int)]) -> HTML {
    let name = FieldFilter.parameter(info)
    let chosen = Set(query[info]?.pairs(info).map(\.1) ?? [])
    let isFlag = info.kind == .flag
    if chosen.count > 1 || (values.count <= Self.few && !isFlag) { return checks(info, name, values, chosen) }
    return """
      <div class="f"><label for="\(name)" lang="de">\(info.label)</label><select id="\(name)" name="\(name)">\
      <option value="">\(view[WorkplaceText.listAny])</option>\(each: values, { value in
        """
        <option value="\(value.code)"\(if: chosen.contains(value.code), " selected") lang="de">\
        \(String(repeating: "\u{2003}", count: value.depth))\(value.label)</option>
        """
      })\(if: !isFlag, """
        <option value="\(FieldFilter.none)"\(if: chosen.contains(FieldFilter.none), " selected")>\
        \(view[WorkplaceText.listNone])</option>
        """)</select></div>
      """
  }

  private func checks(
    _ info: FieldInfo, _ name: String, _ values: [(code: String, label: String, depth: Int)], _ chosen: Set<String>
  ) -> HTML {
    """
    <fieldset class="f"><legend lang="de">\(info.label)</legend><div class="checks">\(each: values, { value in
      """
      <label class="opt"><input type="checkbox" name="\(name)" value="\(value.code)"\
      \(if: chosen.contains(value.code), " checked")> <span lang="de">\(value.label)</span></label>
      """
    })</div></fieldset>
    """
  }

  private func range(_ info: FieldInfo, _ type: String) -> HTML {
    let (from, to): (String?, String?) =
      if case .range(let from, let to) = query[info] { (from, to) } else { (nil, nil) }
    let ends = [
      (FieldFilter.from(info), from, view[WorkplaceText.listFrom]),
      (FieldFilter.to(info), to, view[WorkplaceText.listTo]),
    ]
    return """
      <fieldset class="f"><legend lang="de">\(info.label)</legend><div class="ends">\(each: ends, { name, value, label in
        """
        <label for="\(name)">\(label)</label><input id="\(name)" name="\(name)" type="\(type)" value="\(value)">
        """
      })</div></fieldset>
      """
  }

  private func words(_ info: FieldInfo) -> HTML {
    let name = FieldFilter.parameter(info)
    let isReference = if case .reference = info.kind { true } else { false }
    let value = query[info]?.pairs(info).first?.1 ?? ""
    return """
      <div class="f"><label for="\(name)" lang="de">\(info.label)</label>\
      <input id="\(name)" name="\(name)" value="\(value)" maxlength="200"\
      \(if: isReference, " placeholder=\"\(view[WorkplaceText.listOrWords])\"")></div>
      """
  }

  private var languages: [(code: String, label: String, depth: Int)] {
    LanguageNames.known.map { ($0, LanguageNames.name($0, in: .german), 0) }.sorted { $0.1 < $1.1 }
  }

  /// The codes of a catalogue, each below the one it belongs to.
  private func tree(_ catalogue: String) -> [(code: String, label: String, depth: Int)] {
    let choices = book.vocabulary.choices(catalogue)
    let children = Dictionary(grouping: choices, by: \.parent)
    let known = Set(choices.map(\.code))
    var rows: [(code: String, label: String, depth: Int)] = []
    func add(_ choice: Vocabulary.Choice, _ depth: Int) {
      rows.append((choice.code, choice.label, depth))
      if depth < 6 { for child in children[choice.code] ?? [] { add(child, depth + 1) } }
    }
    for choice in choices where choice.parent.isEmpty || !known.contains(choice.parent) { add(choice, 0) }
    return rows
  }
}

/// What a filter says, in words.
struct ListFilterWords {
  let book: FieldText
  let view: View

  func text(_ info: FieldInfo, _ filter: FieldFilter) -> String {
    switch filter {
    case .anyOf(let values):
      values.map { $0.isEmpty ? view[WorkplaceText.listNone] : book.plain(value($0, info), info) }
        .joined(separator: ", ")
    case .flag(let flag): view[flag ? WorkplaceText.listYes : WorkplaceText.listNo]
    case .range(let from, let to):
      [
        from.map { "\(view[WorkplaceText.listFrom]) \(end($0, info))" },
        to.map { "\(view[WorkplaceText.listTo]) \(end($0, info))" },
      ]
      .compactMap { $0 }.joined(separator: " ")
    case .words(let words): "„\(words)“"
    }
  }

  private func value(_ text: String, _ info: FieldInfo) -> Value {
    switch info.kind {
    case .codes, .languages: [text].value
    default: .text(text)
    }
  }

  private func end(_ text: String, _ info: FieldInfo) -> String {
    info.kind.isNumber ? text : Day(iso: text).map(view.day) ?? text
  }
}
