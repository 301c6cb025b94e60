// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Formats
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// How programs read the records of one kind; writes are in `ResourceWrites`.
struct ResourceHandlers<R: Record>: Sendable {
  let resource: Resource<R>
  let gate: ProgramGate

  init(_ resource: Resource<R>, _ gate: ProgramGate) {
    self.resource = resource
    self.gate = gate
  }

  var desk: Desk<R> { resource.desk }
  var database: Database { gate.services.database }
  private static var historyLimit: Int { 200 }

  var routes: [Route] {
    let (view, edit) = (Requirement.permission(desk.view), Requirement.permission(desk.edit))
    let list = ResourcePath.pattern(resource.kind)
    let one = ResourcePath.pattern(resource.kind, "/{id}")  // path: a part of a pattern
    return [
      gate.route(.get, list, view, self.list), gate.route(.post, list, edit, create),
      gate.route(.get, one, view, detail), gate.route(.patch, one, edit, change),
      gate.route(.put, one, edit, replace), gate.route(.delete, one, edit, archive),
      gate.route(.get, one + "/history", view, history),  // path: a part of a pattern
      gate.route(.post, one + "/restore", edit, restore),  // path: a part of a pattern
      gate.route(.post, one + "/steps/{step}", view, step),  // path: a part of a pattern
    ]
  }

  // MARK: - What all addresses need

  func access(_ staff: StaffVisit, _ tenant: TenantID) -> ResourceAccess<R> {
    ResourceAccess(resource, staff.user, in: tenant)
  }

  /// The record of the address.
  ///
  /// - Throws: a `Problem` "not found" for other tenants' records and unknown ids, "forbidden" where a rule says no.
  func opened(_ staff: StaffVisit, _ connection: Connection, _ permission: Permission) throws -> Stored<R> {
    let id: RecordID<R> = try staff.visit.id("id")
    guard let stored = try connection.find(R.self, id, in: .tenant(staff.tenant())) else {
      throw Problem("request.not-found", .notFound, "Diesen Eintrag gibt es nicht (mehr).")
    }
    try staff.require(permission, about: desk.subject(of: stored))
    return stored
  }

  func bytes(_ stored: Stored<R>, _ access: ResourceAccess<R>, only names: Set<String>? = nil) -> [UInt8] {
    var json = JSONWriter(reserving: 4096)
    json.resource(stored, access.visible, only: names)
    return json.bytes
  }

  // MARK: - Reading

  @Sendable private func list(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.tenant()
    let access = access(staff, tenant)
    let query = try ResourceQuery(staff.query, desk, access)
    let (records, next) = try await database.read { connection in
      let found = try connection.select(
        R.self, in: .tenant(tenant), where: "\(access.condition) and \(query.condition)", order: query.order,
        limit: query.limit + 1)
      let page = Array(found.prefix(query.limit))
      return (page, found.count > query.limit ? try cursor(after: page.last, query, tenant, connection) : nil)
    }
    let link = next.map { cursor in
      ResourcePath.list(
        resource.kind,
        staff.query.pairs.filter { $0.name != "cursor" }.map { ($0.name, $0.value) } + [("cursor", cursor.text)]
      ).text
    }
    var json = JSONWriter(reserving: records.count * 2048 + 256)
    json.object { json in
      json.list("items", records) { $0.resource($1, access.visible, only: query.fields) }
      json.field("next", link)
    }
    var reply = Self.tagged(json.bytes, "\"\(hexadecimal(Array(sha256(json.bytes).prefix(16))))\"", staff.visit)
    if let link, let name = HTTPField.Name("Link") { reply.headers[name] = "<\(link)>; rel=\"next\"" }
    return reply
  }

  private func cursor(
    after last: Stored<R>?, _ query: ResourceQuery<R>, _ tenant: TenantID, _ connection: Connection
  ) throws -> ResourceCursor? {
    guard let last else { return nil }
    let value = try connection.first(
      "select \(query.expression) from \(table: R.self) where tenant = \(tenant) and id = \(last.id)"
    ) { $0.value() }
    return value.map { ResourceCursor(sort: query.sort, value: $0, id: last.id.identifier) }
  }

  @Sendable private func detail(_ staff: StaffVisit) async throws -> Reply {
    try staff.query.refuseOthers(than: [])
    let stored = try await database.read { try opened(staff, $0, desk.view) }
    return Self.tagged(
      bytes(stored, access(staff, stored.tenant)), ProgramTag.text(stored.version), staff.visit)
  }

  @Sendable private func history(_ staff: StaffVisit) async throws -> Reply {
    try staff.query.refuseOthers(than: [])
    let (stored, entries) = try await database.read { connection in
      let stored = try opened(staff, connection, desk.view)
      let entries = try connection.history(
        resource.kind, stored.id.identifier, of: stored.tenant, limit: Self.historyLimit)
      return (stored, entries)
    }
    let fields = Dictionary(
      access(staff, stored.tenant).visible.map { ($0.name, $0.info) }, uniquingKeysWith: { first, _ in first })
    var json = JSONWriter(reserving: 8192)
    json.object { $0.list("items", entries) { $0.entry($1, fields) } }
    return Self.tagged(json.bytes, "\"\(hexadecimal(Array(sha256(json.bytes).prefix(16))))\"", staff.visit)
  }

  /// 304 for a program that has these bytes already.
  static func tagged(_ bytes: [UInt8], _ tag: String, _ visit: Visit) -> Reply {
    let isKnown = ProgramTag.isKnown(visit, tag)
    var reply = Reply.json(isKnown ? [] : bytes, status: isKnown ? .notModified : .ok, isPublic: false)
    reply.headers[.eTag] = tag
    return reply
  }
}

extension JSONWriter {
  /// One audit row, with the fields that a program sees.
  fileprivate mutating func entry(_ entry: AuditEntry, _ fields: [String: FieldInfo]) {
    object { json in
      json.field("number", Int(entry.number))
      json.field("at", entry.at)
      json.field("action", entry.action)
      json.object("actor") {
        $0.field("kind", entry.actor.kind.rawValue)
        $0.field("name", entry.actor.name)
      }
      let changes = HistoryChange.all(entry.changes).filter { fields[$0.field] != nil }
      json.list("changes", changes) { json, change in
        guard let info = fields[change.field] else { return }
        json.object {
          $0.field("field", change.field)
          $0.field("language", change.language?.code)
          $0.field(FieldInfo(name: "old", label: info.label, kind: info.kind, traits: []), change.old)
          $0.field(FieldInfo(name: "new", label: info.label, kind: info.kind, traits: []), change.new)
        }
      }
    }
  }
}
