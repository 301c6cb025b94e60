// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Storage
internal import Web
internal import Workplace

/// The list of jobs with its buttons (F173).
struct JobPages: Sendable {
  private let services: Services
  private let labels: [String: String]
  private let names: Live<TenantNames>

  init(_ services: Services, _ kinds: [JobKind]) {
    self.services = services
    labels = Dictionary(kinds.map { ($0.name, $0.label) }) { first, _ in first }
    names = Live(services.database, of: TenantNames.kinds) { try TenantNames($0) }
  }

  var routes: [Route] {
    [
      .staff(.get, UpkeepPath.jobsPattern, .permission(UpkeepPermission.viewJobs), list),
      .staff(.post, UpkeepPath.stopPattern, .permission(UpkeepPermission.steerJobs)) { staff in
        try await steer(staff, .stopped) { try $0.stopJob($1, in: $2) }
      },
      .staff(.post, UpkeepPath.retryPattern, .permission(UpkeepPermission.steerJobs)) { staff in
        try await steer(staff, .retried) { try $0.retryJob($1, in: $2) }
      },
    ]
  }

  @Sendable private func list(_ staff: StaffVisit) async throws -> Reply {
    let scope = try staff.reach(UpkeepPermission.viewJobs)
    let state = try Self.state(staff.query["zustand"])
    let page = try ListPage(staff.query)
    let (jobs, total) = try await services.database.read { connection in
      (
        try connection.jobs(in: scope, state: state, limit: page.perPage, offset: page.offset),
        try connection.countJobs(in: scope, state: state)
      )
    }
    let view = JobView(
      jobs: jobs, total: total, page: page, state: state, labels: labels,
      names: scope == .everyTenant ? try await names() : nil,
      maySteer: (try? staff.reach(UpkeepPermission.steerJobs)) != nil, token: staff.formToken, view: staff.view,
      told: staff.query["gemacht"].flatMap { UpkeepNotice(rawValue: $0) })
    return staff.page(StaffHead(staff.view[UpkeepWord.jobs], current: UpkeepPath.jobs()), view.html)
  }

  private func steer(
    _ staff: StaffVisit, _ told: UpkeepNotice,
    _ act: @escaping @Sendable (Transaction, RecordID<JobEntry>, Scope) throws -> Void
  ) async throws -> Reply {
    let form = try await staff.form()
    let id = try staff.visit.id("id", JobEntry.self)
    let scope = try staff.reach(UpkeepPermission.steerJobs)
    let state = try Self.state(form["zustand"])
    let page = try form.number("page", in: 1...10_000) ?? 1
    try await services.database.write(by: staff.principal) { try act($0, id, scope) }
    return .seeOther(staff.view.link(UpkeepPath.jobs(state, page: page, told: told)))
  }

  private static func state(_ text: String?) throws(Problem) -> JobState? {
    guard let text else { return nil }
    if let state = JobState(rawValue: text) { return state }
    throw Problem("request.parameter", .malformed, "Diesen Zustand gibt es nicht.", field: "zustand")
  }
}
