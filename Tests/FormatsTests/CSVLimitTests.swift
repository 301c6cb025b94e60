// SPDX-License-Identifier: EUPL-1.2
import Formats
import Foundation
import Kernel
import Testing

/// A source that never ends, and says how much was taken from it.
final class EndlessSource {
  private let head: [UInt8]
  private let piece: [UInt8]
  private let most: Int
  private(set) var taken = 0

  init(head: String = "", repeating text: String, most: Int = 1 << 30) {
    self.head = Array(head.utf8)
    piece = Array(String(repeating: text, count: max(1, 65_536 / text.utf8.count)).utf8)
    self.most = most
  }

  var source: ByteSource {
    ByteSource { () throws(Problem) -> [UInt8]? in
      guard self.taken < self.most else { return nil }
      let next = self.taken == 0 ? self.head + self.piece : self.piece
      self.taken += next.count
      return next
    }
  }
}

@Suite("Limits of CSV")
struct CSVLimitTests {
  private func firstProblem(_ source: EndlessSource, limits: CSVLimits = CSVLimits()) -> Problem? {
    problem { () throws(Problem) in
      var reader = CSVReader(source.source, limits: limits)
      while try reader.next() != nil {}
    }
  }

  @Test("A line of 1 GiB stops at the limit of a cell")
  func giantCell() {
    let source = EndlessSource(head: "a,b\n1,", repeating: "x")
    let found = firstProblem(source)
    #expect(found?.code == "csv.cell-too-large")
    #expect(found?.field == "Zeile 2, Spalte 2")
    #expect(found?.sentence == "Die Zelle in Zeile 2, Spalte 2 ist größer als 1 MiB.")
    #expect(source.taken < 1_500_000)
  }

  @Test("A quotation mark that opens 1 GiB stops at the limit of a cell")
  func giantQuotedCell() {
    let source = EndlessSource(head: "a,b\n1,\"", repeating: "x\n")
    #expect(firstProblem(source)?.field == "Zeile 2, Spalte 2")
    #expect(source.taken < 1_500_000)
  }

  @Test("A first line of 1 GiB stops as well")
  func giantHeader() {
    let source = EndlessSource(repeating: "x")
    #expect(firstProblem(source)?.field == "Zeile 1, Spalte 1")
    #expect(source.taken < 1_500_000)
  }

  @Test("A row stops at its limit when its cells stay below theirs")
  func giantRow() {
    let source = EndlessSource(head: "a,b\n", repeating: String(repeating: "x", count: 32_000) + ",")
    let found = firstProblem(source)
    #expect(found?.code == "csv.row-too-large")
    #expect(found?.field?.hasPrefix("Zeile 2,") == true)
    #expect(source.taken < 5_000_000)
  }

  @Test("A million columns stop at the five hundred and first", arguments: [",", "\"x\",", "x;"])
  func millionColumns(_ cell: String) {
    let source = EndlessSource(repeating: cell)
    let found = firstProblem(source)
    #expect(found?.code == "csv.too-many-columns")
    #expect(found?.field == "Zeile 1, Spalte 501")
    #expect(source.taken < 200_000)
  }

  @Test("Limits are exact: what just fits is read")
  func exactLimits() throws {
    let limits = CSVLimits(cell: 10, row: 20, columns: 3)
    let ten = String(repeating: "x", count: 10)
    for piece in [1, 4, 100] {
      #expect(try rows(Array("\(ten),\(ten)\n1,2,3\n".utf8), piece: piece, limits: limits).count == 2)
      for (text, code) in [
        ("\(ten)x", "csv.cell-too-large"), ("\"\(ten)x\"", "csv.cell-too-large"),
        ("\(ten),\(ten),x", "csv.row-too-large"), ("1,2,3,4", "csv.too-many-columns"),
      ] {
        #expect(
          problem { () throws(Problem) in try rows(Array(text.utf8), piece: piece, limits: limits) }?.code == code,
          "\(text)")
      }
    }
  }

  @Test("Rows are handed out while the rest of a long file is still unread")
  func readsNoFurtherThanNeeded() throws {
    let source = EndlessSource(head: "id;titel;ort\n", repeating: "17;Sprachkurs für alle;Köln\n", most: 8 << 20)
    var reader = CSVReader(source.source)
    var row = CSVRow()
    var bytes = 0
    while try reader.read(into: &row) {
      bytes += row.bytes(of: 0).count + row.bytes(of: 1).count + row.bytes(of: 2).count + 3
      #expect(source.taken - bytes <= 2 * 65_600)
      if bytes > 300_000 { break }
    }
    #expect(bytes > 300_000)
    #expect(source.taken < 1 << 20)
  }
}
