// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// Links to the pages of a list; nothing for a single page.
///
/// - Parameter path: the address of page `n`.
package func pager(_ page: ListPage, total: Int, _ view: View, _ path: (Int) -> Path) -> HTML {
  let last = min(page.pages(of: total), 10_000)
  guard last > 1 else { return HTML() }
  let shown = Set([1, 2, page.page - 1, page.page, page.page + 1, last - 1, last]).filter { (1...last).contains($0) }
  var items = HTML()
  var before = 0
  if page.page > 1 {
    items += "<li><a rel=\"prev\" href=\"\(view.link(path(page.page - 1)))\">\(view[WebText.previous])</a></li>"
  }
  for number in shown.sorted() {
    if number > before + 1 { items += "<li><span>…</span></li>" }
    let current: HTML = number == page.page ? " aria-current=\"page\"" : ""
    items += "<li><a href=\"\(view.link(path(number)))\"\(current)>\(view.texts.number(number))</a></li>"
    before = number
  }
  if page.page < last {
    items += "<li><a rel=\"next\" href=\"\(view.link(path(page.page + 1)))\">\(view[WebText.next])</a></li>"
  }
  return "<nav class=\"pager\" aria-label=\"\(view[WebText.pages])\"><ul>\(items)</ul></nav>"
}

/// The way from the start page down to the page above this one.
package func breadcrumb(_ steps: [(Localized, Path)], _ view: View) -> HTML {
  """
  <nav class="crumbs" aria-label="\(view[WebText.breadcrumb])"><ol>\
  <li><a href="\(view.link(.home))">\(view[WebText.home])</a></li>\
  \(each: steps, { step in "<li><a href=\"\(view.link(step.1))\">\(step.0, on: view)</a></li>" })</ol></nav>
  """
}

/// Says that a text is not in the reader's language (F43); nothing where it is.
package func onlyInNote(_ language: Language, _ view: View) -> HTML {
  guard language != view.language else { return HTML() }
  let name = LanguageNames.name(language.code, in: view.language)
  return "<p class=\"note\">\(Icon.globe.html) \(view(WebText.onlyIn, ["language": name]))</p>"
}
