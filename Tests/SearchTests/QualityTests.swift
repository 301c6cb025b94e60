// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Search
import Testing

/// Real pages and questions beside the project's root; absent on most machines.
private enum RealPages {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/data/integreat")

  static var exist: Bool {
    let exist = FileManager.default.fileExists(atPath: folder.appendingPathComponent("rems-murr-kreis-de.json").path)
    if !exist { print("skipped: search quality, because ../shared/data/integreat is absent") }
    return exist
  }

  private struct Page: Decodable {
    struct Parent: Decodable { let path: String? }
    let id: Int
    let title: String
    let path: String
    let content: String
    let parent: Parent?
  }

  private struct Question: Decodable {
    let question: String
    let page_id: Int
  }

  /// The product's own catalogue of synonyms.
  static func synonyms() throws -> [SynonymGroup] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/Catalogues/Data/synonyms.csv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
      let columns = line.split(separator: ",", maxSplits: 1)
      return SynonymGroup(language: String(columns[0]), words: columns[1].split(separator: "|").map(String.init))
    }
  }

  static func questions() throws -> [SearchQuality.Question] {
    let data = try Data(contentsOf: folder.appendingPathComponent("questions-rems-murr-kreis-de.json"))
    return try JSONDecoder().decode([Question].self, from: data).map { .init(text: $0.question, key: "\($0.page_id)") }
  }

  static func documents() throws -> [SearchDocument] {
    let data = try Data(contentsOf: folder.appendingPathComponent("rems-murr-kreis-de.json"))
    let pages = try JSONDecoder().decode([Page].self, from: data)
    let byPath = Dictionary(pages.map { (path($0.path), $0) }, uniquingKeysWith: { first, _ in first })
    return pages.map { page in
      var ancestors: [String] = []
      var parent = page.parent?.path.flatMap { byPath[path($0)] }
      while let current = parent, ancestors.count < 10 {
        ancestors.append(plain(current.title))
        parent = current.parent?.path.flatMap { byPath[path($0)] }
      }
      var document = SearchDocument(key: "\(page.id)")
      document.texts = [SearchText(.title, plain(page.title)), SearchText(.body, plain(page.content))]
      document.texts += ancestors.map { SearchText(.ancestors, $0) }
      return document
    }
  }

  /// Paths of parents are composed differently from those of the pages.
  private static func path(_ path: String) -> String { path.precomposedStringWithCanonicalMapping }

  /// Markup without tags; numeric and the usual named references resolved.
  private static func plain(_ html: String) -> String {
    var text = ""
    var rest = html[...]
    while let start = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
      text += rest[..<start]
      let isTag = rest[start] == "<"
      guard let end = rest[start...].firstIndex(of: isTag ? ">" : ";") else { break }
      let name = rest[rest.index(after: start)..<end]
      if isTag {
        text += " "
      } else if name.hasPrefix("#"), let code = UInt32(name.dropFirst()), let scalar = Unicode.Scalar(code) {
        text.unicodeScalars.append(scalar)
      } else {
        text += ["amp": "&", "lt": "<", "gt": ">", "quot": "\""][String(name)] ?? " "
      }
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }
}

@Suite("Quality on real pages", .enabled(if: RealPages.exist))
struct QualityTests {
  @Test("Questions of people find their page among 362")
  func questions() throws {
    let index = SearchIndex(synonyms: try RealPages.synonyms())
    index.rebuild(from: try RealPages.documents(), stamp: 1)
    let questions = try RealPages.questions()
    let quality = SearchQuality(questions, in: index)
    print(
      "search quality: R@1 \(quality.recallAt1), R@5 \(quality.recallAt5), R@10 \(quality.recallAt10), "
        + "MRR@10 \(quality.meanReciprocalRank)")
    #expect(questions.count == 196)
    #expect(quality.recallAt5 >= 0.72)
    #expect(quality.meanReciprocalRank >= 0.62)
  }
}
