// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Formats
internal import Guides
internal import Kernel
internal import Offers
internal import Organisations
internal import Search
internal import Storage
internal import Web

/// `GET /api/v1/search`: the one search as JSON.
struct ProgramSearch: Sendable {
  let services: Services
  let books: PortalBooks

  func search(_ visit: Visit) async throws -> Reply {
    let (centers, catalogues, guides) = (
      try await books.centers(), try await books.catalogues(), try await books.guides()
    )
    let labels = FacetLabels(book: catalogues, centers: centers, names: try await books.names())
    let question = try ProgramQuestion(visit.query, labels, await books.places())
    var query = question.query
    let answer =
      question.isStrict ? services.index.search(query) : Searcher(index: services.index).answer(&query)
    let found = try await services.database.glance { connection in
      let reader = HitReader(
        connection: connection, centers: centers, catalogues: catalogues, guides: guides, language: question.language,
        terms: answer.terms, prefersReader: false)
      let hits = try reader.read(answer.hits)
      return (hits: hits, sources: try connection.sources(of: answer.hits.map(\.key)))
    }
    let view = View(texts: services.texts(question.language), prefix: "", today: visit.view.today)
    let writer = ProgramHits(labels: labels, sources: found.sources, view: view)
    return .list(found.hits, total: answer.total, question.page, more: { writer.more(&$0, answer, question) }) {
      writer.write(&$0, $1)
    }
  }
}

/// Writes hits and facets for programs.
struct ProgramHits {
  let labels: FacetLabels
  /// By the key of the document.
  let sources: [String: Provenance]
  let view: View

  func write(_ json: inout JSONWriter, _ hit: FoundHit) {
    json.object {
      $0.field("kind", hit.kind.name)
      $0.field("id", hit.id)
      $0.field("title", hit.title.text)
      $0.field("language", hit.title.language.code)
      $0.field("snippet", hit.snippet.text)
      $0.field("url", hit.path.text)
      $0.name("center")
      write(&$0, hit.center)
      $0.name("source")
      write(&$0, sources[hit.key])
      $0.field("distance", hit.distance)
      $0.field("score", Double(hit.score))
    }
  }

  private func write(_ json: inout JSONWriter, _ center: Center?) {
    guard let center else { return json.null() }
    json.object {
      $0.field("ags", center.ags)
      $0.field("slug", center.slug)
      $0.field("name", center.name)
    }
  }

  private func write(_ json: inout JSONWriter, _ source: Provenance?) {
    guard let source else { return json.null() }
    json.object {
      $0.field("system", source.system)
      $0.field("id", source.source)
      $0.field("url", source.address.isEmpty ? nil : source.address)
    }
  }

  func more(_ json: inout JSONWriter, _ answer: SearchAnswer, _ question: ProgramQuestion) {
    json.object("facets") { json in
      for filter in ProgramQuestion.filters where filter.isCounted {
        json.list(filter.name, answer.facets[filter.facet.facet] ?? []) { json, count in
          json.object {
            $0.field("value", name(filter.facet, count.value))
            $0.field("label", labels.name(filter.facet, count.value, view).text)
            $0.field("count", count.count)
          }
        }
      }
    }
    json.field("did_you_mean", answer.didYouMean)
  }

  private func name(_ facet: SearchFacet, _ value: String) -> String {
    facet == .kind ? HitKind(rawValue: value)?.name ?? value : value
  }
}

extension Connection {
  /// Where the records behind these documents came from (F32), by the documents' keys; one query for each kind.
  func sources(of keys: [String]) throws -> [String: Provenance] {
    var found: [String: Provenance] = [:]
    let parts = keys.compactMap { key in HitReader.parts(key).map { (key: key, kind: $0.kind, id: $0.id) } }
    func note<Subject>(_ sources: [RecordID<Subject>: Provenance], _ kind: HitKind) {
      for part in parts where part.kind == kind {
        if let source = sources[RecordID(part.id)] { found[part.key] = source }
      }
    }
    func ids<Subject>(_ kind: HitKind) -> [RecordID<Subject>] {
      parts.filter { $0.kind == kind }.map { RecordID($0.id) }
    }
    note(try provenance(of: ids(.offer) as [RecordID<Offer>]), .offer)
    note(try provenance(of: ids(.guide) as [RecordID<GuideText>]), .guide)
    note(try provenance(of: ids(.organisation) as [RecordID<Organisation>]), .organisation)
    return found
  }
}
