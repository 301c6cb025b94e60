// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Records
internal import Search
internal import Storage
internal import Workplace

/// As much of an organisation as a hit of the list shows.
struct OrganisationRow: Sendable {
  let id: RecordID<Organisation>
  let tenant: TenantID
  let name: String
  let kind: String
  let summary: String
  let town: String
  let space: String
  let languages: [String]
}

/// An organisation with all that its page shows.
struct OrganisationDetail: Sendable {
  let stored: Stored<Organisation>
  let texts: TranslatedFields
  let places: [Place]
  let placeTexts: [RecordID<Place>: TranslatedFields]
  let parent: (id: RecordID<Organisation>, name: String)?
  let parts: [(id: RecordID<Organisation>, name: String)]
  let source: Provenance?
  let files: AttachmentFigures

  var organisation: Organisation { stored.record }
}

extension Connection {
  /// Active organisations in the order of their ids; others are left out.
  func organisationRows(_ ids: [RecordID<Organisation>]) throws -> [OrganisationRow] {
    if ids.isEmpty { return [] }
    var byID: [RecordID<Organisation>: OrganisationRow] = [:]
    try each(
      """
      select o.id, o.tenant, o.name, o.kind, o.summary, o.town, s.name, o.languages from organisation o
      left join social_space s on s.id = o.social_space
      where o.archived_at is null and o.status = 'active' and o.id in (\(list: ids))
      """
    ) { row in
      let organisation = OrganisationRow(
        id: try row.id(), tenant: try row.id(), name: row.text(), kind: row.text(), summary: row.text(),
        town: row.text(), space: row.text(), languages: try row.typed())
      byID[organisation.id] = organisation
    }
    return ids.compactMap { byID[$0] }
  }

  func organisationDetail(_ id: RecordID<Organisation>, _ language: Language) throws -> OrganisationDetail? {
    guard let stored = try find(Organisation.self, id, in: .everyTenant), stored.archivedAt == nil else { return nil }
    let places = try list(
      Place.self, in: .everyTenant, where: "organisation = \(id)", order: "name", limit: 100
    ).map(\.record)
    let parent = try stored.record.parent.flatMap { parent in try neighbours("id = \(parent)").first }
    return OrganisationDetail(
      stored: stored, texts: try translations(of: Organisation.self, [id], into: language)[id] ?? [:],
      places: places, placeTexts: try translations(of: Place.self, places.map(\.id), into: language),
      parent: parent, parts: try neighbours("parent = \(id) and status = 'active'"),
      source: try provenance(of: [id])[id], files: try AttachmentFigures(id, language, self))
  }

  private func neighbours(_ condition: SQL) throws -> [(id: RecordID<Organisation>, name: String)] {
    try rows(
      "select id, name from organisation where archived_at is null and \(condition) order by name, id limit 200"
    ) { row in (try row.id(), row.text()) }
  }

  /// Where the places of organisations are.
  func organisationPoints(
    _ ids: [RecordID<Organisation>]
  ) throws -> [RecordID<Organisation>: [SearchPlace]] {
    var points: [RecordID<Organisation>: [SearchPlace]] = [:]
    try each(
      """
      select organisation, latitude, longitude from place
      where archived_at is null and latitude is not null and longitude is not null
        and organisation in (\(list: ids)) order by id
      """
    ) { row in
      let id: RecordID<Organisation> = try row.id()
      guard let latitude = row.optionalReal(), let longitude = row.optionalReal() else { return }
      points[id, default: []].append(SearchPlace(latitude: latitude, longitude: longitude))
    }
    return points
  }

  /// German names of codes.
  func catalogueNames(of codes: [String]) throws -> [String: String] {
    var names: [String: String] = [:]
    try each("select code, name from catalogue_entry where code in (\(list: Array(Set(codes)).sorted()))") { row in
      let code = row.text()
      names[code] = row.text()
    }
    return names
  }

  /// Days on which active organisations were last changed, for the site map.
  func organisationDays() throws -> [(id: RecordID<Organisation>, day: String)] {
    try rows(
      """
      select id, modified_at from organisation where archived_at is null and status = 'active'
        and tenant not in \(CenterModule.organisations.leftOut) order by id
      """
    ) { row in (try row.id(), String(row.text().prefix(10))) }
  }

  /// Organisations that changed after a moment and are among some, the oldest change first.
  func changedOrganisations(after moment: Moment) throws -> [RecordID<Organisation>] {
    try rows(
      """
      select id from organisation where archived_at is null and status = 'active' and modified_at > \(moment)
        and tenant not in \(CenterModule.organisations.leftOut)
      order by modified_at, id
      """
    ) { try $0.id() }
  }

  /// Organisations in the order of their ids.
  func organisations(_ ids: [RecordID<Organisation>]) throws -> [Stored<Organisation>] {
    let found = try list(
      Organisation.self, in: .everyTenant, where: "status = 'active' and id in (\(list: ids))", limit: ids.count)
    let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return ids.compactMap { byID[$0] }
  }
}
