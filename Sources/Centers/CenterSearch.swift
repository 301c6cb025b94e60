// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Search
internal import Storage
internal import Web

/// Centres and social spaces as documents of the search.
enum CenterSearch {
  static let sources = [
    SearchSource(kind: "center") { connection, selection in
      try batch(Center.self, connection, selection) { center, connection in
        document(of: center, try translations(of: center.id, connection))
      }
    },
    SearchSource(
      kind: "social_space",
      followed: [
        SearchSource.Followed("center") { connection, ids in
          try connection.rows("select id from social_space where tenant in (\(list: ids))") { $0.text() }
        }
      ]
    ) { connection, selection in
      let book = try CenterBook(connection)
      return try batch(SocialSpace.self, connection, selection) { space, connection in
        document(of: space, book, try translations(of: space.id, connection))
      }
    },
  ]

  /// What was translated, by language.
  private static func translations<R: Record>(
    of id: RecordID<R>, _ connection: Connection
  ) throws -> [(language: Language, texts: TranslatedFields)] {
    try Language.interface.compactMap { language in
      guard language != .german, let texts = try connection.translations(of: R.self, [id], into: language)[id] else {
        return nil
      }
      return (language, texts)
    }
  }

  private static func document(
    of center: Center, _ translations: [(language: Language, texts: TranslatedFields)]
  ) -> SearchDocument {
    var document = SearchDocument(key: "center:\(center.id.text)")
    document.label = center.name
    document.texts = [
      SearchText(.title, center.name),
      SearchText(.keywords, "KI \(center.municipality) \(center.seat) \(center.ags)"),
      SearchText(.body, center.introduction),
    ]
    for (language, texts) in translations {
      if let text = texts["introduction"], !text.isEmpty {
        document.texts.append(SearchText(.body, language: language.code, text))
      }
    }
    document.facets = ["kind": ["zentrum"], "center": [center.slug], "field": center.focus, "text": ["de"]]
    if let latitude = center.latitude, let longitude = center.longitude {
      document.places = [SearchPlace(latitude: latitude, longitude: longitude)]
    }
    document.rank = 0.9
    return document
  }

  private static func document(
    of space: SocialSpace, _ book: CenterBook, _ translations: [(language: Language, texts: TranslatedFields)]
  ) -> SearchDocument? {
    guard let center = space.center.flatMap({ book[$0] }), center.uses(CenterModule.spaces.rawValue) else { return nil }
    let town = space.municipality.flatMap { book[$0] }?.name ?? ""
    var document = SearchDocument(key: "social_space:\(space.id.text)")
    document.label = space.name
    document.texts = [
      SearchText(.title, space.name), SearchText(.keywords, "\(town) \(center.municipality)"),
      SearchText(.body, space.description),
    ]
    for (language, texts) in translations {
      if let text = texts["description"], !text.isEmpty {
        document.texts.append(SearchText(.body, language: language.code, text))
      }
    }
    document.facets = ["kind": ["sozialraum"], "center": [center.slug], "space": [space.id.text], "text": ["de"]]
    if let latitude = space.latitude, let longitude = space.longitude {
      document.places = [SearchPlace(latitude: latitude, longitude: longitude)]
    }
    document.rank = 0.3
    return document
  }

  private static func batch<R: Record>(
    _ type: R.Type, _ connection: Connection, _ selection: SearchSource.Selection,
    _ make: (R, Connection) throws -> SearchDocument?
  ) throws -> SearchSource.Batch {
    switch selection {
    case .after(let id, let limit):
      let stored = try connection.list(type, in: .everyTenant, where: "id > \(id)", limit: limit)
      let last = stored.count == limit ? stored.last?.id.text : nil
      return SearchSource.Batch(documents: try stored.compactMap { try make($0.record, connection) }, last: last)
    case .only(let ids):
      let stored = try connection.list(type, in: .everyTenant, where: "id in (\(list: ids))", limit: ids.count)
      return SearchSource.Batch(documents: try stored.compactMap { try make($0.record, connection) }, last: nil)
    }
  }
}
