// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Kernel
internal import Organisations
internal import Records
internal import Storage
internal import Web

/// Beside an offer: whom to ask, and how far the data can be trusted.
struct OfferAside {
  let content: OfferPageContent
  let centers: CenterBook
  let book: CatalogueBook
  let view: View

  private var offer: Offer { content.offer }
  private var organisation: Organisation? { content.detail.organisation?.record }
  private var german: HTML { view.language == .german ? HTML() : " lang=\"de\"" }

  var html: HTML { contact + data }

  /// The offer's own ways of contact, otherwise those of its organisation.
  private var contact: HTML {
    let phone = offer.phone.isEmpty ? organisation?.phone ?? "" : offer.phone
    let mail = offer.mail.isEmpty ? organisation?.mail ?? "" : offer.mail
    let website = offer.website.isEmpty ? organisation?.website ?? "" : offer.website
    let person = content.detail.contact
    let items: HTML = """
      \(person.map(personItem))\
      \(if: !phone.isEmpty, "<li>\(Icon.phone.html)<a href=\"\(phoneLink(phone))\" dir=\"ltr\">\(phone)</a></li>")\
      \(if: !mail.isEmpty, "<li>\(Icon.mail.html)<a href=\"mailto:\(mail)\" dir=\"ltr\">\(mail)</a></li>")\
      \(if: !website.isEmpty, "<li>\(Icon.link.html)<a href=\"\(website)\" rel=\"noopener\" dir=\"ltr\">\(host(website))</a></li>")
      """
    if items.isEmpty { return HTML() }
    return "<section class=\"box\"><h2>\(view[OfferText.contact])</h2><ul class=\"contact\">\(items)</ul></section>\n"
  }

  private func personItem(_ person: ContactPerson) -> HTML {
    """
    <li>\(Icon.people.html)<span><bdi>\(person.name)</bdi>\
    \(if: !person.role.isEmpty, "<br><span class=\"small muted\"\(german)>\(person.role)</span>")</span></li>
    """
  }

  /// `familienbuero.example` of `https://familienbuero.example/kurse`.
  private func host(_ link: String) -> String {
    let rest = link.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    return rest.count > 1 ? String(rest[1]) : link
  }

  private var data: HTML {
    """
    <section class="box"><h2>\(view[OfferText.aboutData])</h2>\(verified)
    <dl>\(provider)\(funding)\(continuity)\(programmes)\(spaces)\(source)</dl>
    <p><a href="\(view.link(OfferPath.correction(offer.id)))">\(Icon.pen.html) \(view[OfferText.correct])</a></p></section>
    """
  }

  private var verified: HTML {
    guard let day = offer.verifiedOn else {
      return "<p class=\"checked late\">\(Icon.warn.html)<span>\(view[OfferText.neverVerified])</span></p>"
    }
    let isLate = offer.review(on: view.today).isLate
    let office = view(OfferText.verifiedBy, ["office": offer.verifiedBy])
    return """
      <p class="checked\(if: isLate, " late")">\(isLate ? Icon.warn.html : Icon.yes.html)<span>\(view[OfferText.verified]) \
      <time datetime="\(day.iso)">\(view.day(day))</time>\(if: !offer.verifiedBy.isEmpty, " \(office)")\
      \(if: isLate, "<br>\(view[OfferText.late])")</span></p>
      """
  }

  private func item(_ term: OfferText, _ html: HTML) -> HTML {
    "<dt class=\"small muted\">\(view[term])</dt><dd class=\"v\">\(html)</dd>"
  }

  private var provider: HTML {
    guard let organisation, let tenant = content.detail.organisation?.tenant else { return HTML() }
    guard centers.shows(.organisations, of: tenant) else {
      return item(.provider, "<span\(german)>\(organisation.name)</span>")
    }
    let path = OrganisationPath.organisation(organisation.id).path
    return item(.provider, "<a href=\"\(view.link(path))\"\(german)>\(organisation.name)</a>")
  }

  private var funding: HTML {
    if offer.fundingSource.isEmpty { return HTML() }
    let until = offer.fundingEnd.map { view(OfferText.fundedUntil, ["day": view.day($0)]) }
    let comma = view.language == .arabic ? "، " : ", "
    return item(
      .fundedBy, "<bdi\(german)>\(offer.fundingSource)</bdi>\(until.map { "\(comma)\($0)" as HTML })")
  }

  private var continuity: HTML {
    switch offer.continuity {
    case .project: item(.continuity, "\(view[OfferText.continuityProject])")
    case .perpetuated: item(.continuity, "\(view[OfferText.continuityPerpetuated])")
    case .ending: item(.continuity, "\(view[OfferText.continuityEnding])")
    case .unknown: HTML()
    }
  }

  private var programmes: HTML {
    if offer.programmes.isEmpty { return HTML() }
    let names = offer.programmes.map { code -> HTML in
      let path = OfferPath.list([(OfferFacet.programme.rawValue, code)])
      return "<a href=\"\(view.link(path))\">\(book.name(code, view.language), on: view)</a>"
    }
    return item(.programme, "\(each: names.enumerated(), { "\(if: $0.offset > 0, "<br>")\($0.element)" })")
  }

  private var spaces: HTML {
    let ids =
      offer.spaces.compactMap { RecordID<SocialSpace>($0) } + content.detail.places.compactMap(\.place.socialSpace)
    var seen: Set<RecordID<SocialSpace>> = []
    let links = ids.filter { seen.insert($0).inserted }.compactMap { id -> HTML? in
      guard let space = centers[id], let center = space.center.flatMap({ centers[$0] }) else { return nil }
      return "<a href=\"\(view.link(CenterPath.space(center, space)))\"\(german)>\(space.name)</a>"
    }
    if links.isEmpty { return HTML() }
    return item(.space, "\(each: links.enumerated(), { "\(if: $0.offset > 0, "<br>")\($0.element)" })")
  }

  private var source: HTML {
    guard let source = content.detail.source else { return HTML() }
    if source.address.hasPrefix("https:") || source.address.hasPrefix("http:") {
      return item(.source, "<a href=\"\(source.address)\" rel=\"noopener\" dir=\"ltr\">\(host(source.address))</a>")
    }
    return item(.source, "<span\(german)>\(source.system)</span>")
  }
}
