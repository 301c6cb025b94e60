// SPDX-License-Identifier: EUPL-1.2
internal import Access
package import Kernel
internal import Records
internal import Storage
package import Web

extension Desk {
  /// A part of the start page that shows the beginning of this desk's list, narrowed down: what runs out, what awaits review.
  ///
  ///     desk.panel(OfferWord.endingSoon, note: "ends_on") { today in
  ///       [("f-ends_on-von", today.iso), ("f-ends_on-bis", today.adding(days: 30).iso), ("sortierung", "ends_on")]
  ///     }
  ///
  /// - Parameters:
  ///   - note: a field that is shown beside each record.
  ///   - query: parameters as in the list's address; they must be among the desk's filters.
  package func panel(
    _ title: some TextKey, note: String? = nil, _ query: @escaping @Sendable (Day) -> [(String, String)]
  ) -> StartPanel {
    StartPanel(title, .permission(view)) { staff in
      let list = DeskList(self, staff.services)
      let tenant = try staff.tenant()
      let choices = list.choices(staff, tenant)
      let pairs = query(staff.services.database.time.today)
      let asked = try ListQuery(Parameters(pairs.map { (name: $0.0, value: $0.1) }), choices)
      let shown = choices.visible.first { $0.name == note }
      return try await staff.services.database.read { connection in
        let slice = try list.store(staff, tenant, choices, keepsTable: false, connection)
          .slice(asked, perPage: StartPanel.rows)
        let text = FieldText(vocabulary: try vocabulary(connection, tenant))
        let rows = slice.records.map { stored in
          StartPanel.Row(
            list.title(stored.record, choices.visible), list.path.record(stored.id.text),
            note: shown.flatMap { info in
              R.descriptor.field(info.name).map { text.plain($0.read(stored.record), info) }
            } ?? "")
        }
        let count =
          switch slice.count {
          case .exact(let number): number
          case .moreThan(let number): number
          }
        return StartPanel.Content(
          count: count, rows: rows, all: list.path.list(asked.pairs + [(ListQuery.viewName, ListQuery.noView)]))
      }
    }
  }

  /// What `StartPanel.mine` needs of each desk.
  package var recent: RecentSource {
    RecentSource(kind: R.descriptor.kind, access: .permission(view)) { staff, tenant, ids, connection in
      let list = DeskList(self, staff.services)
      let choices = list.choices(staff, tenant)
      let typed = ids.map { RecordID<R>($0) }
      return try list.store(staff, tenant, choices, connection).records(typed[...]).map { stored in
        (
          stored.id.identifier,
          StartPanel.Row(
            list.title(stored.record, choices.visible), list.path.record(stored.id.text), note: R.descriptor.one)
        )
      }
    }
  }
}

extension DeskList {
  func title(_ record: R, _ visible: [FieldInfo]) -> String {
    guard let field = R.descriptor.titleField, visible.contains(where: { $0.name == field.name }),
      let title = field.read(record).text, !title.isEmpty
    else { return R.descriptor.one }
    return title
  }
}

/// How records of one kind are named on the start page.
package struct RecentSource: Sendable {
  let kind: String
  let access: Requirement
  let rows: @Sendable (StaffVisit, TenantID, [Identifier], Connection) throws -> [(Identifier, StartPanel.Row)]
}

extension StartPanel {
  /// The records that the person changed last, out of the audit log; those out of reach meanwhile are left out.
  package static func mine(_ sources: @escaping @Sendable (Services) -> [RecentSource]) -> StartPanel {
    StartPanel(WorkplaceText.startMine, .signedIn) { staff in
      let sources = sources(staff.services)
      let tenant = try staff.tenant()
      let open = sources.filter { Decision.on($0.access, for: staff.user).isAllowed }
      return try await staff.services.database.read { connection in
        let changed = try changes(by: staff.principal, tenant, open.map(\.kind), connection)
        var rows: [Identifier: StartPanel.Row] = [:]
        for source in open {
          let ids = changed.filter { $0.kind == source.kind }.map(\.id)
          if ids.isEmpty { continue }
          for (id, row) in try source.rows(staff, tenant, ids, connection) { rows[id] = row }
        }
        let shown = changed.compactMap { rows[$0.id] }
        return Content(count: shown.count, rows: shown)
      }
    }
  }

  private static func changes(
    by principal: Principal, _ tenant: TenantID, _ kinds: [String], _ connection: Connection
  ) throws -> [(kind: String, id: Identifier)] {
    var seen: Set<Identifier> = []
    let newest = try connection.rows(
      """
      select kind, record from audit_log where actor = \(principal.id) and tenant = \(tenant)
      order by number desc limit 200
      """
    ) { (kind: $0.text(), id: $0.text()) }
    return Array(
      newest.compactMap { entry in
        guard kinds.contains(entry.kind), let id = Identifier(entry.id), seen.insert(id).inserted else { return nil }
        return (kind: entry.kind, id: id)
      }.prefix(rows))
  }
}
