// SPDX-License-Identifier: EUPL-1.2

internal import Kernel

/// The texts that cells of a workbook share.
enum XLSXTexts {
  static func read(_ archive: ZipArchive, _ part: String, _ limits: XLSXLimits) throws(Problem) -> [String] {
    var texts: [String] = []
    var current: [UInt8] = []
    var size = 0
    var isText = false
    var isReading = false
    let stream = try XMLStream()
    stream.onStart = { name, _ throws(Problem) in
      switch name {
      case "si":
        current = []
        isReading = true
      case "t": isText = isReading
      case "rPh": isReading = false
      default: return
      }
    }
    stream.onText = { bytes throws(Problem) in
      guard isText else { return }
      size += bytes.count
      guard size <= limits.sharedText, current.count + bytes.count <= limits.cell else { throw tooMuch }
      current.append(contentsOf: bytes)
    }
    stream.onEnd = { name throws(Problem) in
      switch name {
      case "t": isText = false
      case "rPh": isReading = true
      case "si":
        guard texts.count < limits.sharedTexts else { throw tooMuch }
        texts.append(plain(current))
        isReading = false
      default: return
      }
    }
    if try archive.read(part, { bytes throws(Problem) in try stream.take(bytes) }) { try stream.finish() }
    return texts
  }

  static let tooMuch = Problem.xlsx("too-much-text", "Die Arbeitsmappe enthält zu viel Text.", .tooLarge)

  /// Control characters stand in workbooks as `_x000D_`.
  static func plain(_ bytes: [UInt8]) -> String {
    guard bytes.contains(UInt8(ascii: "_")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == 95, index + 6 < bytes.count, bytes[index + 1] == 120, bytes[index + 6] == 95,
        let code = UInt32(String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16), code > 0,
        let scalar = Unicode.Scalar(code)
      {
        result.append(contentsOf: String(Character(scalar)).utf8)
        index += 7
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// Which cell formats of a workbook write days and times.
enum XLSXStyles {
  private static let limit = 100_000

  /// By the number of the format as cells name it.
  static func read(_ archive: ZipArchive, _ part: String) throws(Problem) -> [XLSXNumberKind] {
    var codes: [Int: String] = [:]
    var kinds: [XLSXNumberKind] = []
    var isCells = false
    let stream = try XMLStream()
    stream.onStart = { name, attributes throws(Problem) in
      guard codes.count < limit, kinds.count < limit else { throw .brokenWorkbook }
      switch name {
      case "numFmt": if let id = attributes["numFmtId"].flatMap({ Int($0) }) { codes[id] = attributes["formatCode"] }
      case "cellXfs": isCells = true
      case "xf" where isCells:
        let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
        kinds.append(XLSXCell.kind(ofFormat: id, code: codes[id]))
      default: return
      }
    }
    stream.onEnd = { name throws(Problem) in if name == "cellXfs" { isCells = false } }
    if try archive.read(part, { bytes throws(Problem) in try stream.take(bytes) }) { try stream.finish() }
    return kinds
  }
}

/// Gathers the cells of one table.
///
/// A class because the stream calls back into it.
final class XLSXSheetReader {
  let stream: XMLStream
  private let limits: XLSXLimits
  private let texts: [String]
  private let kinds: [XLSXNumberKind]
  private let from1904: Bool
  private let take: (Int, [String]) -> Bool
  private var line = 0
  private var cells: [String] = []
  private var rowSize = 0
  private var column = 0
  private var type = ""
  private var style = 0
  private var isCell = false
  private var isText = false
  private var isSkipped = false
  private var value: [UInt8] = []

  init(
    limits: XLSXLimits, texts: [String], kinds: [XLSXNumberKind], from1904: Bool,
    _ take: @escaping (Int, [String]) -> Bool
  ) throws(Problem) {
    self.limits = limits
    self.texts = texts
    self.kinds = kinds
    self.from1904 = from1904
    self.take = take
    stream = try XMLStream()
    stream.onStart = { [weak self] name, attributes throws(Problem) in try self?.start(name, attributes) }
    stream.onEnd = { [weak self] name throws(Problem) in try self?.end(name) }
    stream.onText = { [weak self] bytes throws(Problem) in try self?.text(bytes) }
  }

  private func start(_ name: String, _ attributes: XMLAttributes) throws(Problem) {
    switch name {
    case "row":
      let next = attributes["r"].flatMap { Int($0) } ?? line + 1
      guard next > line, next <= 10_000_000 else { throw .brokenWorkbook }
      line = next
      cells = []
      rowSize = 0
      column = -1
    case "c":
      if let reference = attributes["r"] {
        guard let place = XLSXCell.place(reference), place.column > column else { throw .brokenWorkbook }
        column = place.column
      } else {
        column += 1
      }
      type = attributes["t"] ?? "n"
      style = attributes["s"].flatMap { Int($0) } ?? 0
      value = []
      isCell = true
    case "v", "t": isText = isCell && !isSkipped
    case "rPh": isSkipped = true
    default: return
    }
  }

  private func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Problem) {
    guard isText else { return }
    guard value.count + bytes.count <= limits.cell else {
      throw .xlsx("cell-too-large", "Eine Zelle in Zeile \(line) ist zu groß.", .tooLarge)
    }
    value.append(contentsOf: bytes)
  }

  private func end(_ name: String) throws(Problem) {
    switch name {
    case "v", "t": isText = false
    case "rPh": isSkipped = false
    case "c":
      isCell = false
      try add(cell())
    case "row":
      if cells.contains(where: { !$0.isEmpty }), !take(line, cells) { throw .stopped }
    default: return
    }
  }

  private func add(_ text: String) throws(Problem) {
    if text.isEmpty { return }
    guard column < limits.columns else {
      throw .xlsx(
        "too-many-columns", "Zeile \(line) hat gefüllte Zellen jenseits der Spalte \(limits.columns).", .tooLarge)
    }
    rowSize += text.utf8.count
    guard rowSize <= limits.row else {
      throw .xlsx("row-too-large", "Zeile \(line) enthält zu viel Text.", .tooLarge)
    }
    while cells.count < column { cells.append("") }
    cells.append(text)
  }

  private func cell() throws(Problem) -> String {
    if value.isEmpty { return "" }
    switch type {
    case "s":
      guard let index = Int(String(decoding: value, as: UTF8.self)), texts.indices.contains(index) else {
        throw .brokenWorkbook
      }
      return texts[index]
    case "str", "inlineStr", "e": return XLSXTexts.plain(value)
    case "b": return value == [49] ? "ja" : "nein"
    case "d": return Self.day(String(decoding: value, as: UTF8.self))
    default:
      let text = String(decoding: value, as: UTF8.self)
      let isDate = kinds.indices.contains(style) && kinds[style] == .date
      return isDate ? XLSXCell.date(text, from1904: from1904) : XLSXCell.number(text)
    }
  }

  /// `2026-12-31T00:00:00`, as few programs write days.
  private static func day(_ text: String) -> String {
    guard let day = Day(iso: text.prefix(10)) else { return text }
    let time = text.dropFirst(11).prefix(5)
    return time.isEmpty || time == "00:00" ? day.german : "\(day.german) \(time)"
  }
}
