// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Web
internal import Workplace

/// The list of merges.
struct MergeListView: DuplicateDrawing {
  let view: View
  let kinds: [DuplicateKind]
  let merges: [Merge]
  let total: Int
  let page: ListPage

  var html: HTML {
    """
    <h1>\(view[DuplicateWord.merges])</h1><p class="lead">\(view[DuplicateWord.mergesLead])</p>
    \(merges.isEmpty ? "<p>\(view[DuplicateWord.mergesNone])</p>" as HTML : table)
    \(pager(page, total: total, view) { DuplicatePath.merges(page: $0) })

    """
  }

  private var table: HTML {
    """
    <div class="scroll" role="region" aria-label="\(view[DuplicateWord.merges])" tabindex="0"><table class="list">\
    <caption class="vh">\(view[DuplicateWord.merges])</caption><thead><tr>\
    <th scope="col">\(view[DuplicateWord.stays])</th><th scope="col">\(view[DuplicateWord.goes])</th>\
    <th scope="col">\(view[DuplicateWord.kind])</th><th scope="col">\(view[DuplicateWord.when])</th>\
    <th scope="col">\(view[DuplicateWord.who])</th><th scope="col">\(view[DuplicateWord.state])</th></tr></thead>\
    <tbody>\(each: merges, { merge in
      """
      <tr><th scope="row"><a href="\(view.link(DuplicatePath.one(merge.id)))" lang="de">\(merge.targetTitle)</a></th>\
      <td>\(german(merge.sourceTitle))</td><td lang="de">\(kinds.first { $0.kind == merge.kind }?.merged.one)</td>\
      <td class="n">\(moment(merge.at))</td><td>\(merge.by)</td>\
      <td>\(view[merge.undoneAt == nil ? DuplicateWord.stateDone : .stateUndone])</td></tr>

      """
    })</tbody></table></div>

    """
  }
}

/// One merge with what it changed and the way back.
struct MergeView: DuplicateDrawing {
  let view: View
  let token: HTML
  let merge: Merge
  let kind: DuplicateKind
  let changes: [MergeChange]
  let obstacles: [MergeUndo.Obstacle]
  let problem: Problem?
  let mayUndo: Bool
  let told: DuplicateNotice?

  var html: HTML {
    """
    <h1>\(view[DuplicateWord.mergeTitle])</h1>\(told(told))\(summary(problem))\(blocked)\(undone)
    <dl class="dl"><div><dt>\(view[DuplicateWord.stays])</dt><dd>\(link(merge.target, merge.targetTitle))</dd></div>\
    <div><dt>\(view[DuplicateWord.goes])</dt><dd>\(link(merge.source, merge.sourceTitle))</dd></div>\
    <div><dt>\(view[DuplicateWord.when])</dt><dd>\(moment(merge.at))</dd></div>\
    <div><dt>\(view[DuplicateWord.who])</dt><dd>\(merge.by)</dd></div>\
    \(count(.changed, .changedCount))\(count(.moved, .movedCount))\(count(.archived, .archivedCount))\
    \(count(.translated, .translatedCount))\(count(.sourced, .sourcedCount))</dl>
    \(if: mayUndo, """
      <form method="post" action="\(view.link(DuplicatePath.undo(merge.id)))">\(token)\
      <div class="acts"><button class="btn alt">\(view[DuplicateWord.undo])</button></div>\
      <p class="hint">\(view[DuplicateWord.undoHint])</p></form>
      """)

    """
  }

  private func link(_ id: Identifier, _ title: String) -> HTML {
    "<a href=\"\(view.link(DeskPath(kind.slug).record(id.text)))\" lang=\"de\">\(title)</a>"
  }

  private func count(_ operation: MergeChange.Operation, _ word: DuplicateWord) -> HTML {
    let count = changes.count { $0.operation == operation }
    if count == 0 { return HTML() }
    return "<div><dt>\(view[word])</dt><dd>\(view.texts.number(count))</dd></div>"
  }

  private var undone: HTML {
    guard let at = merge.undoneAt else { return HTML() }
    let sentence = view(DuplicateWord.undoneBy, ["name": merge.undoneBy, "day": view.day(at.berlin.day)])
    return "<p class=\"note\">\(sentence)</p>"
  }

  private var blocked: HTML {
    if obstacles.isEmpty { return HTML() }
    return """
      <div class="note bad" role="alert" tabindex="-1"><h2>\(view[DuplicateWord.obstacles])</h2>\
      <p>\(view[DuplicateWord.obstaclesLead])</p><ul>\(each: obstacles, { obstacle in
        let sentence = view(
          DuplicateWord.changedBy, ["name": obstacle.who, "when": obstacle.at.map(moment) ?? ""])
        return "<li>\(german(obstacle.title)): \(sentence)</li>"
      })</ul></div>
      """
  }
}
