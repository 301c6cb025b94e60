// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Formats
internal import Kernel
internal import Records
internal import Search
internal import Storage
internal import Web

extension OrganisationPages {
  /// `GET /api/v1/organisations`: active organisations, as JSON.
  func programList(_ visit: Visit) async throws -> Reply {
    let centers = try await centers()
    let question = try OrganisationQuestion(visit.query, centers, try await catalogues())
    let (ids, total) = try await found(question)
    let organisations = try await services.database.glance { try $0.organisations(ids) }
    return .list(organisations, total: total, question.page) { json, stored in
      json.object { $0.organisation(stored, centers) }
    }
  }

  private func found(
    _ question: OrganisationQuestion
  ) async throws -> (ids: [RecordID<Organisation>], total: Int) {
    guard let moment = question.modifiedAfter else {
      let answer = services.index.search(question.query)
      return (answer.hits.compactMap(\.organisation), answer.total)
    }
    var query = question.query
    query.offset = 0
    query.limit = services.index.count
    let matching = Set(services.index.search(query).hits.compactMap(\.organisation))
    let changed = try await services.database.glance { try $0.changedOrganisations(after: moment) }
      .filter(matching.contains)
    return (Array(changed.dropFirst(question.page.offset).prefix(question.page.perPage)), changed.count)
  }

  /// `GET /api/v1/organisations/{id}`: one organisation with places, neighbours, translations and source.
  func programOne(_ visit: Visit) async throws -> Reply {
    let id: RecordID<Organisation> = try visit.id("organisation")
    try visit.query.refuseOthers(than: [])
    let centers = try await centers()
    let (found, translations) = try await services.database.glance { connection in
      (try connection.organisationDetail(id, .german), try connection.translations(of: id))
    }
    guard let detail = found, centers.shows(.organisations, of: detail.stored.tenant) else { throw Problem.notFound }
    var json = JSONWriter(reserving: 4096)
    json.object {
      $0.organisation(detail.stored, centers)
      $0.beside(detail, translations)
    }
    return .json(json.bytes)
  }
}

/// The question of a program, checked.
struct OrganisationQuestion {
  let page: ListPage
  let query: SearchQuery
  let modifiedAfter: Moment?

  init(_ parameters: Parameters, _ centers: CenterBook, _ book: CatalogueBook) throws {
    try parameters.admit(
      only: ListPage.parameters.union(["q", "center", "kind", "language", "community", "modified_after"]))
    page = try ListPage(parameters)
    var query = SearchQuery(parameters["q"] ?? "")
    query.filters = ["kind": [OrganisationSearch.kind]]
    if let name = parameters["center"] {
      query.filters["center"] = [try centers.known(name, parameter: "center").slug]
    }
    let kinds = parameters.all("kind")
    if !kinds.isEmpty {
      guard kinds.allSatisfy({ book[$0]?.catalogue == .organisationKind }) else {
        throw Self.wrong("kind", "braucht ein Kürzel aus dem Katalog „einrichtungstyp“, zum Beispiel ET-MSO")
      }
      query.filters[OrganisationSearch.kindFacet] = Set(kinds)
    }
    let languages = parameters.all("language")
    if !languages.isEmpty {
      query.filters["language"] = Set(try languages.map { try Self.language($0) })
    }
    let communities = parameters.all("community")
    if !communities.isEmpty { query.filters[OrganisationSearch.communityFacet] = Set(communities) }
    modifiedAfter = try Self.moment(parameters)
    query.order = query.text.isEmpty ? .rank : .relevance
    query.offset = page.offset
    query.limit = page.perPage
    self.query = query
  }

  private static func language(_ code: String) throws(Problem) -> String {
    guard let language = Language(code), LanguageNames.isKnown(code) else {
      throw wrong("language", "braucht ein Sprachkürzel wie „ara“")
    }
    return LanguageNames.three(language.code)
  }

  private static func moment(_ parameters: Parameters) throws(Problem) -> Moment? {
    guard let text = parameters["modified_after"] else { return nil }
    if let moment = Moment(iso: text) ?? Day(iso: text).map({ Moment($0) }) { return moment }
    throw wrong("modified_after", "braucht einen Zeitpunkt wie 2026-11-23T08:15:30Z")
  }

  private static func wrong(_ name: String, _ reason: String) -> Problem {
    Problem("request.parameter", .malformed, "„\(name)“ \(reason).", field: name)
  }
}

extension JSONWriter {
  /// The members that lists and details share.
  fileprivate mutating func organisation(_ stored: Stored<Organisation>, _ centers: CenterBook) {
    members(stored.id, Organisation.descriptor, stored.record)
    list("community_names", stored.record.communityList)
    let center = centers[stored.tenant]
    object("center") {
      $0.field("ags", center?.ags)
      $0.field("slug", center?.slug)
      $0.field("name", center?.name)
    }
    field("url", OrganisationPath.organisation(stored.id).path.text)
    field("created_at", stored.createdAt.iso)
    field("modified_at", stored.modifiedAt.iso)
  }

  fileprivate mutating func beside(_ detail: OrganisationDetail, _ translations: [Language: TranslatedFields]) {
    list("places", detail.places) { json, place in
      json.object { $0.members(place.id, Place.descriptor, place) }
    }
    list("parts", detail.parts) { json, part in
      json.object {
        $0.field("id", part.id.text)
        $0.field("name", part.name)
      }
    }
    object("translations") { json in
      for (language, texts) in translations.sorted(by: { $0.key < $1.key }) {
        json.object(language.code) { json in
          for (field, text) in texts.sorted(by: { $0.key < $1.key }) { json.field(field, text) }
        }
      }
    }
    name("source")
    guard let source = detail.source else { return null() }
    object {
      $0.field("system", source.system)
      $0.field("id", source.source)
      $0.field("url", source.address.isEmpty ? nil : source.address)
    }
  }

  private mutating func members<R: Record>(_ id: RecordID<R>, _ descriptor: RecordDescriptor<R>, _ record: R) {
    field("id", id.text)
    for described in descriptor.fields where described.info.audience == .everyone {
      field(described.info, described.read(record))
    }
  }
}
