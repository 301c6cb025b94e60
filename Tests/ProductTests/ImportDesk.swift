// SPDX-License-Identifier: EUPL-1.2
import Centers
import Foundation
import Kernel
import Product
import Records
import Storage
import Synchronization
import Tables
import TestKit

/// An installation of its own with ids that no other has, and what people do at its command line.
struct ImportDesk {
  let database: Database
  let folder: URL
  let dortmund: Center
  let hagen: Center

  init() async throws {
    folder = try TestProduct.temporaryFolder()
    database = try TestDatabase.open(in: folder, time: .fixed(TestProduct.now))
    try await Installation.prepare(database)
    let book = try await database.read { try CenterBook($0) }
    dortmund = try book.known("dortmund", parameter: "center")
    hagen = try book.known("hagen", parameter: "center")
  }

  func remove() {
    try? database.close()
    try? TestDatabase.remove(in: folder)
  }

  func export(_ kind: DataKind, _ format: DataFormat, forPeople: Bool = false) async throws -> [UInt8] {
    var export = DataExport(kind, format)
    export.center = dortmund
    export.isForPeople = forPeople
    let bytes = Gathered()
    try await export.run(on: database) { bytes.add($0) }
    return bytes.all
  }

  func text(_ kind: DataKind, _ format: DataFormat = .csv) async throws -> String {
    String(decoding: try await export(kind, format), as: UTF8.self)
  }

  @discardableResult
  func load(
    _ kind: DataKind, _ format: DataFormat = .csv, _ bytes: [UInt8], skipsInvalid: Bool = false,
    isDryRun: Bool = false, encoding: TableEncoding = .utf8, errors: Gathered = Gathered()
  ) async throws -> TableReport {
    try await load(
      kind, format, .bytes(bytes), skipsInvalid: skipsInvalid, isDryRun: isDryRun, encoding: encoding, errors: errors)
  }

  @discardableResult
  func load(
    _ kind: DataKind, _ format: DataFormat = .csv, _ input: TableInput, skipsInvalid: Bool = false,
    isDryRun: Bool = false, encoding: TableEncoding = .utf8, errors: Gathered = Gathered()
  ) async throws -> TableReport {
    var job = DataImport(kind, format, into: dortmund)
    job.skipsInvalid = skipsInvalid
    job.isDryRun = isDryRun
    job.encoding = encoding
    return try await job.run(input, on: database, errors: { errors.add($0) })
  }

  @discardableResult
  func load(
    _ kind: DataKind, _ lines: String, skipsInvalid: Bool = false, isDryRun: Bool = false, errors: Gathered = Gathered()
  )
    async throws -> TableReport
  {
    try await load(
      kind, .csv, Array(lines.utf8), skipsInvalid: skipsInvalid, isDryRun: isDryRun, errors: errors)
  }

  /// Everything that any write leaves behind.
  func traces() async throws -> [Int] {
    try await database.read { connection in
      [
        try connection.number("select count(*) from audit_log"),
        try connection.number("select count(*) from change_log"),
        try connection.number("select count(*) from provenance"), try connection.number("select count(*) from offer"),
        try connection.number("select count(*) from place"), try connection.number("select count(*) from offer_place"),
        try connection.number("select count(*) from offer_schedule"),
        try connection.number("select count(*) from schedule_exception"),
        try connection.number("select count(*) from organisation"),
        try connection.number("select count(*) from translation"),
      ]
    }
  }

  func brokenAudit() async throws -> Int { try await database.read { try $0.brokenAudit().count } }
}
