// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Formats
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// The protocol of the own tenant (F164).
struct ProtocolPages: Sendable {
  private let services: Services
  private let holdings: Holdings

  /// Rows of a file.
  private static let exportLimit = 200_000
  private static let piece = 1000

  init(_ services: Services, _ holdings: Holdings) {
    self.services = services
    self.holdings = holdings
  }

  var routes: [Route] {
    let access = Requirement.permission(PrivacyPermission.audit)
    return [
      .staff(.get, PrivacyPath.protocolPattern, access, show),
      .staff(.get, PrivacyPath.protocolTablePattern, access, table),
      .staff(.post, PrivacyPath.checkPattern, access, check),
    ]
  }

  @Sendable private func show(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.own(PrivacyPermission.audit)
    let query = try ProtocolQuery(staff.query)
    let page = try ListPage(staff.query, perPage: 50)
    let (rows, total, check) = try await services.database.read { connection in
      (
        try connection.protocolRows(query, of: tenant, limit: page.perPage, offset: page.offset),
        try connection.countProtocol(query, of: tenant), try connection.auditCheck(of: tenant)
      )
    }
    let view = ProtocolView(
      rows: rows, total: total, page: page, query: query, check: check, holdings: holdings, view: staff.view,
      token: staff.formToken, isAsked: staff.query["gefragt"] != nil)
    return staff.page(StaffHead(staff.view[PrivacyWord.audit], current: PrivacyPath.protocolStart), view.html)
  }

  @Sendable private func table(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.own(PrivacyPermission.audit)
    let query = try ProtocolQuery(staff.query)
    try await services.database.write(by: staff.principal) { transaction in
      try transaction.audit("audit.exported", kind: "audit_log", record: tenant.identifier, of: tenant)
    }
    let (database, heads) = (services.database, ProtocolView.heads.map { staff.view[$0] })
    return .stream("text/csv; charset=utf-8", fileName: "Protokoll.csv") { writer in
      var csv = CSVWriter(.spreadsheet)
      csv.row(["Nr."] + heads)
      var (below, written) = (Int.max, 0)
      while written < Self.exportLimit {
        let last = below
        let rows = try await database.read {
          try $0.protocolRows(query, of: tenant, below: last, limit: Self.piece)
        }
        for row in rows {
          csv.row([String(row.number), row.at, row.actor, row.action, row.kind, row.record, row.changes])
        }
        try await writer.write(csv.take())
        guard rows.count == Self.piece, let oldest = rows.last?.number else { break }
        below = oldest
        written += rows.count
      }
    }
  }

  @Sendable private func check(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.own(PrivacyPermission.audit)
    _ = try await staff.form()
    try await services.database.write(by: staff.principal) { transaction in
      _ = try transaction.enqueue(AuditCheckJob.name, of: tenant, input: "")
    }
    return .seeOther(staff.view.link(PrivacyPath.checkAsked))
  }
}

/// The protocol on its page.
struct ProtocolView: Sendable {
  let rows: [ProtocolRow]
  let total: Int
  let page: ListPage
  let query: ProtocolQuery
  let check: KeptVerdict?
  let holdings: Holdings
  let view: View
  let token: HTML
  let isAsked: Bool

  static let heads: [PrivacyWord] = [.time, .who, .action, .kind, .recordID, .changes]

  var html: HTML {
    """
    <h1>\(view[PrivacyWord.audit])</h1><p class="lead">\(view[PrivacyWord.auditLead])</p>
    \(if: isAsked, "<div class=\"note ok\" role=\"status\">\(Icon.yes.html)<p>\(view[PrivacyWord.checkAsked])</p></div>")
    \(chain)
    <form method="post" action="\(view.link(PrivacyPath.check))">\(token)\
    <button class="btn alt">\(view[PrivacyWord.checkNow])</button></form>
    \(filter)
    <div class="acts"><p class="total">\(view.count(PrivacyWord.rows, total))</p>\
    <a class="btn alt" href="\(view.file(PrivacyPath.protocolTable(query)))">\(view[PrivacyWord.download])</a></div>
    \(rows.isEmpty ? "<p>\(view[PrivacyWord.noRows])</p>" : table)
    \(pager(page, total: total, view) { PrivacyPath.protocolPage(query, page: $0) })
    """
  }

  private var chain: HTML {
    guard let check else { return "<p class=\"note\">\(view[PrivacyWord.chainNever])</p>" }
    let time = view.moment(check.checkedAt)
    if let broken = check.broken {
      let text = view(PrivacyWord.chainBroken, ["number": view.texts.number(broken), "time": time])
      return "<div class=\"note bad\" role=\"alert\">\(Icon.warn.html)<p>\(text)</p></div>"
    }
    let text = view(PrivacyWord.chainGood, ["number": view.texts.number(check.number), "time": time])
    return "<div class=\"note ok\">\(Icon.yes.html)<p>\(text)</p></div>"
  }

  private var filter: HTML {
    """
    <form class="form" method="get" action="\(view.link(PrivacyPath.protocolStart))" role="search" \
    aria-label="\(view[PrivacyWord.filter])"><div class="filters">\
    \(input("person", .who, "search", query.person))\(input("aktion", .action, "search", query.action))\
    <div class="f"><label for="art">\(view[PrivacyWord.kind])</label><select id="art" name="art">\
    <option value="">\(view[PrivacyWord.allKinds])</option>\(each: holdings.kinds.map(\.info), { info in
      """
      <option value="\(info.kind)" lang="de"\(if: info.kind == query.kind, " selected")>\(info.many)</option>
      """
    })</select></div>\(input("von", .from, "date", query.from?.iso ?? ""))\
    \(input("bis", .until, "date", query.until?.iso ?? ""))\(input("eintrag", .recordID, "search", query.record))</div>\
    <button class="btn">\(view[PrivacyWord.searchButton])</button></form>
    """
  }

  private func input(_ name: String, _ word: PrivacyWord, _ type: String, _ value: String) -> HTML {
    """
    <div class="f"><label for="\(name)">\(view[word])</label>\
    <input id="\(name)" name="\(name)" type="\(type)"\(if: type != "date", " maxlength=\"120\"") value="\(value)"></div>
    """
  }

  private var table: HTML {
    privacyTable(
      view[PrivacyWord.audit], Self.heads.map { view[$0] },
      rows.map { row in
        """
        <td>\(Moment(iso: row.at).map { view.moment($0) } ?? row.at)</td><th scope="row" lang="de">\(row.actor)</th>\
        <td>\(row.action)</td><td lang="de">\(holdings.kind(row.kind)?.info.one ?? row.kind)</td>\
        <td><a href="\(view.link(PrivacyPath.protocolPage(only(row.record))))">\(row.record.suffix(12))</a></td>\
        <td lang="de" dir="ltr"><small>\(row.changes == "{}" ? "" : row.changes)</small></td>
        """
      })
  }

  private func only(_ record: String) -> ProtocolQuery {
    var query = ProtocolQuery()
    query.record = record
    return query
  }
}
