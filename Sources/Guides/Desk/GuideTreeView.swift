// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// The tree as nested lists, each page with its state, its versions and the buttons that move it.
struct GuideTreeView {
  let outline: GuideOutline
  let mayEdit: Bool
  let token: HTML
  let view: View

  var html: HTML {
    if outline.entries.isEmpty { return "<p class=\"muted\">\(view[GuideDeskText.empty])</p>" }
    var html: HTML = "<ul class=\"plain tree\">"
    var depth = 0
    for (index, entry) in outline.entries.enumerated() {
      if index > 0 {
        if entry.depth > depth { html += "<ul>" }
        if entry.depth <= depth {
          html += "</li>"
          for _ in 0..<(depth - entry.depth) { html += "</ul></li>" }
        }
      }
      depth = entry.depth
      html += item(entry)
    }
    html += "</li>"
    for _ in 0..<depth { html += "</ul></li>" }
    return html + "</ul>"
  }

  /// Without its end, as pages under it follow.
  private func item(_ entry: GuideOutline.Entry) -> HTML {
    """
    <li id="seite-\(entry.id)"><a href="\(view.link(GuideDeskPath.page(entry.id)))" lang="de">\(entry.title)</a> \
    \(statusTag(entry.page.record.status, view)) \(if: entry.page.record.isEmbedded, """
      <span class="tag">\(view[GuideDeskText.embedded])</span>
      """)\(each: entry.versions.filter { $0.language != .german }, { versionTag($0, view) })\
    \(if: mayEdit && entry.page.record.statutory.isEmpty, buttons(entry))
    """
  }

  private func buttons(_ entry: GuideOutline.Entry) -> HTML {
    let steps: [(GuideStep, GuideDeskText, Bool)] = [
      (.up, .moveUp, !entry.isFirst), (.down, .moveDown, !entry.isLast), (.inward, .moveIn, !entry.isFirst),
      (.outward, .moveOut, entry.depth > 0),
    ]
    return """
      <form class="acts" method="post" action="\(view.link(GuideDeskPath.move(entry.id)))">\(token)\
      <input type="hidden" name="\(GuideDesk.version)" value="\(entry.page.version)">\
      \(each: steps.filter(\.2), { step in
        """
        <button class="link small" name="richtung" value="\(step.0.rawValue)">\(view[step.1])\
        <span class="vh" lang="de">: \(entry.title)</span></button>
        """
      })<a class="small" href="\(view.link(GuideDeskPath.new(under: entry.id.text)))">\(view[GuideDeskText.newUnder])\
      <span class="vh" lang="de">: \(entry.title)</span></a></form>
      """
  }
}

func statusTag(_ status: GuidePage.Status, _ view: View) -> HTML {
  status == .published
    ? "<span class=\"tag a\">\(view[GuideDeskText.published])</span>"
    : "<span class=\"tag\">\(view[GuideDeskText.draft])</span>"
}

func versionTag(_ version: GuideOutline.Version, _ view: View) -> HTML {
  let name = LanguageNames.name(version.language.code, in: view.language)
  if version.isVanished { return "<span class=\"tag w\">\(name): \(view[GuideDeskText.vanished])</span> " }
  return version.state == .outdated
    ? "<span class=\"tag w\">\(name): \(view[GuideDeskText.outdated])</span> " : "<span class=\"tag\">\(name)</span> "
}

/// One page at the workplace: its versions, its place in the tree, what can be done with it.
struct GuidePageDeskView {
  let stored: Stored<GuidePage>
  let outline: GuideOutline
  let problems: [Problem]
  let mayEdit: Bool
  let mayPublish: Bool
  let comments: HTML?
  let token: HTML
  let view: View

  private var entry: GuideOutline.Entry? { outline[stored.id] }
  private var page: GuidePage { stored.record }
  var title: String { entry?.title ?? GuidePage.descriptor.one }

  var html: HTML {
    """
    <h1 lang="de">\(title)</h1><p>\(statusTag(page.status, view))\
    \(if: page.isEmbedded, " <span class=\"tag\">\(view[GuideDeskText.embedded])</span>")</p>
    \(guideProblems(problems, view))<div class="acts">\(if: mayPublish, statusButton)\
    \(if: page.status == .published, """
      <a class="btn alt" href="\(view.link(GuidePath.page(stored.id)))">\(view[GuideDeskText.publicPage])</a>
      """)\(if: mayEdit && page.statutory.isEmpty && (mayPublish || page.status == .draft), archiveButton)</div>
    <div class="side"><div>\(versions)\
    <p><a href="\(view.link(AttachmentPath.list(GuidePage.descriptor.kind, stored.id.text)))">\
    \(view[WorkplaceText.files])</a></p>\(if: mayEdit, """
      <p><a href="\(view.link(DeskPath.access(GuidePage.descriptor.kind, stored.id.text)))">\(view[RecordText.whoMay])</a></p>
      """)\(comments)</div>\
    <aside>\(if: mayEdit && page.statutory.isEmpty, place)</aside></div>
    """
  }

