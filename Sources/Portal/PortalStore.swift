// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Guides
internal import Kernel
internal import Offers
internal import Organisations
internal import Records
internal import Search
internal import Storage

/// The words of an offer, for the passage that was found.
struct OfferProseRow: Sendable {
  let summary: String
  /// Cleaned HTML.
  let description: String
}

/// As much of a guide text as a hit shows.
struct GuideTextRow: Sendable {
  let title: String
  let excerpt: String
  let language: Language
  /// Cleaned HTML.
  let content: String
}

/// As much of an organisation as a hit or a list shows.
struct OrganisationRow: Sendable {
  let id: RecordID<Organisation>
  let tenant: TenantID
  let name: String
  let kind: String
  let summary: String
  let description: String
  let town: String
}

/// A place in a quarter with how many public offers are there.
struct SpacePlaceRow: Sendable {
  let name: String
  let address: String
  let stepFree: Answer
  let offers: Int
}

extension Connection {
  func postcodePoints() throws -> [PostcodePoint] {
    try rows(
      """
      select postcode, min(town), min(tenant), avg(latitude), avg(longitude) from place
      where archived_at is null and postcode <> '' and latitude is not null and longitude is not null group by postcode
      """
    ) { row in
      let (postcode, town) = (row.text(), row.text())
      let tenant: TenantID = try row.id()
      let point = SearchPlace(latitude: row.optionalReal() ?? 0, longitude: row.optionalReal() ?? 0)
      return PostcodePoint(postcode: postcode, town: town, tenant: tenant, point: point)
    }
  }

  func offerProse(_ ids: [RecordID<Offer>]) throws -> [RecordID<Offer>: OfferProseRow] {
    var found: [RecordID<Offer>: OfferProseRow] = [:]
    if ids.isEmpty { return found }
    try each("select id, summary, description from offer where id in (\(list: ids))") { row in
      let id: RecordID<Offer> = try row.id()
      found[id] = OfferProseRow(summary: row.text(), description: row.text())
    }
    return found
  }

  func offerProse(
    _ ids: [RecordID<Offer>], in language: Language
  ) throws -> [RecordID<Offer>: OfferProseRow] {
    if language == .german || ids.isEmpty { return [:] }
    let texts = try translations(of: Offer.self, ids, into: language)
    return texts.mapValues {
      OfferProseRow(summary: $0["summary"] ?? "", description: $0["description"] ?? "")
    }
  }

  func guideTexts(_ ids: [RecordID<GuideText>]) throws -> [RecordID<GuideText>: GuideTextRow] {
    var found: [RecordID<GuideText>: GuideTextRow] = [:]
    if ids.isEmpty { return found }
    try each("select id, title, excerpt, language, content from guide_text where id in (\(list: ids))") { row in
      let id: RecordID<GuideText> = try row.id()
      let (title, excerpt) = (row.text(), row.text())
      let language = Language(row.text()) ?? .german
      found[id] = GuideTextRow(title: title, excerpt: excerpt, language: language, content: row.text())
    }
    return found
  }

  func guideExcerpts(_ ids: [RecordID<GuideText>]) throws -> [RecordID<GuideText>: String] {
    var found: [RecordID<GuideText>: String] = [:]
    if ids.isEmpty { return found }
    try each("select id, excerpt from guide_text where id in (\(list: ids))") { row in
      let id: RecordID<GuideText> = try row.id()
      found[id] = row.text()
    }
    return found
  }

  func organisationRows(_ ids: [RecordID<Organisation>]) throws -> [RecordID<Organisation>: OrganisationRow] {
    if ids.isEmpty { return [:] }
    let rows = try organisationRows(where: "id in (\(list: ids))", limit: ids.count)
    return Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Active organisations of a quarter by name.
  func organisations(in space: RecordID<SocialSpace>) throws -> [OrganisationRow] {
    try organisationRows(where: "social_space = \(space)", limit: 300)
  }

  private func organisationRows(where condition: SQL, limit: Int) throws -> [OrganisationRow] {
    try rows(
      """
      select id, tenant, name, kind, summary, description, town from organisation
      where archived_at is null and status = 'active' and tenant not in \(CenterModule.organisations.leftOut)
        and \(condition) order by name, id limit \(limit)
      """
    ) { row in
      OrganisationRow(
        id: try row.id(), tenant: try row.id(), name: row.text(), kind: row.text(), summary: row.text(),
        description: row.text(), town: row.text())
    }
  }

  /// The places of a quarter, those with most public offers first.
  func places(in space: RecordID<SocialSpace>) throws -> [SpacePlaceRow] {
    try rows(
      """
      select p.name, p.street, p.step_free, count(distinct o.id) as offers
      from place p left join offer_place l on l.place = p.id and l.archived_at is null
      left join offer o on o.id = l.offer and o.archived_at is null and o.status = 'published'
      where p.archived_at is null and p.social_space = \(space)
      group by p.id, p.name, p.street, p.step_free order by offers desc, p.name, p.id limit 200
      """
    ) { row in
      SpacePlaceRow(
        name: row.text(), address: row.text(), stepFree: Answer(rawValue: row.text()) ?? .unknown,
        offers: row.integer())
    }
  }

  /// Which of these offers the public may see, in their order.
  func publicOffers(_ ids: [RecordID<Offer>]) throws -> [RecordID<Offer>] {
    let known = Set(
      try rows(
        """
        select id from offer where archived_at is null and status = 'published' and id in (\(list: ids))
          and tenant not in \(CenterModule.offers.leftOut)
        """
      ) {
        try $0.id(Offer.self)
      })
    return ids.filter(known.contains)
  }
}
