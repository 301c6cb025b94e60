// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Web

/// What would become of each row; doubtful ones are decided here.
struct ImportPreviewView: ImportDrawing {
  let view: View
  let token: HTML
  let found: FoundRun
  let rows: [ImportRow]
  /// Names of records that rows may double.
  let titles: [Identifier: String]
  let filter: RowClass?
  let page: ListPage
  let problems: [Problem]

  private var run: ImportRun { found.run }

  var html: HTML {
    """
    <h1>\(view[ImportWord.preview])</h1><p><bdi>\(run.fileName)</bdi> · <span lang="de">\(found.kind.label)</span></p>
    \(summary(problems))\(message(run.message))
    <p class="lead">\(view[ImportWord.previewLead])</p>
    \(counts(run.counts))\(vanished(run.vanished))
    \(start)
    \(filters)
    \(rows.contains { !$0.candidates.isEmpty } ? decisions : table)
    \(pager(page, total: filter.map { run.counts[$0] } ?? run.counts.total, view, { address(filter, $0) }))
    <p><a href="\(view.link(ImportPath.run(run.id, query: [("schritt", ImportStep.mapping.rawValue)])))">\
    \(view[ImportWord.backToMapping])</a></p>
    \(button(.discard, run.id, .discard, token))
    """
  }

  /// The rows with a choice for each doubtful one.
  private var decisions: HTML {
    """
    <form method="post" action="\(view.link(ImportPath.step(run.id, .decisions)))">\(token)\
    <input type="hidden" name="klasse" value="\(filter?.rawValue)"><input type="hidden" name="page" value="\(page.page)">
    \(table)<p><button class="btn alt">\(view[ImportWord.keepDecisions])</button></p></form>
    """
  }

  private var table: HTML {
    """
    <div class="scroll" tabindex="0" role="region" aria-label="\(view[ImportWord.preview])"><table>\
    <caption class="vh">\(view[ImportWord.preview])</caption><thead><tr><th scope="col">\(view[ImportWord.line])</th><th scope="col">\(view[ImportWord.entry])</th>\
    <th scope="col">\(view[ImportWord.meaning])</th><th scope="col">\(view[ImportWord.details])</th></tr></thead>\
    <tbody>\(each: rows, row)</tbody></table></div>
    """
  }

  private func address(_ filter: RowClass?, _ page: Int = 1) -> Path {
    ImportPath.run(run.id, query: [("klasse", filter?.rawValue ?? ""), ("page", page > 1 ? String(page) : "")])
  }

  private var start: HTML {
    """
    <form method="post" action="\(view.link(ImportPath.step(run.id, .write)))">\(token)\
    \(if: run.counts[.faulty] > 0, """
      <label class="opt"><input type="checkbox" id="fehler-auslassen" name="fehler-auslassen" value="1">\
      \(view[ImportWord.skipFaulty])</label>\
      <p><a href="\(view.link(ImportPath.step(run.id, .errors)))">\(view[ImportWord.errorFile])</a></p>
      """)\
    \(if: run.counts[.doubtful] > 0, """
      <label class="opt"><input type="checkbox" name="zweifel-anlegen" value="1">\(view[ImportWord.insertDoubtful])</label>
      """)\
    <p><button class="btn">\(view[ImportWord.write])</button></p></form>
    """
  }

  private var filters: HTML {
    let shown = RowClass.allCases.filter { run.counts[$0] > 0 }
    return """
      <nav aria-label="\(view[ImportWord.meaning])"><ul class="tags">\
      <li><a class="chip" href="\(view.link(address(nil)))"\(if: filter == nil, " aria-current=\"page\"")>\(view[ImportWord.all]) \
      (\(view.texts.number(run.counts.total)))</a></li>\(each: shown, { kind in
        """
        <li><a class="chip" href="\(view.link(address(kind)))"\(if: filter == kind, " aria-current=\"page\"")>\(view[word(kind)]) \
        (\(view.texts.number(run.counts[kind])))</a></li>
        """
      })</ul></nav>
      """
  }

