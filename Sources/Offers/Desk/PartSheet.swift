// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
internal import Web

/// A small form for some fields of a record that belongs to an offer: one time, one exception, one remark.
struct PartSheet<R: Record> {
  let names: [String]
  /// What references may be, with their names.
  var choices: [String: [(value: String, label: String)]] = [:]
  var hints: [String: String] = [:]

  private var fields: [Field<R>] { names.compactMap { R.descriptor.field($0) } }

  /// What a form shows of a record, so that reading it gives the same values.
  func typed(_ record: R) -> [String: String] {
    Dictionary(fields.map { ($0.name, Self.text($0.read(record), $0.info.kind)) }, uniquingKeysWith: { $1 })
  }

  /// What somebody sent.
  func typed(_ form: Parameters) -> [String: String] {
    Dictionary(names.map { ($0, form[$0] ?? "") }, uniquingKeysWith: { $1 })
  }

  /// The record with everything that could be understood, and what could not.
  func read(_ typed: [String: String], into record: R) -> (record: R, problems: [Problem]) {
    var record = record
    var problems: [Problem] = []
    for field in fields {
      do {
        try field.write(try value(typed[field.name] ?? "", field.info), to: &record)
      } catch {
        problems.append(error.field == nil ? error.at(field.name) : error)
      }
    }
    return (record, problems)
  }

  private func value(_ text: String, _ info: FieldInfo) throws(Problem) -> Value {
    if case .flag = info.kind { return .integer(text == "1" ? 1 : 0) }
    if text.isEmpty {
      if Self.needsValue.contains(info.name) {
        throw Problem("form.required", .invalid, "„\(info.label)“ fehlt.", field: info.name)
      }
      return .null
    }
    switch info.kind {
    case .integer: return .integer(Int64(try GermanText.integer(text)))
    case .time: return .integer(Int64(try GermanText.time(text)))
    case .day: return .text(try GermanText.day(text).iso)
    case .reference:
      guard choices[info.name]?.contains(where: { $0.value == text }) == true else {
        throw Problem("form.unknown-reference", .invalid, "„\(info.label)“ steht so nicht zur Wahl.", field: info.name)
      }
      return .text(text)
    default: return .text(text)
    }
  }

  /// Fields whose property cannot be nothing.
  private static var needsValue: Set<String> { ["kind", "every_weeks"] }

  private static func text(_ value: Value, _ kind: FieldKind) -> String {
    switch (kind, value) {
    case (.time, .integer(let minutes)): "\(padded(Int(minutes) / 60, 2)):\(padded(Int(minutes) % 60, 2))"
    case (.flag, .integer(let flag)): flag == 0 ? "" : "1"
    case (_, .integer(let number)): String(number)
    case (_, .text(let text)): text
    default: ""
    }
  }

  // MARK: - Markup

  func html(_ typed: [String: String], _ problems: [Problem], _ view: View) -> HTML {
    "\(each: fields, { field in control(field.info, typed[field.name] ?? "", problems.first { $0.field == field.name }, view) })"
  }

  private func control(_ info: FieldInfo, _ text: String, _ problem: Problem?, _ view: View) -> HTML {
    let id = "f-\(info.name)"
    let hint = hints[info.name]
    let described = [hint == nil ? nil : "\(id)-h", problem == nil ? nil : "\(id)-e"].compactMap { $0 }
    let more: HTML = """
      \(if: !described.isEmpty, " aria-describedby=\"\(described.joined(separator: " "))\"")\
      \(if: problem != nil, " aria-invalid=\"true\"")
      """
    let notes: HTML = """
      \(hint.map { "<p class=\"hint\" id=\"\(id)-h\">\($0)</p>" as HTML })\
      \(problem.map { "<p class=\"err\" id=\"\(id)-e\">\(Icon.warn.html)\($0.sentence)</p>" as HTML })
      """
    if case .flag = info.kind {
      return """
        <div class="f">\(notes)<label class="opt"><input id="\(id)" type="checkbox" name="\(info.name)" value="1"\
        \(if: text == "1", " checked")\(more)> \(info.label)</label></div>

        """
    }
    return """
      <div class="f"><label for="\(id)">\(info.label)</label>\(notes)\(input(info, id, text, more))</div>

      """
  }

  private func input(_ info: FieldInfo, _ id: String, _ text: String, _ more: HTML) -> HTML {
    switch info.kind {
    case .choice(let choices):
      return select(info, id, text, choices.map { (value: $0.value, label: $0.label) }, more)
    case .reference: return select(info, id, text, choices[info.name] ?? [], more)
    case .day:
      let type = text.isEmpty || Day(iso: text) != nil ? "date" : "text"
      return "<input id=\"\(id)\" name=\"\(info.name)\" type=\"\(type)\" value=\"\(text)\"\(more)>"
    case .integer:
      return "<input id=\"\(id)\" name=\"\(info.name)\" inputmode=\"numeric\" maxlength=\"9\" value=\"\(text)\"\(more)>"
    case .text(let limit):
      return "<input id=\"\(id)\" name=\"\(info.name)\" maxlength=\"\(limit)\" value=\"\(text)\"\(more)>"
    default: return "<input id=\"\(id)\" name=\"\(info.name)\" maxlength=\"20\" value=\"\(text)\"\(more)>"
    }
  }

  private func select(
    _ info: FieldInfo, _ id: String, _ text: String, _ choices: [(value: String, label: String)], _ more: HTML
  ) -> HTML {
    """
    <select id="\(id)" name="\(info.name)"\(more)>\
    \(if: !Self.needsValue.contains(info.name), "<option value=\"\">–</option>")\
    \(each: choices, { choice in
      "<option value=\"\(choice.value)\"\(if: choice.value == text, " selected")>\(choice.label)</option>"
    })</select>
    """
  }
}

/// The mistakes on top of a form, each leading to its field.
func problemSummary(_ problems: [Problem], _ view: View) -> HTML {
  if problems.isEmpty { return HTML() }
  return """
    <div class="note bad" role="alert" tabindex="-1" id="fehler"><h2>\(view[WebText.formProblems])</h2>\
    <ul>\(each: problems, { problem in
      problem.field == nil
        ? "<li>\(problem.sentence)</li>" : "<li><a href=\"#f-\(problem.field)\">\(problem.sentence)</a></li>"
    })</ul></div>

    """
}
