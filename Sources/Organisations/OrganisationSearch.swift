// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Kernel
internal import Records
internal import Search
internal import Storage
internal import Web

/// Active organisations as documents of the search.
enum OrganisationSearch {
  /// The value of the facet "kind".
  static let kind = "organisation"
  static let kindFacet = "organisation_kind"
  static let communityFacet = "community"

  static let source = SearchSource(
    kind: Organisation.descriptor.kind,
    followed: [
      SearchSource.Followed("center") { connection, ids in
        try connection.rows("select id from organisation where tenant in (\(list: ids))") { $0.text() }
      },
      SearchSource.Followed("catalogue_entry") { connection, ids in
        try connection.rows(
          "select o.id from organisation o join catalogue_entry c on c.code = o.kind where c.id in (\(list: ids))"
        ) { $0.text() }
      },
      SearchSource.Followed("social_space") { connection, ids in
        try connection.rows("select id from organisation where social_space in (\(list: ids))") { $0.text() }
      },
    ]
  ) { connection, selection in
    let stored: [Stored<Organisation>]
    var last: String?
    switch selection {
    case .after(let id, let limit):
      stored = try connection.list(Organisation.self, in: .everyTenant, where: "id > \(id)", limit: limit)
      if stored.count == limit { last = stored.last?.id.text }
    case .only(let ids):
      stored = try connection.list(
        Organisation.self, in: .everyTenant, where: "id in (\(list: ids))", limit: ids.count)
    }
    let active = stored.filter { $0.record.status == .active }
    return SearchSource.Batch(documents: try documents(active, connection), last: last)
  }

  private static func documents(
    _ stored: [Stored<Organisation>], _ connection: Connection
  ) throws -> [SearchDocument] {
    if stored.isEmpty { return [] }
    let ids = stored.map(\.id)
    let (centers, points) = (try CenterBook(connection), try connection.organisationPoints(ids))
    let kinds = try connection.catalogueNames(of: stored.map(\.record.kind))
    var translated: [Language: [RecordID<Organisation>: TranslatedFields]] = [:]
    for language in Language.interface where language != .german {
      translated[language] = try connection.translations(of: Organisation.self, ids, into: language)
    }
    return stored.filter { centers.shows(.organisations, of: $0.tenant) }.map { stored in
      let texts = translated.compactMapValues { $0[stored.id] }
      var document = document(of: stored.record, texts, kinds[stored.record.kind] ?? "", centers)
      document.facets["center"] = centers[stored.tenant].map { [$0.slug] }
      document.places = points[stored.id] ?? []
      return document
    }
  }

  private static func document(
    of organisation: Organisation, _ texts: [Language: TranslatedFields], _ kindName: String, _ centers: CenterBook
  ) -> SearchDocument {
    var document = SearchDocument(key: "organisation:\(organisation.id.text)")
    document.label = organisation.name
    let space = organisation.socialSpace.flatMap { centers[$0]?.name } ?? ""
    let languages = organisation.languages.map { LanguageNames.name($0, in: .german) }.joined(separator: " ")
    document.texts = [
      SearchText(.title, "\(organisation.name) \(organisation.shortName)"),
      SearchText(.keywords, "\(kindName) \(organisation.communities) \(organisation.town) \(space) \(languages)"),
      SearchText(.body, "\(organisation.summary)\n\(organisation.description)"),
    ]
    for (language, fields) in texts.sorted(by: { $0.key < $1.key }) {
      let body = ["summary", "description"].compactMap { fields[$0] }.joined(separator: "\n")
      if !body.isEmpty { document.texts.append(SearchText(.body, language: language.code, body)) }
    }
    document.facets = [
      "kind": [kind], kindFacet: organisation.kind.isEmpty ? [] : [organisation.kind],
      "language": organisation.languages, communityFacet: organisation.communityList,
      "space": organisation.socialSpace.map { [$0.text] } ?? [],
      "town": organisation.municipality.map { [$0.text] } ?? [],
      "text": ["de"] + texts.keys.sorted().map(\.code),
    ]
    document.rank = organisation.isSelfOrganisation ? 0.4 : 0.3
    return document
  }
}
