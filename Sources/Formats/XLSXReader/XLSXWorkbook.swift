// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
package import Kernel

/// Reads the tables of an Excel workbook (`.xlsx`, ECMA-376) as texts, row by row.
///
/// Formulas give the result that was stored with them, dates and times are told from numbers by the cell's format, errors are
/// their text. Pictures, macros and links are never looked at. A class because it holds the open file; never used from two
/// tasks at once.
package final class XLSXWorkbook {
  /// The names of the tables, in their order; hidden ones are left out.
  package let sheets: [String]
  private let archive: ZipArchive
  private let limits: XLSXLimits
  private let parts: [String]
  private let from1904: Bool
  private let texts: [String]
  private let kinds: [XLSXNumberKind]

  /// - Throws: a `Problem` with a German sentence for files that are no workbook, encrypted, broken or too large.
  package init(path: String, limits: XLSXLimits = XLSXLimits()) throws(Problem) {
    try Self.checkStart(path)
    let archive = try ZipArchive(path: path, limits: limits)
    let book = try XLSXBookPart(archive, limits)
    self.archive = archive
    self.limits = limits
    sheets = book.sheets.map(\.name)
    parts = book.sheets.map(\.part)
    from1904 = book.from1904
    texts = try XLSXTexts.read(archive, book.texts, limits)
    kinds = try XLSXStyles.read(archive, book.styles)
  }

  /// Whether a file begins like a zip file, which a CSV file never does.
  package static func isZip(_ start: [UInt8]) -> Bool { start.starts(with: [0x50, 0x4B]) }

  /// Hands over each row that is not blank, until `take` says false.
  ///
  /// - Parameter take: the row's number as people see it, and its cells from the first column; shorter than others where
  ///   the last ones are empty.
  package func rows(
    of sheet: Int, _ take: @escaping (_ line: Int, _ cells: [String]) -> Bool
  ) throws(Problem) {
    guard parts.indices.contains(sheet) else { throw .brokenWorkbook }
    let reader = try XLSXSheetReader(limits: limits, texts: texts, kinds: kinds, from1904: from1904, take)
    do throws(Problem) {
      let isThere = try archive.read(parts[sheet]) { bytes throws(Problem) in try reader.stream.take(bytes) }
      guard isThere else { throw .brokenWorkbook }
      try reader.stream.finish()
    } catch {
      if error.code != Problem.stopped.code { throw error }
    }
  }

  private static func checkStart(_ path: String) throws(Problem) {
    let start = FileHandle(forReadingAtPath: path).flatMap { try? $0.read(upToCount: 8) }.map { [UInt8]($0) } ?? []
    if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw .xlsx(
        "old-or-encrypted",
        "Die Datei ist mit einem Kennwort geschützt oder im alten Format .xls gespeichert. Bitte speichern Sie sie als "
          + "„Excel-Arbeitsmappe (.xlsx)“ ohne Kennwort.")
    }
    guard isZip(start) else {
      throw .xlsx("no-workbook", "Die Datei ist keine Excel-Arbeitsmappe (.xlsx).")
    }
  }
}

extension Problem {
  /// Ends the reading of a table early; never leaves the reader.
  static let stopped = Problem("xlsx.stopped", .conflict, "Das Lesen wurde beendet.")
}

/// What the workbook's own part and its relations tell: tables, where their parts are, how days are counted.
struct XLSXBookPart {
  private(set) var sheets: [(name: String, part: String)] = []
  private(set) var from1904 = false
  private(set) var texts = "xl/sharedStrings.xml"
  private(set) var styles = "xl/styles.xml"

  init(_ archive: ZipArchive, _ limits: XLSXLimits) throws(Problem) {
    let targets = try Self.relations(archive)
    var named: [(name: String, relation: String)] = []
    var isOld = false
    let stream = try XMLStream()
    stream.onStart = { name, attributes throws(Problem) in
      switch name {
      case "workbookPr": isOld = ["1", "true"].contains(attributes["date1904"] ?? "")
      case "sheet":
        guard named.count < limits.sheets else {
          throw .xlsx("too-many-sheets", "Die Arbeitsmappe hat mehr als \(limits.sheets) Tabellen.", .tooLarge)
        }
        if attributes["state"] ?? "visible" == "visible" {
          named.append((attributes["name"] ?? "", attributes["r:id"] ?? attributes["id"] ?? ""))
        }
      default: return
      }
    }
    let isBook = try archive.read("xl/workbook.xml") { bytes throws(Problem) in try stream.take(bytes) }
    guard isBook else {
      throw .xlsx("no-workbook", "Die Datei ist keine Excel-Arbeitsmappe (.xlsx).")
    }
    try stream.finish()
    from1904 = isOld
    sheets = named.compactMap { sheet in
      targets[sheet.relation].flatMap { $0.kind == "worksheet" ? (sheet.name, $0.part) : nil }
    }
    guard !sheets.isEmpty else { throw .xlsx("no-sheets", "Die Arbeitsmappe enthält keine sichtbare Tabelle.") }
    for target in targets.values {
      if target.kind == "sharedStrings" { texts = target.part }
      if target.kind == "styles" { styles = target.part }
    }
  }

  /// The parts that the workbook names, by the ids of the relations.
  private static func relations(
    _ archive: ZipArchive
  ) throws(Problem) -> [String: (kind: String, part: String)] {
    var targets: [String: (kind: String, part: String)] = [:]
    let stream = try XMLStream()
    stream.onStart = { name, attributes throws(Problem) in
      guard name == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"] else { return }
      // The last word of the type says what it is, in both dialects of the standard.
      let kind = (attributes["Type"] ?? "").split(separator: "/").last.map(String.init) ?? ""
      targets[id] = (kind, part(attributes["Target"] ?? ""))
    }
    let isThere = try archive.read("xl/_rels/workbook.xml.rels") { bytes throws(Problem) in try stream.take(bytes) }
    guard isThere else { throw .xlsx("no-workbook", "Die Datei ist keine Excel-Arbeitsmappe (.xlsx).") }
    try stream.finish()
    return targets
  }

  /// The name within the archive; whatever it says, nothing but the archive is ever asked for it.
  static func part(_ target: String) -> String {
    var segments: [Substring] = target.hasPrefix("/") ? [] : ["xl"]
    for segment in target.split(separator: "/") {
      switch segment {
      case ".": continue
      case "..": _ = segments.popLast()
      default: segments.append(segment)
      }
    }
    return segments.joined(separator: "/")
  }
}
