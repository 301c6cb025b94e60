// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Formats
internal import Guides
internal import Kernel
internal import Offers
internal import Organisations
internal import Search
internal import Storage
internal import Web

/// The one search over everything (F3) and the suggestions while typing.
struct SearchPages: Sendable {
  let services: Services
  let books: PortalBooks

  private var searcher: Searcher { Searcher(index: services.index) }

  func search(_ visit: Visit) async throws -> Reply {
    let (centers, catalogues, guides) = (
      try await books.centers(), try await books.catalogues(), try await books.guides()
    )
    let labels = FacetLabels(book: catalogues, centers: centers, names: try await books.names())
    let (wish, view) = (SearchWish(visit.query, labels), visit.view)
    let place = wish.place.isEmpty ? nil : try await books.places()[wish.place]
    let answer = searcher.answer(wish, near: place?.point, view.language)
    let nearby = answer.total == 0 ? self.nearby(place) : []
    let (hits, around) = try await services.database.glance { connection in
      let reader = HitReader(
        connection: connection, centers: centers, catalogues: catalogues, guides: guides, language: view.language,
        terms: answer.terms)
      return (try reader.read(answer.hits), try OfferCards.load(nearby, connection, view.language, centers))
    }
    let help = EmptyHelp(
      wish: wish, didYouMean: answer.didYouMean, nearby: around, center: center(wish, place, centers), view: view)
    let page = SearchView(
      wish: wish, answer: answer, hits: hits, place: place, labels: labels, help: help, view: view)
    return visit.page(head(wish, view), page.html)
  }

  private func head(_ wish: SearchWish, _ view: View) -> PageHead {
    let heading = view[PortalText.searchHeading]
    return PageHead(wish.words.isEmpty ? heading : "\(wish.words) – \(heading)", isIndexed: wish.isEmpty)
  }

  private func nearby(_ place: PlaceBook.Found?) -> [RecordID<Offer>] {
    guard let place else { return [] }
    var query = SearchQuery()
    query.filters = ["kind": [HitKind.offer.rawValue]]
    query.near = SearchCircle(centre: place.point, kilometres: 25)
    query.order = .distance
    query.limit = 4
    return services.index.search(query).hits.compactMap(\.offer)
  }

  /// Who can be asked: the centre of the place, or the only one that was chosen.
  private func center(_ wish: SearchWish, _ place: PlaceBook.Found?, _ centers: CenterBook) -> Center? {
    if let place { return place.center.flatMap { centers[$0] } ?? centers.nearest(to: place.point) }
    return wish[.center].count == 1 ? wish[.center].first.flatMap { centers.center(slug: $0) } : nil
  }

  /// What someone may be about to type, as JSON for the search row.
  func suggestions(_ visit: Visit) async throws -> Reply {
    let (centers, guides, view) = (try await books.centers(), try await books.guides(), visit.view)
    let text = String((visit.query["q"] ?? "").prefix(100))
    let found =
      text.count < 2
      ? []
      : services.index.suggest(
        text, language: view.language.code, limit: 8, filters: ["text": [view.language.code, "de"]])
    var json = JSONWriter(reserving: 2048)
    json.object { json in
      json.list("items", found) { json, suggestion in
        let target = suggestion.key.flatMap { self.target($0, centers, guides) }
        json.object {
          $0.field("text", suggestion.text)
          $0.field("url", ifPresent: target.map { view.link($0.path) })
          $0.field("note", ifPresent: target.map { view[$0.kind.singular] })
        }
      }
    }
    return .json(json.bytes)
  }

  private func target(_ key: String, _ centers: CenterBook, _ guides: GuideMap) -> (kind: HitKind, path: Path)? {
    guard let (kind, id) = HitReader.parts(key) else { return nil }
    switch kind {
    case .offer: return (kind, OfferPath.one(RecordID(id)))
    case .organisation: return (kind, OrganisationPath.organisation(RecordID(id)).path)
    case .guide: return guides.page(of: RecordID(id)).map { (kind, GuidePath.page($0.id)) }
    case .center: return centers[RecordID<Center>(id)].map { (kind, CenterPath.home($0)) }
    case .space:
      guard let space = centers[RecordID<SocialSpace>(id)], let center = space.center.flatMap({ centers[$0] }) else {
        return nil
      }
      return (kind, CenterPath.space(center, space))
    }
  }
}
