// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Web

/// A form of this slice as it is drawn: what was typed, and what is wrong with it. Passwords and codes are never shown again.
struct AccountForm {
  let view: View
  var values: [String: String] = [:]
  var problems: [Problem] = []

  /// In the reader's language; the German sentence may say more, such as how long to wait.
  func sentence(_ problem: Problem) -> String {
    guard view.language != .german else { return problem.sentence }
    return view.texts[named: "problem.\(problem.code)"] ?? problem.sentence
  }

  /// All that is wrong on top, each leading to its field.
  var summary: HTML {
    if problems.isEmpty { return HTML() }
    return """
      <div class="note bad" role="alert" tabindex="-1"><h2>\(view[WebText.formProblems])</h2><ul>\(each: problems, { problem in
        problem.field.map { "<li><a href=\"#\($0)\">\(sentence(problem))</a></li>" } ?? "<li>\(sentence(problem))</li>"
      })</ul></div>
      """
  }

  /// What kinds of lines there are.
  enum Line {
    case text(limit: Int, fill: String)
    case mail
    case password, newPassword
    case code

    var attributes: HTML {
      switch self {
      case .text(let limit, let fill): "type=\"text\" maxlength=\"\(limit)\" autocomplete=\"\(fill)\""
      case .mail: "type=\"email\" maxlength=\"254\" autocomplete=\"username\" spellcheck=\"false\" dir=\"ltr\""
      case .password: "type=\"password\" maxlength=\"400\" autocomplete=\"current-password\" dir=\"ltr\""
      case .newPassword: "type=\"password\" maxlength=\"400\" autocomplete=\"new-password\" dir=\"ltr\""
      case .code:
        "type=\"text\" maxlength=\"40\" autocomplete=\"one-time-code\" inputmode=\"text\" spellcheck=\"false\" dir=\"ltr\""
      }
    }

    var isShown: Bool {
      switch self {
      case .text, .mail: true
      case .password, .newPassword, .code: false
      }
    }
  }

  func line(_ name: String, _ label: AccountText, _ line: Line, hint: AccountText? = nil) -> HTML {
    let message = problems.first { $0.field == name }.map(sentence)
    let value = line.isShown ? values[name] ?? "" : ""
    return """
      <div class="f\(if: message != nil, " wrong")"><label for="\(name)">\(view[label])</label>\
      \(hint.map { "<p class=\"hint\" id=\"\(name)-h\">\(view[$0])</p>" as HTML })\
      \(message.map { "<p class=\"err\" id=\"\(name)-e\">\(Icon.warn.html)\($0)</p>" as HTML })\
      <input id="\(name)" name="\(name)" value="\(value)" \(line.attributes) required\
      \(described(name, hasHint: hint != nil, isWrong: message != nil))></div>
      """
  }

  func check(_ name: String, _ label: AccountText, hint: AccountText) -> HTML {
    """
    <div class="f"><label class="opt"><input type="checkbox" name="\(name)" value="1" aria-describedby="\(name)-h"\
    \(if: values[name] != nil, " checked")>\(view[label])</label><p class="hint" id="\(name)-h">\(view[hint])</p></div>
    """
  }

  func select(_ name: String, _ label: AccountText, _ options: [(value: String, label: HTML)]) -> HTML {
    """
    <div class="f"><label for="\(name)">\(view[label])</label><select id="\(name)" name="\(name)">\(each: options, { option in
      """
      <option value="\(option.value)"\(if: values[name] == option.value, " selected")>\(option.label)</option>
      """
    })</select></div>
    """
  }

  func hidden(_ name: String) -> HTML {
    guard let value = values[name], !value.isEmpty else { return HTML() }
    return "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
  }

  private func described(_ name: String, hasHint: Bool, isWrong: Bool) -> HTML {
    guard hasHint || isWrong else { return HTML() }
    return """
       aria-describedby="\(if: hasHint, "\(name)-h")\(if: hasHint && isWrong, " ")\(if: isWrong, "\(name)-e")"\
      \(if: isWrong, " aria-invalid=\"true\"")
      """
  }
}
