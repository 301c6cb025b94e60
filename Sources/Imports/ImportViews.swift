// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Storage
internal import Tables
internal import Web

/// What all pages of imports draw alike.
protocol ImportDrawing {
  var view: View { get }
}

extension ImportDrawing {
  /// What is wrong, at the top, each with a way to its field.
  func summary(_ problems: [Problem]) -> HTML {
    if problems.isEmpty { return HTML() }
    return """
      <div class="note bad" role="alert" tabindex="-1"><h2>\(view[WebText.formProblems])</h2><ul>\
      \(each: problems.flatMap(\.all), { problem in
        let text: HTML = "<span lang=\"de\" dir=\"ltr\">\(problem.sentence)</span>"
        return problem.field.map { "<li><a href=\"#\($0)\">\(text)</a></li>" } ?? "<li>\(text)</li>"
      })</ul></div>
      """
  }

  func message(_ text: String) -> HTML {
    text.isEmpty ? HTML() : "<p class=\"note\" role=\"status\" lang=\"de\" dir=\"ltr\">\(text)</p>"
  }

  func moment(_ moment: Moment) -> String {
    let (day, minutes) = moment.berlin
    return "\(view.day(day)), \(view.time(minutes))"
  }

  func word(_ state: ImportRun.State) -> ImportWord {
    switch state {
    case .mapping: .stateMapping
    case .looking: .stateLooking
    case .preview: .statePreview
    case .waiting: .stateWaiting
    case .done: .stateDone
    case .undoing: .stateUndoing
    case .undone: .stateUndone
    case .emptied: .stateEmptied
    }
  }

  func word(_ kind: RowClass) -> ImportWord {
    switch kind {
    case .new: .rowNew
    case .changed: .rowChanged
    case .unchanged: .rowUnchanged
    case .doubtful: .rowDoubtful
    case .faulty: .rowFaulty
    case .skipped: .rowSkipped
    case .away: .rowAway
    }
  }

  /// How many rows of each class.
  func counts(_ counts: ImportCounts) -> HTML {
    let shown = RowClass.allCases.filter { counts[$0] > 0 }
    return """
      <dl class="dl">\(each: shown, { kind in
        "<div><dt>\(view[word(kind)])</dt><dd>\(view.texts.number(counts[kind]))</dd></div>"
      })</dl>
      """
  }

  /// Entries of an official list that it no longer names.
  func vanished(_ titles: [String]) -> HTML {
    if titles.isEmpty { return HTML() }
    return """
      <details class="fold"><summary>\(view[ImportWord.vanished]): \(view.texts.number(titles.count))</summary>\
      <ul lang="de" dir="ltr">\(each: titles, { "<li>\($0)</li>" })</ul></details>
      """
  }

  /// A form of one button.
  func button(
    _ word: ImportWord, _ run: RecordID<ImportRun>, _ step: ImportStep, _ token: HTML, isQuiet: Bool = true
  ) -> HTML {
    """
    <form method="post" action="\(view.link(ImportPath.step(run, step)))">\(token)\
    <button class="btn\(if: isQuiet, " alt")">\(view[word])</button></form>
    """
  }
}

/// Earlier imports and the form for a new one.
struct ImportListView: ImportDrawing {
  let view: View
  let token: HTML
  let kinds: [ImportKind]
  let runs: [ImportRun]
  let problem: Problem?
  let chosen: String

  var html: HTML {
    """
    <h1>\(view[ImportWord.title])</h1><p class="lead">\(view[ImportWord.lead])</p>
    \(summary(problem.map { [$0] } ?? []))
    \(kinds.isEmpty ? "<p class=\"note\">\(view[ImportWord.nothingAllowed])</p>" : form)
    <section class="sub"><h2>\(view[ImportWord.former])</h2>\
    \(runs.isEmpty ? "<p>\(view[ImportWord.noneYet])</p>" : table)</section>
    """
  }

  private var form: HTML {
    """
    <section class="sub"><h2>\(view[ImportWord.upload])</h2>
    <form class="form" method="post" enctype="multipart/form-data" action="\(view.link(ImportPath.list))">\(token)
    <div class="f\(if: problem?.field == "art", " wrong")"><label for="art">\(view[ImportWord.kind])</label>\
    <select id="art" name="art"\(if: problem?.field == "art", " aria-invalid=\"true\"")>\
    \(each: kinds, { kind in
      "<option value=\"\(kind.slug)\" lang=\"de\"\(if: kind.slug == chosen, " selected")>\(kind.label)</option>"
    })</select></div>
    <div class="f\(if: problem?.field == "datei", " wrong")"><label for="datei">\(view[ImportWord.file])</label>\
    <p class="hint" id="datei-h">\(view[ImportWord.fileHint])</p>\
    <input id="datei" name="datei" type="file" required accept=".csv,.txt,.tsv,.xlsx" aria-describedby="datei-h"\
    \(if: problem?.field == "datei", " aria-invalid=\"true\"")></div>
    <button class="btn">\(view[ImportWord.send])</button></form></section>
    """
  }

