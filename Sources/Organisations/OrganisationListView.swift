// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Kernel
internal import Search
internal import Web

/// The list of organisations: search row, facets, hits.
struct OrganisationListView {
  let filter: OrganisationFilter
  let answer: SearchAnswer
  let organisations: [OrganisationRow]
  let texts: [RecordID<Organisation>: [String: String]]
  let book: CatalogueBook
  let centers: CenterBook
  let view: View

  private static let open = 6
  private static let most = 60

  var html: HTML {
    """
    \(breadcrumb([], view))<h1>\(view[OrganisationText.heading])</h1>
    <p class="lead">\(view[OrganisationText.lead])</p>
    \(searchForm)
    <div class="side left"><aside>\(facets)</aside><div><p class="total" role="status">\(total)</p>
    \(suggestion)\(chips)\(hits)\(pager(page, total: answer.total, view) { filter.path(page: $0) })</div></div>
    """
  }

  private var page: ListPage { ListPage(page: filter.page, perPage: OrganisationFilter.perPage) }

  private var total: String {
    answer.total == 0 ? view[OrganisationText.noHits] : view.count(OrganisationText.total, answer.total)
  }

  private var searchForm: HTML {
    """
    <form class="search" role="search" action="\(view.link(OrganisationPath.list))">\
    <label for="q">\(view[OrganisationText.searchLabel])</label><div class="row">\
    <input id="q" type="search" name="q" value="\(filter.text)" maxlength="200" autocomplete="off" enterkeyhint="search">\
    <button class="btn">\(Icon.find.html)<span class="lbl">\(view[WebText.searchButton])</span></button></div>\
    \(each: OrganisationFacet.allCases, { facet in
      "\(each: filter[facet], { "<input type=\"hidden\" name=\"\(facet.rawValue)\" value=\"\($0)\">" })"
    })</form>
    """
  }

  private var suggestion: HTML {
    guard let words = answer.didYouMean else { return HTML() }
    var other = filter
    other.text = words
    return """
      <p>\(view[OrganisationText.didYouMean]) <a href="\(view.link(other.path()))"><b>\(words)</b></a></p>

      """
  }

  private var chips: HTML {
    let chips: HTML = """
      \(each: OrganisationFacet.allCases, { facet in
        "\(each: filter[facet], { chip(facet, $0) })"
      })
      """
    if chips.isEmpty { return chips }
    return "<ul class=\"tags\" aria-label=\"\(view[OrganisationText.activeFilters])\">\(chips)</ul>\n"
  }

  private func chip(_ facet: OrganisationFacet, _ value: String) -> HTML {
    """
    <li><a class="chip" href="\(view.link(filter.without(facet, value)))">\
    <span class="vh">\(view[OrganisationText.removeFilter]) </span>\(name(facet, value), on: view)\
    \(Icon.close.html)</a></li>
    """
  }

  private var hits: HTML {
    if organisations.isEmpty {
      return """
        <p class="note">\(Icon.info.html)\(view[OrganisationText.noHitsHint]) \
        <a href="\(view.link(OrganisationPath.list))">\(view[OrganisationText.allOrganisations])</a></p>

        """
    }
    return """
      <ol class="hits"\(if: filter.page > 1, " start=\"\(page.offset + 1)\"")>
      \(each: organisations, hit)</ol>

      """
  }

  private func hit(_ row: OrganisationRow) -> HTML {
    let summary = Localized(row.summary, "summary", texts[row.id], view.language)
    let kind = row.kind.isEmpty ? nil : book.name(row.kind, view.language)
    let place = row.space.isEmpty || row.space == row.town ? row.town : "\(row.town)-\(row.space)"
    return """
      <li class="hit"><h2\(lang: .german, on: view)><a href="\(view.link(OrganisationPath.organisation(row.id).path))">\
      \(row.name)</a></h2>\
      <p class="by">\(centers[row.tenant].map(centerTile))<span>\(kind.map { "\($0, on: view)" as HTML })\
      \(if: kind != nil && !place.isEmpty, ", ")<bdi\(lang: .german, on: view)>\(place)</bdi></span></p>\
      \(if: !summary.isEmpty, "<p\(lang: summary.language, on: view)>\(summary.text)</p>")\
      \(if: !row.languages.isEmpty, """
        <ul class="tags"><li class="tag">\(languageNames(row.languages, view))</li></ul>
        """)</li>

      """
  }

  // MARK: - Facets

  private var facets: HTML {
    let active = OrganisationFacet.allCases.reduce(0) { $0 + filter[$1].count }
    return """
      <button class="btn alt filter" type="button" popovertarget="filter">\(Icon.sift.html)\(view[OrganisationText.filter])\
      \(if: active > 0, " (\(active))")</button>
      <form class="facets" id="filter" popover action="\(view.link(OrganisationPath.list))" \
      aria-label="\(view[OrganisationText.narrow])">\
      <button class="btn alt close" type="button" popovertarget="filter" popovertargetaction="hide">\(Icon.close.html)\
      \(view[WebText.close])</button>\
      \(if: !filter.text.isEmpty, "<input type=\"hidden\" name=\"q\" value=\"\(filter.text)\">")\
      \(each: OrganisationFacet.allCases, fieldset)<button class="btn">\(view[OrganisationText.apply])</button></form>

      """
  }

  private func fieldset(_ facet: OrganisationFacet) -> HTML {
    var values = answer.facets[facet.facet] ?? []
    for chosen in filter[facet] where !values.contains(where: { $0.value == chosen }) {
      values.append(FacetCount(value: chosen, count: 0))
    }
    if values.isEmpty { return HTML() }
    let rest = values.dropFirst(Self.open).prefix(Self.most)
    let isOpen = rest.contains { filter[facet].contains($0.value) }
    return """
      <fieldset><legend>\(view[facet.legend])</legend>\(each: values.prefix(Self.open), { option(facet, $0) })\
      \(if: !rest.isEmpty, """
        <details\(if: isOpen, " open")><summary>\(view[OrganisationText.more])</summary>\
        \(each: rest, { option(facet, $0) })</details>
        """)</fieldset>

      """
  }

  private func option(_ facet: OrganisationFacet, _ count: FacetCount) -> HTML {
    """
    <label><input type="checkbox" name="\(facet.rawValue)" value="\(count.value)"\
    \(if: filter[facet].contains(count.value), " checked")>\(name(facet, count.value), on: view)\
    <span>\(view.texts.number(count.count))</span></label>
    """
  }

  private func name(_ facet: OrganisationFacet, _ value: String) -> Localized {
    switch facet {
    case .center: Localized(centers.center(slug: value)?.municipality ?? value, .german)
    case .kind: book.name(value, view.language)
    case .language: Localized(LanguageNames.name(value, in: view.language), view.language)
    case .community: Localized(value, .german)
    }
  }
}

/// Names of spoken languages in the reader's language.
func languageNames(_ codes: [String], _ view: View) -> String {
  codes.map { LanguageNames.name($0, in: view.language) }.joined(separator: view.language == .arabic ? "، " : ", ")
}
