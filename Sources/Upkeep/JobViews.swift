// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Storage
internal import Web

/// The list of jobs on its page.
struct JobView {
  let jobs: [Job]
  let total: Int
  let page: ListPage
  let state: JobState?
  /// German names of the kinds, by their names.
  let labels: [String: String]
  /// Only where jobs of several centres are shown.
  let names: TenantNames?
  let maySteer: Bool
  let token: HTML
  let view: View
  let told: UpkeepNotice?

  var html: HTML {
    """
    <h1>\(view[UpkeepWord.jobs])</h1><p class="lead">\(view[UpkeepWord.jobsLead])</p>
    \(upkeepNotice(toldWord, view))\(stateLinks(states, view))
    <div class="acts"><p class="total">\(view.count(UpkeepWord.jobsCount, total))</p>\
    <a class="btn alt" href="\(view.link(UpkeepPath.jobs(state, page: page.page)))">\(view[UpkeepWord.reload])</a></div>
    \(jobs.isEmpty ? "<p>\(view[UpkeepWord.noJobs])</p>" : table)
    \(pager(page, total: total, view) { UpkeepPath.jobs(state, page: $0) })
    """
  }

  private var toldWord: UpkeepWord? {
    switch told {
    case .stopped: .doneStopped
    case .retried: .doneRetried
    case .resent, nil: nil
    }
  }

  private var states: [(label: String, path: Path, isCurrent: Bool)] {
    [(view[UpkeepWord.all], UpkeepPath.jobs(), state == nil)]
      + JobState.allCases.map { (view[$0.word], UpkeepPath.jobs($0), state == $0) }
  }

  private var table: HTML {
    """
    <div class="scroll" tabindex="0" role="region" aria-label="\(view[UpkeepWord.jobs])"><table>\
    <caption class="vh">\(view[UpkeepWord.jobs])</caption><thead><tr>\
    <th scope="col">\(view[UpkeepWord.jobColumn])</th>\
    \(if: names != nil, "<th scope=\"col\">\(view[UpkeepWord.centerColumn])</th>")\
    <th scope="col">\(view[UpkeepWord.stateColumn])</th><th scope="col">\(view[UpkeepWord.progressColumn])</th>\
    <th scope="col">\(view[UpkeepWord.timesColumn])</th>\
    \(if: maySteer, "<th scope=\"col\">\(view[UpkeepWord.actionsColumn])</th>")</tr></thead>
    <tbody>\(each: jobs, row)</tbody></table></div>
    """
  }

  private func row(_ job: Job) -> HTML {
    let name = label(job)
    return """
      <tr><th scope="row"><span lang="de">\(name)</span>\
      \(if: job.principal.kind != .system, "<br><small>\(view(UpkeepWord.askedBy, ["name": job.principal.name]))</small>")</th>\
      \(names.map { "<td>\($0.name(job.tenant, view))</td>" as HTML })\
      <td>\(stateTag(job))</td><td>\(progress(job, name))</td><td>\(times(job))</td>\
      \(if: maySteer, "<td>\(actions(job, name))</td>")</tr>

      """
  }

  private func label(_ job: Job) -> String { labels[job.name] ?? job.name }

  private func stateTag(_ job: Job) -> HTML {
    let word: UpkeepWord = job.isStopAsked && job.state == .running ? .stopAsked : job.state.word
    let mark: HTML = job.state == .failed ? "tag w" : job.state == .running ? "tag a" : "tag"
    return """
      <span class="\(mark)">\(view[word])</span>\
      \(if: !job.error.isEmpty, "<br><small lang=\"de\" dir=\"ltr\">\(job.error)</small>")
      """
  }

  private func progress(_ job: Job, _ name: String) -> HTML {
    let label = view(UpkeepWord.progressLabel, ["name": name])
    var bar = HTML()
    if let total = job.total, total > 0 {
      bar = "<progress max=\"\(total)\" value=\"\(min(job.done, total))\" aria-label=\"\(label)\"></progress><br>"
    } else if job.state == .running {
      bar = "<progress aria-label=\"\(label)\"></progress><br>"
    }
    let done = view.texts.number(job.done)
    let figures =
      job.total.map { view(UpkeepWord.progressOf, ["done": done, "total": view.texts.number($0)]) }
      ?? (job.done > 0 ? done : "")
    return """
      \(bar)<span class="n">\(figures)</span>\
      \(if: !job.note.isEmpty, "<br><small lang=\"de\" dir=\"ltr\">\(job.note)</small>")
      """
  }

  private func times(_ job: Job) -> HTML {
    var lines = [view(UpkeepWord.askedAt, ["time": view.moment(job.askedAt)])]
    if let started = job.startedAt { lines.append(view(UpkeepWord.startedAt, ["time": view.moment(started)])) }
    if let ended = job.endedAt { lines.append(view(UpkeepWord.endedAt, ["time": view.moment(ended)])) }
    if job.state == .waiting, job.startedAt != nil {
      lines.append(view(UpkeepWord.nextAt, ["time": view.moment(job.notBefore)]))
    }
    if job.attempts > 1 { lines.append(view.count(UpkeepWord.attempts, job.attempts)) }
    return "\(each: lines.enumerated(), { "\(if: $0.offset > 0, "<br>")<small>\($0.element)</small>" })"
  }

  private func actions(_ job: Job, _ name: String) -> HTML {
    let about = "\(name), \(view.moment(job.askedAt))"
    let canStop = (job.state == .running && !job.isStopAsked) || (job.state == .waiting && !job.isRecurring)
    let canRetry = job.state == .failed || job.state == .stopped || (job.state == .waiting && job.attempts > 0)
    return """
      \(if: canStop, upkeepButton(view[UpkeepWord.stop], about: about, UpkeepPath.stop(job.id), fields: fields, view))\
      \(if: canRetry, upkeepButton(view[UpkeepWord.retry], about: about, UpkeepPath.retry(job.id), fields: fields, view))
      """
  }

  /// Leads back to the same part of the list.
  private var fields: HTML {
    """
    \(token)\(if: state != nil, "<input type=\"hidden\" name=\"zustand\" value=\"\(state?.rawValue)\">")\
    \(if: page.page > 1, "<input type=\"hidden\" name=\"page\" value=\"\(page.page)\">")
    """
  }
}

extension JobState {
  fileprivate var word: UpkeepWord {
    switch self {
    case .waiting: .jobWaiting
    case .running: .jobRunning
    case .done: .jobDone
    case .failed: .jobFailed
    case .stopped: .jobStopped
    }
  }
}
