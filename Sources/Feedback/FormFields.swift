// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Web

/// What somebody typed and what is wrong with it: a form is drawn from it, empty or after a refusal.
struct FilledForm {
  let view: View
  /// As typed, not trimmed.
  let values: [String: String]
  let problems: [Problem]

  /// The first thing that is wrong with a field, in the reader's language.
  func problem(_ name: String) -> String? { problems.first { $0.field == name }.map(sentence) }

  func sentence(_ problem: Problem) -> String { view.texts[named: "problem.\(problem.code)"] ?? problem.sentence }

  /// All mistakes on top, each leading to its field; nothing when there are none.
  var summary: HTML {
    if problems.isEmpty { return HTML() }
    return """
      <div class="note bad" role="alert" tabindex="-1"><h2>\(view[WebText.formProblems])</h2><ul>\(each: problems, { problem in
        problem.field.map { "<li><a href=\"#\($0)\">\(sentence(problem))</a></li>" } ?? "<li>\(sentence(problem))</li>"
      })</ul></div>
      """
  }

  /// One line.
  func line(
    _ name: String, _ label: FeedbackWord, hint: FeedbackWord? = nil, type: String = "text", fill: String = "off",
    isRequired: Bool = false, limit: Int = FeedbackMessage.lineLimit
  ) -> HTML {
    field(
      name, label, hint: hint,
      """
      <input id="\(name)" name="\(name)" type="\(type)" value="\(values[name])" maxlength="\(limit)" \
      autocomplete="\(fill)"\(if: isRequired, " required")\(described(name, hint))>
      """)
  }

  /// Several lines.
  func area(_ name: String, _ label: FeedbackWord, hint: FeedbackWord? = nil) -> HTML {
    field(
      name, label, hint: hint,
      """
      <textarea id="\(name)" name="\(name)" rows="8" maxlength="\(FeedbackMessage.textLimit)" \
      required\(described(name, hint))>
      \(values[name])</textarea>
      """)
  }

  /// One of many.
  func select(_ name: String, _ label: FeedbackWord, _ options: [(value: String, label: Localized)]) -> HTML {
    field(
      name, label, hint: nil,
      """
      <select id="\(name)" name="\(name)"\(described(name, nil))>\(each: options, { option in
        """
        <option value="\(option.value)"\(if: (values[name] ?? "") == option.value, " selected")\
        \(lang: option.label.language, on: view)>\(option.label.text)</option>
        """
      })</select>
      """)
  }

  /// One of a few.
  func choices(_ name: String, _ legend: FeedbackWord, _ options: [(value: String, label: FeedbackWord)]) -> HTML {
    let message = problem(name)
    return """
      <fieldset class="f\(if: message != nil, " wrong")" id="\(name)"><legend>\(view[legend])</legend>\(error(name))\
      \(each: options, { option in
        """
        <label class="opt"><input type="radio" name="\(name)" value="\(option.value)"\
        \(if: values[name] == option.value, " checked")>\(view[option.label])</label>
        """
      })</fieldset>
      """
  }

  func hidden(_ name: String) -> HTML {
    guard let value = values[name], !value.isEmpty else { return HTML() }
    return "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
  }

  /// A field that people do not see and programs fill.
  var trap: HTML {
    """
    <div class="trap" aria-hidden="true"><label>\(view[FeedbackWord.trap]) \
    <input name="\(FeedbackInput.trap)" tabindex="-1" autocomplete="off"></label></div>
    """
  }

  private func field(_ name: String, _ label: FeedbackWord, hint: FeedbackWord?, _ control: HTML) -> HTML {
    """
    <div class="f\(if: problem(name) != nil, " wrong")"><label for="\(name)">\(view[label])</label>\
    \(hint.map { "<p class=\"hint\" id=\"\(name)-h\">\(view[$0])</p>" as HTML })\(error(name))\(control)</div>
    """
  }

  private func error(_ name: String) -> HTML? {
    problem(name).map { "<p class=\"err\" id=\"\(name)-e\">\(Icon.warn.html)\($0)</p>" }
  }

  private func described(_ name: String, _ hint: FeedbackWord?) -> HTML {
    let isWrong = problem(name) != nil
    if hint == nil && !isWrong { return HTML() }
    return """
       aria-describedby="\(if: hint != nil, "\(name)-h")\(if: hint != nil && isWrong, " ")\(if: isWrong, "\(name)-e")"\
      \(if: isWrong, " aria-invalid=\"true\"")
      """
  }
}