  private var statusButton: HTML {
    let isPublished = page.status == .published
    if isPublished, !page.statutory.isEmpty { return HTML() }
    let next: GuidePage.Status = isPublished ? .draft : .published
    return """
      <form method="post" action="\(view.link(GuideDeskPath.status(stored.id)))">\(token)\(version)\
      <input type="hidden" name="stand" value="\(next.rawValue)">\
      <button class="btn\(if: isPublished, " alt")">\
      \(view[isPublished ? GuideDeskText.withdraw : GuideDeskText.publish])</button></form>
      """
  }

  private var archiveButton: HTML {
    """
    <form method="post" action="\(view.link(GuideDeskPath.archive(stored.id)))">\(token)\(version)\
    <button class="btn alt">\(view[GuideDeskText.archive])</button></form>
    """
  }

  private var version: HTML { "<input type=\"hidden\" name=\"\(GuideDesk.version)\" value=\"\(stored.version)\">" }

  /// All versions there are, and the usual languages that are missing.
  private var versions: HTML {
    let present = entry?.versions ?? []
    let known = Set(present.map(\.language))
    let missing = (Language.interface + Self.usual).filter { !known.contains($0) }
    return """
      <section><h2 id="fassungen">\(view[GuideDeskText.versions])</h2>\
      <div class="scroll" tabindex="0" role="region" aria-labelledby="fassungen"><table><caption class="vh">\
      \(view[GuideDeskText.versions])</caption><thead><tr><th scope="col">\(view[GuideDeskText.language])</th>\
      <th scope="col">\(view[GuideDeskText.titleLabel])</th><th scope="col">\(view[GuideDeskText.state])</th></tr></thead>
      <tbody>\(each: present, { item in
        row(item.language, item.title, item.isVanished ? .vanished : item.state == .outdated ? .outdated : .current)
      })\(each: missing, { row($0, "", .missing) })</tbody></table></div></section>
      """
  }

  private func row(_ language: Language, _ title: String, _ state: GuideDeskText) -> HTML {
    let name = LanguageNames.name(language.code, in: view.language)
    let isLate = state == .outdated || state == .vanished
    let link: HTML =
      mayEdit ? "<a href=\"\(view.link(GuideDeskPath.text(stored.id, language)))\">\(name)</a>" : "\(name)"
    return """
      <tr><th scope="row">\(link)</th>\
      <td><bdi lang="\(language.code)">\(title)</bdi></td>\
      <td><span class="tag\(if: isLate, " w")\(if: state == .current, " a")">\(view[state])</span></td></tr>

      """
  }

  private static let usual = ["tr", "uk", "ru", "fa", "fr", "ro", "bg", "pl"].compactMap { Language($0) }

  private var place: HTML {
    """
    <section class="box"><h2>\(view[GuideDeskText.place])</h2>
    <form method="post" action="\(view.link(GuideDeskPath.move(stored.id)))">\(token)\(version)\
    \(parentSelect(outline, chosen: page.parent, except: stored.id, view))\
    <button class="btn alt">\(view[GuideDeskText.relocate])</button></form></section>
    """
  }
}

/// The pages under which one may stand.
func parentSelect(
  _ outline: GuideOutline, chosen: RecordID<GuidePage>?, except: RecordID<GuidePage>?, _ view: View
) -> HTML {
  """
  <div class="f"><label for="f-parent">\(view[GuideDeskText.parent])</label><select id="f-parent" name="parent">\
  <option value="">\(view[GuideDeskText.top])</option>\
  \(each: outline.entries.filter { $0.id != except && $0.page.record.statutory.isEmpty }, { entry in
    let indent = String(repeating: "– ", count: entry.depth)
    return "<option value=\"\(entry.id)\"\(if: entry.id == chosen, " selected")>\(indent)\(entry.title)</option>"
  })</select></div>
  """
}

/// The mistakes on top of a form, each leading to its field.
func guideProblems(_ problems: [Problem], _ view: View) -> HTML {
  if problems.isEmpty { return HTML() }
  return """
    <div class="note bad" role="alert" tabindex="-1" id="fehler"><h2>\(view[WebText.formProblems])</h2>\
    <ul>\(each: problems, { problem in
      problem.field == nil
        ? "<li>\(problem.sentence)</li>" : "<li><a href=\"#f-\(problem.field)\">\(problem.sentence)</a></li>"
    })</ul></div>

    """
}
