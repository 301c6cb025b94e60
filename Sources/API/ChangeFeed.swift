// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Formats
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// What has changed since a number, for programs that keep a copy: numbers only rise, the end of a record is a line too.
struct ChangeFeed: Sendable {
  let gate: ProgramGate
  let publicKinds: [PublicKind]
  let resources: [AnyResource]

  static let pattern = "/api/v1/changes"  // path: the programs' part
  private static let path = ["api", "v1", "changes"]
  static let latest = 9_007_199_254_740_991

  var routes: [Route] { [gate.open(Self.pattern, changes)] }

  /// One line of the feed.
  private struct Line: Sendable {
    let number: Int
    let at: String
    let kind: String
    let record: Identifier
    let tenant: TenantID
    var isRemoved: Bool
    var url: Path?
  }

  private struct Question: Sendable {
    let after: Int
    let limit: Int
  }

  /// Without a token what everybody may read, with one the records of its own centre that it may read.
  @Sendable private func changes(_ visit: Visit) async throws -> Reply {
    try visit.query.admit(only: ["after", "limit"])
    let question = Question(
      after: try visit.query.number("after", in: 0...Self.latest) ?? 0,
      limit: try visit.query.number("limit", in: 1...1000) ?? 100)
    let user = try await program(visit)
    let tenant = user?.tenant
    if user != nil, tenant == nil {
      throw Problem("access.no-tenant", .forbidden, "Dieser Zugang gehört zu keinem Zentrum.")
    }
    try await gate.services.database.numberChanges()
    let (lines, last, isMore) = try await gate.services.database.read { connection in
      let raw = try raw(question, tenant, connection)
      let newest = Self.newest(raw)
      let lines = try user.map { try own($0, newest, connection) } ?? everybodys(newest, connection)
      return (lines, raw.last?.number ?? question.after, raw.count == question.limit)
    }
    return answer(lines, last, isMore, question, visit)
  }

  /// - Throws: a `ProgramProblem` 401 for credentials that nobody has (any more).
  private func program(_ visit: Visit) async throws -> SignedIn? {
    guard visit.headers[.authorization] != nil else { return nil }
    guard ProgramGate.token(visit) != nil, let user = try await gate.services.door.identify(visit.headers),
      case .token = user.means
    else { throw ProgramProblem.notBearer }
    return user
  }

  // MARK: - Reading

  private func raw(_ question: Question, _ tenant: TenantID?, _ connection: Connection) throws -> [Line] {
    let whose: SQL = tenant.map { "tenant = \($0)" } ?? "1 = 1"
    let kinds = tenant == nil ? publicKinds.map(\.kind.kind) : resources.map(\.kind.kind)
    return try connection.rows(
      """
      select number, at, kind, record, tenant, operation from change_log
      where number > \(question.after) and \(whose) and kind in (\(list: kinds)) order by number limit \(question.limit)
      """
    ) { row in
      Line(
        number: row.integer(), at: row.text(), kind: row.text(), record: try row.identifier(), tenant: try row.id(),
        isRemoved: row.text() == ChangeOperation.removed.rawValue)
    }
  }

  /// The last line of every record.
  private static func newest(_ lines: [Line]) -> [Line] {
    var seen: Set<String> = []
    return lines.reversed().filter { seen.insert("\($0.kind) \($0.record.text)").inserted }.reversed()
  }

  private func everybodys(_ lines: [Line], _ connection: Connection) throws -> [Line] {
    var found: [Line] = []
    for kind in publicKinds {
      let here = lines.filter { $0.kind == kind.kind.kind }
      if here.isEmpty { continue }
      let visible = try kind.visible(connection, here.map(\.record))
      for var line in here {
        line.isRemoved = !visible.contains(line.record)
        if line.isRemoved {
          guard try kind.wasVisible(connection, line.record, line.tenant) else { continue }
        } else {
          line.url = Path("api", "v1", kind.collection, line.record.text)
        }
        found.append(line)
      }
    }
    return found.sorted { $0.number < $1.number }
  }

  private func own(_ user: SignedIn, _ lines: [Line], _ connection: Connection) throws -> [Line] {
    guard let tenant = user.tenant else { return [] }
    var found: [Line] = []
    for resource in resources {
      let here = lines.filter { $0.kind == resource.kind.kind }
      if here.isEmpty { continue }
      let seen = try resource.seen(connection, user, tenant, here.map(\.record))
      for var line in here {
        guard let isCurrent = seen[line.record] else { continue }
        line.isRemoved = !isCurrent
        line.url = ResourcePath.one(line.kind, line.record.text)
        found.append(line)
      }
    }
    return found.sorted { $0.number < $1.number }
  }

  // MARK: - The answer

  private func answer(_ lines: [Line], _ last: Int, _ isMore: Bool, _ question: Question, _ visit: Visit) -> Reply {
    let next = Path(Self.path, query: [("after", String(last)), ("limit", String(question.limit))]).text
    var json = JSONWriter(reserving: lines.count * 256 + 256)
    json.object { json in
      json.list("items", lines) { json, line in
        json.object {
          $0.field("number", line.number)
          $0.field("at", line.at)
          $0.field("kind", line.kind)
          $0.field("id", line.record.text)
          $0.field("center", line.tenant.text)
          $0.field("operation", line.isRemoved ? "removed" : "saved")
          $0.field("url", line.url?.text)
        }
      }
      json.field("last", last)
      json.field("more", isMore)
      json.field("next", next)
    }
    let tag = "\"\(hexadecimal(Array(sha256(json.bytes).prefix(16))))\""
    let isKnown = ProgramTag.isKnown(visit, tag)
    var reply = Reply.json(isKnown ? [] : json.bytes, status: isKnown ? .notModified : .ok, isPublic: false)
    reply.headers[.eTag] = tag
    if let name = HTTPField.Name("Link") { reply.headers[name] = "<\(next)>; rel=\"next\"" }
    return reply
  }
}
