// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// The whole document around a page's content.
struct PageFrame {
  let view: View
  let frame: SiteFrame
  let parts: FrameParts
  let site: SiteConfiguration
  /// The address without language, with its query.
  let target: String
  /// How many things the visitor keeps; nothing to say for none.
  let kept: Int

  func document(_ head: PageHead, _ main: HTML) -> HTML {
    let language = view.language
    return """
      <!doctype html>
      <html lang="\(language.code)" dir="\(language.direction)">
      \(headElement(head))
      <body><a class="skip" href="#inhalt">\(view[WebText.skip])</a>
      \(header(head))\(head.band)<main id="inhalt" tabindex="-1"><div class="wrap">
      \(main)
      </div></main>
      \(parts.html(key(.footer)) { footer })</body></html>

      """
  }

  private func headElement(_ head: PageHead) -> HTML {
    let name = view[WebText.siteName]
    let title = head.title == name ? name : "\(head.title) – \(name)"
    return """
      <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>\(if: !head.description.isEmpty, "<meta name=\"description\" content=\"\(head.description)\">")
      <link rel="stylesheet" href="\(view.file(AssetPath.stylesheet))">\(stylesheet(head))
      <link rel="icon" href="\(view.file(AssetPath.icon))" type="image/svg+xml">
      \(if: !head.isIndexed, "<meta name=\"robots\" content=\"noindex\">")\(alternates(head))
      <meta property="og:title" content="\(head.title)"><meta property="og:type" content="\(head.kind)">\
      <meta property="og:site_name" content="\(name)"><meta property="og:locale" content="\(view.language.code)">\
      <meta property="og:url" content="\(site.address)\(view.prefix)\(path)">\
      \(if: !head.description.isEmpty, "<meta property=\"og:description\" content=\"\(head.description)\">")
      <script src="\(view.file(AssetPath.script))" defer></script>\(structured(head))</head>
      """
  }

  private func stylesheet(_ head: PageHead) -> HTML? {
    head.stylesheet.map { "<link rel=\"stylesheet\" href=\"\(view.file($0))\">" }
  }

  private func structured(_ head: PageHead) -> HTML? {
    head.structured.map { "<script type=\"application/ld+json\">\(HTML(clean: $0))</script>" }
  }

  private var path: String { String(target.prefix { $0 != "?" }) }

  private func alternates(_ head: PageHead) -> HTML {
    """
    <link rel="canonical" href="\(site.address)\(view.prefix)\(path)">\
    \(each: head.languages, { language in
      "<link rel=\"alternate\" hreflang=\"\(language.code)\" href=\"\(site.address)/\(language.code)\(path)\">"
    })<link rel="alternate" hreflang="x-default" href="\(site.address)\(path)">
    """
  }

  private func key(_ part: FrameParts.Part, current: Path? = nil) -> FrameParts.Key {
    FrameParts.Key(part: part, language: view.language, prefix: view.prefix, current: current)
  }

  private func header(_ head: PageHead) -> HTML {
    let current = frame.navigation.first { $0.path == head.current }?.path
    return """
      \(parts.html(key(.start)) { headerStart })<ul>\(parts.html(key(.menu, current: current)) { menu(head) })\
      <li><a href="\(view.link(frame.kept.path))" id="merkliste" data-swap\(self.current(frame.kept, head))>\
      \(named(frame.kept.text))\(if: kept > 0, " <span class=\"badge\">\(kept)</span>")</a></li></ul></nav>
      <details class="lang"><summary>\(Icon.globe.html)<span class="vh">\(view[WebText.language]) </span>\
      \(LanguageNames.own(view.language))</summary><ul>\(each: offered(head), languageLink)</ul></details>
      </div></header>
      \(if: site.isExample, exampleNote)
      """
  }

  private func menu(_ head: PageHead) -> HTML {
    """
    \(each: frame.navigation, { link in
      "<li><a href=\"\(view.link(link.path))\"\(current(link, head))>\(named(link.text))</a></li>"
    })
    """
  }

  private var headerStart: HTML {
    """
    <header class="top"><div class="strip"></div><div class="wrap bar">
    <a class="brand" href="\(view.link(.home))">\(Icon.mark)<span><b lang="de">Verbund</b>\
    <small>\(view[WebText.brandFirst])<br>\(view[WebText.brandSecond])</small></span></a>
    <button class="menu" type="button" popovertarget="nav">\(Icon.menu.html)\(view[WebText.menu])</button>
    <nav class="nav" id="nav" popover aria-label="\(view[WebText.mainMenu])">\
    <button class="btn alt close" type="button" popovertarget="nav" popovertargetaction="hide">\(Icon.close.html)\
    \(view[WebText.close])</button>

    """
  }

  private var exampleNote: HTML {
    "<div class=\"example\"><div class=\"wrap\"><p>\(Icon.info.html)\(view[WebText.exampleData])</p></div></div>"
  }

  private func current(_ link: SiteFrame.Link, _ head: PageHead) -> HTML {
    link.path == head.current ? " aria-current=\"page\"" : ""
  }

  private func offered(_ head: PageHead) -> [Language] {
    Language.interface.filter { head.languages.contains($0) || $0 == view.language }
  }

  private func languageLink(_ language: Language) -> HTML {
    let path = view.file(frame.languagePath(language.code, target))
    let isCurrent = language == view.language
    return """
      <li><a href="\(path)" lang="\(language.code)" hreflang="\(language.code)" dir="\(language.direction)" rel="nofollow"\
      \(if: isCurrent, " aria-current=\"true\"")>\(LanguageNames.own(language))</a></li>
      """
  }

  private var footer: HTML {
    """
    <footer class="foot"><div class="wrap"><div class="cols3">\(each: frame.footer, { column in
      """
      <section><h2>\(named(column.heading))</h2><ul>\(each: column.links, { link in
        "<li><a href=\"\(view.link(link.path))\">\(named(link.text))</a></li>"
      })</ul></section>
      """
    })</div><div class="end"><p>\(view[WebText.footerLine])</p></div></div></footer>
    """
  }

  private func named(_ key: String) -> String { view.texts[named: key] ?? key }
}
