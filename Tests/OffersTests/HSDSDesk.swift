// SPDX-License-Identifier: EUPL-1.2
import Centers
import Formats
import Foundation
import Kernel
import Offers
import Product
import Records
import Storage
import TestKit
import Testing

/// The official examples, beside the project's root.
let hsdsExamples: URL? = {
  var root = URL(fileURLWithPath: #filePath)
  for _ in 0..<4 { root.deleteLastPathComponent() }
  let folder = root.appendingPathComponent("shared/data/hsds/examples")
  if FileManager.default.fileExists(atPath: folder.appendingPathComponent("service_full.json").path) { return folder }
  print("skipped: tests with the official HSDS examples (shared/data/hsds is not beside the project)")
  return nil
}()

/// A fresh directory of one centre, into which deliveries come.
struct HSDSDesk {
  let folder: URL
  let database: Database
  let tenant: TenantID

  init() async throws {
    folder = try TestProduct.temporaryFolder()
    database = try TestProduct.database(in: folder)
    try await Installation.prepare(database)
    let book = try await database.read { try CenterBook($0) }
    tenant = try #require(book.center(ags: "05913000")).tenant
  }

  func close() {
    try? database.close()
    try? TestDatabase.remove(in: folder)
  }

  func write(_ text: String, _ name: String = "input.json") throws -> String {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  @discardableResult
  func load(
    _ path: String, skips: Bool = false, isDryRun: Bool = false, isComplete: Bool = false
  ) async throws -> HSDSImport.Report {
    let options = HSDSImport.Options(tenant: tenant, skipsInvalid: skips, isDryRun: isDryRun, isComplete: isComplete)
    return try await HSDSImport.run(path: path, options: options, on: database)
  }

  func load(json: String, skips: Bool = false, isComplete: Bool = false) async throws -> HSDSImport.Report {
    try await load(try write(json), skips: skips, isComplete: isComplete)
  }

  func all<R: Record>(_ type: R.Type) async throws -> [R] {
    let tenant = tenant
    return try await database.read { try $0.list(R.self, in: .tenant(tenant), limit: 100_000).map(\.record) }
  }

  func auditRows() async throws -> Int {
    try await database.read { try $0.number("select count(*) from audit_log") }
  }
}

func hsdsService(
  _ more: String = "", id: String = "s1", name: String = "Sprachcafé", status: String = "active"
) -> String {
  """
  {"id": "\(id)", "name": "\(name)", "status": "\(status)", "description": "Wir üben Deutsch. Mit Kaffee.",
   "organization": {"id": "o1", "name": "Verein Brücke", "description": "Ein Verein."},
   "attributes": [{"id": "a-\(id)", "taxonomy_term": {"id": "t1", "code": "HF-SP", "name": "Sprache", "description": "-"}}],
   "service_at_locations": [{"id": "p-\(id)", "location": {"id": "l1", "location_type": "physical", "name": "Haus am Markt",
     "addresses": [{"id": "d1", "address_1": "Markt 1", "city": "Dortmund", "state_province": "NRW",
       "postal_code": "44147", "country": "DE", "address_type": "physical"}]}}]\(more.isEmpty ? "" : ", " + more)}
  """
}

/// One value of a delivery, to see that it was kept or told.
struct HSDSDelivered {
  let path: String
  let text: String

  /// All values of a file or of the tables of a folder.
  static func values(at path: String) throws -> [HSDSDelivered] {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard isFolder.boolValue else {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      return leaves(try JSONValue(parsing: bytes), "")
    }
    return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".csv") }.flatMap { file in
      var reader = CSVReader(try ByteSource(path: path + "/" + file))
      let names = try #require(try reader.next()).cells
      var values: [HSDSDelivered] = []
      while let row = try reader.next() {
        values += names.indices.map { HSDSDelivered(path: "\(file):\(names[$0])", text: row[$0]) }
      }
      return values.filter { !$0.text.isEmpty }
    }
  }

  private static func leaves(_ value: JSONValue, _ path: String) -> [HSDSDelivered] {
    switch value {
    case .object(let object):
      return object.members.flatMap { leaves($0.value, path.isEmpty ? $0.name : "\(path).\($0.name)") }
    case .array(let items): return items.flatMap { leaves($0, path + "[]") }
    case .string(let text): return [HSDSDelivered(path: path, text: text)]
    case .number(let number): return [HSDSDelivered(path: path, text: number.text)]
    case .bool, .null: return []
    }
  }

  private static let envelope: Set<String> = ["total_items", "total_pages", "page_number", "size"]
  private static let translated = [
    "ur": "urd", "WEEKLY": "wöchentlich", "TH,FR": "Donnerstag, Freitag", "gbp": "GBP", "active": "draft",
    "10:00:00": "10:00", "18:00:00": "18:00", "voice": "Telefon", "physical": "Ort", "postal": "street",
  ]

  /// - Parameter stored: all values that the database got.
  func isKept(in stored: String) -> Bool {
    if Self.envelope.contains(path) { return true }
    let words = text.filter { $0 != "\"" }.split(separator: " ").joined(separator: " ")
    let escaped = words.split(separator: "&").joined(separator: "&amp;")
    let day = Day(iso: text)?.german
    return [words, escaped, day, Self.translated[text]].compactMap(\.self).contains { stored.contains($0) }
  }

  /// A name for another object of the same delivery; it is kept as what ties the two.
  func isTie(in delivery: [HSDSDelivered]) -> Bool {
    path.hasSuffix("_id") && delivery.contains { $0.path != path && $0.text == text && $0.isIdentity }
  }

  private var isIdentity: Bool { path.hasSuffix(".id") || path.hasSuffix(":id") || path == "id" }

  /// Of an object that stands in several places, as `location` or in `locations`, only the first one is told.
  func isTold(by unplaced: HSDSImport.Unplaced) -> Bool {
    func end(_ path: String) -> [Substring] {
      path.split(separator: ".").suffix(2).map { $0.hasSuffix("s[]") ? $0.dropLast(3) : $0 }
    }
    return unplaced.path == path || end(unplaced.path) == end(path)
  }
}
