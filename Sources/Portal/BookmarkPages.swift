// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Offers
internal import Storage
internal import Web

/// The list of offers that a visitor keeps without an account (F10).
struct BookmarkPages: Sendable {
  let services: Services
  let books: PortalBooks

  private static let age = 180 * 86_400

  func list(_ visit: Visit) async throws -> Reply {
    let shared = visit.query[PortalPath.sharedName].map { Bookmarks($0) }
    let kept = shared ?? Bookmarks(visit.personal)
    let (centers, view) = (try await books.centers(), visit.view)
    let offers = try await services.database.read {
      try OfferCards.load(kept.ids, $0, view.language, centers)
    }
    let page = BookmarkView(
      bookmarks: kept, offers: offers, isShared: shared != nil, address: services.site.address, view: view)
    let head = PageHead(view[PortalText.menuBookmarks], current: PortalPath.bookmarks, isIndexed: false)
    return visit.page(head, page.html, isPublic: shared == nil)
  }

  /// Keeps, removes or empties, then leads back to where the button was.
  func change(_ visit: Visit) async throws -> Reply {
    let form = try await visit.form(.origin)
    var bookmarks = Bookmarks(visit.personal)
    switch form["tun"] {
    case "merken":
      let ids = [try Self.offer(form)]
      for id in try await services.database.read({ try $0.publicOffers(ids) }) { try bookmarks.keep(id) }
    case "uebernehmen":
      let ids = Bookmarks(form[PortalPath.sharedName]).ids
      for id in try await services.database.read({ try $0.publicOffers(ids) }) { try bookmarks.keep(id) }
    case "entfernen": bookmarks.remove(try Self.offer(form))
    case "leeren": bookmarks.removeAll()
    default:
      throw Problem(
        "portal.unknown-deed", .malformed, "Diese Seite kann nur merken, entfernen und leeren.", field: "tun")
    }
    let target = form["zurueck"].flatMap { LocalTarget.path($0) } ?? PortalPath.bookmarks
    return Reply.seeOther(visit.view.link(target)).setting(cookie(bookmarks))
  }

  private static func offer(_ form: Parameters) throws(Problem) -> RecordID<Offer> {
    if let id = form["angebot"].flatMap({ RecordID<Offer>($0) }) { return id }
    throw Problem("portal.no-offer", .malformed, "Welches Angebot gemeint ist, fehlt.", field: "angebot")
  }

  private func cookie(_ bookmarks: Bookmarks) -> Cookie {
    Cookie(
      PortalPath.bookmarkCookie, bookmarks.text, age: bookmarks.isEmpty ? 0 : Self.age,
      isSecure: services.site.isSecure)
  }
}

/// The page of kept offers, one's own or a list that somebody passed on.
struct BookmarkView {
  let bookmarks: Bookmarks
  let offers: [OfferSummary]
  let isShared: Bool
  /// For the address that can be passed on.
  let address: String
  let view: View

  var html: HTML {
    if offers.isEmpty { return empty }
    return """
      <h1>\(view[isShared ? PortalText.sharedHeading : PortalText.menuBookmarks])</h1>
      <p class="lead">\(view[isShared ? PortalText.sharedLead : PortalText.bookmarksLead])</p>
      <div class="acts"><button class="btn alt" type="button" data-print hidden>\(Icon.print.html)\(view[PortalText.print])\
      </button>\(isShared ? takeOver : clear)</div>
      \(if: offers.count < bookmarks.ids.count, gone)<ol class="hits">
      \(each: offers, { offerHit($0, more: isShared ? nil : removal($0), view) })</ol>
      \(if: !isShared, share)
      """
  }

  private var empty: HTML {
    """
    <h1>\(view[PortalText.menuBookmarks])</h1><div class="note">\(Icon.keep.html)<h2>\(view[PortalText.bookmarksNone])</h2>\
    <p>\(view[PortalText.bookmarksHow])</p></div>
    <p><a class="btn" href="\(view.link(OfferPath.list()))">\(view[PortalText.toOffers])</a></p>
    """
  }

  private var action: String { view.link(PortalPath.bookmarks) }

  private var clear: HTML {
    """
    <form method="post" action="\(action)"><button class="btn alt" name="tun" value="leeren">\
    \(view[PortalText.bookmarksClear])</button></form>
    """
  }

  private var takeOver: HTML {
    """
    <form method="post" action="\(action)"><input type="hidden" name="\(PortalPath.sharedName)" value="\(bookmarks.text)">\
    <button class="btn" name="tun" value="uebernehmen">\(Icon.keep.html)\(view[PortalText.sharedKeep])</button></form>
    """
  }

  private var gone: HTML {
    "<p class=\"note\">\(Icon.info.html)\(view.count(PortalText.bookmarksGone, bookmarks.ids.count - offers.count))</p>"
  }

  private func removal(_ offer: OfferSummary) -> HTML {
    """
    <form method="post" action="\(action)" class="acts"><input type="hidden" name="angebot" value="\(offer.id)">\
    <button class="btn alt" name="tun" value="entfernen">\(view[PortalText.remove])<span class="vh">: \
    \(offer.title, on: view)</span></button></form>
    """
  }

  private var share: HTML {
    let link = address + view.link(PortalPath.bookmarks(shared: bookmarks.text))
    return """
      <section class="sub"><h2>\(view[PortalText.shareHeading])</h2><p>\(view[PortalText.shareText])</p>
      <p><a href="\(link)">\(Icon.link.html) \(view[PortalText.shareLink])</a></p></section>
      """
  }
}
