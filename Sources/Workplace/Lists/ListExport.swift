// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Formats
internal import Foundation
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// The file formats of a list.
enum ListFile: String, Sendable {
  case csv, xlsx

  var type: String {
    switch self {
    case .csv: "text/csv; charset=utf-8"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    }
  }
}

extension DeskList {
  /// Records that are in memory at a time.
  private static var batch: Int { 400 }

  /// Exactly the list of the address, whatever is changed while it is being sent: its ids are read at once, the audit row is
  /// written, then the records follow batch by batch.
  func export(_ staff: StaffVisit, _ file: ListFile) async throws -> Reply {
    let tenant = try staff.tenant()
    let choices = choices(staff, tenant)
    let query = try ListQuery(staff.query, choices)
    let ids = try await services.database.read { try store(staff, tenant, choices, $0).all(query) }
    if staff.visit.isHead { return .stream(file.type) { _ in } }
    try await services.database.write(by: staff.principal) { transaction in
      try transaction.audit(
        "\(R.descriptor.kind).exported", kind: R.descriptor.kind, record: tenant.identifier, of: tenant,
        changes: [
          FieldChange(field: "count", old: .null, new: .integer(Int64(ids.count))),
          FieldChange(field: "filter", old: .null, new: .text(query.text)),
          FieldChange(field: "format", old: .null, new: .text(file.rawValue)),
        ])
    }
    let name = "\(R.descriptor.many) \(services.database.time.today.iso).\(file.rawValue)"
    return .stream(file.type, fileName: name) { writer in
      switch file {
      case .csv: try await sendCSV(ids, query, staff, tenant, choices, writer)
      case .xlsx: try await sendXLSX(ids, query, staff, tenant, choices, writer)
      }
    }
  }

  /// Calls `take` with each batch of records and the words for them.
  private func eachBatch(
    _ ids: [RecordID<R>], _ query: ListQuery, _ staff: StaffVisit, _ tenant: TenantID, _ choices: ListQuery.Choices,
    take: ([Stored<R>], FieldText) async throws -> Void
  ) async throws {
    for start in stride(from: 0, to: ids.count, by: Self.batch) {
      let part = ids[start..<min(start + Self.batch, ids.count)]
      let (records, text) = try await services.database.read { connection in
        let records = try store(staff, tenant, choices, connection).records(part)
        return (records, try book(connection, tenant, records, query))
      }
      try await take(records, text)
      await Task.yield()
    }
  }

  private func sendCSV(
    _ ids: [RecordID<R>], _ query: ListQuery, _ staff: StaffVisit, _ tenant: TenantID, _ choices: ListQuery.Choices,
    _ writer: ReplyWriter
  ) async throws {
    let fields = query.columns.compactMap { R.descriptor.field($0.name) }
    var csv = CSVWriter(.spreadsheet)
    csv.row(fields.map(\.info.label))
    try await writer.write(csv.take())
    try await eachBatch(ids, query, staff, tenant, choices) { records, text in
      for stored in records { csv.row(fields.map { text.plain($0.read(stored.record), $0.info) }) }
      try await writer.write(csv.take())
    }
  }

  private func sendXLSX(
    _ ids: [RecordID<R>], _ query: ListQuery, _ staff: StaffVisit, _ tenant: TenantID, _ choices: ListQuery.Choices,
    _ writer: ReplyWriter
  ) async throws {
    let fields = query.columns.compactMap { R.descriptor.field($0.name) }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "liste-\(services.database.ids.make(Tenant.self))")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("liste.xlsx").path
    let book = try XLSXWriter(
      path: path, folder: folder.path, name: R.descriptor.many, header: fields.map(\.info.label))
    try await eachBatch(ids, query, staff, tenant, choices) { records, text in
      for stored in records { try book.write(fields.map { text.cell($0.read(stored.record), $0.info) }) }
    }
    try await book.close()
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    while let piece = try handle.read(upToCount: 65_536), !piece.isEmpty { try await writer.write(Array(piece)) }
  }
}

extension FieldText {
  /// A value as spreadsheets calculate with it; everything else as the text that people read.
  func cell(_ value: Value, _ info: FieldInfo) -> SpreadsheetCell {
    if value.isBlank { return .empty }
    switch (info.kind, value) {
    case (.integer, .integer(let number)): return .number(Double(number))
    case (.decimal, .real(let number)): return .number(number)
    case (.money, .integer(let cents)): return .money(Int(cents))
    case (.day, .text(let text)): return Day(iso: text).map(SpreadsheetCell.day) ?? .text(text)
    case (.moment, .text(let text)): return Moment(iso: text).map(SpreadsheetCell.moment) ?? .text(text)
    default: return .text(plain(value, info))
    }
  }
}
