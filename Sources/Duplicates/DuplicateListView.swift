// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Records
internal import Web
internal import Workplace

/// What all pages of duplicates draw alike.
protocol DuplicateDrawing {
  var view: View { get }
}

extension DuplicateDrawing {
  func told(_ notice: DuplicateNotice?) -> HTML {
    guard let notice else { return HTML() }
    return "<p class=\"note ok\" role=\"status\">\(view[notice.word])</p>"
  }

  /// What is wrong, at the top, each with a way to its field.
  func summary(_ problem: Problem?) -> HTML {
    guard let problem else { return HTML() }
    return """
      <div class="note bad" role="alert" tabindex="-1"><h2>\(view[WebText.formProblems])</h2><ul>\
      \(each: problem.all, { problem in
        let text: HTML = "<span lang=\"de\" dir=\"ltr\">\(problem.sentence)</span>"
        return problem.field.map { "<li><a href=\"#seite-\($0)\">\(text)</a></li>" } ?? "<li>\(text)</li>"
      })</ul></div>
      """
  }

  func moment(_ moment: Moment) -> String {
    let (day, minutes) = moment.berlin
    return "\(view.day(day)), \(view.time(minutes))"
  }

  /// Content is German whatever language the page has.
  func german(_ text: String) -> HTML { "<span lang=\"de\" dir=\"ltr\">\(text)</span>" }

  func likelihood(_ score: Double) -> HTML {
    let word = score >= DuplicateScore.likely ? DuplicateWord.likely : .possible
    return "\(view[word]) (\(Int((score * 100).rounded())) %)"
  }

  func word(_ reason: DuplicateReason) -> DuplicateWord {
    switch reason {
    case .identifier: .reasonIdentifier
    case .name: .reasonName
    case .similarName: .reasonSimilarName
    case .address: .reasonAddress
    case .phone: .reasonPhone
    case .mail: .reasonMail
    case .website: .reasonWebsite
    case .anchor: .reasonAnchor
    }
  }
}

/// The list of pairs.
struct DuplicateListView: DuplicateDrawing {
  struct Line: Sendable {
    let kind: DuplicateKind
    let pair: ListedPair
    let one: MergeState
    let other: MergeState
  }

  let view: View
  let token: HTML
  let kinds: [DuplicateKind]
  /// The slug of the kind that is shown; nothing for all.
  let chosen: String?
  let rows: [Line]
  let total: Int
  let page: ListPage
  let mayMerge: Bool
  let told: DuplicateNotice?

  var html: HTML {
    """
    <h1>\(view[DuplicateWord.title])</h1>\(told(told))<p class="lead">\(view[DuplicateWord.lead])</p>
    \(filter)<p class="total">\(view.count(DuplicateWord.total, total))</p>
    \(rows.isEmpty ? "<p>\(view[DuplicateWord.none])</p>" as HTML : table)
    \(pager(page, total: total, view) { DuplicatePath.list(chosen ?? "", page: $0) })
    <div class="acts"><a class="btn alt" href="\(view.link(DuplicatePath.merges))">\(view[DuplicateWord.merges])</a>\
    \(if: mayMerge, """
      <form method="post" action="\(view.link(DuplicatePath.rebuild))">\(token)\
      <button class="btn alt" aria-describedby="neu-hinweis">\(view[DuplicateWord.rebuild])</button></form>
      """)</div>\(if: mayMerge, "<p class=\"hint\" id=\"neu-hinweis\">\(view[DuplicateWord.rebuildHint])</p>")

    """
  }

  private var filter: HTML {
    if kinds.count < 2 { return HTML() }
    return """
      <form class="listform" method="get" action="\(view.link(DuplicatePath.list))"><div class="f">\
      <label for="art">\(view[DuplicateWord.kind])</label><select id="art" name="art">\
      <option value="">\(view[DuplicateWord.allKinds])</option>\(each: kinds, { kind in
        """
        <option value="\(kind.slug)" lang="de"\(if: kind.slug == chosen, " selected")>\(kind.merged.many)</option>
        """
      })</select></div><button class="btn">\(view[DuplicateWord.filter])</button></form>
      """
  }

