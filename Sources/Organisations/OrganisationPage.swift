// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Formats
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// The page of one organisation: profile, places with what it takes to get in, offers, contact.
struct OrganisationPage {
  let detail: OrganisationDetail
  let book: CatalogueBook
  let centers: CenterBook
  /// What the organisation offers, made by the slice that knows offers; empty where there is nothing.
  let offers: HTML
  let view: View

  private var organisation: Organisation { detail.organisation }
  var center: Center? { centers[detail.stored.tenant] }
  var summary: Localized { text(organisation.summary, "summary") }

  private func text(_ german: String, _ field: String) -> Localized {
    Localized(german, field, detail.texts, view.language)
  }

  var html: HTML {
    """
    \(breadcrumb([(Localized(view[OrganisationText.heading], view.language), OrganisationPath.list)], view))
    <div class="side"><article>
    \(byLine)<h1\(lang: .german, on: view)>\(organisation.name)</h1>
    \(if: organisation.status == .ended, "<p class=\"note warn\">\(Icon.warn.html)\(view[OrganisationText.ended])</p>")\
    \(if: !summary.isEmpty, "<p class=\"lead\"\(lang: summary.language, on: view)>\(summary.text)</p>")
    \(facts)\(detail.files.html(view))\(about)\(places)\(offers)\(family)</article><aside>\(contact)\(data)</aside></div>
    """
  }

  private var byLine: HTML {
    let kind = organisation.kind.isEmpty ? nil : book.name(organisation.kind, view.language)
    return """
      <p class="by">\(center.map(centerTile))<span>\(kind.map { "\($0, on: view)" as HTML })\
      \(if: kind != nil && center != nil, ", ")\(center.map { center in
        "<a href=\"\(view.link(CenterPath.home(center)))\"\(lang: .german, on: view)>\(center.name)</a>" as HTML
      })</span></p>

      """
  }

  private var facts: HTML {
    var facts = HTML()
    if let year = organisation.foundedYear { facts += fact(.founded, "\(year)") }
    if let members = organisation.members { facts += fact(.members, "<bdi dir=\"ltr\">\(membersText(members))</bdi>") }
    if !organisation.communityList.isEmpty {
      facts += fact(.communities, "\(Localized(organisation.communityList.joined(separator: ", "), .german), on: view)")
    }
    if !organisation.languages.isEmpty { facts += fact(.languages, "\(languageNames(organisation.languages, view))") }
    if let form = organisation.legalForm { facts += fact(.legalForm, "\(Localized(form.label, .german), on: view)") }
    return facts.isEmpty ? facts : "<dl class=\"facts\">\(facts)</dl>\n"
  }

  private func membersText(_ members: MembersRange) -> String {
    members == .more ? "> 500" : String(members.rawValue.map { $0 == "-" ? "–" : $0 })
  }

  private func fact(_ term: OrganisationText, _ html: HTML) -> HTML {
    "<div><dt>\(view[term])</dt><dd>\(html)</dd></div>"
  }

  private var about: HTML {
    let description = text(organisation.description, "description")
    if description.isEmpty { return HTML() }
    let paragraphs = description.text.split { $0.isNewline }
    return """
      <section class="prose"><h2>\(view[OrganisationText.about])</h2>\(onlyInNote(description.language, view))\
      <div\(lang: description.language, on: view)>\(each: paragraphs, { "<p>\($0)</p>" })</div></section>

      """
  }

  private var places: HTML {
    if detail.places.isEmpty { return HTML() }
    return """
      <section><h2>\(view[OrganisationText.places])</h2><div class="grid">\(each: detail.places, { place in
        PlaceBox(place: place, texts: detail.placeTexts[place.id], view: view).html
      })</div></section>

      """
  }

  private var family: HTML {
    var family = HTML()
    if let parent = detail.parent {
      family += """
        <section><h2>\(view[OrganisationText.partOf])</h2><ul class="kids">\(link(parent))</ul></section>

        """
    }
    if !detail.parts.isEmpty {
      family += """
        <section><h2>\(view[OrganisationText.parts])</h2>\
        <ul class="kids two">\(each: detail.parts, link)</ul></section>

        """
    }
    return family
  }

  private func link(_ other: (id: RecordID<Organisation>, name: String)) -> HTML {
    """
    <li><a href="\(view.link(OrganisationPath.organisation(other.id).path))"\(lang: .german, on: view)>\(other.name)</a></li>
    """
  }

