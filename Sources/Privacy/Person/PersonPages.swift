// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Information about one person and anonymisation (F163): search, choose, then a file, a view or a question.
struct PersonPages: Sendable {
  private let services: Services
  private let holdings: Holdings

  /// Records of each kind that a search shows.
  private static let limit = 50
  /// Records that one form may choose.
  private static let chosenLimit = 200

  init(_ services: Services, _ holdings: Holdings) {
    self.services = services
    self.holdings = holdings
  }

  var routes: [Route] {
    let access = Requirement.permission(PrivacyPermission.act)
    return [
      .staff(.get, PrivacyPath.personPattern, access, ask), .staff(.post, PrivacyPath.personPattern, access, search),
      .staff(.post, PrivacyPath.filePattern, access, file), .staff(.post, PrivacyPath.viewPattern, access, show),
      .staff(.post, PrivacyPath.confirmPattern, access, confirm),
      .staff(.post, PrivacyPath.anonymisePattern, access, anonymise),
    ]
  }

  @Sendable private func ask(_ staff: StaffVisit) async throws -> Reply {
    _ = try staff.own(PrivacyPermission.act)
    var sheet = sheet(staff)
    sheet.anonymised = try staff.query.number("anonymisiert", in: 1...Self.chosenLimit)
    return page(staff, sheet.html)
  }

  private func sheet(_ staff: StaffVisit) -> PersonSheet {
    PersonSheet(view: staff.view, token: staff.formToken, holdings: holdings, limit: Self.limit)
  }

  /// The words come by POST, so that names of people stand in no address, history or log.
  @Sendable private func search(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.own(PrivacyPermission.act)
    var sheet = sheet(staff)
    sheet.words = try await staff.form()["suche"] ?? ""
    do throws(Problem) {
      sheet.query = try PersonQuery(sheet.words)
    } catch {
      sheet.problem = error
      return page(staff, sheet.html, status: HTTPResponse.Status(code: error.kind.status))
    }
    if let query = sheet.query {
      let holdings = holdings
      sheet.found = try await services.database.read {
        try holdings.search($0, tenant, query, limit: Self.limit)
      }
      let (count, principal) = (sheet.found.count, staff.principal)
      try await services.database.write(by: principal) { transaction in
        try transaction.audit(
          "privacy.searched", kind: "privacy", record: tenant.identifier, of: tenant,
          changes: [FieldChange(field: "found", old: .null, new: .integer(Int64(count)))])
      }
    }
    return page(staff, sheet.html)
  }

  @Sendable private func file(_ staff: StaffVisit) async throws -> Reply {
    let file = try await disclose(staff, as: "exported")
    let bytes = file.json
    return .stream("application/json", fileName: "Auskunft.json") { try await $0.write(bytes) }
  }

  @Sendable private func show(_ staff: StaffVisit) async throws -> Reply {
    let file = try await disclose(staff, as: "shown")
    return page(staff, PersonFileView(file: file, view: staff.view).html)
  }

  private func disclose(_ staff: StaffVisit, as action: String) async throws -> PersonFile {
    let tenant = try staff.own(PrivacyPermission.act)
    let form = try await staff.form()
    let chosen = try Self.chosen(form)
    let words = String((form["suche"] ?? "").prefix(254))
    let holdings = holdings
    return try await services.database.write(by: staff.principal) { transaction in
      let file = try PersonFile(transaction, holdings, of: tenant, chosen, query: words, at: transaction.now)
      try transaction.noteDisclosure(chosen, of: tenant, as: action)
      return file
    }
  }

  @Sendable private func confirm(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.own(PrivacyPermission.act)
    return try await question(staff, try Self.chosen(try await staff.form()), tenant, problem: nil)
  }

  private func question(
    _ staff: StaffVisit, _ chosen: [ChosenRecord], _ tenant: TenantID, problem: Problem?
  ) async throws -> Reply {
    let holdings = holdings
    let records = try await services.database.read { connection in
      try chosen.map { try holdings.record($0, of: tenant, connection).1 }
    }
    let view = ConfirmView(
      records: records, holdings: holdings, token: staff.formToken, view: staff.view, problem: problem)
    return page(staff, view.html, status: problem == nil ? .ok : .unprocessableContent)
  }

  @Sendable private func anonymise(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.own(PrivacyPermission.act)
    let form = try await staff.form()
    let chosen = try Self.chosen(form)
    guard form["bestaetigt"] == "ja" else {
      let problem = Problem(
        "privacy.unconfirmed", .invalid, "Bitte bestätigen Sie, dass Sie die Einträge geprüft haben.",
        field: "bestaetigt")
      return try await question(staff, chosen, tenant, problem: problem)
    }
    let (holdings, own) = (holdings, staff.user.account)
    try await services.database.write(by: staff.principal) { transaction in
      try transaction.anonymise(chosen, of: tenant, holdings, own: own)
    }
    return .seeOther(staff.view.link(PrivacyPath.anonymised(chosen.count)))
  }

  private static func chosen(_ form: Parameters) throws(Problem) -> [ChosenRecord] {
    var seen: Set<ChosenRecord> = []
    let texts = form.all("eintrag")
    let chosen = texts.compactMap { ChosenRecord($0) }
    guard chosen.count == texts.count else {
      throw Problem("privacy.unknown-record", .notFound, "Diesen Eintrag gibt es in Ihrem Zentrum nicht.")
    }
    let different = chosen.filter { seen.insert($0).inserted }
    guard (1...chosenLimit).contains(different.count) else {
      throw Problem(
        "privacy.nothing-chosen", .invalid, "Bitte wählen Sie 1 bis \(chosenLimit) Einträge aus.", field: "eintrag")
    }
    return different
  }

  private func page(_ staff: StaffVisit, _ html: HTML, status: HTTPResponse.Status = .ok) -> Reply {
    let head = StaffHead(
      staff.view[PrivacyWord.person], current: PrivacyPath.inventory,
      crumbs: [(staff.view[PrivacyWord.inventory], PrivacyPath.inventory)])
    return staff.page(head, html, status: status)
  }
}