  private func row(_ row: ImportRow) -> HTML {
    """
    <tr><th scope="row">\(row.line)</th><td lang="de"><bdi>\(row.title.isEmpty ? row.cells.first { !$0.isEmpty } : row.title)\
    </bdi></td><td>\(row.kind.map { view[word($0)] })</td><td>\(details(row))\(decision(row))</td></tr>
    """
  }

  private func details(_ row: ImportRow) -> HTML {
    if row.kind == .changed && row.detail.changes.isEmpty { return "<p>\(view[ImportWord.further])</p>" }
    return """
      \(if: !row.detail.changes.isEmpty, """
        <ul class="plain">\(each: row.detail.changes, { change in
          """
          <li><b lang="de">\(change.label)</b>: <del lang="de">\(change.old.isEmpty ? view[ImportWord.empty] : change.old)</del> \
          → <ins lang="de">\(change.new.isEmpty ? view[ImportWord.empty] : change.new)</ins></li>
          """
        })</ul>
        """)\
      \(if: !row.detail.faults.isEmpty, """
        <ul class="plain" lang="de" dir="ltr">\(each: row.detail.faults, { "<li>\($0)</li>" })</ul>
        """)
      """
  }

  private func decision(_ row: ImportRow) -> HTML {
    if row.candidates.isEmpty { return HTML() }
    let options: [(String, String)] =
      [("", view[ImportWord.undecided]), ("new", view[ImportWord.asNew]), ("skip", view[ImportWord.leaveOut])]
      + row.candidates.map { ($0.text, view(ImportWord.update, ["name": titles[$0] ?? $0.text])) }
    return """
      <select name="z\(row.line)" aria-label="\(view(ImportWord.decision, ["line": String(row.line)]))">\
      \(each: options, { value, label in
        "<option value=\"\(value)\"\(if: value == row.choice, " selected")>\(label)</option>"
      })</select>
      """
  }
}

/// What an import has done, and the way back.
struct ImportResultView: ImportDrawing {
  let view: View
  let token: HTML
  let found: FoundRun
  let obstacles: [ImportUndo.Obstacle]
  let problems: [Problem]

  private var run: ImportRun { found.run }

  var html: HTML {
    """
    <h1>\(view[ImportWord.result])</h1><p><bdi>\(run.fileName)</bdi> · <span lang="de">\(found.kind.label)</span> · \
    \(view[word(run.state)])\(if: run.finishedAt != nil, ", \(run.finishedAt.map(moment))")</p>
    \(summary(problems))\(if: problems.isEmpty, message(run.message))\(blocked)
    \(counts(run.counts))\(vanished(run.vanished))
    \(if: run.state == .done && run.counts[.faulty] + run.counts[.doubtful] > 0, """
      <p><a class="btn alt" href="\(view.link(ImportPath.step(run.id, .errors)))">\(view[ImportWord.errorFile])</a></p>
      """)
    \(if: run.state == .done, """
      <section class="sub"><h2>\(view[ImportWord.undo])</h2><p>\(view[ImportWord.undoLead])</p>\
      \(button(.undo, run.id, .undo, token))</section>
      """)
    \(run.undoneAt.map { "<p class=\"note\">\(view(ImportWord.undone, ["name": run.undoneName, "when": moment($0)]))</p>" as HTML })
    """
  }

  private var blocked: HTML {
    if obstacles.isEmpty { return HTML() }
    return """
      <div class="note bad"><h2>\(view[ImportWord.obstacles])</h2><ul>\(each: obstacles, { obstacle in
        let when = obstacle.at.map(moment) ?? ""
        return """
          <li><span lang="de">\(obstacle.title)</span>: \
          \(view(ImportWord.changedBy, ["name": obstacle.who, "when": when]))</li>
          """
      })</ul></div>
      """
  }
}
