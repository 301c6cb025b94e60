// SPDX-License-Identifier: EUPL-1.2
import Formats
import Kernel
import Product
import Storage
import Tables
import Testing

@Suite struct ImportHostileTests {
  /// A file that is made while it is read.
  private static func stream(_ first: String, _ piece: String, times: Int, _ last: String) -> TableInput {
    .made { () throws(Problem) in
      var left = times + 2
      return (
        ByteSource { () throws(Problem) -> [UInt8]? in
          left -= 1
          if left == times + 1 { return Array(first.utf8) }
          if left > 0 { return Array(piece.utf8) }
          return left == 0 ? Array(last.utf8) : nil
        }, 0
      )
    }
  }

  private static let bytes: [(name: String, file: [UInt8], code: String)] = [
    ("NUL", Array("Titel\nA\0B\n".utf8), "csv.nul-byte"),
    ("UTF-16", [0xFF, 0xFE, 0x54, 0x00, 0x69, 0x00], "csv.utf-16"),
    ("Latin-1", Array("Titel\nGr".utf8) + [0xFC] + Array("n\n".utf8), "csv.not-utf8"),
    ("a cut quotation", Array("Titel;Kurztext\nA;\"Text ohne".utf8), "csv.unterminated-quote"),
    ("a workbook", [0x50, 0x4B, 0x03, 0x04, 0, 0], "csv.workbook"),
    ("nothing", [], "table.empty"),
    ("no known column", Array("Foo;Bar\n1;2\n".utf8), "table.no-known-column"),
    ("a column twice", Array("Titel;Titel\nA;B\n".utf8), "csv.repeated-column"),
  ]

  @Test("What is no readable CSV file is refused in one sentence and changes nothing", arguments: 0..<8)
  func unreadable(number: Int) async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    let before = try await desk.traces()
    let (name, file, code) = Self.bytes[number]
    for skipsInvalid in [true, false] {
      let report = try await desk.load(.offers, .csv, file, skipsInvalid: skipsInvalid)
      #expect(report.problems.last?.problem.code == code, "\(name)")
      #expect(!report.isKept, "\(name)")
    }
    #expect(try await desk.traces() == before)
  }

  @Test("A file in the encoding of older Windows programs is read when that is said")
  func encoding() async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    let file = Array("Titel\nGr".utf8) + [0xFC] + Array("n\n".utf8)
    let report = try await desk.load(.offers, .csv, file, encoding: .windows1252)
    #expect(report.isKept)
    #expect(try await desk.text(.offers).contains("Grün"))
  }

  @Test("A million columns are refused at once")
  func columns() async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    let header = Self.stream("Titel", String(repeating: ";", count: 1000), times: 1000, "\nA\n")
    #expect(try await desk.load(.offers, .csv, header).problems.first?.problem.code == "csv.too-many-columns")
    let row = Self.stream("Titel;Kurztext\nA", String(repeating: ";", count: 1000), times: 1000, "\n")
    let report = try await desk.load(.offers, .csv, row)
    #expect(report.problems.first?.problem.code == "csv.too-many-columns")
    #expect(!report.isKept)
  }

  @Test("A line of a gibibyte is refused long before its end, in CSV and in JSON")
  func longLine() async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    let piece = String(repeating: "a", count: 1 << 20)
    let csv = try await desk.load(.offers, .csv, Self.stream("Titel\n", piece, times: 1024, "\n"))
    #expect(csv.problems.first?.problem.code == "csv.cell-too-large")
    let json = try await desk.load(.offers, .json, Self.stream("[{\"title\":\"", piece, times: 1024, "\"}]"))
    #expect(json.problems.first?.problem.code == "json.too-large")
    #expect(!csv.isKept && !json.isKept)
  }

  @Test("A list in a list in a list is refused")
  func depth() async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    let file = String(repeating: "[", count: 100_000)
    let report = try await desk.load(.offers, .json, Array(file.utf8))
    #expect(!report.isKept && report.problemCount == 1)
  }

  @Test("A cell of half a mebibyte full of separators is refused without delay")
  func separators() async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    for cell in ["a|", "a;", "\\", ";|", "Mo 9:00|"] {
      let file = "Titel,Orte,Zeiten\nA,\"\(String(repeating: cell, count: (1 << 19) / cell.utf8.count))\","
      let clock = ContinuousClock()
      let time = try await clock.measure { _ = try await desk.load(.offers, .csv, Array(file.utf8), isDryRun: true) }
      #expect(time < .seconds(30), "\(cell)")
    }
  }
}
