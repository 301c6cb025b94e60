// SPDX-License-Identifier: EUPL-1.2
internal import Access
package import Formats
internal import HTTPTypes
internal import Kernel
package import Web

/// What helps people to write Markdown: buttons above the text, by script, and a preview that needs none.
package enum MarkdownTools {
  /// For the attributes of a text area; the script makes buttons of the words.
  package static func attributes(_ view: View) -> HTML {
    let words: [WorkplaceText] = [
      .markdownTools, .markdownBold, .markdownItalic, .markdownHeading, .markdownList, .markdownNumbers, .markdownLink,
      .markdownQuote,
    ]
    return " data-markdown=\"\(words.map { view[$0] }.joined(separator: "|"))\""
  }

  static let path = Path("arbeitsplatz", "vorschau")
  private static let field = "vorschau"
  private static let limit = 3 << 20

  /// A button inside of a form that shows the text of one field in another tab; what was typed stays where it is.
  static func previewButton(_ name: String, _ label: String, _ view: View) -> HTML {
    """
    <button class="btn alt" formaction="\(view.link(path))" formtarget="_blank" formnovalidate name="\(field)" \
    value="\(name)">\(view[WorkplaceText.markdownPreview])<span class="vh">: \(label)</span></button>
    """
  }

  static let route = Route.staff(.post, path.text, .signedIn) { staff in
    let form = try await staff.form(limit: limit)
    let name = form[field] ?? ""
    let clean = try CleanHTML(cleaning: try FieldReader.richText(form[name] ?? ""))
    let view = staff.view
    let main: HTML = """
      <h1>\(view[WorkplaceText.markdownPreview])</h1><p class="lead">\(view[WorkplaceText.markdownPreviewLead])</p>
      <div class="box prose" lang="de" dir="ltr">\(HTML(clean: clean.text))</div>\(readability(clean, view))
      """
    return staff.page(StaffHead(view[WorkplaceText.markdownPreview]), main)
  }

  /// How easy a German text reads (F42); nothing for a few words.
  package static func readability(_ text: CleanHTML, _ view: View) -> HTML {
    let measure = Readability(text.plainText)
    guard measure.isMeaningful else { return HTML() }
    let word: WorkplaceText =
      switch measure.level {
      case .easy: .readsEasy
      case .medium: .readsMedium
      case .hard: .readsHard
      }
    let grade = max(4, min(15, Int(measure.wiener.rounded())))
    return """
      <p class="hint" id="lesbarkeit">\(view[WorkplaceText.reads]) <b>\(view[word])</b> \
      \(view(WorkplaceText.readsNumbers, ["grade": String(grade), "lix": String(Int(measure.lix.rounded()))]))</p>
      """
  }
}
