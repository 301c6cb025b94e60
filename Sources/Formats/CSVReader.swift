// SPDX-License-Identifier: EUPL-1.2

package import Kernel

/// Reads CSV (RFC 4180) row by row in constant memory.
///
/// - A byte order mark, the line `sep=;` of Excel, blank lines, and line ends LF, CRLF and CR are understood.
/// - The delimiter is the most frequent of `;` `,` and tab in the first line, unless given.
/// - Bytes are UTF-8 unless declared otherwise; nothing is guessed, a wrong encoding is a `Problem`.
/// - Every mistake is a `Problem` whose German sentence names line and column; after one, the reader is finished.
package struct CSVReader {
  private let source: ByteSource
  private let encoding: TextEncoding
  private let limits: CSVLimits
  private var delimiter: UInt8
  private var isStarted = false
  private let detects: Bool
  private var piece: [UInt8] = []
  private var position = 0
  private var line = 1

  package init(
    _ source: ByteSource, delimiter: CSVDelimiter? = nil, encoding: TextEncoding = .utf8,
    limits: CSVLimits = CSVLimits()
  ) {
    self.source = source
    self.encoding = encoding
    self.limits = limits
    self.delimiter = (delimiter ?? .comma).rawValue
    detects = delimiter == nil
  }

  /// The next row; nothing at the end.
  package mutating func next() throws(Problem) -> CSVRow? {
    var row = CSVRow()
    return try read(into: &row) ? row : nil
  }

  /// The next row in the memory of the last one, which is quicker for large files.
  ///
  /// - Returns: false at the end.
  package mutating func read(into row: inout CSVRow) throws(Problem) -> Bool {
    if !isStarted { try start() }
    repeat {
      guard try peek() != nil else { return false }
      row.begin(line: line)
      try readCells(&row)
    } while row.isBlank
    try decode(&row)
    return true
  }

  private mutating func readCells(_ row: inout CSVRow) throws(Problem) {
    let reach = min(piece.count, position + min(limits.cell, limits.row))
    let end = row.takePlainLine(piece, from: position, limit: reach, delimiter: delimiter, columns: limits.columns)
    if let end {
      position = end
      try endLine()
      return
    }
    while true {
      guard row.count < limits.columns else {
        throw .csv(
          "too-many-columns", TextPlace(line: line, column: row.count + 1),
          "Zeile \(line) hat mehr als \(limits.columns) Spalten. Bitte prüfen Sie das Trennzeichen.", .tooLarge)
      }
      let quoted = try peek() == CSVByte.quote
      row.beginCell(line: line, quoted: quoted)
      if quoted { try readQuoted(&row) } else { try readPlain(&row) }
      row.endCell()
      guard let end = try peek() else { return }
      guard end == delimiter else { return try endLine() }
      position += 1
    }
  }

  /// Steps over LF, CRLF or CR.
  private mutating func endLine() throws(Problem) {
    let end = piece[position]
    position += 1
    if end == CSVByte.carriageReturn, try peek() == CSVByte.lineFeed { position += 1 }
    line += 1
  }

  private mutating func readPlain(_ row: inout CSVRow) throws(Problem) {
    while try peek() != nil {
      let end = plainEnd()
      try append(end, &row)
      if end < piece.count {
        if piece[end] == 0 { throw nul(row) }
        return
      }
    }
  }

  private mutating func readQuoted(_ row: inout CSVRow) throws(Problem) {
    let place = TextPlace(line: line, column: row.count + 1)
    position += 1
    while try peek() != nil {
      try append(quotedEnd(), &row)
      guard position < piece.count else { continue }
      let byte = piece[position]
      if byte == 0 { throw nul(row) }
      position += 1
      let following = try peek()
      if byte != CSVByte.quote {
        row.append(byte)
        if byte == CSVByte.lineFeed || following != CSVByte.lineFeed { line += 1 }
      } else if following == CSVByte.quote {
        position += 1
        row.append(byte)
      } else if following == nil || following == delimiter || following == CSVByte.lineFeed
        || following == CSVByte.carriageReturn
      {
        return
      } else {
        throw .csv(
          "text-after-quote", place,
          "In \(place) steht Text hinter dem schließenden Anführungszeichen. "
            + "Anführungszeichen im Text müssen verdoppelt sein."
        )
      }
    }
    throw .csv(
      "unterminated-quote", place,
      "Das Anführungszeichen, das in \(place) beginnt, wird bis zum Ende der Datei nicht geschlossen.")
  }

  /// Takes the bytes from here up to a position of the piece into the cell.
  private mutating func append(_ end: Int, _ row: inout CSVRow) throws(Problem) {
    let count = end - position
    if count > limits.cell - row.cellSize {
      let place = row.place(of: row.count)
      throw .csv("cell-too-large", place, "Die Zelle in \(place) ist größer als \(size(limits.cell)).", .tooLarge)
    }
    if count > limits.row - row.bytes.count {
      throw .csv(
        "row-too-large", row.place(of: row.count), "Zeile \(row.line) ist größer als \(size(limits.row)).", .tooLarge)
    }
    row.append(piece[position..<end])
    position = end
  }

  private func plainEnd() -> Int {
    let (delimiter, start) = (delimiter, position)
    return piece.withUnsafeBufferPointer { bytes in
      var index = start
      while index < bytes.count {
        let byte = bytes[index]
        if byte == delimiter || (byte <= 13 && (byte == 10 || byte == 13 || byte == 0)) { break }
        index += 1
      }
      return index
    }
  }

  private func quotedEnd() -> Int {
    let start = position
    return piece.withUnsafeBufferPointer { bytes in
      var index = start
      while index < bytes.count {
        let byte = bytes[index]
        if byte == CSVByte.quote || (byte <= 13 && (byte == 10 || byte == 13 || byte == 0)) { break }
        index += 1
      }
      return index
    }
  }

  private mutating func peek() throws(Problem) -> UInt8? {
    if position < piece.count { return piece[position] }
    repeat {
      guard let more = try source.next() else { return nil }
      piece = more
      position = 0
    } while piece.isEmpty
    return piece[0]
  }

  private func decode(_ row: inout CSVRow) throws(Problem) {
    switch encoding {
    case .utf8:
      guard let cell = row.cellWithoutUTF8 else { return }
      let place = row.place(of: cell)
      throw .csv(
        "not-utf8", place,
        "Die Datei ist nicht in UTF-8 gespeichert (\(place)). Bitte speichern Sie sie als „CSV UTF-8“, "
          + "oder geben Sie die Zeichenkodierung „windows-1252“ an.")
    case .windows1252:
      guard let cell = row.decodeWindows1252() else { return }
      let place = row.place(of: cell)
      throw .csv("not-windows-1252", place, "In \(place) steht ein Byte, das es in Windows-1252 nicht gibt.")
    }
  }

  private func nul(_ row: CSVRow) -> Problem {
    let place = TextPlace(line: line, column: row.count + 1)
    return .csv(
      "nul-byte", place,
      "In \(place) steht ein NUL-Byte. Die Datei ist keine Textdatei oder in UTF-16 gespeichert; erwartet wird UTF-8.")
  }

  private func size(_ bytes: Int) -> String {
    bytes >= 1 << 20 && bytes % (1 << 20) == 0 ? "\(bytes >> 20) MiB" : "\(bytes) Byte"
  }
}

// The beginning of the file.
extension CSVReader {
  private mutating func start() throws(Problem) {
    isStarted = true
    while firstLineEnd == nil, piece.count < ByteSource.pieceSize, let more = try source.next() {
      piece.append(contentsOf: more)
    }
    if let foreign = CSVStart.foreignFormat(piece) { throw foreign }
    if piece.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    guard detects else { return }
    let first = piece[position..<(firstLineEnd ?? piece.count)]
    if let declared = CSVStart.declaredDelimiter(first) {
      delimiter = declared
      position = first.endIndex
      if try peek() == CSVByte.carriageReturn { position += 1 }
      if try peek() == CSVByte.lineFeed { position += 1 }
      line = 2
    } else {
      delimiter = CSVStart.likelyDelimiter(first)
    }
  }

  private var firstLineEnd: Int? {
    var isQuoted = false
    for (index, byte) in piece.enumerated() {
      if byte == CSVByte.quote { isQuoted.toggle() }
      if !isQuoted, byte == CSVByte.lineFeed || byte == CSVByte.carriageReturn { return index }
    }
    return nil
  }
}
