// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Storage
import Synchronization
import TestKit
import Testing

@Suite(.serialized, .enabled(if: TestProgram.path != nil)) struct ImportProcessTests {
  /// A prepared database, closed again, and a file of offers beside it.
  private func prepare(_ rows: Int, _ name: String = "a") async throws -> (desk: ImportDesk, file: String) {
    let desk = try await ImportDesk()
    try desk.database.close()
    return (desk, try write(rows, name, desk))
  }

  private func write(_ rows: Int, _ name: String, _ desk: ImportDesk) throws -> String {
    var lines = "Titel;Kurztext;Handlungsfelder;Orte;Zeiten\n"
    for row in 0..<rows {
      lines +=
        "Angebot \(name)\(row);Ein Angebot für Familien mit kleinen Kindern;HF-EL;"
        + "\"Saal \(row % 50); Weg 1; 44135 Dortmund\";\"Mo 09:00-11:00; Ort 1\"\n"
    }
    let path = "\(desk.folder.path)/\(name).csv"
    try Data(lines.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func arguments(_ file: String, _ desk: ImportDesk) throws -> [String] {
    [
      "import", "csv", "offers", file, "--center", "05913000", "--database", try TestDatabase.address(in: desk.folder),
    ]
  }

  /// Opens the database again as any program would.
  private func look(_ desk: ImportDesk) async throws -> (offers: Int, traces: Int, isSound: Bool) {
    let database = try TestDatabase.open(in: desk.folder, time: .system)
    defer { try? database.close() }
    return try await database.read { connection in
      let traces =
        try connection.number("select count(*) from audit_log where kind = 'offer'")
        + (try connection.number("select count(*) from change_log where kind = 'offer'"))
      let integrity = TestDatabase.isPostgres ? "ok" : try connection.first("pragma integrity_check") { $0.text() }
      return (
        try connection.number("select count(*) from offer"), traces,
        try connection.brokenAudit().isEmpty && integrity == "ok"
      )
    }
  }

  @Test("The program imports a file, tells so, and the second time has nothing to do")
  func whole() async throws {
    let (desk, file) = try await prepare(100)
    defer { desk.remove() }
    let first = try await TestProgram.run(arguments(file, desk))
    #expect(first.status == 0, "\(first.complaints)")
    #expect(first.output.contains("100 neu, 0 geändert, 0 unverändert, 0 verschwunden, 0 fehlerhaft"))
    #expect(first.output.contains("Gespeichert."))
    let second = try await TestProgram.run(arguments(file, desk))
    #expect(second.status == 0)
    #expect(second.output.contains("100 unverändert") && second.output.contains("Nichts zu tun"))
  }

  @Test("A faulty file ends with the exit code 1 and its first 50 mistakes; left out, they stand in a file")
  func faulty() async throws {
    let (desk, _) = try await prepare(0)
    defer { desk.remove() }
    let file = "\(desk.folder.path)/faulty.csv"
    let rows = (0..<60).map { "Kurs \($0);12;6\n" }.joined()
    try Data("Titel;Alter ab;Alter bis\nGut;6;12\n\(rows)".utf8).write(to: URL(fileURLWithPath: file))
    let refused = try await TestProgram.run(arguments(file, desk))
    #expect(refused.status == 1)
    #expect(refused.complaints.contains("Zeile 3, Spalte „Alter bis“") && refused.complaints.contains("Zeile 52"))
    #expect(!refused.complaints.contains("Zeile 53") && refused.complaints.contains("… und 10 weitere Fehler."))
    #expect(try await look(desk).offers == 0)
    #expect(!FileManager.default.fileExists(atPath: file + ".fehler.csv"))
    let skipping = try await TestProgram.run(arguments(file, desk) + ["--skip-invalid"])
    #expect(skipping.status == 0)
    #expect(try await look(desk).offers == 1)
    let errors = try String(contentsOfFile: file + ".fehler.csv", encoding: .utf8)
    #expect(errors.contains("Kurs 59;12;6;"))
  }

  @Test("Killed in the middle of an import, the database is sound and holds nothing of it")
  func killed() async throws {
    let (desk, file) = try await prepare(60_000)
    defer { desk.remove() }
    let isKilled = Mutex(false)
    let ending = try await TestProgram.run(arguments(file, desk)) { text, process in
      guard text.contains("Import ["),
        isKilled.withLock({ was in
          !was
            && {
              was = true; return true
            }()
        })
      else { return }
      kill(process, SIGKILL)
    }
    #expect(ending.isKilled, "\(ending.output) \(ending.complaints)")
    let found = try await look(desk)
    #expect(found.offers == 0 && found.traces == 0 && found.isSound)
    let again = try await TestProgram.run(arguments(try write(20, "b", desk), desk))
    #expect(again.status == 0)
    #expect(try await look(desk).offers == 20)
  }

  @Test(
    "On a full disk the import is taken back with a sentence that says why", .enabled(if: !TestDatabase.isPostgres))
  func full() async throws {
    let (desk, file) = try await prepare(20_000)
    defer { desk.remove() }
    let ending = try await TestProgram.run(arguments(file, desk), blocks: 16_000)
    #expect(ending.status == 1)
    #expect(ending.complaints.contains("Datenträger"), "\(ending.complaints)")
    let found = try await look(desk)
    #expect(found.offers == 0 && found.traces == 0 && found.isSound)
  }

  @Test("Of two imports into one file at the same time each is whole or says that the other one is writing")
  func two() async throws {
    let (desk, file) = try await prepare(2000)
    defer { desk.remove() }
    let other = try write(1000, "b", desk)
    async let first = TestProgram.run(try arguments(file, desk))
    async let second = TestProgram.run(try arguments(other, desk))
    var expected = 0
    for (ending, rows) in [(try await first, 2000), (try await second, 1000)] {
      if ending.status == 0 { expected += rows } else { #expect(ending.complaints.contains("schreibt gerade")) }
    }
    let found = try await look(desk)
    #expect(expected > 0 && found.offers == expected && found.isSound)
  }

  @Test("A database of a newer version is refused politely and stays as it is")
  func newer() async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    try await desk.database.write(by: .system("test")) { transaction in
      try transaction.run("insert into migration (name, taken_at) values ('2099-01-01-a-future', '2099-01-01')")
    }
    try desk.database.close()
    let ending = try await TestProgram.run(arguments(try write(3, "a", desk), desk))
    #expect(ending.status == 1)
    #expect(ending.complaints.contains("neueren Version"), "\(ending.complaints)")
    #expect(try await look(desk).offers == 0)
  }

  @Test("What is exported to a file by the program comes back unchanged")
  func export() async throws {
    let (desk, file) = try await prepare(300)
    defer { desk.remove() }
    #expect(try await TestProgram.run(arguments(file, desk)).status == 0)
    let database = ["--database", try TestDatabase.address(in: desk.folder)]
    for format in ["csv", "json"] {
      let out = "\(desk.folder.path)/out.\(format)"
      let ending = try await TestProgram.run(
        ["export", format, "offers", "--center", "dortmund", "-o", out] + database)
      #expect(ending.status == 0, "\(ending.complaints)")
      let standard = try await TestProgram.run(["export", format, "offers", "--center", "dortmund"] + database)
      #expect(try String(contentsOfFile: out, encoding: .utf8) == standard.output)
      let back = try await TestProgram.run(
        ["import", format, "offers", out, "--center", "dortmund", "--dry-run"] + database)
      #expect(back.output.contains("300 unverändert"), "\(back.output) \(back.complaints)")
    }
  }
}
