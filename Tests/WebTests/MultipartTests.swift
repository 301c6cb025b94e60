// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Testing

@testable import Web

@Suite("Forms with files")
struct MultipartTests {
  private static let body = """
    Vorwort\r
    --g7\r
    Content-Disposition: form-data; name="art"\r
    \r
    orte\r
    --g7\r
    Content-Disposition: form-data; name="datei"; filename="a%22b;.csv"\r
    Content-Type: text/csv\r
    \r
    Name\r
    --g\r
    -g7-\r
    \r
    --g7\r
    Content-Disposition: form-data; name="leer"\r
    \r
    \r
    --g7--\r
    Nachwort
    """

  /// What the parts are when the body comes in pieces of a size.
  private static func parts(_ body: String, pieces size: Int) throws -> [String] {
    var parser = MultipartParser("g7")
    var parts: [String] = []
    var content: [UInt8] = []
    let bytes = Array(body.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      for event in try parser.take(bytes[start..<min(start + size, bytes.count)]) {
        switch event {
        case .begin(let name, let fileName):
          parts.append(name + (fileName.map { "[\($0)]" } ?? ""))
          content = []
        case .bytes(let more): content += more
        case .end: parts.append(String(decoding: content, as: UTF8.self))
        }
      }
    }
    return parts + (parser.isFinished ? [] : ["unfinished"])
  }

  @Test("The same parts come out however the bytes arrive", arguments: [1, 2, 3, 7, 16, 10_000])
  func pieces(size: Int) throws {
    #expect(
      try Self.parts(Self.body, pieces: size)
        == ["art", "orte", "datei[a\"b;.csv]", "Name\r\n--g\r\n-g7-\r\n", "leer", ""])
  }

  @Test("Truncated bodies are not finished, broken ones are refused")
  func broken() throws {
    let end = try #require(Self.body.range(of: "--g7--")?.lowerBound)
    let whole = Array(Self.body[..<end].utf8)
    for count in stride(from: 0, through: whole.count, by: 5) {
      let parts = try Self.parts(String(decoding: whole.prefix(count), as: UTF8.self), pieces: 9)
      #expect(parts.last == "unfinished", "\(count)")
    }
    #expect(throws: Problem.self) { try Self.parts("--g7\r\nX: y\r\n\r\nText\r\n--g7--", pieces: 5) }
    #expect(throws: Problem.self) { try Self.parts("--g7xx", pieces: 5) }
    let endless = "--g7\r\n" + String(repeating: "X: y\r\n", count: 5000)
    #expect(throws: Problem.self) { try Self.parts(endless, pieces: 4096) }
  }

  @Test("A file is there as long as somebody holds it; without leave nothing is stored")
  func files() throws {
    func parts(_ mayStore: @escaping (Parameters) throws(Problem) -> Void) throws -> UploadedParts {
      var parts = UploadedParts(most: 1, mayStore: mayStore)
      try parts.take(.begin(name: "datei", fileName: "a.csv"))
      try parts.take(.bytes(Array("Name".utf8)))
      try parts.take(.end)
      return parts
    }
    var kept: UploadedParts? = try parts { _ throws(Problem) in }
    let path = try #require(kept?.files.first?.path)
    #expect(FileManager.default.contents(atPath: path) == Data("Name".utf8))
    kept = nil
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(throws: Problem.self) { try parts { _ throws(Problem) in throw Problem.forged } }
  }

  @Test(
    "Only forms with an honest boundary are read",
    arguments: [
      ("multipart/form-data; boundary=abc", "abc"), ("Multipart/Form-Data; charset=x; boundary=\"a-b\"", "a-b"),
      ("multipart/form-data", nil), ("multipart/form-data; boundary=", nil), ("text/plain; boundary=abc", nil),
      ("multipart/form-data; boundary=" + String(repeating: "x", count: 71), nil),
    ] as [(String, String?)])
  func boundaries(type: String, boundary: String?) {
    #expect(MultipartParser.boundary(type) == boundary)
  }

  @Test(
    "Names of files are only for reading",
    arguments: [
      ("../../etc/passwd", "passwd"), ("C:\\Windows\\x.csv", "x.csv"), ("", "Datei"), ("..", "Datei"),
      ("a\u{202E}vsc.exe", "avsc.exe"), ("a\r\nSet-Cookie: x", "aSet-Cookie: x"),
    ])
  func names(sent: String, plain: String) {
    #expect(UploadedFile.plainName(sent) == plain)
  }
}
