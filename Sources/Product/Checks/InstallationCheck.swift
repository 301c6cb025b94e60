// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Kernel
internal import Messages
internal import Records
package import Storage
internal import Upkeep
internal import Web

/// Looks for faults in an installation; changes nothing. Each fault is one German line.
package struct InstallationCheck: Sendable {
  package enum Part: String, CaseIterable, Sendable { case configuration, descriptors, schema, audit, index, orphans }

  private let database: Database
  /// Where the kept index lies; nothing where none is kept.
  private let indexFile: String?
  private let environment: [String: String]

  package init(
    _ database: Database, indexFile: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.database = database
    self.indexFile = indexFile
    self.environment = environment
  }

  package func faults(_ part: Part) async throws -> [String] {
    switch part {
    case .configuration: return configuration()
    case .descriptors: return SliceList.defects().map { "Beschreibung: \($0)" }
    case .schema: return try await schema()
    case .audit:
      let broken = try await database.read { try $0.brokenAudit() }
      return broken.map { "Protokoll von \($0.tenant): Zeile \($0.number) passt nicht in die Kette." }
    case .index: return try await IndexCheck(database, indexFile).faults()
    case .orphans: return try await OrphanCheck(SliceList.all.flatMap(\.kinds)).faults(in: database)
    }
  }

  private func configuration() -> [String] {
    var faults: [String] = []
    do { _ = try MailConfiguration.read(environment) } catch { faults.append(error.sentence) }
    do { _ = try MetricsAccess.read(environment) } catch { faults.append(error.sentence) }
    for name in environment.keys.sorted() where name.hasPrefix(Variables.prefix) && !Variables.isKnown(name) {
      faults.append("Die Umgebungsvariable \(name) kennt Verbund nicht; vielleicht ist sie verschrieben.")
    }
    if let indexFile { faults += Self.disk(at: indexFile) }
    return faults
  }

  /// What an index and the write-ahead log of a small installation need.
  private static let freeBytes = 64 << 20

  private static func disk(at path: String) -> [String] {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var faults: [String] = []
    if !FileManager.default.isWritableFile(atPath: folder) {
      faults.append("In den Ordner „\(folder)“ lässt sich nichts schreiben.")
    }
    let free = try? FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? Int
    if let free, free < freeBytes {
      faults.append("Auf dem Datenträger von „\(folder)“ sind nur noch \(free >> 20) MiB frei.")
    }
    return faults
  }

  private func schema() async throws -> [String] {
    var faults = try await Installation.missing(database).names.map { "Schritt fehlt: \($0)" }
    for kind in SliceList.all.flatMap(\.kinds) {
      let found = Set(try await database.columns(of: kind.kind))
      if found.isEmpty {
        faults.append("Tabelle \(kind.kind) fehlt.")
        continue
      }
      let wanted = Set(Self.system + kind.fields.map(\.name))
      faults += wanted.subtracting(found).sorted().map { "Tabelle \(kind.kind): Spalte \($0) fehlt." }
      faults += found.subtracting(wanted).sorted().map { "Tabelle \(kind.kind): Spalte \($0) ist nicht beschrieben." }
    }
    return faults + (try await database.damage())
  }

  private static let system = ["id", "tenant", "version", "created_at", "modified_at", "archived_at"]
}

/// The variables of the environment that Verbund reads.
enum Variables {
  static let prefix = "VERBUND_"

  /// Those of the program, and those of the scripts that build, test and do harm.
  static func isKnown(_ name: String) -> Bool {
    all.contains(name) || scripts.contains { name.hasPrefix($0) }
  }

  private static let all: Set<String> = [
    MailConfiguration.serverVariable, MailConfiguration.senderVariable, MetricsAccess.variable,
  ]
  private static let scripts = [
    "VERBUND_TOOLS", "VERBUND_TEST_", "VERBUND_DRILL_", "VERBUND_TOKEN", "VERBUND_BINARY", "VERBUND_CA",
    "VERBUND_PROGRAM",
  ]
}
