// SPDX-License-Identifier: EUPL-1.2
import Centers
import Foundation
import Guides
import Kernel
import Storage
import TestKit
import Testing

/// The real pages of one district, beside the project's root.
private enum RealData {
  static let folder: URL? = {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let folder = root.deletingLastPathComponent().appendingPathComponent("shared/data/integreat")
    let file = folder.appendingPathComponent("rems-murr-kreis-de.json")
    if FileManager.default.fileExists(atPath: file.path) { return folder }
    print("skipped: tests with real Integreat pages (shared/data/integreat is not beside the project)")
    return nil
  }()

  static func file(_ language: Language) throws -> [UInt8] {
    guard let folder else { return [] }
    return Array(try Data(contentsOf: folder.appendingPathComponent("rems-murr-kreis-\(language.code).json")))
  }
}

/// A page of the file as plain JSON has it, for comparison.
private struct Delivered: Decodable {
  struct Parent: Decodable { let path: String? }
  let id: Int
  let path: String
  let title: String
  let order: Int
  let parent: Parent

  static func outline(_ bytes: [UInt8]) throws -> [String] {
    let pages = try JSONDecoder().decode([Delivered].self, from: Data(bytes))
    let below = Dictionary(grouping: pages, by: { $0.parent.path ?? "" })
    func lines(_ path: String, _ indent: String) -> [String] {
      (below[path] ?? []).sorted { $0.order < $1.order }.flatMap { page in
        [indent + page.title.split { $0.isWhitespace }.joined(separator: " ")] + lines(page.path, indent + "  ")
      }
    }
    return lines("", "")
  }
}

@Suite("Real pages of a district", .enabled(if: RealData.folder != nil))
struct IntegreatRealDataTests {
  @Test("German and English pages, in either order, twice: the same tree, and the second time nothing is written")
  func bothLanguages() async throws {
    for order in [[Language.german, .english], [.english, .german]] {
      let product = try await TestProduct()
      let tenant = try await product.center("dortmund").tenant
      for round in 1...2 {
        let before = try await product.changes()
        for language in order {
          let start = ContinuousClock.now
          let file = try IntegreatFile(parsing: RealData.file(language), language: language)
          let report = try await IntegreatImport.run(
            file, into: product.database, IntegreatImport.Options(tenant: tenant))
          print("integreat \(language.code), round \(round): \(file.total) pages in \(ContinuousClock.now - start)")
          #expect(report.problems.isEmpty && report.vanished == 0)
          #expect(round == 1 ? report.added == file.total : report.unchanged == file.total)
        }
        if round == 2 { #expect(try await product.changes() == before) }
      }
      #expect(try await product.outline() == Delivered.outline(RealData.file(.german)))
      let book = try await product.database.read { try GuideBook($0) }
      let versions = book.versions()
      #expect(versions.count == 362 + 358)
      #expect(Set(versions.map(\.node.id)).count == 362)
      try product.remove()
    }
  }

  @Test("No content keeps an element, attribute or address that a page must not have")
  func cleanContents() async throws {
    let product = try await TestProduct()
    let tenant = try await product.center("dortmund").tenant
    let file = try IntegreatFile(parsing: RealData.file(.german), language: .german)
    _ = try await IntegreatImport.run(file, into: product.database, IntegreatImport.Options(tenant: tenant))
    let contents = try await product.database.read { connection in
      try connection.rows("select content from guide_text where tenant = \(tenant)") { $0.text() }
    }
    #expect(contents.count == 362)
    for content in contents {
      for bad in ["<img", "<script", "<iframe", "style=", "class=", "javascript:", "<div", "<font"] {
        #expect(!content.contains(bad))
      }
    }
    let own = contents.reduce(0) { $0 + $1.components(separatedBy: "href=\"/wegweiser/seite/").count - 1 }
    #expect(own >= 30)
    try product.remove()
  }
}
