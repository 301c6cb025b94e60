// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Web

/// A form about rights as it is drawn: what was typed, and what is wrong with it.
struct RightsForm {
  typealias Option = (value: String, label: String)

  let view: View
  var values: [String: String] = [:]
  var chosen: Set<String> = []
  var problems: [Problem] = []

  init(_ view: View, _ values: [String: String] = [:]) {
    self.view = view
    self.values = values
  }

  /// What was sent, with what is wrong with it.
  init(_ view: View, _ sent: Parameters, _ problem: Problem) {
    self.view = view
    for (name, value) in sent.pairs where values[name] == nil { values[name] = value }
    chosen = Set(sent.pairs.map(\.value))
    problems = problem.all
  }

  /// The same over what is kept, where two forms share a page: what was typed for a deputy (it names a person) stays out of
  /// the fields of the role.
  func below(_ usual: [String: String], deputyEnd: String) -> RightsForm {
    var form = self
    if values["person"] != nil {
      form.values[deputyEnd] = values["bis"]
      form.values["bis"] = nil
      form.problems = problems.map { $0.field == "bis" ? $0.at(deputyEnd) : $0 }
    }
    form.values.merge(usual) { typed, _ in typed }
    return form
  }

  var summary: HTML {
    if problems.isEmpty { return HTML() }
    return """
      <div class="note bad" role="alert" tabindex="-1"><h2>\(view[WebText.formProblems])</h2><ul>\(each: problems, { problem in
        problem.field.map { "<li><a href=\"#\($0)\">\(sentence(problem))</a></li>" } ?? "<li>\(sentence(problem))</li>"
      })</ul></div>
      """
  }

  func line(
    _ name: String, _ label: RightsText, type: String = "text", limit: Int = 120, hint: RightsText? = nil,
    isRequired: Bool = true, sentAs: String? = nil
  ) -> HTML {
    """
    \(open(name, label, hint))<input id="\(name)" name="\(sentAs ?? name)" type="\(type)"\(if: type != "date", " maxlength=\"\(limit)\"") \
    value="\(values[name] ?? "")"\(described(name, hint))\(if: isRequired, " required")></div>
    """
  }

  func select(_ name: String, _ label: RightsText, _ options: [Option], hint: RightsText? = nil) -> HTML {
    """
    \(open(name, label, hint))<select id="\(name)" name="\(name)"\(described(name, hint))>\(each: options, { option in
      "<option value=\"\(option.value)\"\(if: values[name] == option.value, " selected")>\(option.label)</option>"
    })</select></div>
    """
  }

  func checks(_ name: String, _ label: RightsText, _ options: [Option]) -> HTML {
    """
    <fieldset class="f\(if: problem(name) != nil, " wrong")" id="\(name)"><legend>\(view[label])</legend>\
    \(error(name))\(each: options, { option in
      """
      <label class="opt"><input type="checkbox" name="\(name)" value="\(option.value)"\
      \(if: chosen.contains(option.value), " checked")><span lang="de">\(option.label)</span></label>
      """
    })</fieldset>
    """
  }

  private func open(_ name: String, _ label: RightsText, _ hint: RightsText?) -> HTML {
    """
    <div class="f\(if: problem(name) != nil, " wrong")"><label for="\(name)">\(view[label])</label>\
    \(hint.map { "<p class=\"hint\" id=\"\(name)-h\">\(view[$0])</p>" as HTML })\(error(name))
    """
  }

  private func error(_ name: String) -> HTML? {
    problem(name).map { "<p class=\"err\" id=\"\(name)-e\">\(Icon.warn.html)\(sentence($0))</p>" }
  }

  private func described(_ name: String, _ hint: RightsText?) -> HTML {
    let ids = (hint == nil ? [] : ["\(name)-h"]) + (problem(name) == nil ? [] : ["\(name)-e"])
    if ids.isEmpty { return HTML() }
    return """
       aria-describedby="\(ids.joined(separator: " "))"\(if: problem(name) != nil, " aria-invalid=\"true\"")
      """
  }

  private func problem(_ name: String) -> Problem? { problems.first { $0.field == name } }

  private func sentence(_ problem: Problem) -> String {
    view.language == .german
      ? problem.sentence : view.texts[named: "problem.\(problem.code)"] ?? problem.sentence
  }
}

extension Parameters {
  /// A day as date fields send it; nothing when the field is empty.
  ///
  /// - Throws: a `Problem` at the field for anything else.
  func day(_ name: String) throws(Problem) -> Day? {
    guard let text = self[name] else { return nil }
    guard let day = Day(iso: text) else {
      throw Problem("rights.day", .invalid, "Bitte geben Sie einen Tag an.", field: name)
    }
    return day
  }
}
