// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Web

/// The centre's tile: its short sign in the colour of its administrative district. Decoration, never the only name.
package func centerTile(_ center: Center) -> HTML {
  "<b class=\"tile \(districtClass(center))\" aria-hidden=\"true\">\(center.sign)</b>"
}

/// One colour for each of the five administrative districts.
func districtClass(_ center: Center) -> String {
  switch center.districtGovernment {
  case "Düsseldorf": "d1"
  case "Köln": "d2"
  case "Münster": "d3"
  case "Detmold": "d4"
  default: "d5"
  }
}

/// The 54 centres as a map of tiles, with the list as an equal alternative (F178).
package func tileMap(_ centers: [Center], _ view: View) -> HTML {
  """
  <a class="skip in" href="#liste">\(view[CenterText.skipMap])</a>
  <svg class="map" viewBox="0 0 450 500" role="group" aria-label="\(view[CenterText.mapLabel])">
  \(each: centers.sorted { ($0.tileRow, $0.tileColumn) < ($1.tileRow, $1.tileColumn) }, { center in
    let (x, y) = (center.tileColumn * 50, center.tileRow * 50)
    return """
      <a href="\(view.link(CenterPath.home(center)))" class="\(districtClass(center))">\
      <rect x="\(x + 2)" y="\(y + 2)" width="46" height="46" rx="8"/><text x="\(x + 25)" y="\(y + 31)">\(center.sign)</text>\
      <text class="t" x="448" y="486">\(center.municipality)</text></a>

      """
  })</svg>
  <p class="small muted">\(view[CenterText.mapHint])</p>
  """
}

/// The centres by administrative district, folded or open.
package func centerList(_ centers: [Center], isOpen: Bool, _ view: View) -> HTML {
  let districts = Dictionary(grouping: centers, by: \.districtGovernment).sorted { $0.key < $1.key }
  return """
    <details class="fold" id="liste"\(if: isOpen, " open")><summary>\(view.count(CenterText.listHeading, centers.count))\
    </summary>
    \(each: districts, { district in
      """
      <h3>\(view(CenterText.districtGovernment, ["name": district.key]))</h3>
      <ul class="cols">\(each: district.value, { center in
        """
        <li><a class="by" href="\(view.link(CenterPath.home(center)))">\(centerTile(center))\
        <span lang="de">\(center.municipality)</span></a></li>
        """
      })</ul>
      """
    })</details>
    """
}

/// The position of one centre among all, as decoration.
package func miniMap(_ center: Center) -> HTML {
  """
  <svg class="map mini" viewBox="0 0 450 500" aria-hidden="true">\
  <use href="\(AssetPath.icons.text)#nrw" width="450" height="500"/>\
  <rect class="on" x="\(center.tileColumn * 50 + 2)" y="\(center.tileRow * 50 + 2)" width="46" height="46" rx="8"/></svg>
  """
}

/// The band under the header on all pages of a centre: whose pages these are, and its parts.
///
/// - Parameter parts: name, address and whether it is the page shown; parts that the centre does not use are left out before.
package func centerBand(_ center: Center, parts: [(String, Path, Bool)], _ view: View) -> HTML {
  let mark: HTML =
    center.logo.isEmpty
    ? "<b class=\"tile big\" aria-hidden=\"true\">\(center.sign)</b>"
    : "<img class=\"logo\" src=\"\(view.file(CenterPath.logo(center)))\" alt=\"\" height=\"48\">"
  return """
    <div class="home"><div class="wrap bar"><a class="who" href="\(view.link(CenterPath.home(center)))">\(mark)\
    <span lang="de">Kommunales Integrationszentrum<br>\(center.municipality)</span></a>\
    <nav aria-label="\(view[CenterText.bandMenu])"><ul>\(each: parts, { part in
      "<li><a href=\"\(view.link(part.1))\"\(if: part.2, " aria-current=\"page\"")>\(part.0)</a></li>"
    })</ul></nav></div></div>
    """
}

/// A centre's name for headings: where a narrow screen breaks the longest word, it is between its parts.
package func centerHeading(_ center: Center, _ view: View) -> HTML {
  let parts = center.name.split(separator: "Integrationszentrum", omittingEmptySubsequences: false)
  return """
    <h1 class="soft"\(lang: .german, on: view)>\(each: parts.enumerated(), { index, part in
      "\(if: index > 0, "Integrations&shy;zentrum")\(part)"
    })</h1>
    """
}

/// How to reach a centre.
package func centerContact(_ center: Center, openingHours: Localized, _ view: View) -> HTML {
  """
  <section class="box"><h2>\(view[CenterText.reach])</h2><ul class="contact">\
  \(if: !center.street.isEmpty, "<li>\(Icon.pin.html)<span\(lang: .german, on: view)>\(center.street)<br>\(center.postcode) \(center.town)</span></li>")\
  \(if: !center.phone.isEmpty, "<li>\(Icon.phone.html)<a href=\"\(phoneLink(center.phone))\"><bdi dir=\"ltr\">\(center.phone)</bdi></a></li>")\
  \(if: !center.mail.isEmpty, "<li>\(Icon.mail.html)<a href=\"mailto:\(center.mail)\">\(center.mail)</a></li>")\
  \(if: !center.website.isEmpty, "<li>\(Icon.link.html)<a href=\"\(center.website)\" rel=\"noopener\">\(view[CenterText.website])</a></li>")\
  </ul>\
  \(if: !openingHours.isEmpty, "<h3>\(view[CenterText.openingHours])</h3>\(lines(openingHours, view))")\
  \(if: !center.attachment.isEmpty, """
    <p class="small muted">\(view[CenterText.attachment]): <span lang="de">\(center.attachment)</span></p>
    """)</section>
  """
}

/// `tel:` with the country in front, as phones dial it.
package func phoneLink(_ number: String) -> String {
  let digits = String(number.unicodeScalars.filter { $0 == "+" || ("0"..."9").contains($0) }.map(Character.init))
  if digits.hasPrefix("+") { return "tel:" + digits }
  return "tel:+49" + (digits.hasPrefix("0") ? String(digits.dropFirst()) : digits)
}

/// A text of several lines as one paragraph with breaks.
package func lines(_ text: Localized, _ view: View) -> HTML {
  let parts = text.text.split(separator: "\n")
  return
    "<p\(lang: text.language, on: view)>\(each: parts.enumerated(), { "\(if: $0.offset > 0, "<br>")\($0.element)" })</p>"
}

/// A centre as cards show it: much less to copy than all of the centre.
package struct CenterMark: Sendable {
  package let municipality: String
  package let tile: HTML

  init(_ center: Center) {
    municipality = center.municipality
    tile = centerTile(center)
  }
}
