// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Records
import Storage
import Tables
import TestKit

/// A record with a field of every kind.
struct Book: Record, Equatable {
  enum Binding: String, FieldChoice {
    case hard, soft
    var label: String { self == .hard ? "Hardcover" : "Taschenbuch" }
  }

  let id: RecordID<Book>
  var title = ""
  var author = ""
  var text = ""
  var body = ""
  var binding = Binding.hard
  var lift = Answer.unknown
  var genre = ""
  var genres: [String] = []
  var languages: [String] = []
  var pages: Int?
  var ageFrom: Int?
  var ageTo: Int?
  var weight: Double?
  var price: Int?
  var isNew = false
  var opens: Int?
  var printedOn: Day?
  var seenAt: Moment?
  var sequelOf: RecordID<Book>?
  var mail = ""
  var website = ""

  init(id: RecordID<Book>) { self.id = id }

  static let descriptor = RecordDescriptor<Book>(
    "book", (one: "Buch", many: "Bücher"),
    fields: [
      .text("title", \.title, "Titel", limit: 80, .required, .translated, .listed),
      .text("author", \.author, "Autorin oder Autor", limit: 80),
      .longText("text", \.text, "Klappentext", limit: 500, .translated),
      .richText("body", \.body, "Leseprobe", limit: 5000),
      .choice("binding", \.binding, "Einband"),
      .choice("lift", \.lift, "Aufzug"),
      .code("genre", \.genre, "Art", of: "genre"),
      .codes("genres", \.genres, "Weitere Arten", of: "genre"),
      .languages("languages", \.languages, "Sprachen"),
      .integer("pages", \.pages, "Seiten", in: 1...5000),
      .integer("age_from", \.ageFrom, "Alter ab", in: 0...120),
      .integer("age_to", \.ageTo, "Alter bis", in: 0...120),
      .decimal("weight", \.weight, "Gewicht", in: 0...50),
      .money("price", \.price, "Preis"),
      .flag("is_new", \.isNew, "Neu"),
      .time("opens", \.opens, "Öffnet um"),
      .day("printed_on", \.printedOn, "Gedruckt am"),
      .moment("seen_at", \.seenAt, "Gesehen"),
      .reference("sequel_of", \.sequelOf, "Fortsetzung von", to: "book"),
      .mail("mail", \.mail, "E-Mail", .impersonal("Postfach des Verlags")),
      .link("website", \.website, "Internetseite"),
    ])

  static let migration = Migration(
    "2026-11-23-z-book",
    [
      """
      create table book (
        id text primary key not null, tenant text not null, version bigint not null,
        created_at text not null, modified_at text not null, archived_at text,
        title text not null, author text not null, text text not null, body text not null, binding text not null,
        lift text not null, genre text not null, genres text not null, languages text not null, pages bigint,
        age_from bigint, age_to bigint, weight double precision, price bigint, is_new bigint not null, opens bigint,
        printed_on text, seen_at text, sequel_of text references book (id), mail text not null, website text not null)
      """
    ])
}

/// A database of books in a folder of its own.
struct Shelf {
  let database: Database
  let folder: URL
  let tenant = TenantID(Identifier(high: 1, low: 1))
  let other = TenantID(Identifier(high: 2, low: 2))

  init() async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("tables-\(UUID().uuidString)")
    database = try TestDatabase.open(in: folder, time: .system)
    try await database.migrate([Book.migration])
  }

  func close() {
    try? database.close()
    try? TestDatabase.remove(in: folder)
  }

  static let table = RecordTable<Book>(
    identity: ["title", "author"], aliases: ["pages": ["Umfang"]],
    check: { book in
      guard let from = book.ageFrom, let to = book.ageTo, from > to else { return [] }
      return [Problem("book.ages", .invalid, "Das Alter endet, bevor es beginnt.", field: "age_to")]
    })

  static let words = TableWords(
    code: { _, text in
      let codes = ["roman": "RO", "ro": "RO", "sachbuch": "SB", "sb": "SB", "krimi, thriller": "KT", "kt": "KT"]
      return codes[text.lowercased()]
    },
    language: { text in ["arabisch": "ara", "ara": "ara", "deutsch": "deu", "deu": "deu"][text.lowercased()] })

  func load(
    _ csv: String, mode: TableImport<Book>.Mode = .allOrNothing, isDryRun: Bool = false, into tenant: TenantID? = nil,
    errors: @escaping @Sendable ([UInt8]) throws -> Void = { _ in }
  ) async throws -> TableReport {
    var job = TableImport(Self.table, into: tenant ?? self.tenant, words: Self.words)
    job.mode = mode
    job.isDryRun = isDryRun
    return try await job.run(.bytes(Array(csv.utf8)), on: database, by: .system("test"), errors: errors)
  }

  func books(of tenant: TenantID? = nil) async throws -> [Book] {
    let scope = Scope.tenant(tenant ?? self.tenant)
    return try await database.read { try $0.list(Book.self, in: scope).map(\.record) }
  }

  func export(_ form: TableForm = .exchange) async throws -> [UInt8] {
    let tenant = tenant
    return try await database.read { connection in
      var bytes: [UInt8] = []
      try Self.table.exportCSV(connection, in: .tenant(tenant), form: form, words: Self.words) { bytes += $0 }
      return bytes
    }
  }

  /// How many rows tables have that remember what happened.
  func traces() async throws -> Int {
    try await database.read { connection in
      try connection.number("select (select count(*) from audit_log) + (select count(*) from change_log)")
    }
  }
}
