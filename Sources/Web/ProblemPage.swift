// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import HTTPTypes
internal import Kernel

/// What somebody reads when a request cannot be answered as asked.
enum ProblemPage {
  static func reply(_ problem: Problem, _ visit: Visit) -> Reply {
    let status = HTTPResponse.Status(code: problem.kind.status)
    if isForPrograms(visit.path) {
      let bytes = ProblemDocument.bytes(problem, cause: problem.kind == .malformed ? .parameter : .field)
      let reply = Reply(status, ProblemDocument.contentType, bytes)
      return problem.kind == .unauthenticated ? reply.with(.wwwAuthenticate, "Bearer") : reply
    }
    let view = visit.view
    let isMissing = problem.kind == .notFound
    let heading = view[isMissing ? WebText.notFoundHeading : WebText.errorHeading]
    let text = isMissing ? view[WebText.notFoundText] : sentence(problem, view)
    let main: HTML = """
      <h1>\(heading)</h1><p class="lead">\(text)</p>
      \(if: isMissing, searchForm(visit, view))
      <p><a class="btn alt" href="\(view.link(.home))">\(view[WebText.toHome])</a></p>
      """
    return visit.page(PageHead(heading, isIndexed: false), main, status: status)
  }

  /// For anything that is not a `Problem`: nothing of the cause, only a reference that the log has too.
  static func fault(_ reference: String, _ visit: Visit) -> Reply {
    if isForPrograms(visit.path) {
      let problem = Problem(
        "request.fault", .unavailable, "Es ist ein Fehler aufgetreten (Kennung \(reference)).")
      return Reply(.internalServerError, ProblemDocument.contentType, ProblemDocument.bytes(problem))
    }
    let view = visit.view
    let main: HTML = """
      <h1>\(view[WebText.errorHeading])</h1>
      <p class="lead">\(view(WebText.errorReference, ["reference": reference]))</p>
      <p><a class="btn alt" href="\(view.link(.home))">\(view[WebText.toHome])</a></p>
      """
    return visit.page(
      PageHead(view[WebText.errorHeading], isIndexed: false), main, status: .internalServerError)
  }

  /// The problem in the reader's language; its German sentence says more than the general one, so German keeps it.
  static func sentence(_ problem: Problem, _ view: View) -> String {
    guard view.language != .german else { return problem.sentence }
    return view.texts[named: "problem.\(problem.code)"] ?? problem.sentence
  }

  static func isForPrograms(_ path: String) -> Bool { path.hasPrefix("/api/") }  // path: the programs' part

  /// A search for the words of the address that led nowhere.
  private static func searchForm(_ visit: Visit, _ view: View) -> HTML {
    let decoded = Percent.decode(visit.path.utf8, plus: false)
    let parts: [Substring] = decoded.split { letter in !letter.isLetter }
    let words = parts.filter { $0.count > 3 }.prefix(4).joined(separator: " ")
    return """
      <form class="search" role="search" action="\(view.link(visit.services.frame.searchPath))">\
      <label for="q">\(view[WebText.searchLabel])</label><div class="row">\
      <input id="q" type="search" name="q" value="\(words)" maxlength="200">\
      <button class="btn">\(Icon.find.html)\(view[WebText.searchButton])</button></div></form>
      """
  }
}
