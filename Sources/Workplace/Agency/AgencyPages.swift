// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Formats
internal import Foundation
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
package import Web

/// The page on which texts leave for an agency as XLIFF and come back.
package struct AgencyPages: Sendable {
  let texts: AgencyTexts
  let services: Services

  package init(_ texts: AgencyTexts, _ services: Services) {
    self.texts = texts
    self.services = services
  }

  private static let uploadLimit = 8 << 20
  private static let shownRefusals = 100

  package var routes: [Route] {
    let access = Requirement.permission(texts.permission)
    return [
      .staff(.get, AgencyPath.pattern(below: texts.list), access) { reply($0, nil, nil) },
      .staff(.post, AgencyPath.pattern(below: texts.list), access, upload),
      .staff(.get, AgencyPath.filePattern(below: texts.list), access, file),
    ]
  }

  @Sendable private func file(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.tenant()
    guard let language = Self.language(staff.query["sprache"] ?? "") else {
      throw Problem("xliff.language", .malformed, "Bitte wählen Sie eine Sprache.", field: "sprache")
    }
    guard let version = XLIFFDocument.Version(rawValue: staff.query["fassung"] ?? XLIFFDocument.Version.two.rawValue)
    else { throw Problem("xliff.version", .malformed, "Es gibt XLIFF 1.2 und 2.0.", field: "fassung") }
    let onlyOpen = staff.query["umfang"] != "alle"
    let units = try await services.database.read { try texts.units(staff, language, onlyOpen, $0) }
    try await services.database.write(by: staff.principal) { transaction in
      try transaction.audit(
        "\(texts.kind).exported", kind: texts.kind, record: tenant.identifier, of: tenant,
        changes: [
          FieldChange(field: "count", old: .null, new: .integer(Int64(units.count))),
          FieldChange(field: "format", old: .null, new: .text("xliff \(version.rawValue) \(language.code)")),
        ])
    }
    let document = XLIFFDocument(original: texts.kind, from: "de", into: language.code, units: units)
    let name = "\(texts.kind)-\(language.code)-\(services.database.time.today.iso).xlf"
    var reply = Reply(.ok, "application/xliff+xml", Array(document.text(version).utf8))
    reply = reply.with(.contentDisposition, "attachment; filename=\"\(name)\"")
    return reply
  }

  @Sendable private func upload(_ staff: StaffVisit) async throws -> Reply {
    _ = try staff.tenant()
    let sent = try await staff.upload(limit: Self.uploadLimit, files: 1)
    do {
      guard let file = sent.files.first(where: { $0.field == "datei" }) else {
        throw Problem("xliff.no-file", .invalid, "Bitte wählen Sie eine Datei.", field: "datei")
      }
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.path)))
      let document = try XLIFFDocument(parsing: bytes)
      guard document.sourceLanguage.lowercased().hasPrefix("de"), let language = Self.language(document.targetLanguage)
      else {
        throw Problem(
          "xliff.language", .invalid, "Die Datei muss aus dem Deutschen in eine Sprache übersetzen, die Verbund kennt.")
      }
      let outcomes = try await services.database.write(by: staff.principal) { transaction in
        try texts.keep(staff, document.units, language, transaction)
      }
      return reply(staff, AgencyResult(document.units, outcomes), nil)
    } catch let problem as Problem where problem.kind == .invalid || problem.kind == .tooLarge {
      return reply(staff, nil, problem.at("datei"))
    }
  }

  private static func language(_ code: String) -> Language? {
    guard let language = Language(code), language != .german, LanguageNames.isKnown(language.code) else { return nil }
    return language
  }

  // MARK: - Markup

  private func reply(_ staff: StaffVisit, _ result: AgencyResult?, _ problem: Problem?) -> Reply {
    let view = staff.view
    let title = view(WorkplaceText.agencyHeading, ["kind": texts.heading])
    let main: HTML = """
      <h1>\(title)</h1><p class="lead">\(view[WorkplaceText.agencyLead])</p>\(result.map { told($0, view) })\
      \(problem.map { problem in
        """
        <div class="note bad" role="alert" tabindex="-1"><h2>\(view[WebText.formProblems])</h2>\
        <ul><li><a href="#datei" lang="de">\(problem.sentence)</a></li></ul></div>
        """ as HTML
      })
      <section class="sub"><h2>\(view[WorkplaceText.agencyOut])</h2>\
      <form class="form" method="get" action="\(view.link(AgencyPath.file(below: texts.list)))">\(choices(view))\
      <button class="btn">\(view[WorkplaceText.agencyDownload])</button></form></section>
      <section class="sub"><h2>\(view[WorkplaceText.agencyBack])</h2>\
      <form class="form" method="post" enctype="multipart/form-data" action="\(view.link(AgencyPath.page(below: texts.list)))">\(staff.formToken)\
      <div class="f\(if: problem != nil, " wrong")"><label for="datei">\(view[WorkplaceText.agencyFile])</label>\
      <p class="hint" id="datei-h">\(view[WorkplaceText.agencyHint])</p>\
      <input id="datei" name="datei" type="file" accept=".xlf,.xliff,.xml" required aria-describedby="datei-h"></div>\
      <button class="btn">\(view[WorkplaceText.agencyUpload])</button></form></section>
      """
    let head = StaffHead(title, current: texts.list, crumbs: [(texts.heading, texts.list)])
    return staff.page(head, main, status: problem == nil ? .ok : .unprocessableContent)
  }

  private func choices(_ view: View) -> HTML {
    let languages = LanguageNames.shortest.compactMap { Self.language($0) }
      .map { ($0.code, LanguageNames.name($0.code, in: view.language)) }.sorted { $0.1 < $1.1 }
    return """
      <div class="f"><label for="sprache">\(view[WorkplaceText.agencyLanguage])</label>\
      <select id="sprache" name="sprache">\(each: languages, { language in
        "<option value=\"\(language.0)\"\(if: language.0 == "en", " selected")>\(language.1)</option>"
      })</select></div>
      <div class="f"><label for="umfang">\(view[WorkplaceText.agencyScope])</label><select id="umfang" name="umfang">\
      <option value="offen">\(view[WorkplaceText.agencyOpen])</option>\
      <option value="alle">\(view[WorkplaceText.agencyAll])</option></select></div>
      <div class="f"><label for="fassung">\(view[WorkplaceText.agencyVersion])</label>\
      <select id="fassung" name="fassung">\(each: XLIFFDocument.Version.allCases.reversed(), { version in
        "<option value=\"\(version.rawValue)\">XLIFF \(version.rawValue)</option>"
      })</select></div>
      """
  }

  private func told(_ result: AgencyResult, _ view: View) -> HTML {
    """
    <div class="note \(result.refused.isEmpty ? "ok" : "warn")" role="status">\
    \(result.refused.isEmpty ? Icon.yes.html : Icon.warn.html)<div><p>\(view(
      WorkplaceText.agencyResult,
      ["kept": view.texts.number(result.kept), "same": view.texts.number(result.same),
       "refused": view.texts.number(result.refused.count)]))</p>\
    \(if: !result.refused.isEmpty, """
      <ul lang="de">\(each: result.refused.prefix(Self.shownRefusals), { "<li><bdi>\($0.text)</bdi>: \($0.reason)</li>" })</ul>
      """)</div></div>
    """
  }
}

/// What became of a file that came back.
struct AgencyResult: Sendable {
  private(set) var kept = 0
  private(set) var same = 0
  private(set) var refused: [(text: String, reason: String)] = []

  init(_ units: [XLIFFDocument.Unit], _ outcomes: [AgencyTexts.Outcome]) {
    for (unit, outcome) in zip(units, outcomes) {
      switch outcome {
      case .kept: kept += 1
      case .same: same += 1
      case .refused(let reason):
        refused.append((unit.note.isEmpty ? String(unit.source.prefix(60)) : unit.note, reason))
      }
    }
  }
}
