// SPDX-License-Identifier: EUPL-1.2
internal import Web

/// Links that show a list by state; the one that is shown is marked.
func stateLinks(_ states: [(label: String, path: Path, isCurrent: Bool)], _ view: View) -> HTML {
  """
  <nav aria-label="\(view[UpkeepWord.filter])"><ul class="tags">\(each: states, { state in
    """
    <li><a class="chip" href="\(view.link(state.path))"\(if: state.isCurrent, " aria-current=\"true\"")>\
    \(if: state.isCurrent, Icon.yes.html)\(state.label)</a></li>
    """
  })</ul></nav>
  """
}

/// A form with one button and, where several buttons on a page read the same, what it is about for screen readers.
func upkeepButton(_ label: String, about name: String, _ path: Path, fields: HTML, _ view: View) -> HTML {
  """
  <form method="post" action="\(view.link(path))">\(fields)<button class="btn alt">\(label)\
  <span class="vh"> – \(name)</span></button></form>
  """
}

func upkeepNotice(_ text: UpkeepWord?, _ view: View) -> HTML? {
  text.map { "<div class=\"note ok\" role=\"status\">\(Icon.yes.html)<p>\(view[$0])</p></div>" }
}
