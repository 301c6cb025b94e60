// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel

/// Reads one CSV file of the tabular form; its rows become objects that name each other by ids.
struct HSDSTableReader {
  private(set) var package: HSDSPackage

  init(_ package: HSDSPackage) { self.package = package }

  /// A file that is no CSV at all from some line on ends there, with a problem.
  mutating func read(_ source: ByteSource, _ kind: HSDSKind, file: String) throws(Problem) {
    var reader = CSVReader(source)
    var row = CSVRow()
    var ids: Set<String> = []
    do throws(Problem) {
      guard try reader.read(into: &row) else { return }
      let header = try CSVHeader(row)
      let names = header.names.map { $0.lowercased() }
      guard names.contains("id") else {
        throw Problem("hsds.no-id-column", .invalid, "Es gibt keine Spalte „id“.")
      }
      while try reader.read(into: &row) {
        try header.check(row)
        try read(row, names, kind, file, &ids)
      }
    } catch {
      if error.kind == .tooLarge, error.code == "hsds.too-many" { throw error }
      package.refuse(
        Problem(error.code, error.kind, "\(file): \(error.sentence)", field: error.field.map { "\(file), \($0)" }))
    }
  }

  private mutating func read(
    _ row: CSVRow, _ names: [String], _ kind: HSDSKind, _ file: String, _ ids: inout Set<String>
  ) throws(Problem) {
    let cells = names.indices.map { row[$0].trimmedHSDS }
    guard cells.contains(where: { !$0.isEmpty }) else { return }
    func place(_ column: Int) -> HSDSPlace {
      .cell(file: file, line: row.place(of: column).line, column: column + 1, name: names[column])
    }
    let column = names.firstIndex(of: "id") ?? 0
    let isNamed = !cells[column].isEmpty && cells[column].utf8.count <= HSDSPackage.idLimit
    let id = isNamed ? cells[column] : "\u{0}\(package.items.count)"
    let index = try package.item(kind, id, at: place(column))
    if !isNamed {
      package.refuse(index, place(column), "no-id", "Die Kennung fehlt oder ist länger als 200 Zeichen.")
    } else if !ids.insert(id).inserted {
      package.refuse(index, place(column), "duplicate-id", "Die Kennung „\(id)“ kommt in dieser Datei zweimal vor.")
      return
    }
    for (column, text) in cells.enumerated() where !text.isEmpty {
      package.put(names[column], text, at: place(column), into: index)
    }
  }
}
