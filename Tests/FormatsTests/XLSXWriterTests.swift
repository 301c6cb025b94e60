// SPDX-License-Identifier: EUPL-1.2
import Formats
import Foundation
import Kernel
import TestKit
import Testing

@Suite("Writing spreadsheets")
struct XLSXWriterTests {
  @Test("What is written is a workbook in which no text is a formula")
  func texts() async throws {
    let folder = try TestProduct.temporaryFolder()
    let path = folder.appendingPathComponent("probe.xlsx").path
    let writer = try XLSXWriter(
      path: path, folder: folder.path, name: "A/B: [Liste]", header: ["Titel", "Tag", "Zahl"])
    let day = try #require(Day(iso: "2026-11-25"))
    for text in [
      "=1+1", "+49 231", "-5", "@x", "\tTab", "Grüße <&>", "mit\u{0}Null", String(repeating: "ä", count: 40_000),
    ] {
      try writer.write([.text(text), .day(day), .money(1250)])
    }
    try await writer.close()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(bytes.starts(with: [0x50, 0x4B]))
    let unzip = Process()
    unzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    unzip.arguments = ["unzip", "-p", path, "xl/worksheets/sheet1.xml"]
    let pipe = Pipe()
    unzip.standardOutput = pipe
    try unzip.run()
    let sheet = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    unzip.waitUntilExit()
    #expect(!sheet.contains("<f>"))
    #expect(sheet.contains("=1+1") && sheet.contains("Grüße &lt;&amp;&gt;") && sheet.contains("mitNull"))
    #expect(sheet.contains("12.5"))
    try FileManager.default.removeItem(at: folder)
  }
}