  // MARK: - Beside

  private var contact: HTML {
    let hours = text(organisation.openingHours, "opening_hours")
    let items: HTML = """
      \(address)\(if: !organisation.phone.isEmpty, """
        <li>\(Icon.phone.html)<a href="\(phoneLink(organisation.phone))" dir="ltr">\(organisation.phone)</a></li>
        """)\(if: !organisation.mail.isEmpty, """
        <li>\(Icon.mail.html)<a href="mailto:\(organisation.mail)" dir="ltr">\(organisation.mail)</a></li>
        """)\(if: !organisation.website.isEmpty, """
        <li>\(Icon.link.html)<a href="\(organisation.website)" rel="noopener" dir="ltr">\(host)</a></li>
        """)
      """
    if items.isEmpty && hours.isEmpty { return HTML() }
    return """
      <section class="box"><h2>\(view[OrganisationText.contact])</h2>\
      \(if: !items.isEmpty, "<ul class=\"contact\">\(items)</ul>")\
      \(if: !hours.isEmpty, "<h3>\(view[OrganisationText.openingHours])</h3>\(lines(hours, view))")</section>

      """
  }

  private var address: HTML {
    if organisation.street.isEmpty && organisation.town.isEmpty { return HTML() }
    let separator: HTML = organisation.street.isEmpty ? "" : "<br>"
    return """
      <li>\(Icon.pin.html)<bdi\(lang: .german, on: view)>\(organisation.street)\(separator)\
      \(organisation.postcode) \(organisation.town)</bdi></li>
      """
  }

  /// `verein.example` of `https://verein.example/kurse`.
  private var host: String {
    let parts = organisation.website.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    return parts.count > 1 ? String(parts[1]) : organisation.website
  }

  private var data: HTML {
    """
    <section class="box"><h2>\(view[OrganisationText.aboutData])</h2>\(organisation.verifiedOn.map { day in
      """
      <p class="checked">\(Icon.yes.html)<span>\(view[OrganisationText.verified]) \
      <time datetime="\(day.iso)">\(view.day(day))</time></span></p>
      """ as HTML
    })\(source)<p><a href="\(view.link(OrganisationPath.correction(organisation.id).path))">\(Icon.pen.html) \
    \(view[OrganisationText.correct])</a></p></section>
    """
  }

  private var source: HTML {
    guard let source = detail.source else { return HTML() }
    let name: HTML =
      SafeLink(source.address).map { "<a href=\"\($0.address)\" rel=\"noopener\">\(source.system)</a>" }
      ?? "\(source.system)"
    return "<p class=\"small muted\">\(view[OrganisationText.source]) <bdi>\(name)</bdi></p>"
  }
}

/// A place with its address and what it takes to get in (F25).
struct PlaceBox {
  let place: Place
  let texts: TranslatedFields?
  let view: View

  var html: HTML {
    let transport = Localized(place.transport, "transport", texts, view.language)
    let note = Localized(place.accessNote, "access_note", texts, view.language)
    return """
      <div class="box"><h3\(lang: .german, on: view)>\(place.name)</h3><p><bdi\(lang: .german, on: view)>\(place.street)\
      \(if: !place.street.isEmpty, "<br>")\(place.postcodeAndTown)</bdi></p>\
      \(if: !transport.isEmpty, "<p class=\"small\">\(transport, on: view)</p>")\(access)\
      \(if: !note.isEmpty, "<p class=\"small\">\(note, on: view)</p>")</div>

      """
  }

  private var access: HTML {
    if Place.Access.allCases.allSatisfy({ place.answer(to: $0) == .unknown }) {
      return "<p class=\"small\">\(view[OrganisationText.accessUnknown])</p>"
    }
    return "<ul class=\"acc\">\(each: Place.Access.allCases, answer)</ul>"
  }

  private func answer(_ question: Place.Access) -> HTML {
    let (name, icon, word) =
      switch place.answer(to: question) {
      case .yes: ("yes", Icon.yes, WebText.yes)
      case .no: ("no", Icon.no, WebText.no)
      case .unknown: ("unk", Icon.unknown, WebText.unknown)
      }
    return """
      <li class="\(name)">\(icon.html)<span><b>\(view[word]):</b> \(view[OrganisationText.access(question)])</span></li>
      """
  }
}
