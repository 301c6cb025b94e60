// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Web

/// A person's own views of a list: links over it, and the form that keeps another.
struct ListViewsBar {
  let query: ListQuery
  let views: [SavedView]
  let path: DeskPath
  let view: View

  var links: HTML {
    if views.isEmpty { return HTML() }
    return """
      <nav class="views noprint" aria-label="\(view[WorkplaceText.listViews])"><ul class="tags">\
      \(item(view[WorkplaceText.listViewStandard], [(ListQuery.viewName, ListQuery.noView)], isCurrent: !isSaved))\
      \(each: views, { saved in
        item(saved.name, pairs(saved), isCurrent: query.view == saved.id.text)
      })</ul></nav>

      """
  }

  private var isSaved: Bool { views.contains { $0.id.text == query.view } }

  /// What the view says was written by the list itself; anything else that it may hold is refused when it is opened.
  private func pairs(_ saved: SavedView) -> [(String, String)] {
    Parameters(encoded: saved.query.utf8).pairs.map { ($0.name, $0.value) } + [(ListQuery.viewName, saved.id.text)]
  }

  private func item(_ name: String, _ pairs: [(String, String)], isCurrent: Bool) -> HTML {
    """
    <li><a class="chip" href="\(view.link(path.list(pairs)))"\(if: isCurrent, " aria-current=\"true\"")>\(name)</a></li>
    """
  }

  func form(_ token: HTML) -> HTML {
    """
    <section><h2>\(view[WorkplaceText.listViews])</h2>
    <form class="row" method="post" action="\(view.link(path.views))">\(token)\
    <input type="hidden" name="abfrage" value="\(query.text)">\
    <label for="ansicht-name">\(view[WorkplaceText.listViewName])</label>\
    <input id="ansicht-name" name="name" required maxlength="\(SavedView.nameLimit)" value="\(current?.name ?? "")">\
    <label class="opt"><input type="checkbox" name="standard" value="1"\
    \(if: current?.isDefault == true, " checked")> \(view[WorkplaceText.listViewDefault])</label>\
    <button class="btn alt">\(view[WorkplaceText.listViewSave])</button></form>
    \(each: views, { saved in
      """
      <form class="row" method="post" action="\(view.link(path.removeView(saved.id.text)))">\(token)\
      <button class="link">\(view(WorkplaceText.listViewRemove, ["name": saved.name]))</button></form>

      """
    })</section>
    """
  }

  private var current: SavedView? { views.first { $0.id.text == query.view } }
}
