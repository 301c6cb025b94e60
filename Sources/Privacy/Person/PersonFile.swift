// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
internal import Storage
internal import Workplace

/// A record that was chosen in a form: `contact_person:0192…`.
struct ChosenRecord: Hashable, Sendable {
  let kind: String
  let id: Identifier

  /// Nothing for text of another form.
  init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let id = Identifier(parts[1]) else { return nil }
    kind = String(parts[0])
    self.id = id
  }

  init(_ record: KeptRecord) {
    kind = record.kind
    id = record.id
  }

  var text: String { "\(kind):\(id.text)" }
}

/// Everything that a tenant holds about one person (Art. 15 GDPR): records with history and comments, and what lies beside.
struct PersonFile: Sendable {
  struct Entry: Sendable {
    let record: KeptRecord
    let kindLabel: String
    let history: [AuditEntry]
    let comments: [(at: Moment, author: String, text: String)]
  }

  let madeAt: Moment
  let query: String
  let entries: [Entry]
  let beside: [(name: String, found: [OtherHolding.Found])]

  /// - Throws: a `Problem` "not found" for a record of an unknown kind or another tenant.
  init(
    _ connection: Connection, _ holdings: Holdings, of tenant: TenantID, _ chosen: [ChosenRecord], query: String,
    at now: Moment
  ) throws {
    madeAt = now
    self.query = query
    entries = try chosen.map { choice in
      let (kind, record) = try holdings.record(choice, of: tenant, connection)
      return Entry(
        record: record, kindLabel: kind.info.one,
        history: try connection.history(choice.kind, choice.id, of: tenant, limit: 1000),
        comments: try Self.comments(connection, choice, tenant))
    }
    let values = entries.flatMap(\.record.values)
    let mails = values.compactMap(\.value.text).filter { $0.contains("@") && !$0.contains(" ") }.map { $0.lowercased() }
    let accounts = entries.filter { $0.record.kind == "account" }.map(\.record.id.text)
    beside = try holdings.beside.map { ($0.name, try $0.find(connection, tenant, Array(Set(mails)), accounts)) }
      .filter { !$0.1.isEmpty }
  }

  private static func comments(
    _ connection: Connection, _ choice: ChosenRecord, _ tenant: TenantID
  ) throws -> [(at: Moment, author: String, text: String)] {
    try connection.list(
      RecordComment.self, in: .tenant(tenant), where: "about_kind = \(choice.kind) and about = \(choice.id.text)",
      order: "created_at", limit: 1000
    ).map { ($0.createdAt, $0.record.authorName, $0.record.text) }
  }

  /// `{"made_at", "query", "records": […], "beside": […]}`; the handbook describes it.
  var json: [UInt8] {
    var json = JSONWriter(reserving: 16_384)
    json.object {
      $0.field("made_at", madeAt.iso)
      $0.field("query", query)
      $0.list("records", entries) { json, entry in json.object { entry.write(&$0) } }
      $0.list("beside", beside) { json, holding in
        json.object {
          $0.field("name", holding.name)
          $0.list("items", holding.found) { json, item in
            json.object {
              $0.field("title", item.title)
              $0.field("at", item.at)
              $0.list("values", item.values)
            }
          }
        }
      }
    }
    return json.bytes
  }
}

extension PersonFile.Entry {
  fileprivate func write(_ json: inout JSONWriter) {
    json.field("kind", record.kind)
    json.field("label", kindLabel)
    json.field("id", record.id.text)
    json.field("created_at", record.createdAt.iso)
    json.field("archived_at", record.archivedAt?.iso)
    json.object("fields") { json in
      for value in record.values { json.field(value.name, value.value) }
    }
    json.list("history", history) { json, entry in
      json.object {
        $0.field("number", Int(entry.number))
        $0.field("at", entry.at)
        $0.field("action", entry.action)
        $0.field("by", entry.actor.name)
        $0.name("changes")
        $0.raw(Array(entry.changes.utf8))
      }
    }
    json.list("comments", comments) { json, comment in
      json.object {
        $0.field("at", comment.at.iso)
        $0.field("by", comment.author)
        $0.field("text", comment.text)
      }
    }
  }
}

extension JSONWriter {
  /// A column as it is.
  mutating func field(_ name: String, _ value: Value) {
    switch value {
    case .null: field(name, String?.none)
    case .integer(let number): field(name, Int(number))
    case .real(let number): field(name, number)
    case .text(let text): field(name, text)
    }
  }
}

extension Holdings {
  /// - Throws: a `Problem` for an unknown kind or a record of another tenant: nobody learns that it exists.
  func record(
    _ choice: ChosenRecord, of tenant: TenantID, _ connection: Connection
  ) throws -> (PersonalKind, KeptRecord) {
    guard let kind = personal.first(where: { $0.info.kind == choice.kind }),
      let record = try kind.load(connection, tenant, choice.id)
    else {
      throw Problem("privacy.unknown-record", .notFound, "Diesen Eintrag gibt es in Ihrem Zentrum nicht.")
    }
    return (kind, record)
  }

  /// What of a tenant mentions a person, at most `limit` records of each kind.
  func search(_ connection: Connection, _ tenant: TenantID, _ query: PersonQuery, limit: Int) throws -> [KeptRecord] {
    try personal.flatMap { try $0.search(connection, tenant, query, limit) }
  }
}
