// SPDX-License-Identifier: EUPL-1.2
internal import Records
internal import Web

extension FieldControl {
  /// Choices under what stands above them, in the order of the catalogue.
  func grouped(
    _ choices: [Vocabulary.Choice], _ catalogue: String
  ) -> [(label: String?, choices: [Vocabulary.Choice])] {
    let parents = Set(choices.map(\.parent))
    var order: [String] = []
    var groups: [String: [Vocabulary.Choice]] = [:]
    for choice in choices {
      let key = !choice.parent.isEmpty ? choice.parent : parents.contains(choice.code) ? choice.code : ""
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(choice)
    }
    return order.map { key in
      (key.isEmpty ? nil : sheet.vocabulary.label(catalogue, key), groups[key] ?? [])
    }
  }

  /// What is chosen first; where there are many, all others behind one click, so that keys reach the end of a form.
  func checkboxes(_ choices: [Vocabulary.Choice], _ catalogue: String) -> HTML {
    let chosen = sheet.typed.all(info.name)
    let known = Set(choices.map(\.code))
    let gone: HTML = """
      \(each: chosen.filter { !known.contains($0) }, { code in
        box(code, "\(sheet.vocabulary.label(catalogue, code)) (\(view[RecordText.noLongerOffered]))", isChosen: true)
      })
      """
    guard choices.count > Self.foldedFrom else { return "\(gone)\(boxes(choices, catalogue, chosen))" }
    let (first, others) = (choices.filter { chosen.contains($0.code) }, choices.filter { !chosen.contains($0.code) })
    return """
      \(gone)\(each: first, { box($0.code, $0.label, isChosen: true) })\
      \(fold(first.isEmpty ? .choose : .chooseMore, others.count, boxes(others, catalogue, [])))
      """
  }

  /// From here on they are folded.
  private static let foldedFrom = 8

  private func boxes(_ choices: [Vocabulary.Choice], _ catalogue: String, _ chosen: [String]) -> HTML {
    """
    \(each: grouped(choices, catalogue), { group in
      let boxes: HTML = "\(each: group.choices, { box($0.code, $0.label, isChosen: chosen.contains($0.code)) })"
      return group.label.map { label in
        "<div role=\"group\" aria-label=\"\(label)\"><p class=\"small\"><b>\(label)</b></p>\(boxes)</div>"
      } ?? boxes
    })
    """
  }

  var languages: HTML {
    let chosen = sheet.typed.all(info.name)
    let others = LanguageNames.known.filter { !chosen.contains($0) }
    return """
      \(each: chosen, { box($0, LanguageNames.name($0, in: view.language), isChosen: true) })\
      \(fold(chosen.isEmpty ? .choose : .chooseMore, others.count, """
        \(each: others, { box($0, LanguageNames.name($0, in: view.language), isChosen: false) })
        """))
      """
  }

  private func fold(_ summary: RecordText, _ count: Int, _ boxes: HTML) -> HTML {
    if count == 0 { return HTML() }
    return """
      <details class="fold"\(if: problem != nil, " open")><summary>\(view.count(summary, count))</summary>\
      <div class="choices">\(boxes)</div></details>
      """
  }

  private func box(_ code: String, _ label: String, isChosen: Bool) -> HTML {
    """
    <label class="opt"><input type="checkbox" name="\(info.name)" value="\(code)"\(if: isChosen, " checked")> \
    \(label)</label>
    """
  }

  /// A list of options where there are few; otherwise words to look for and a list of what was found.
  var reference: HTML {
    switch sheet.references[info.name] {
    case .few(let matches): return labelled(options(matches))
    case .search(let found): return group(search(found))
    case .fixed, nil: return labelled("<input id=\"\(id)\" value=\"\(text)\" disabled\(described)>")
    }
  }

  private func options(_ matches: [ReferenceSource.Match]) -> HTML {
    """
    <select id="\(id)" name="\(info.name)"\(described)\(if: problem != nil, " aria-invalid=\"true\"")>\
    \(if: sheet.blankable.contains(info.name) || text.isEmpty, "<option value=\"\">–</option>")\
    \(each: matches, { match in
      "<option value=\"\(match.id)\"\(if: match.id == text, " selected")>\(match.label)</option>"
    })</select>
    """
  }

  private func search(_ found: [ReferenceSource.Match]?) -> HTML {
    let words = FormInput.words(info.name)
    let typed = sheet.typed[words]
    return """
      <label for="\(id)-s" class="hint">\(view[RecordText.referenceWords])</label>\
      <div class="acts"><input id="\(id)-s" name="\(words)" value="\(typed)" maxlength="200" autocomplete="off"\
      \(described)\(if: problem != nil, " aria-invalid=\"true\"")>\
      <button class="btn alt" name="\(FormInput.search)" value="\(info.name)">\(Icon.find.html)\
      \(view[RecordText.referenceSearch])<span class="vh"> \(info.label)</span></button></div>\
      \(found.map(results) ?? chosen)
      """
  }

  /// The record that was chosen before, kept as long as its words stay.
  private var chosen: HTML {
    """
    \(HTML.hidden(info.name, sheet.typed.all(info.name).first ?? ""))\
    \(HTML.hidden(FormInput.wordsBefore(info.name), sheet.typed[FormInput.wordsBefore(info.name)]))
    """
  }

  private func results(_ found: [ReferenceSource.Match]) -> HTML {
    let id = sheet.typed.all(info.name).first
    let before = HTML.hidden(FormInput.wordsBefore(info.name), sheet.typed[FormInput.words(info.name)])
    if found.isEmpty { return "\(before)<p class=\"hint\">\(view[RecordText.referenceNone])</p>" }
    return """
      \(before)\(each: found, { match in
        """
        <label class="opt"><input type="radio" name="\(info.name)" value="\(match.id)"\
        \(if: match.id == id, " checked")> \(match.label)</label>
        """
      })
      """
  }
}