  private var table: HTML {
    """
    <div class="scroll" tabindex="0" role="region" aria-label="\(view[ImportWord.former])"><table>\
    <caption class="vh">\(view[ImportWord.former])</caption><thead><tr><th scope="col">\(view[ImportWord.file])</th><th scope="col">\(view[ImportWord.entry])</th>\
    <th scope="col">\(view[ImportWord.when])</th><th scope="col">\(view[ImportWord.who])</th>\
    <th scope="col">\(view[ImportWord.state])</th></tr></thead><tbody>\(each: runs, row)</tbody></table></div>
    """
  }

  private func row(_ run: ImportRun) -> HTML {
    """
    <tr><th scope="row"><a href="\(view.link(ImportPath.run(run.id)))"><bdi>\(run.fileName)</bdi></a></th>\
    <td lang="de">\(kinds.first { $0.slug == run.kind }?.label)</td><td>\(moment(run.createdAt))</td>\
    <td><bdi>\(run.createdName)</bdi></td><td>\(view[word(run.state)])</td></tr>
    """
  }
}

/// What becomes of each column.
struct ImportMappingView: ImportDrawing {
  let view: View
  let token: HTML
  let found: FoundRun
  let sheet: ImportSheet
  let mapping: [String]
  let samples: [[String]]
  let problems: [Problem]

  var html: HTML {
    """
    <h1>\(view[ImportWord.mapping])</h1><p><bdi>\(found.run.fileName)</bdi> · <span lang="de">\(found.kind.label)</span></p>
    \(summary(problems))\(message(found.run.message))
    \(if: found.sheets.count > 1, sheets)
    <p class="lead">\(view[ImportWord.mappingLead])</p>
    <form method="post" action="\(view.link(ImportPath.step(found.run.id, .mapping)))">\(token)
    <div class="scroll" tabindex="0" role="region" aria-label="\(view[ImportWord.mapping])"><table>\
    <caption class="vh">\(view[ImportWord.mapping])</caption><thead><tr><th scope="col">\(view[ImportWord.column])</th><th scope="col">\(view[ImportWord.samples])</th>\
    <th scope="col">\(view[ImportWord.target])</th></tr></thead><tbody>\(each: sheet.header.indices, row)</tbody></table></div>
    \(found.kind.number.map(complete))
    <p><button class="btn">\(view[ImportWord.toPreview])</button></p></form>
    \(if: found.run.state == .mapping || found.run.state == .preview, button(.discard, found.run.id, .discard, token))
    """
  }

  private var sheets: HTML {
    """
    <form class="form" method="post" action="\(view.link(ImportPath.step(found.run.id, .sheet)))">\(token)\
    <div class="f"><label for="blatt">\(view[ImportWord.sheet])</label><select id="blatt" name="blatt">\
    \(each: found.sheets, { sheet in
      """
      <option value="\(sheet.number)"\(if: sheet.number == found.run.sheet, " selected")>\(sheet.name) \
      (\(view.texts.number(sheet.rowCount)))</option>
      """
    })</select></div><button class="btn alt">\(view[ImportWord.sheetSend])</button></form>
    """
  }

  private func row(_ column: Int) -> HTML {
    let cells = samples.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }
    var seen: Set<String> = []
    let shown = cells.filter { seen.insert($0).inserted }.prefix(3)
    let label = view(ImportWord.targetOf, ["name": sheet.header[column]])
    return """
      <tr><th scope="row"><bdi>\(sheet.header[column])</bdi></th><td>\(each: shown, { cell in
        "<div><bdi>\(cell.count > 60 ? cell.prefix(60) + "…" : cell[...])</bdi></div>"
      })</td><td><select name="s\(column)" id="s\(column)" aria-label="\(label)">\
      <option value="">\(view[ImportWord.notTaken])</option>\(each: found.kind.targets, { target in
        """
        <option value="\(target.name)" lang="de"\(if: mapping[column] == target.name, " selected")>\(target.label)\
        \(if: target.isRequired, " *")</option>
        """
      })</select></td></tr>
      """
  }

  private func complete(_ number: String) -> HTML {
    """
    <label class="opt"><input type="checkbox" name="vollstaendig" value="1"\(if: found.run.isComplete, " checked")>\
    \(view(ImportWord.complete, ["name": number]))</label>
    """
  }
}

/// How far a job is.
struct ImportProgressView: ImportDrawing {
  let view: View
  let token: HTML
  let found: FoundRun
  let meter: (done: Int, total: Int)?

  var html: HTML {
    let run = found.run
    let total = meter?.total ?? found.sheet?.rowCount ?? 0
    let done = meter?.done ?? 0
    let text = view(
      ImportWord.progressText, ["done": view.texts.number(done), "total": view.texts.number(total)])
    return """
      <h1>\(view[word(run.state)])</h1><p><bdi>\(run.fileName)</bdi> · <span lang="de">\(found.kind.label)</span></p>
      <p class="lead">\(view[ImportWord.busyLead])</p>
      <p><label for="stand">\(view[ImportWord.progress])</label> <progress id="stand" max="\(max(total, 1))" value="\(done)">\
      \(text)</progress> \(text)</p>
      <p><a class="btn" href="\(view.link(ImportPath.run(run.id)))">\(view[ImportWord.reload])</a></p>
      \(button(.cancel, run.id, .cancel, token))
      """
  }
}
