// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Formats
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// The inventory of personal data (F162), which is the record of processing activities as well, and the proof of erasure.
struct InventoryPages: Sendable {
  private let services: Services
  private let holdings: Holdings

  init(_ services: Services, _ holdings: Holdings) {
    self.services = services
    self.holdings = holdings
  }

  var routes: [Route] {
    [
      .staff(.get, PrivacyPath.inventoryPattern, .permission(PrivacyPermission.view), show),
      .staff(.get, PrivacyPath.inventoryTablePattern, .permission(PrivacyPermission.view), table),
      .staff(.get, PrivacyPath.runsPattern, .permission(PrivacyPermission.view), runs),
    ]
  }

  @Sendable private func show(_ staff: StaffVisit) async throws -> Reply {
    let view = InventoryView(
      inventory: try await inventory(in: staff.figures()), view: staff.view, mayAct: staff.may(PrivacyPermission.act),
      tenantName: services.door.tenantName)
    return staff.page(StaffHead(staff.view[PrivacyWord.inventory], current: PrivacyPath.inventory), view.html)
  }

  @Sendable private func table(_ staff: StaffVisit) async throws -> Reply {
    let inventory = try await inventory(in: staff.figures())
    let view = InventoryView(
      inventory: inventory, view: staff.view, mayAct: false, tenantName: services.door.tenantName)
    let tenant = staff.user.tenant ?? .ofInstallation
    try await services.database.write(by: staff.principal) { transaction in
      try transaction.audit("privacy.inventory-exported", kind: "privacy", record: tenant.identifier, of: tenant)
    }
    return .stream("text/csv; charset=utf-8", fileName: "Verarbeitungsverzeichnis.csv") { writer in
      var csv = CSVWriter(.spreadsheet)
      for row in view.rows { csv.row(row) }
      try await writer.write(csv.take())
    }
  }

  private func inventory(in scope: Scope) async throws -> Inventory {
    let (holdings, today) = (holdings, services.database.time.today)
    return try await services.database.read { try Inventory($0, holdings, in: scope, on: today) }
  }

  @Sendable private func runs(_ staff: StaffVisit) async throws -> Reply {
    let scope = try staff.figures()
    let (runs, counts) = try await services.database.read { connection in
      let runs = try connection.retentionRuns(limit: 60)
      return (runs, try connection.retentionCounts(of: runs.map(\.id), in: scope))
    }
    let view = RunsView(
      runs: runs, counts: counts, holdings: holdings, view: staff.view, tenantName: services.door.tenantName)
    let head = StaffHead(
      staff.view[PrivacyWord.runs], current: PrivacyPath.inventory,
      crumbs: [(staff.view[PrivacyWord.inventory], PrivacyPath.inventory)])
    return staff.page(head, view.html)
  }
}

/// What is held of which kind; only figures, no values.
struct Inventory: Sendable {
  let parts: [(kind: PersonalKind, counts: [HoldingCount])]
  let beside: [(holding: OtherHolding, count: Int)]

  init(_ connection: Connection, _ holdings: Holdings, in scope: Scope, on today: Day) throws {
    parts = try holdings.personal.map { ($0, try $0.counts(connection, scope, today)) }
    beside = try holdings.beside.map { ($0, try $0.count(connection, scope)) }
  }
}
