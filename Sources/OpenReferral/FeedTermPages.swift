// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Formats
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Web

/// Our catalogues as taxonomies; all of them are in memory.
struct FeedTermPages: Sendable {
  let books: FeedBooks

  func taxonomies(_ visit: Visit) async throws -> Reply {
    let question = try FeedQuestion(visit.query, of: .taxonomies)
    let found = FeedTaxonomy.all.filter {
      Self.matches(question.search, [$0.catalogue.label, $0.catalogue.rawValue, $0.description])
    }
    return answer(found.map { taxonomy in { json in json.object { taxonomy.members(&$0) } } }, question)
  }

  func taxonomy(_ visit: Visit) async throws -> Reply {
    try visit.query.refuseOthers(than: [])
    let id = Identifier(visit.part("id"))
    guard let taxonomy = FeedTaxonomy.all.first(where: { $0.id == id }) else { throw Problem.notFound }
    var json = JSONWriter(reserving: 400)
    json.object { taxonomy.members(&$0) }
    return .json(json.bytes)
  }

  func terms(_ visit: Visit) async throws -> Reply {
    let question = try FeedQuestion(visit.query, of: .taxonomyTerms)
    let taxonomy = question.filter.taxonomy
    let found = try await books.terms().all.filter { term in
      (taxonomy == nil || term.taxonomy.id == taxonomy) && (!question.topOnly || term.isTop)
        && (question.parent == nil || term.parent?.identifier == question.parent)
        && Self.matches(question.search, [term.name, term.code, term.description])
    }
    return answer(found.map { term in { term.write(&$0) } }, question)
  }

  func term(_ visit: Visit) async throws -> Reply {
    let id: RecordID<CatalogueEntry> = try visit.id("id")
    try visit.query.refuseOthers(than: [])
    guard let term = try await books.terms()[id] else { throw Problem.notFound }
    var json = JSONWriter(reserving: 800)
    term.write(&json)
    return .json(json.bytes)
  }

  private func answer(_ items: [FeedItem], _ question: FeedQuestion) -> Reply {
    if question.isStream {
      let bytes = FeedEnvelope.lines(items)
      return .stream(FeedEnvelope.lines) { try await $0.write(bytes) }
    }
    let start = min((question.page - 1) * question.perPage, items.count)
    let page = Array(items[start..<min(start + question.perPage, items.count)])
    return .json(FeedEnvelope.bytes(page, total: items.count, question))
  }

  /// All words, wherever they stand.
  private static func matches(_ search: String, _ texts: [String]) -> Bool {
    if search.isEmpty { return true }
    let texts = texts.map { $0.lowercased() }
    return search.lowercased().split(separator: " ").allSatisfy { word in texts.contains { $0.contains(word) } }
  }
}
