// SPDX-License-Identifier: EUPL-1.2
import Formats
import Foundation
import Kernel
import Testing

/// Pages of a district as its content API delivers them; they lie beside the project's root, not in it.
private let pagesPath: String = {
  let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()
  return root.deletingLastPathComponent().path + "/shared/data/integreat/rems-murr-kreis-de.json"
}()

private let hasPages: Bool = {
  let exists = FileManager.default.fileExists(atPath: pagesPath)
  if !exists { print("skipped: real pages, as there is no \(pagesPath)") }
  return exists
}()

@Suite("Size and speed of cleaning")
struct CleanHTMLSizeTests {
  @Test("A text of 1 MiB is cleaned, one byte more is refused")
  func size() throws {
    let limit = CleanHTML.limit
    let text = String(repeating: "abcdefg ", count: limit / 8 - 1)
    #expect(try CleanHTML(cleaning: text).text.utf8.count == text.utf8.count + 6)
    let large = String(repeating: "x", count: limit + 1)
    #expect(problem { () throws(Problem) in try CleanHTML(cleaning: large) }?.code == "html.too-large")
    let growing = String(repeating: "&", count: limit / 2)
    #expect(problem { () throws(Problem) in try CleanHTML(cleaning: growing) }?.code == "html.too-large")
  }

  @Test(
    "A hundred levels are the most",
    arguments: ["<div>", "<b>", "<ul><li>", "<blockquote>", "<span lang=en>", "<table><tr><td>"])
  func depth(_ tag: String) throws {
    _ = try CleanHTML(cleaning: String(repeating: tag, count: 30) + "x")
    let deep = String(repeating: tag, count: 60_000) + "x"
    #expect(problem { () throws(Problem) in try CleanHTML(cleaning: deep) }?.code == "html.too-deep")
  }

  static let hostile = [
    "many attributes": "<p " + (0..<60_000).map { "a\($0) " }.joined() + ">x",
    "end tags without a start": String(repeating: "<b>", count: 90) + String(repeating: "</i>", count: 100_000),
    "open comments": String(repeating: "<!--", count: 125_000),
    "brackets": String(repeating: "<", count: 1_000_000),
    "ampersands": String(repeating: "&a", count: 85_000),
    "scripts that do not end": String(repeating: "<script></s", count: 45_000),
    "quotes that do not end": String(repeating: "<a b=\"", count: 75_000),
    "a row of cells": "<table><tr>" + String(repeating: "<td>x", count: 50_000),
    "rows to be filled up": "<table><tr>" + String(repeating: "<td>x", count: 49)
      + String(repeating: "<tr><td>x", count: 30_000),
    "wrong nesting": String(repeating: "<b><p></b><i></p></i>", count: 20_000),
    "blanks": String(repeating: " ", count: 1_000_000) + "x",
    "line breaks": String(repeating: "x<br>", count: 100_000),
    "numbers": String(repeating: "&#99999999999;", count: 20_000),
    "headings": String(repeating: "<h6>x</h6><h1>y</h1>", count: 20_000),
    "links": String(repeating: "<a href=/x>y</a>", count: 30_000),
    "pre": "<pre>" + String(repeating: "\n", count: 1_000_000),
  ]

  @Test(
    "Hostile texts of half a MiB are worked off in time that grows with their length", arguments: hostile.keys.sorted()
  )
  func hostileTime(_ name: String) throws {
    let text = try #require(Self.hostile[name])
    #expect(text.utf8.count <= CleanHTML.limit)
    let quarter = String(decoding: text.utf8.prefix(text.utf8.count / 4), as: UTF8.self)
    let short = processorTime { try? CleanHTML(cleaning: quarter) }
    let long = processorTime { try? CleanHTML(cleaning: text) }
    #expect(long < 8 * short + 0.5, "\(name): \(short) s for a quarter, \(long) s for all")
  }

  /// Seconds that this thread worked.
  private func processorTime(_ work: () throws -> CleanHTML?) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    _ = try work()
    return now() - start
  }

  @Test("All real pages are cleaned, valid, and stay as they are", .enabled(if: hasPages))
  func realPages() throws {
    let pages = try JSONNode(JSONValue(parsing: [UInt8](Data(contentsOf: URL(fileURLWithPath: pagesPath))))).items()
    #expect(pages.count == 362)
    for page in pages {
      let clean = try CleanHTML(cleaning: page.field("content").text())
      #expect(HTMLVerifier.complaints(clean.text).isEmpty)
      #expect(try CleanHTML(cleaning: clean.text) == clean)
      #expect(!clean.plainText.contains("<"))
    }
  }
}
