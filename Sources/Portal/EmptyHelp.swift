// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Offers
internal import Web

/// What helps when a search found nothing: other words, a larger circle, fewer filters, offers nearby, somebody to call.
struct EmptyHelp: Sendable {
  var wish = SearchWish()
  var didYouMean: String?
  /// Offers around the place that was asked for, whatever they are about.
  var nearby: [OfferSummary] = []
  /// Who can be asked.
  var center: Center?
  let view: View

  private static let farther = 50

  var html: HTML {
    """
    <h2>\(view[PortalText.tryHeading])</h2><ul>\(each: ideas, { $0 })</ul>
    \(if: !nearby.isEmpty, """
      <h2 class="sub">\(view[PortalText.nearbyHeading])</h2><ul class="kids">\(each: nearby, { offer in
        """
        <li><a href="\(view.link(OfferPath.one(offer.id)))">\(offer.title, on: view)<small>\
        <bdi>\(offer.place)</bdi></small></a></li>
        """
      })</ul>
      """)\(centerNote(center, view))
    """
  }

  private var ideas: [HTML] {
    var ideas: [HTML] = []
    if let words = didYouMean {
      let link: HTML = "<a href=\"\(view.link(wish.asking(words).path()))\"><b>\(words)</b></a>"
      ideas.append("<li>\(view[PortalText.didYouMean]) \(link)</li>")
    }
    if wish.choices > 0 { ideas.append(idea(view[PortalText.tryWithoutFilters], wish.withoutChoices.path())) }
    if !wish.place.isEmpty, wish.kilometres < Self.farther {
      let text = view(PortalText.tryFarther, ["km": view.texts.number(Self.farther)])
      ideas.append(idea(text, wish.within(Self.farther).path()))
    }
    let words = wish.words.split(separator: " ")
    if words.count > 1, let longest = words.max(by: { $0.count < $1.count }) {
      let word = String(longest)
      ideas.append(idea(view(PortalText.tryWord, ["word": word]), wish.asking(word).path()))
    }
    ideas.append(idea(view[PortalText.tryFinder], PortalPath.finder))
    ideas.append(idea(view[PortalText.tryOffers], OfferPath.list()))
    return ideas
  }

  private func idea(_ text: String, _ path: Path) -> HTML {
    "<li><a href=\"\(view.link(path))\">\(text)</a></li>"
  }
}

/// The centre that helps on the telephone; nothing where none is known.
func centerNote(_ center: Center?, _ view: View) -> HTML {
  guard let center else { return HTML() }
  return """
    <p class="note">\(Icon.info.html)\(view[PortalText.askCenter]) <a href="\(view.link(CenterPath.home(center)))"\
    \(lang: .german, on: view)>\(center.name)</a>\(if: !center.phone.isEmpty, """
      , <a href="\(phoneLink(center.phone))"><bdi dir="ltr">\(center.phone)</bdi></a>
      """)</p>

    """
}
