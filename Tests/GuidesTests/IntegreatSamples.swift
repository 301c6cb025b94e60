// SPDX-License-Identifier: EUPL-1.2
import Centers
import Foundation
import Guides
import Kernel
import Storage
import TestKit
import Web

/// Small files as the content API delivers them.
struct SamplePage {
  var id: Int
  var language = "de"
  var title: String
  var slug: String
  var content = "<p>Text</p>"
  /// The slug path of the page above, such as `a/b`.
  var parent: String?
  var order = 0
  var modified = "2024-01-01T00:00:00.000+00:00"
  /// Ids of the versions in other languages.
  var others: [String: Int] = [:]

  var json: String {
    let above = parent.map { "/kreis/\(language)/\($0)/" }
    let path = "/kreis/\(language)/\(parent.map { "\($0)/" } ?? "")\(slug)/"
    let parentJSON = above.map { "{\"id\":7777,\"url\":\"https://integreat.app\($0)\",\"path\":\"\($0)\"}" }
    let languages = others.sorted { $0.key < $1.key }.map { code, id in
      "\"\(code)\":{\"id\":\(id),\"url\":null,\"path\":\"/kreis/\(code)/x\(id)/\"}"
    }
    return """
      {"id":\(id),"url":"https://integreat.app\(path)","path":"\(path)","title":\(Self.quoted(title)),
       "last_updated":"\(modified)","modified_gmt":"\(modified)","excerpt":"","content":\(Self.quoted(content)),
       "parent":\(parentJSON ?? "{\"id\":0,\"url\":null,\"path\":null}"),"order":\(order),
       "available_languages":{\(languages.joined(separator: ","))},"thumbnail":"","organization":null,"hash":null}
      """
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"") + "\""
  }

  static func file(_ pages: [SamplePage], language: Language = .german) throws -> IntegreatFile {
    try IntegreatFile(parsing: Array("[\(pages.map(\.json).joined(separator: ","))]".utf8), language: language)
  }
}

extension TestProduct {
  /// Imports for Dortmund.
  func importing(
    _ pages: [SamplePage], language: Language = .german, skipsInvalid: Bool = false, isDryRun: Bool = false
  ) async throws -> IntegreatImport.Report {
    let tenant = try await center("dortmund").tenant
    return try await IntegreatImport.run(
      SamplePage.file(pages, language: language), into: database,
      IntegreatImport.Options(tenant: tenant, skipsInvalid: skipsInvalid, isDryRun: isDryRun))
  }

  /// The public tree of Dortmund as indented titles.
  func outline(_ language: Language = .german) async throws -> [String] {
    let tenant = try await center("dortmund").tenant
    let book = try await database.read { try GuideBook($0) }
    func lines(_ nodes: [GuideBook.Node], _ indent: String) -> [String] {
      nodes.flatMap { [indent + $0.title(in: language).text] + lines(book.children(of: $0), indent + "  ") }
    }
    return lines(book.roots(of: tenant), "")
  }

  /// Everything that one table holds, as text, to see that nothing was written.
  func changes() async throws -> Int64 { try await database.read { try $0.lastChange() } }

  func text(_ title: String) async throws -> GuideText? {
    try await database.read { connection in
      try connection.list(GuideText.self, in: .everyTenant, where: "title = \(title)").first?.record
    }
  }
}
