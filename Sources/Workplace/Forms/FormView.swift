// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Web

/// A form drawn from its sheet; works without scripts.
struct FormView {
  let sheet: FormSheet
  let view: View

  /// The mistakes on top, each leading to its field; nothing when there are none.
  var summary: HTML {
    if sheet.problems.isEmpty { return HTML() }
    return """
      <div class="note bad" role="alert" tabindex="-1" id="fehler"><h2>\(view[WebText.formProblems])</h2>\
      <ul>\(each: sheet.problems, { problem in
        let isHere = sheet.fields.contains { $0.name == problem.field }
        return isHere
          ? "<li><a href=\"#f-\(problem.field)\">\(problem.sentence)</a></li>" : "<li>\(problem.sentence)</li>"
      })</ul></div>
      """
  }

  /// All fields in their sections.
  var body: HTML {
    """
    \(each: sheet.sections, { section in
      section.title.isEmpty
        ? "<div class=\"sec\">\(each: section.fields, { control($0).html })</div>"
        : """
        <section class="sec"><h2>\(section.title)</h2>\(each: section.fields, { control($0).html })</section>
        """
    })
    """
  }

  func control(_ info: FieldInfo) -> FieldControl {
    FieldControl(
      info: info, sheet: sheet, problem: sheet.problems.first { $0.field == info.name }?.sentence, view: view)
  }

  /// Why personal data are asked for, by which right, and for how long they are kept; nothing where there are none.
  var privacy: HTML {
    var notices: [(data: PersonalData, labels: [String])] = []
    for info in sheet.fields {
      guard let personal = info.personal else { continue }
      if let index = notices.firstIndex(where: { $0.data == personal }) {
        notices[index].labels.append(info.label)
      } else {
        notices.append((personal, [info.label]))
      }
    }
    if notices.isEmpty { return HTML() }
    return """
      <section class="box soft" aria-labelledby="datenschutz"><h2 id="datenschutz">\(view[RecordText.privacy])</h2>\
      \(each: notices, { notice in
        """
        <dl class="dl"><div><dt>\(view[RecordText.privacyFields])</dt><dd>\(notice.labels.joined(separator: ", "))</dd></div>\
        <div><dt>\(view[RecordText.privacyPurpose])</dt><dd>\(notice.data.purpose)</dd></div>\
        <div><dt>\(view[RecordText.privacyBasis])</dt><dd>\(notice.data.legalBasis)</dd></div>\
        <div><dt>\(view[RecordText.privacyRetention])</dt><dd>\(retention(notice.data.retention))</dd></div></dl>
        """
      })</section>
      """
  }

  private func retention(_ retention: PersonalData.Retention) -> String {
    switch retention {
    case .withRecord: view[RecordText.privacyWithRecord]
    case .days(let days): view.count(RecordText.privacyDays, days)
    }
  }
}

extension HTML {
  /// A hidden input.
  static func hidden(_ name: String, _ value: String) -> HTML {
    "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
  }
}
