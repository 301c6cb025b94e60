// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// The editor of one language version: the German text beside it, a preview on demand, a hint how easy it reads.
struct GuideEditorView {
  let heading: String
  let action: Path
  let back: Path
  let typed: GuideTyped
  let language: Language
  let problems: [Problem]
  var context: GuideEditorContext?
  var before = HTML()
  /// Whether somebody else's change is shown beside what was typed.
  var overtaken = false
  var preview: CleanHTML?
  let token: HTML
  let view: View

  private var isTranslation: Bool { language != .german }

  var html: HTML {
    """
    <h1><bdi>\(heading)</bdi></h1>\(guideProblems(problems, view))\(imported)\(stale)\(previewed)
    <div\(if: isTranslation, " class=\"cols2\"")>\(if: isTranslation, german)\(form)</div>\(other)
    """
  }

  // MARK: - Around the form

  private var imported: HTML {
    guard let source = context?.source else { return HTML() }
    return """
      <div class="note warn">\(Icon.warn.html)<p>\(view(GuideDeskText.imported, ["system": source.system]))</p></div>

      """
  }

  private var stale: HTML {
    guard isTranslation, let stored = context?.stored,
      stored.record.state(source: context?.german?.record) == .outdated
    else { return HTML() }
    return "<div class=\"note warn\">\(Icon.warn.html)<p>\(view[GuideDeskText.stale])</p></div>\n"
  }

  private var previewed: HTML {
    guard let preview else { return HTML() }
    return """
      <section class="box soft" id="vorschau" aria-labelledby="vorschau-h"><h2 id="vorschau-h">\
      \(view[GuideDeskText.preview])</h2><p class="small">\(view[GuideDeskText.previewNote])</p>\
      <div class="prose" lang="\(language.code)" dir="\(language.direction)"><p><b>\(typed.title)</b></p>\
      \(shown(preview.text))</div>\(readability(preview))</section>

      """
  }

  /// A text beside the form; where its links lead, nobody learns of the workplace.
  private func shown(_ content: String) -> HTML {
    LocalLinks.html(content.replacing("rel=\"noopener\"", with: "rel=\"noopener noreferrer\""), prefix: view.prefix)
  }

  private var german: HTML {
    guard let german = context?.german?.record else { return HTML() }
    return """
      <section class="box soft" lang="de" dir="ltr"><h2>\(german.title)</h2>\
      \(if: !german.excerpt.isEmpty, "<p class=\"muted\">\(german.excerpt)</p>")\
      <div class="prose">\(shown(german.content))</div></section>
      """
  }

  /// What stands there now, after somebody else's change.
  private var other: HTML {
    guard overtaken, let stored = context?.stored else { return HTML() }
    return """
      <section class="sub"><h2>\(view[GuideDeskText.theirs])</h2>\
      <div class="box prose" lang="\(language.code)" dir="\(language.direction)"><h3>\(stored.record.title)</h3>\
      \(shown(stored.record.content))</div></section>
      """
  }

  /// Only German has the formulas.
  private func readability(_ text: CleanHTML) -> HTML {
    language == .german ? MarkdownTools.readability(text, view) : HTML()
  }

  // MARK: - The form

  private var form: HTML {
    """
    <form method="post" action="\(view.link(action))" novalidate\(FormScript.guarding(view))\
    \(if: !problems.isEmpty || preview != nil, " data-typed")>\(token)\
    <input type="hidden" name="\(GuideDesk.version)" value="\(typed.version)">\
    <input type="hidden" name="\(GuideTyped.format)" value="\(typed.format.rawValue)">\
    \(typed.basedOn.map { "<input type=\"hidden\" name=\"\(GuideTyped.basedOn)\" value=\"\($0)\">" as HTML })\
    \(before)\(line(GuideTyped.title, .titleLabel, typed.title, limit: 200, isRequired: true))\
    \(line(GuideTyped.excerpt, .excerpt, typed.excerpt, limit: 600, hint: .excerptHint))\(content)\(minor)
    <div class="acts"><button class="btn">\(view[GuideDeskText.save])</button>\
    <button class="btn alt" name="\(GuideTyped.action)" value="\(GuideTyped.preview)">\
    \(view[GuideDeskText.preview])</button>\
    <a class="btn alt" href="\(view.link(back))">\(view[GuideDeskText.cancel])</a>\(context?.stored.map { stored in
      "<a class=\"btn alt\" href=\"\(view.link(GuideDesk.historyPath.history(stored.id.text)))\">\(Icon.clock.html)\(view[RecordText.history])</a>" as HTML
    })</div></form>\(FormScript.element(view))
    """
  }

  private var content: HTML {
    let isMarkdown = typed.format == .markdown
    let rows = min(max(typed.content.utf8.count / 70 + 4, 14), 40)
    return """
      <div class="f"><label for="f-text">\(view[GuideDeskText.content])</label>\
      <p class="hint" id="f-text-h">\(view[isMarkdown ? GuideDeskText.markdownHint : GuideDeskText.htmlHint])</p>\
      \(mistake(GuideTyped.content))<textarea id="f-text" name="\(GuideTyped.content)" rows="\(rows)" \
      lang="\(language.code)" dir="\(language.direction)" required\(if: isMarkdown, MarkdownTools.attributes(view)) \
      aria-describedby="f-text-h\(if: problem(GuideTyped.content) != nil, " f-text-e")"\
      \(if: problem(GuideTyped.content) != nil, " aria-invalid=\"true\"")>
      \(typed.content)</textarea>\(if: isMarkdown, asHTML)</div>
      """
  }

  private var asHTML: HTML {
    guard let context, context.stored != nil else { return HTML() }
    let path = GuideDeskPath.text(context.page.id, language, format: GuideTyped.Format.html.rawValue)
    return "<p class=\"small\"><a href=\"\(view.link(path))\">\(view[GuideDeskText.asHTML])</a></p>"
  }

  private var minor: HTML {
    if isTranslation || context == nil { return HTML() }
    return """
      <div class="f"><label class="opt"><input type="checkbox" name="\(GuideTyped.minor)" value="1" \
      aria-describedby="klein-h"\(if: typed.isMinor, " checked")> \(view[GuideDeskText.minor])</label>\
      <p class="hint" id="klein-h">\(view[GuideDeskText.minorHint])</p></div>
      """
  }

  private func line(
    _ name: String, _ label: GuideDeskText, _ text: String, limit: Int, isRequired: Bool = false,
    hint: GuideDeskText? = nil
  ) -> HTML {
    let described = [hint == nil ? nil : "f-\(name)-h", problem(name) == nil ? nil : "f-\(name)-e"].compactMap { $0 }
    return """
      <div class="f"><label for="f-\(name)">\(view[label])</label>\
      \(hint.map { "<p class=\"hint\" id=\"f-\(name)-h\">\(view[$0])</p>" as HTML })\(mistake(name))\
      <input id="f-\(name)" name="\(name)" value="\(text)" maxlength="\(limit)" lang="\(language.code)" \
      dir="\(language.direction)"\(if: isRequired, " required")\
      \(if: !described.isEmpty, " aria-describedby=\"\(described.joined(separator: " "))\"")\(if: problem(name) != nil, " aria-invalid=\"true\"")></div>
      """
  }

  private func problem(_ name: String) -> Problem? { problems.first { $0.field == name } }

  private func mistake(_ name: String) -> HTML? {
    problem(name).map { "<p class=\"err\" id=\"f-\(name)-e\">\(Icon.warn.html)\($0.sentence)</p>" }
  }
}
