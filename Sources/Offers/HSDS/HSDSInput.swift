// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Foundation
internal import Kernel

/// Opens what a path names: a file of JSON, or a folder of tables.
enum HSDSInput {
  static func read(_ path: String) throws(Problem) -> HSDSPackage {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Problem("hsds.no-file", .notFound, "„\(path)“ gibt es nicht.")
    }
    var package = try isFolder.boolValue ? readFolder(path) : readFile(path)
    guard !package.items.isEmpty || !package.problems.isEmpty else {
      throw Problem("hsds.no-objects", .invalid, "Die Lieferung enthält keine Objekte; es wurde nichts verändert.")
    }
    package.finish()
    return package
  }

  // MARK: A file

  private static func readFile(_ path: String) throws(Problem) -> HSDSPackage {
    let name = URL(fileURLWithPath: path).lastPathComponent
    if let kind = HSDSKind.tables[name.lowercased()] {
      var reader = HSDSTableReader(HSDSPackage())
      try reader.read(ByteSource(path: path), kind, file: name)
      return reader.package
    }
    let bytes = try contents(path)
    var reader = HSDSTreeReader(HSDSPackage())
    if let lines = lines(bytes) {
      try readLines(bytes, lines, &reader)
    } else {
      try reader.readDocument(JSONNode(JSONValue(parsing: bytes, limit: HSDSPackage.byteLimit)))
    }
    return reader.package
  }

  private static func contents(_ path: String) throws(Problem) -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Problem("hsds.unreadable", .notFound, "„\(path)“ lässt sich nicht öffnen.")
    }
    var bytes: [UInt8] = []
    let source = ByteSource(handle)
    while let piece = try source.next() {
      bytes += piece
      guard bytes.count <= HSDSPackage.byteLimit else { throw tooLarge }
    }
    return bytes
  }

  /// The lines of newline-delimited JSON; nothing for any other file.
  private static func lines(_ bytes: [UInt8]) -> [Range<Int>]? {
    guard let end = bytes.firstIndex(of: 10), bytes.first(where: { !isBlank($0) }) == UInt8(ascii: "{"),
      bytes[end...].contains(where: { !isBlank($0) }),
      (try? JSONValue(parsing: Array(bytes[..<end]), limit: HSDSPackage.byteLimit)) != nil
    else { return nil }
    var lines: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      lines.append(start..<end)
      start = end + 1
    }
    return lines
  }

  private static func readLines(
    _ bytes: [UInt8], _ lines: [Range<Int>], _ reader: inout HSDSTreeReader
  ) throws(Problem) {
    for (number, range) in lines.enumerated() where bytes[range].contains(where: { !isBlank($0) }) {
      reader.line = number + 1
      let value: JSONValue
      do throws(Problem) {
        value = try JSONValue(parsing: Array(bytes[range]), limit: HSDSPackage.byteLimit)
      } catch {
        let place = "Zeile \(number + 1)"
        reader.refuse(Problem(error.code, error.kind, "\(place): \(error.sentence)", field: place))
        continue
      }
      try reader.readLine(JSONNode(value))
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

  // MARK: A folder

  /// Opens the regular files with known names; links and everything else in it stay closed.
  private static func readFolder(_ path: String) throws(Problem) -> HSDSPackage {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw Problem("hsds.unreadable", .notFound, "Der Ordner „\(path)“ lässt sich nicht lesen.")
    }
    var reader = HSDSTableReader(HSDSPackage())
    var others = HSDSLedger()
    var bytes = 0
    var files: [(name: String, kind: HSDSKind)] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      if let kind = HSDSKind.tables[name.lowercased()] {
        bytes += try size(path + "/" + name, name)
        files.append((name, kind))
      } else {
        others.notice(
          .cell(file: name, line: 1, column: 1, name: ""), "Diese Datei gehört nicht zu HSDS; sie blieb zu.")
      }
    }
    if files.isEmpty {
      throw Problem("hsds.no-tables", .invalid, "In dem Ordner liegt keine Tabelle von HSDS wie „services.csv“.")
    }
    guard bytes <= HSDSPackage.byteLimit else { throw tooLarge }
    for file in files { try reader.read(ByteSource(path: path + "/" + file.name), file.kind, file: file.name) }
    var package = reader.package
    for notice in others.notices {
      package.ledger.notice(.cell(file: notice.example, line: 1, column: 1, name: ""), notice.sentence)
    }
    return package
  }

  /// The size of a regular file; attributes are those of the name itself, not of what a link leads to.
  private static func size(_ path: String, _ name: String) throws(Problem) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular else {
      throw Problem("hsds.no-regular-file", .invalid, "„\(name)“ ist keine gewöhnliche Datei, sondern ein Verweis.")
    }
    return attributes[.size] as? Int ?? 0
  }

  private static let tooLarge = Problem(
    "hsds.too-large", .tooLarge, "Die Lieferung ist größer als 200 MiB. Bitte teilen Sie sie.")
}
