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
