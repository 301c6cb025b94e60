// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Formats
internal import Kernel
internal import Storage
internal import Web
internal import Workplace

/// One page as it is shown: its text in one language, its place in the tree, where it came from.
struct GuidePageView {
  let book: GuideBook
  let node: GuideBook.Node
  let version: GuideBook.Version
  let text: Stored<GuideText>
  let excerpts: [RecordID<GuideText>: String]
  let provenance: Provenance?
  let files: AttachmentFigures
  /// The centre whose page it is; nothing for the Land's.
  let owner: Center?
  let address: GuideAddress
  let view: View

  var html: HTML {
    """
    \(breadcrumb(steps, view))
    \(notes)
    <div class="side"><article>
    <h1\(lang: version.language, on: view)>\(version.title)</h1>
    \(if: hasLead, """
      <p class="lead"\(lang: version.language, on: view)>\(text.record.excerpt)</p>
      """)
    <p class="small muted">\(view[GuideWord.updated]) <time datetime="\(changed.iso)">\(view.day(changed))</time></p>
    \(if: !text.record.content.isEmpty, """
      <div class="prose"\(lang: version.language, on: view)>\(LocalLinks.html(text.record.content, prefix: view.prefix))</div>
      """)
    \(files.html(view))\(subpages)
    \(neighbours)
    \(footing)
    </article>
    \(tree)</div>
    """
  }

  /// Whether the short text says more than the beginning of the content, from which it is made where nobody wrote one.
  private var hasLead: Bool {
    let excerpt = text.record.excerpt
    let words = excerpt.hasSuffix("…") ? excerpt.dropLast() : excerpt[...]
    if words.isEmpty { return false }
    let start = String(text.record.content.unicodeScalars.prefix(2000).map(Character.init))
    let plain = ((try? CleanHTML.plainText(of: start)) ?? "").split { $0 == " " || $0 == "\n" }
    return !plain.joined(separator: " ").hasPrefix(words)
  }

  /// The day on which the text last changed, at its source if it has one.
  var changed: Day { (text.record.sourceModified ?? text.modifiedAt).berlin.day }

  var steps: [(Localized, Path)] {
    var steps = [(Localized(view[GuideWord.heading], view.language), GuidePath.overview)]
    if let center = address.embedding ?? owner {
      steps.append((Localized(center.municipality, view.language), GuidePath.center(center.slug)))
    }
    return steps + book.ancestors(of: node).map { ($0.title(in: view.language), address($0)) }
  }

  private var notes: HTML {
    """
    \(onlyInNote(version.language, view))\
    \(if: version.state == .outdated, """
      <div class="note warn">\(Icon.warn.html)<p>\(view[GuideWord.outdated]) \
      <a href="\(view.link(address(node, version: .german)))">\(view[GuideWord.toSource])</a></p></div>
      """)\
    \(if: address.embedding != nil, """
      <div class="note">\(Icon.info.html)<p>\(view[GuideWord.embedded]) \
      <a href="\(view.link(GuidePath.page(node.id)))">\(view[GuideWord.toOriginal])</a></p></div>
      """)
    """
  }

  private var subpages: HTML {
    let children = book.children(of: node)
    if children.isEmpty { return HTML() }
    return """
      <section><h2>\(view[GuideWord.more])</h2><ul class="kids two">\(each: children, { child in
        let shown = child.version(for: view.language)
        let excerpt = shown.flatMap { excerpts[$0.id] } ?? ""
        return """
          <li><a href="\(view.link(address(child)))">\(child.title(in: view.language), on: view)\
          \(if: !excerpt.isEmpty, "<small>\(Localized(excerpt, shown?.language ?? .german), on: view)</small>")</a></li>
          """
      })</ul></section>
      """
  }

  private var neighbours: HTML {
    let (previous, next) = book.neighbours(of: node)
    if previous == nil && next == nil { return HTML() }
    return """
      <nav class="near" aria-label="\(view[GuideWord.neighbours])"><div>\(previous.map { page -> HTML in
        "<a href=\"\(view.link(address(page)))\" rel=\"prev\"><small>\(view[GuideWord.previousPage])</small>\(page.title(in: view.language), on: view)</a>"
      })</div><div class="next">\(next.map { page -> HTML in
        "<a href=\"\(view.link(address(page)))\" rel=\"next\"><small>\(view[GuideWord.nextPage])</small>\(page.title(in: view.language), on: view)</a>"
      })</div></nav>
      """
  }

  private var footing: HTML {
    let others = node.versions.filter { $0.language != version.language }
    return """
      \(if: !others.isEmpty, """
        <p class="small muted">\(view[GuideWord.otherLanguages]) \(each: others.enumerated(), { index, other in
          "\(if: index > 0, ", ")\(languageLink(other.language))"
        })</p>
        """)
      <p class="small muted">\(if: owner == nil, "\(view[GuideWord.byStatewide])")\
      \(owner.map { owner -> HTML in "\(view(GuideWord.byCenter, ["name": owner.name]))" }) \(source) \
      <a href="\(view.link(GuidePath.feedback(node.id)))">\(view[GuideWord.feedback])</a></p>
      """
  }

  /// In a language of the interface the whole page changes; in others only the text.
  private func languageLink(_ language: Language) -> HTML {
    let isInterface = Language.interface.contains(language)
    let other = View(texts: view.texts, prefix: Path(language.code).text, today: view.today)
    let link = isInterface ? other.link(address(node)) : view.link(address(node, version: language))
    return """
      <a href="\(link)" lang="\(language.code)" hreflang="\(language.code)" dir="\(language.direction)">\
      \(LanguageNames.own(language))</a>
      """
  }

  private var source: HTML {
    guard let provenance else { return HTML() }
    let name = provenance.system == IntegreatImport.system ? "Integreat" : provenance.system
    return """
      \(view(GuideWord.source, ["name": name]))\(if: !provenance.address.isEmpty, """
         <a href="\(provenance.address)" rel="noopener">\(view[GuideWord.sourceLink])</a>.
        """)
      """
  }

  /// The topmost pages, opened along the way to this one.
  private var tree: HTML {
    let path = Set(book.ancestors(of: node).map(\.id) + [node.id])
    let roots = address.embedding == nil ? book.roots(of: node.tenant) : book.embedded(of: node.tenant)
    return """
      <nav class="tree" aria-label="\(view[GuideWord.heading])"><ul>\(each: roots, { branch($0, along: path) })</ul></nav>
      """
  }

  private func branch(_ page: GuideBook.Node, along path: Set<RecordID<GuidePage>>) -> HTML {
    let children = path.contains(page.id) ? book.children(of: page) : []
    return """
      <li><a href="\(view.link(address(page)))"\(if: page.id == node.id, " aria-current=\"page\"")>\
      \(page.title(in: view.language), on: view)</a>\
      \(if: !children.isEmpty, "<ul>\(each: children, { branch($0, along: path) })</ul>")</li>
      """
  }
}
