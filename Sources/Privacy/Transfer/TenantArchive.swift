// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Formats
package import Kernel
internal import Records
package import Storage

/// One centre with everything that belongs to it as a file (F175); `Documentation/Handbook/Umzug.md` describes the format.
package struct TenantArchive: Sendable {
  private let kinds: [TransferKind]
  static let format = "verbund-tenant"
  static let version = 1

  /// What lets programs in is not handed on.
  private static let left: Set<String> = ["program_token", "coordination_body"]

  /// - Parameter kinds: in an order in which required references point backwards.
  package init(_ kinds: [PersonalKind]) {
    self.kinds = kinds.map(\.transfer).filter { !Self.left.contains($0.kind) }
  }

  private var tables: [String: SQL] {
    Dictionary(kinds.map { ($0.kind, $0.table) }) { first, _ in first }
  }

  /// Writes the archive from one state of the data.
  ///
  /// - Returns: how many records it holds.
  /// - Throws: a `Problem` for a tenant that is no centre, or a file that cannot be written.
  package func export(
    _ tenant: TenantID, of database: Database, to path: String, by principal: Principal
  ) async throws -> Int {
    let count = try await database.read { try write(tenant, $0, to: path) }
    try await database.write(by: principal) { transaction in
      try transaction.audit("center.moved-out", kind: "center", record: tenant.identifier, of: .ofInstallation)
    }
    return count
  }

  private func write(_ tenant: TenantID, _ connection: Connection, to path: String) throws -> Int {
    guard let center = try connection.find(Center.self, RecordID(tenant.identifier), in: .tenant(tenant)) else {
      throw Problem("transfer.no-center", .notFound, "Dieses Zentrum gibt es nicht.")
    }
    let writer = try ArchiveWriter(path)
    var counts: [(String, Int)] = []
    for kind in kinds {
      var count = 0
      try writer.add("records/\(kind.kind).jsonl") { write in
        try kind.export(connection, tenant, tables: tables) { values in
          try write(TransferLine.write(kind.columns, values))
          count += 1
        }
      }
      counts.append((kind.kind, count))
    }
    try writer.add("translation.jsonl") { write in
      for kind in kinds {
        let own: SQL =
          "kind = \(kind.kind) and record in (select id from \(kind.table) where tenant = \(tenant))"
        try Self.export(.translations, connection, where: own, write)
      }
    }
    for table in TransferTable.ofTenant {
      try writer.add("\(table.name).jsonl") {
        try Self.export(table, connection, where: "tenant = \(tenant)", $0)
      }
    }
    try writer.add("manifest.json") { try $0(Self.manifest(center.record, tenant, counts)) }
    try writer.close()
    return counts.reduce(0) { $0 + $1.1 }
  }

  private static func export(
    _ table: TransferTable, _ connection: Connection, where condition: SQL, _ write: ([UInt8]) throws -> Void
  ) throws {
    try table.export(connection, where: condition) { try write(TransferLine.write(table.columns, $0)) }
  }

  private static func manifest(_ center: Center, _ tenant: TenantID, _ counts: [(String, Int)]) -> [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.field("format", format)
      $0.field("version", version)
      $0.field("tenant", tenant.text)
      $0.field("ags", center.ags)
      $0.field("name", center.name)
      $0.object("records") { json in
        for (kind, count) in counts { json.field(kind, count) }
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  // MARK: - Import

  /// Brings an archive into an installation in which the centre is still as it was installed: all or nothing, with the ids,
  /// times and the protocol of the old one.
  ///
  /// - Returns: how many records came in.
  /// - Throws: a `Problem` for a broken archive, one of another version, a centre that has data here, or a protocol that was
  ///   tampered with.
  package func `import`(_ path: String, into database: Database, by principal: Principal) async throws -> Int {
    try await database.write(by: principal) { transaction in
      let reader = try ArchiveReader(path)
      let manifest = try Manifest(reader)
      guard manifest.kinds == kinds.map(\.kind) else {
        throw Problem(
          "transfer.version", .conflict, "Das Archiv stammt aus einer anderen Version von Verbund.")
      }
      try makeRoom(for: manifest, transaction)
      let count = try insertRecords(manifest, reader, transaction)
      let center = try transaction.find(Center.self, RecordID(manifest.tenant.identifier), in: .tenant(manifest.tenant))
      guard center?.record.ags == manifest.ags else { throw Problem.brokenArchive }
      for table in [.translations] + TransferTable.ofTenant {
        try insert(table, manifest, reader, transaction)
      }
      guard try transaction.auditVerdicts(in: .tenant(manifest.tenant)).allSatisfy({ $0.broken == nil }) else {
        throw Problem(
          "transfer.audit", .invalid, "Das Protokoll im Archiv ist verändert worden; es wurde nichts übernommen.")
      }
      try transaction.audit(
        "center.moved-in", kind: "center", record: manifest.tenant.identifier, of: .ofInstallation)
      return count
    }
  }

  private func makeRoom(for manifest: Manifest, _ transaction: Transaction) throws {
    let installed = try transaction.selectIDs(
      Center.self, in: .everyTenant, where: "ags = \(manifest.ags) or id = \(manifest.tenant)", limit: 2)
    guard installed.count <= 1, manifest.tenant != .ofInstallation else { throw Self.occupied }
    if installed.first?.identifier != manifest.tenant.identifier {
      let rows = try kinds.reduce(0) { try $0 + $1.count(transaction, manifest.tenant) }
      let logged = try transaction.number("select count(*) from audit_log where tenant = \(manifest.tenant)")
      guard rows == 0, logged == 0 else { throw Self.occupied }
    }
    guard let tenant = installed.first.map({ TenantID($0.identifier) }) else { return }
    let builtIn = [Center.descriptor.kind, Municipality.descriptor.kind]
    for kind in kinds where !builtIn.contains(kind.kind) {
      guard try kind.count(transaction, tenant) == 0 else { throw Self.occupied }
    }
    for kind in kinds {
      try transaction.run(
        "delete from translation where kind = \(kind.kind) and record in (select id from \(kind.table) where tenant = \(tenant))"
      )
    }
    for table in TransferTable.ofTenant {
      try transaction.run("delete from \(table.table) where tenant = \(tenant)")
    }
    for kind in kinds.reversed() where builtIn.contains(kind.kind) {
      try kind.export(transaction, tenant, tables: [:]) { values in
        guard let id = values[0].text.flatMap({ Identifier($0) }) else { return }
        try transaction.noteChange(kind.kind, id, of: tenant, .removed)
      }
      try kind.clear(tenant, transaction)
    }
  }

  private static let occupied = Problem(
    "transfer.not-empty", .conflict,
    "Dieses Zentrum hat in dieser Installation schon Daten. Übernommen wird nur in ein leeres.")

  private func insertRecords(
    _ manifest: Manifest, _ reader: ArchiveReader, _ transaction: Transaction
  ) throws -> Int {
    var total = 0
    var later: [(kind: TransferKind, id: Value, column: Int, value: Value)] = []
    for (position, kind) in kinds.enumerated() {
      let before = Set(kinds[..<position].map(\.kind))
      let known = Set(kinds.map(\.kind))
      let deferred = kind.references.filter { !$0.isRequired && known.contains($0.kind) && !before.contains($0.kind) }
      let name = "records/\(kind.kind).jsonl"
      try reader.lines(of: name) { line, number in
        var values = try TransferLine.read(line, kind.columns, at: "\(name):\(number)")
        guard let id = values[0].text.flatMap({ Identifier($0) }), values[1] == manifest.tenant.value else {
          throw Self.foreign("\(name):\(number)")
        }
        for reference in deferred where !values[reference.column].isNull {
          later.append((kind, values[0], reference.column, values[reference.column]))
          values[reference.column] = .null
        }
        try kind.insert(values, transaction)
        try transaction.noteChange(
          kind.kind, id, of: manifest.tenant, values[5].isNull ? .saved : .removed)
        total += 1
      }
    }
    for item in later { try item.kind.set(item.column, of: item.id, to: item.value, transaction) }
    return total
  }

  private func insert(
    _ table: TransferTable, _ manifest: Manifest, _ reader: ArchiveReader, _ transaction: Transaction
  ) throws {
    let name = "\(table.name).jsonl"
    let tenantColumn = table.columns.firstIndex(of: "tenant")
    let tables = tables
    try reader.lines(of: name) { line, number in
      let values = try TransferLine.read(line, table.columns, at: "\(name):\(number)")
      if let tenantColumn {
        guard values[tenantColumn] == manifest.tenant.value else { throw Self.foreign("\(name):\(number)") }
      } else {
        guard let kind = values[0].text.flatMap({ tables[$0] }),
          try transaction.number(
            "select count(*) from \(kind) where id = \(values[1]) and tenant = \(manifest.tenant)") == 1
        else { throw Self.foreign("\(name):\(number)") }
      }
      try table.insert(values, transaction)
    }
  }

  private static func foreign(_ place: String) -> Problem {
    Problem("transfer.foreign", .invalid, "Eine Zeile des Archivs gehört zu einem anderen Zentrum.", field: place)
  }
}

/// What an archive says of itself.
struct Manifest: Sendable {
  let tenant: TenantID
  let ags: String
  /// In the order of their files.
  let kinds: [String]

  init(_ reader: ArchiveReader) throws {
    var text: [UInt8] = []
    try reader.lines(of: "manifest.json") { line, number in if number == 1 { text = line } }
    let node = JSONNode(try JSONValue(parsing: text, limit: 1 << 20))
    guard try node.field("format").text() == TenantArchive.format,
      try node.field("version").integer() == TenantArchive.version,
      let tenant = TenantID(try node.field("tenant").text())
    else { throw Problem.brokenArchive }
    self.tenant = tenant
    ags = try node.field("ags").text()
    kinds = try node.field("records").fields().map(\.name)
  }
}
