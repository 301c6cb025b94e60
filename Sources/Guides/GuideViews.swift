// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Web

/// A topmost page with the first pages under it, as a card.
func guideCard(_ node: GuideBook.Node, _ children: [GuideBook.Node], _ view: View, _ path: GuideAddress) -> HTML {
  """
  <section class="card"><h3><a href="\(view.link(path(node)))">\(node.title(in: view.language), on: view)</a></h3>\
  \(if: !children.isEmpty, """
    <ul class="plain">\(each: children.prefix(5), { child in
      "<li><a href=\"\(view.link(path(child)))\">\(child.title(in: view.language), on: view)</a></li>"
    })</ul>
    """)\
  \(if: children.count > 5, "<p class=\"small muted\">\(view.count(GuideWord.pageCount, children.count))</p>")</section>

  """
}

/// Where pages are shown: on their own, or within a centre's guide.
struct GuideAddress {
  /// The centre that shows statewide pages as part of its guide.
  let embedding: Center?

  func callAsFunction(_ node: GuideBook.Node, version: Language? = nil) -> Path {
    if let embedding { return GuidePath.embedded(node.id, in: embedding.slug, version: version) }
    return GuidePath.page(node.id, version: version)
  }
}

/// All pages of the Land and the way to those of a centre.
func guideOverview(
  _ book: GuideBook, _ roots: [GuideBook.Node], _ centers: [Center], _ view: View
) -> HTML {
  """
  \(breadcrumb([], view))
  <h1>\(view[GuideWord.heading])</h1>
  <p class="lead">\(view[GuideWord.lead])</p>
  \(guideSearchForm(nil, view))
  \(if: !roots.isEmpty, """
    <section class="sec"><h2>\(view[GuideWord.statewideHeading])</h2>
    <div class="grid">\(each: roots, { guideCard($0, book.children(of: $0), view, GuideAddress(embedding: nil)) })</div></section>
    """)
  \(if: !centers.isEmpty, """
    <section class="sec"><h2>\(view[GuideWord.centersHeading])</h2><p>\(view[GuideWord.centersLead])</p>
    <ul class="cols">\(each: centers, { center in
      """
      <li><a class="by" href="\(view.link(GuidePath.center(center.slug)))">\(centerTile(center))\
      <span\(lang: .german, on: view)>\(center.municipality)</span></a></li>

      """
    })</ul></section>
    """)
  """
}

/// The guide of one centre: its own pages, then those of the Land that all centres show.
func centerGuide(
  _ book: GuideBook, _ center: Center, _ own: [GuideBook.Node], _ embedded: [GuideBook.Node], _ view: View
) -> HTML {
  """
  \(breadcrumb([(Localized(view[GuideWord.heading], view.language), GuidePath.overview)], view))
  <h1>\(view(GuideWord.centerHeading, ["name": center.municipality]))</h1>
  <p class="lead">\(view(GuideWord.centerLead, ["name": center.municipality]))</p>
  \(guideSearchForm(center, view))
  \(if: own.isEmpty, """
    <div class="note">\(Icon.info.html)<p>\(view[GuideWord.centerEmpty]) \
    <a href="\(view.link(GuidePath.overview))">\(view[GuideWord.toStatewide])</a></p></div>
    """)
  \(if: !own.isEmpty, """
    <section class="sec"><h2 class="vh">\(view[GuideWord.heading])</h2>
    <div class="grid">\(each: own, { guideCard($0, book.children(of: $0), view, GuideAddress(embedding: nil)) })</div></section>
    """)
  \(if: !embedded.isEmpty, """
    <section class="sec"><h2>\(view[GuideWord.statewideHeading])</h2>
    <div class="grid">\(each: embedded, { guideCard($0, book.children(of: $0), view, GuideAddress(embedding: center)) })</div>
    </section>
    """)
  """
}

private func guideSearchForm(_ center: Center?, _ view: View) -> HTML {
  """
  <form class="search" role="search" action="\(view.link(GuidePath.search))"><label for="q">\
  \(view[GuideWord.searchLabel])</label><input type="hidden" name="art" value="wegweiser">\
  \(if: center != nil, "<input type=\"hidden\" name=\"zentrum\" value=\"\(center?.slug)\">")<div class="row">\
  <input id="q" type="search" name="q" maxlength="200" autocomplete="off"><button class="btn">\(Icon.find.html)\
  <span class="lbl">\(view[WebText.searchButton])</span></button></div></form>
  """
}
