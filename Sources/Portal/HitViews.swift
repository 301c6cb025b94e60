// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Offers
internal import Search
internal import Web

/// One hit of the list of everything; offers look as they do in their own list.
func hitItem(_ hit: FoundHit, _ view: View) -> HTML {
  let passage = hit.snippet.parts.isEmpty ? HTML() : markedParagraph(hit.snippet, hit.language, view)
  if let offer = hit.offer {
    return offerHit(offer, snippet: passage, more: distanceNote(hit.distance, view), view)
  }
  return """
    <li class="hit"><h2\(lang: hit.title.language, on: view)><a href="\(view.link(hit.path))">\(hit.title.text)</a></h2>\
    \(hit.kind == .guide ? guideLine(hit, view) : byLine(hit, view))\(passage)\(foreignNote(hit, view))\
    \(distanceNote(hit.distance, view))</li>

    """
}

/// `Wegweiser: Deutsch lernen`.
private func guideLine(_ hit: FoundHit, _ view: View) -> HTML {
  """
  <p class="kind">\(view[hit.kind.singular])\(if: !hit.context.isEmpty, ": ")\(joined(hit.context, " › ", view))</p>
  """
}

private func byLine(_ hit: FoundHit, _ view: View) -> HTML {
  let comma = view.language == .arabic ? "، " : ", "
  return """
    <p class="by">\(hit.center.map(centerTile))<span>\(view[hit.kind.singular])\(if: !hit.context.isEmpty, "\(comma)")\
    \(joined(hit.context, comma, view))</span></p>
    """
}

private func joined(_ texts: [Localized], _ separator: String, _ view: View) -> HTML {
  "\(each: texts.enumerated(), { "\(if: $0.offset > 0, "\(separator)")\($0.element, on: view)" })"
}

/// Says which language a page is in that the reader does not read here.
private func foreignNote(_ hit: FoundHit, _ view: View) -> HTML {
  guard hit.kind == .guide, hit.title.language != view.language else { return HTML() }
  let name = LanguageNames.name(hit.title.language.code, in: view.language)
  return "<ul class=\"tags\"><li class=\"tag\">\(view(PortalText.textIn, ["language": name]))</li></ul>"
}

/// `etwa 3 km entfernt`; nothing where no place was asked for.
func distanceNote(_ kilometres: Double?, _ view: View) -> HTML {
  guard let kilometres, kilometres.isFinite else { return HTML() }
  let rounded = max(1, Int(kilometres.rounded()))
  return
    "<p class=\"small muted\">\(Icon.pin.html) \(view(PortalText.distance, ["km": view.texts.number(rounded)]))</p>"
}
