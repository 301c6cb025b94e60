// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Formats
internal import Kernel
internal import Records
package import Storage
internal import Web

/// What a bulk change would do with one record.
struct BulkLine: Sendable {
  let id: String
  let version: Int
  let title: String
  let old: String
  let new: String
  /// Why it is left out; nothing where it will be changed.
  let refusal: String?
}

/// A bulk change as a job keeps it: one field, its new value, the records in the versions that somebody looked at.
struct BulkOrder: Sendable, Equatable {
  let field: String
  let value: Value
  let records: [Seen]

  struct Seen: Sendable, Hashable {
    let id: String
    let version: Int

    var text: String { "\(id):\(version)" }

    init(id: String, version: Int) {
      self.id = id
      self.version = version
    }

    init?(_ text: some StringProtocol) {
      let parts = text.split(separator: ":")
      guard parts.count == 2, let id = Identifier(parts[0]), let version = Int(parts[1]) else { return nil }
      self.init(id: id.text, version: version)
    }
  }

  var json: String {
    var json = JSONWriter()
    json.object { json in
      json.field("field", field)
      switch value {
      case .null: json.field("value", String?.none)
      case .integer(let number): json.field("value", Int(number))
      case .real(let number): json.field("value", number)
      case .text(let text): json.field("value", text)
      }
      json.list("records", records) { $0.value($1.text) }
    }
    return json.text
  }

  init(field: String, value: Value, records: [Seen]) {
    self.field = field
    self.value = value
    self.records = records
  }

  /// - Throws: a `Problem` for a text that is no order.
  init(parsing text: String) throws {
    let node = JSONNode(try JSONValue(parsing: Array(text.utf8)))
    field = try node.field("field").text()
    value = HistoryChange.value(try node.field("value").value)
    records = try node.field("records").items().compactMap { Seen(try $0.text()) }
  }
}

extension DeskForms {
  /// Records that one order may name.
  static var bulkLimit: Int { 5000 }
  /// From here on the change goes on behind the pages.
  static var bulkJobLimit: Int { 500 }

  /// The name of this desk's job.
  var bulkJobName: String { "records.bulk.\(desk.slug)" }

  /// Fields that make sense for many records at once: no long texts, and not the name.
  func bulkFields(_ access: FieldAccess) -> [FieldInfo] {
    access.writable.filter { info in
      switch info.kind {
      case .longText, .richText: false
      default: info.name != R.descriptor.titleField?.name
      }
    }
  }

  /// The change of one record.
  ///
  /// - Returns: the new record, or why there is none.
  func bulkChanged(
    _ stored: Stored<R>, _ info: FieldInfo, _ value: Value, _ connection: Connection
  ) throws -> (record: R?, refusal: String?) {
    if stored.archivedAt != nil { return (nil, Self.isArchived.sentence) }
    guard let field = R.descriptor.field(info.name) else { return (nil, nil) }
    let present = field.read(stored.record)
    if value == present || (value.isBlank && present.isBlank) { return (nil, "Hat diesen Wert schon.") }
    var record = stored.record
    do {
      try field.write(value, to: &record)
    } catch {
      return (nil, error.sentence)
    }
    if let problem = try problems(record, beside: [], connection).first { return (nil, problem.sentence) }
    return (record, nil)
  }

  func bulkLines(
    _ seen: [BulkOrder.Seen], _ info: FieldInfo, _ value: Value, _ staff: StaffVisit, _ connection: Connection
  ) throws -> [BulkLine] {
    let tenant = try staff.tenant()
    let access = access(staff, tenant)
    guard let field = R.descriptor.field(info.name) else { return [] }
    var text = FieldText(vocabulary: try desk.vocabulary(connection, tenant))
    var lines: [BulkLine] = []
    for seen in seen {
      guard let id = RecordID<R>(seen.id), let stored = try connection.find(R.self, id, in: .tenant(tenant)),
        staff.may(desk.view, about: desk.subject(of: stored))
      else {
        lines.append(
          BulkLine(
            id: seen.id, version: 0, title: seen.id, old: "", new: "",
            refusal: "Diesen Eintrag gibt es nicht, oder Sie dürfen ihn nicht sehen."))
        continue
      }
      let old = field.read(stored.record)
      text.titles = try references.titles(of: [(info, old), (info, value)], connection, tenant)
      let refusal = try bulkRefusal(stored, seen, info, value, staff, connection)
      lines.append(
        BulkLine(
          id: stored.id.text, version: stored.version, title: title(stored.record, access), old: text.plain(old, info),
          new: text.plain(value, info), refusal: refusal))
    }
    return lines
  }

  /// - Parameter seen: with version 0 where nobody has looked at the record yet.
  private func bulkRefusal(
    _ stored: Stored<R>, _ seen: BulkOrder.Seen, _ info: FieldInfo, _ value: Value, _ staff: StaffVisit,
    _ connection: Connection
  ) throws -> String? {
    let decision = Decision.on(.permission(desk.edit), for: staff.user, about: desk.subject(of: stored))
    if !decision.isAllowed { return decision.reason }
    if seen.version != 0, seen.version != stored.version { return Self.changedMeanwhile.sentence }
    let (record, refusal) = try bulkChanged(stored, info, value, connection)
    guard let record else { return refusal ?? "" }
    let after = Decision.on(
      .permission(desk.edit), for: staff.user, about: desk.subject(of: record, in: stored.tenant))
    return after.isAllowed ? nil : after.reason
  }

  /// Changes the records of an order that are still as they were seen.
  ///
  /// - Returns: how many were changed.
  func bulkApply(_ order: BulkOrder, _ tenant: TenantID, _ transaction: Transaction) throws -> Int {
    guard let info = R.descriptor.field(order.field)?.info else { return 0 }
    var count = 0
    for seen in order.records {
      guard let id = RecordID<R>(seen.id), let stored = try transaction.find(R.self, id, in: .tenant(tenant)),
        stored.version == seen.version
      else { continue }
      guard let record = try bulkChanged(stored, info, order.value, transaction).record else { continue }
      try keep(record, over: stored, transaction)
      count += 1
    }
    return count
  }

  /// The jobs of this desk; they belong to the slice that has its routes.
  package var jobs: [JobKind] {
    [
      JobKind(bulkJobName, "Sammeländerung: \(R.descriptor.many)") { run in
        guard let tenant = run.tenant else { return }
        let order = try BulkOrder(parsing: run.input)
        var start = min(Int(run.checkpoint) ?? 0, order.records.count)
        var changed = 0
        while start < order.records.count {
          let end = min(start + 100, order.records.count)
          let part = BulkOrder(field: order.field, value: order.value, records: Array(order.records[start..<end]))
          changed += try await run.database.write(by: run.principal) { try bulkApply(part, tenant, $0) }
          start = end
          try await run.report(
            JobProgress(
              done: start, total: order.records.count, note: "\(changed) geändert", checkpoint: String(start)))
        }
      }
    ]
  }
}
