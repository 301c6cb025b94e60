// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Web

/// The search row of the portal's pages.
///
/// - Parameters:
///   - wish: what stands in it.
///   - keeping: what the form must not lose.
///   - around: the fields for a place and a distance; nothing leaves them out.
func searchForm(
  _ wish: SearchWish, label: String? = nil, keeping: [(String, String)] = [], around: HTML? = nil, _ view: View
) -> HTML {
  """
  <form class="search" role="search" action="\(view.link(PortalPath.search))"><label for="q">\
  \(label ?? view[WebText.searchLabel])</label>
  <div class="row"><input id="q" type="search" name="q" value="\(wish.words)" maxlength="200" autocomplete="off" \
  enterkeyhint="search" data-suggest="\(view.link(PortalPath.suggestions))"><button class="btn">\(Icon.find.html)\
  <span class="lbl">\(view[WebText.searchButton])</span></button></div>\(around)\(hiddenFields(keeping))</form>

  """
}

func hiddenFields(_ pairs: [(String, String)]) -> HTML {
  "\(each: pairs, { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" })"
}

/// The fields for a place and a distance (F6); a place that nobody knows is told at the field.
func aroundFields(_ wish: SearchWish, isUnknown: Bool, isApproximate: Bool = false, _ view: View) -> HTML {
  let described: HTML =
    isUnknown
    ? " aria-describedby=\"ort-e\" aria-invalid=\"true\"" : isApproximate ? " aria-describedby=\"ort-h\"" : HTML()
  return """

    <div class="around"><div\(if: isUnknown, " class=\"f wrong\"")><label for="ort">\(view[PortalText.place])</label>\
    \(if: isUnknown, """
      <p class="err" id="ort-e">\(Icon.warn.html) \(view(PortalText.placeUnknown, ["place": wish.place]))</p>
      """)\(if: isApproximate, "<p class=\"hint\" id=\"ort-h\">\(view[PortalText.placeApproximate])</p>")\
    <input id="ort" name="ort" value="\(wish.place)" maxlength="80" autocomplete="postal-code"\(described)></div>\
    <div><label for="km">\(view[PortalText.radius])</label><select id="km" name="km">\(each: distances(wish), { km in
      "<option value=\"\(km)\"\(if: km == wish.kilometres, " selected")>\(view.texts.number(km)) km</option>"
    })</select></div></div>
    """
}

private func distances(_ wish: SearchWish) -> [Int] {
  SearchWish.distances.contains(wish.kilometres)
    ? SearchWish.distances : (SearchWish.distances + [wish.kilometres]).sorted()
}