  private var table: HTML {
    """
    <div class="scroll" role="region" aria-label="\(view[DuplicateWord.title])" tabindex="0"><table class="list">\
    <caption class="vh">\(view[DuplicateWord.title])</caption><thead><tr>\
    <th scope="col">\(view[DuplicateWord.first])</th><th scope="col">\(view[DuplicateWord.second])</th>\
    <th scope="col">\(view[DuplicateWord.kind])</th><th scope="col">\(view[DuplicateWord.reasons])</th>\
    <th scope="col">\(view[DuplicateWord.score])</th><th scope="col"><span class="vh">\
    \(view[DuplicateWord.compare])</span></th></tr></thead><tbody>\(each: rows, row)</tbody></table></div>

    """
  }

  private func row(_ line: Line) -> HTML {
    let label = view(DuplicateWord.compareOf, ["one": line.one.title, "other": line.other.title])
    let path = DuplicatePath.pair(line.kind.slug, line.pair.one, line.pair.other)
    return """
      <tr><th scope="row">\(record(line.one, line.kind))</th><td>\(record(line.other, line.kind))</td>\
      <td lang="de">\(line.kind.merged.one)</td>\
      <td>\(line.pair.reasons.map { view[word($0)] }.joined(separator: ", "))</td>\
      <td>\(likelihood(line.pair.score))</td>\
      <td><a href="\(view.link(path))" aria-label="\(label)">\(view[DuplicateWord.compare])</a></td></tr>

      """
  }

  private func record(_ state: MergeState, _ kind: DuplicateKind) -> HTML {
    let place = [kind.profile.street, kind.profile.town].compactMap { $0.flatMap { state.values[$0]?.text } }
      .filter { !$0.isEmpty }.joined(separator: ", ")
    return """
      <a href="\(view.link(DeskPath(kind.slug).record(state.id.text)))" lang="de">\(state.title)</a>\
      \(if: !place.isEmpty, "<br><span class=\"muted small\" lang=\"de\">\(place)</span>")
      """
  }
}

/// Organisations in several centres, for the coordination body: name and town only.
struct AcrossView: DuplicateDrawing {
  let view: View
  let pairs: [AcrossPair]
  let total: Int
  let page: ListPage
  let centers: CenterBook

  var html: HTML {
    """
    <h1>\(view[DuplicateWord.across])</h1><p class="lead">\(view[DuplicateWord.acrossLead])</p>
    <p class="total">\(view.count(DuplicateWord.total, total))</p>
    \(pairs.isEmpty ? "<p>\(view[DuplicateWord.acrossNone])</p>" as HTML : table)
    \(pager(page, total: total, view) { DuplicatePath.across(page: $0) })

    """
  }

  private var table: HTML {
    """
    <div class="scroll" role="region" aria-label="\(view[DuplicateWord.across])" tabindex="0"><table class="list">\
    <caption class="vh">\(view[DuplicateWord.across])</caption><thead><tr>\
    <th scope="col">\(view[DuplicateWord.first])</th><th scope="col">\(view[DuplicateWord.center])</th>\
    <th scope="col">\(view[DuplicateWord.second])</th><th scope="col">\(view[DuplicateWord.center])</th>\
    <th scope="col">\(view[DuplicateWord.score])</th></tr></thead><tbody>\(each: pairs, { pair in
      """
      <tr><th scope="row">\(side(pair.one))</th><td lang="de">\(center(pair.one))</td>\
      <td>\(side(pair.other))</td><td lang="de">\(center(pair.other))</td><td>\(likelihood(pair.score))</td></tr>

      """
    })</tbody></table></div>

    """
  }

  private func side(_ side: AcrossPair.Side) -> HTML {
    "\(german(side.name))\(if: !side.town.isEmpty, "<br><span class=\"muted small\" lang=\"de\">\(side.town)</span>")"
  }

  private func center(_ side: AcrossPair.Side) -> String { centers[side.tenant]?.name ?? "–" }
}
