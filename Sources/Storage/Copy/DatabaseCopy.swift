// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records

/// Copies everything from one database into another of either engine, page by page, and compares both row by row.
///
/// A copy that broke off goes on behind the last row of each table. Nobody may write to either database meanwhile; the comparison at the end
/// finds out whether somebody did.
package struct DatabaseCopy: Sendable {
  /// Rows of all tables that are in the target, and how many there will be.
  package struct Progress: Sendable {
    package let done: Int
    package let total: Int
  }

  /// What was compared.
  package struct Verdict: Sendable {
    package let table: String
    package let rows: Int
    /// SHA-256 over all values of all rows in order; the same on both sides.
    package let digest: String
  }

  private let source: Database
  private let target: Database
  private static let page = 1000
  private static let author = Principal.system("copy")

  /// - Parameter target: must have the same schema and hold nothing but what an earlier copy left.
  package init(from source: Database, to target: Database) {
    self.source = source
    self.target = target
  }

  /// - Returns: all tables with what they hold on both sides.
  /// - Throws: a `Problem` where the schemas differ, the target holds other data, or the comparison fails.
  package func run(_ progress: @escaping @Sendable (Progress) -> Void = { _ in }) async throws -> [Verdict] {
    try await source.numberChanges()
    let shapes = try await source.read { try $0.tableShapes() }
    try await refuseOtherSchema(shapes)
    try await target.write(by: Self.author, as: .schema) { try References.putAside($0) }
    let total = try await source.read { connection in
      try shapes.reduce(0) { try $0 + connection.number($1.count) }
    }
    var done = 0
    for shape in shapes {
      let before = done
      done += try await copy(shape) { progress(Progress(done: before + $0, total: total)) }
    }
    let verdicts = try await compare(shapes)
    try await target.write(by: Self.author, as: .schema) { try References.putBack($0) }
    return verdicts
  }

  private func refuseOtherSchema(_ shapes: [TableShape]) async throws {
    let others = try await target.read { try $0.tableShapes() }
    for (mine, theirs) in zip(shapes, others)
    where mine.name != theirs.name || Set(mine.columns) != Set(theirs.columns) {
      throw Problem(
        "copy.schema", .conflict, "Die Datenbanken haben verschiedene Tabellen (\(mine.name), \(theirs.name)).")
    }
    if shapes.count != others.count {
      throw Problem("copy.schema", .conflict, "Die Datenbanken haben verschieden viele Tabellen.")
    }
  }

  private func copy(_ shape: TableShape, _ progress: @Sendable (Int) -> Void) async throws -> Int {
    let total = try await source.read { try $0.number(shape.count) }
    var done = try await target.read { try $0.number(shape.count) }
    if done > total { throw Self.otherData(shape) }
    var last = try await target.read { try $0.first(shape.last) { row in shape.key.map { _ in row.value() } } }
    progress(done)
    while true {
      let after = last
      let rows = try await source.read { connection in
        try connection.rows(shape.rows(after: after, limit: Self.page)) { row in
          (shape.key + shape.columns).map { _ in row.value() }
        }
      }
      guard let end = rows.last else { return done }
      let values = rows.map { Array($0.dropFirst(shape.key.count)) }
      try await target.write(by: Self.author, as: .bulk) { transaction in
        let step = max(1, 800 / shape.columns.count)
        for start in stride(from: 0, to: values.count, by: step) {
          try transaction.run(shape.insertion(of: values[start..<min(start + step, values.count)]))
        }
      }
      last = Array(end.prefix(shape.key.count))
      done += rows.count
      progress(done)
    }
  }

  private func compare(_ shapes: [TableShape]) async throws -> [Verdict] {
    var verdicts: [Verdict] = []
    for shape in shapes {
      async let mine = source.read { try RowDigest.of(shape, $0) }
      async let theirs = target.read { try RowDigest.of(shape, $0) }
      let (here, there) = try await (mine, theirs)
      guard here == there else { throw Self.otherData(shape) }
      verdicts.append(Verdict(table: shape.name, rows: here.rows, digest: here.digest))
    }
    return verdicts
  }

  private static func otherData(_ shape: TableShape) -> Problem {
    Problem(
      "copy.differs", .conflict,
      "Die Tabelle \(shape.name) enthält auf beiden Seiten Verschiedenes. Das Ziel muss leer sein, und während der Kopie "
        + "darf niemand schreiben.")
  }
}

/// The sum of all rows of a table.
struct RowDigest: Equatable {
  let rows: Int
  let digest: String

  static func of(_ shape: TableShape, _ connection: Connection) throws -> RowDigest {
    var (rows, sum) = (0, [UInt8]())
    var block: [UInt8] = []
    try connection.eachOfMany(shape.all) { row in
      rows += 1
      for _ in shape.columns { append(row.value(), to: &block) }
      if block.count > 1 << 20 {
        sum = sha256(sum + block)
        block.removeAll(keepingCapacity: true)
      }
    }
    return RowDigest(rows: rows, digest: hexadecimal(sha256(sum + block)))
  }

  /// The same for both engines: SQLite keeps the kind of each value, PostgreSQL that of the column.
  private static func append(_ value: Value, to bytes: inout [UInt8]) {
    let text =
      switch value {
      case .null: "-"
      case .integer(let number): "=\(number)"
      case .real(let number): number == number.rounded() && abs(number) < 1e15 ? "=\(Int64(number))" : "=\(number)"
      case .text(let text): "=\(text)"
      }
    bytes += String(text.utf8.count).utf8
    bytes.append(58)
    bytes += text.utf8
  }
}
