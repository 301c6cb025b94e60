// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Web

/// One field of a form: label, hint, mistake, input.
struct FieldControl {
  let info: FieldInfo
  let sheet: FormSheet
  let problem: String?
  let view: View

  var id: String { "f-\(info.name)" }
  var text: String { sheet.typed[info.name] }

  var html: HTML {
    switch info.kind {
    case .codes(let catalogue):
      let choices = sheet.vocabulary.choices(catalogue)
      return choices.isEmpty
        ? labelled(line(value: sheet.typed.all(info.name).joined(separator: " ")))
        : group(
          checkboxes(choices, catalogue))
    case .languages: return group(languages)
    case .flag: return flag
    case .reference: return reference
    default: return labelled(input)
    }
  }

  private var input: HTML {
    switch info.kind {
    case .text(let limit): line(limit: limit)
    case .longText(let limit): area(limit: limit, rows: limit > 1000 ? 8 : 4)
    case .richText(let limit): area(limit: limit, rows: 14, more: MarkdownTools.attributes(view)) + preview
    case .choice(let choices):
      select(groups: [(nil, choices.map { ($0.value, $0.label) })], known: Set(choices.map(\.value)))
    case .code(let catalogue):
      sheet.vocabulary.choices(catalogue).isEmpty ? line(limit: 40) : codeSelect(catalogue)
    case .integer: line(limit: 20, more: " inputmode=\"numeric\"")
    case .decimal, .money: line(limit: 30, more: " inputmode=\"decimal\"")
    case .time: line(limit: 12, more: " placeholder=\"09:00\"")
    case .day: line(type: text.isEmpty || Day(iso: text) != nil ? "date" : "text")
    case .moment: line(type: isLocalMoment ? "datetime-local" : "text")
    case .mail: line(type: "email", limit: 254, more: " autocomplete=\"off\"")
    case .phone: line(type: "tel", limit: 40, more: " autocomplete=\"off\"")
    case .link: line(type: "url", limit: 2000)
    case .codes, .languages, .flag, .reference: line()
    }
  }

  /// Browsers drop any other text of such an input.
  private var isLocalMoment: Bool { text.isEmpty || text.utf8.count == 16 && Moment(iso: text + ":00") != nil }

  // MARK: - Frames

  func labelled(_ input: HTML) -> HTML {
    """
    <div class="f\(if: problem != nil, " wrong")"><label for="\(id)">\(info.label)\(mark)</label>\
    \(hint)\(mistake)\(input)</div>
    """
  }

  /// Several inputs that belong together.
  func group(_ inputs: HTML) -> HTML {
    """
    <fieldset class="f\(if: problem != nil, " wrong")" id="\(id)" tabindex="-1"\(described)><legend>\(info.label)\(mark)</legend>\
    \(hint)\(mistake)\(HTML.hidden(info.name, ""))\(inputs)</fieldset>
    """
  }

  private var mark: HTML? {
    info.isRequired ? " <span class=\"muted small\">(\(view[RecordText.required]))</span>" : nil
  }

  /// The field's own hint, or what its kind expects.
  private var hintText: String? {
    if let hint = info.hint { return hint }
    switch info.kind {
    case .money: return view[RecordText.hintMoney]
    case .time: return view[RecordText.hintTime]
    case .day: return view[RecordText.hintDay]
    case .richText: return view[RecordText.hintRich]
    case .moment: return view[RecordText.hintMoment]
    default: return nil
    }
  }

  private var hint: HTML? { hintText.map { "<p class=\"hint\" id=\"\(id)-h\">\($0)</p>" } }

  private var mistake: HTML? { problem.map { "<p class=\"err\" id=\"\(id)-e\">\(Icon.warn.html)\($0)</p>" } }

  /// The parts of the page that say more about the input.
  var described: HTML {
    var parts: [String] = []
    if hintText != nil { parts.append("\(id)-h") }
    if problem != nil { parts.append("\(id)-e") }
    if parts.isEmpty { return HTML() }
    return " aria-describedby=\"\(parts.joined(separator: " "))\""
  }

  private var invalid: HTML? { problem == nil ? nil : " aria-invalid=\"true\"" }

  // MARK: - Inputs

  private func line(type: String = "text", value: String? = nil, limit: Int? = nil, more: HTML = HTML()) -> HTML {
    """
    <input id="\(id)" name="\(info.name)" type="\(type)" value="\(value ?? text)"\
    \(limit.map { " maxlength=\"\($0)\"" as HTML })\(if: info.isRequired, " required")\(more)\(described)\(invalid)>
    """
  }

  private var preview: HTML { "<p>\(MarkdownTools.previewButton(info.name, info.label, view))</p>" }

  private func area(limit: Int, rows: Int, more: HTML = HTML()) -> HTML {
    """
    <textarea id="\(id)" name="\(info.name)" rows="\(rows)" maxlength="\(limit)"\(if: info.isRequired, " required")\
    \(more)\(described)\(invalid)>
    \(text)</textarea>
    """
  }

  private typealias Options = [(value: String, label: String)]

  private func select(groups: [(label: String?, options: Options)], known: Set<String>) -> HTML {
    let isForeign = !text.isEmpty && !known.contains(text)
    return """
      <select id="\(id)" name="\(info.name)"\(described)\(invalid)>\
      \(if: sheet.blankable.contains(info.name) || text.isEmpty, "<option value=\"\">–</option>")\
      \(if: isForeign, "<option value=\"\(text)\" selected>\(foreignLabel(text))</option>")\
      \(each: groups, { group in
        let options: HTML = "\(each: group.options, option)"
        return group.label.map { "<optgroup label=\"\($0)\">\(options)</optgroup>" } ?? options
      })</select>
      """
  }

  private func option(_ option: (value: String, label: String)) -> HTML {
    "<option value=\"\(option.value)\"\(if: option.value == text, " selected")>\(option.label)</option>"
  }

  private func codeSelect(_ catalogue: String) -> HTML {
    let choices = sheet.vocabulary.choices(catalogue)
    let groups = grouped(choices, catalogue).map { group in
      (label: group.label, options: group.choices.map { (value: $0.code, label: $0.label) })
    }
    return select(groups: groups, known: Set(choices.map(\.code)))
  }

  /// A code that is no longer offered, or a text that never was one.
  private func foreignLabel(_ code: String) -> String {
    guard case .code(let catalogue) = info.kind else { return code }
    return "\(sheet.vocabulary.label(catalogue, code)) (\(view[RecordText.noLongerOffered]))"
  }

  private var flag: HTML {
    """
    <div class="f\(if: problem != nil, " wrong")">\(hint)\(mistake)\(HTML.hidden(info.name, ""))\
    <label class="opt"><input id="\(id)" type="checkbox" name="\(info.name)" value="1"\
    \(if: sheet.typed.last(info.name).trimmed == "1", " checked")\(described)\(invalid)> \(info.label)</label></div>
    """
  }
}
