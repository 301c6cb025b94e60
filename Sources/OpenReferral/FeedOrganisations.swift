// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Formats
internal import Kernel
internal import Organisations
internal import Records
internal import Storage

/// Organisations as HSDS has them.
enum FeedOrganisations {
  static let visible: SQL = "g.archived_at is null and g.status = 'active'"

  /// Those that stand by themselves: of centres that show their organisations (F152), and everywhere those that a service
  /// of the feed names, so that no service refers to nothing.
  static let listed: SQL = """
    \(visible) and (g.tenant not in \(CenterModule.organisations.leftOut) or exists (select 1 from offer o
      where o.organisation = g.id and o.archived_at is null and o.status = 'published'
        and o.tenant not in \(CenterModule.offers.leftOut)))
    """

  private static let columns: SQL = """
    select g.id, g.name, g.short_name, g.kind, g.legal_form, u.id, g.summary, g.description, g.identifiers,
      g.founded_year, g.street, g.postcode, g.town, g.mail, g.phone, g.website
    from organisation g
    left join organisation u on u.id = g.parent and u.archived_at is null and u.status = 'active'
      and u.tenant not in \(CenterModule.organisations.leftOut)
    """

  /// Each organisation as one JSON object, by id; archived and ended ones are left out.
  static func bytes(
    _ ids: [RecordID<Organisation>], _ depth: FeedBatch.Depth, _ connection: Connection, _ house: FeedHouse
  ) throws -> [RecordID<Organisation>: [UInt8]] {
    var found: [RecordID<Organisation>: [UInt8]] = [:]
    for organisation in try rows(ids, connection) {
      var json = JSONWriter(reserving: 1024)
      json.object { json in
        organisation.direct(&json)
        if depth == .full { organisation.parts(&json, house) }
      }
      found[organisation.id] = json.take()
    }
    return found
  }

  static func rows(
    _ ids: [RecordID<Organisation>], where condition: SQL = visible, _ connection: Connection
  ) throws -> [FeedOrganisation] {
    if ids.isEmpty { return [] }
    return try connection.rows("\(columns) where \(condition) and g.id in (\(list: ids)) order by g.id") {
      try FeedOrganisation(&$0)
    }
  }
}

/// One organisation of the feed.
struct FeedOrganisation: Sendable {
  let id: RecordID<Organisation>
  let name: String
  let shortName: String
  let kind: String
  let legalForm: LegalForm?
  let parent: String?
  let summary: String
  let description: String
  let identifiers: String
  let foundedYear: Int?
  let street: String
  let postcode: String
  let town: String
  let mail: String
  let phone: String
  let website: String

  fileprivate init(_ row: inout Row) throws {
    id = try row.id()
    name = row.text()
    shortName = row.text()
    kind = row.text()
    legalForm = row.optionalText().flatMap { LegalForm(rawValue: $0) }
    parent = row.optionalText()
    summary = row.text()
    description = row.text()
    identifiers = row.text()
    foundedYear = row.optionalInteger()
    street = row.text()
    postcode = row.text()
    town = row.text()
    mail = row.text()
    phone = row.text()
    website = row.text()
  }

  /// The members of lists.
  func direct(_ json: inout JSONWriter) {
    json.field("id", id)
    json.field("name", name)
    json.filled("alternate_name", shortName)
    let text = [description, summary, name].first { !$0.isEmpty } ?? ""
    json.field("description", FeedProse.text(text))
    json.filled("email", mail)
    json.filled("website", website)
    json.field("year_incorporated", ifPresent: foundedYear)
    json.field("legal_status", ifPresent: legalForm?.label)
    json.field("parent_organization_id", ifPresent: parent)
  }

  /// The lists that also stand inside of services.
  func parts(_ json: inout JSONWriter, _ house: FeedHouse) {
    let owner = id.identifier
    if !phone.isEmpty {
      json.list("phones", [phone]) { json, number in
        json.object {
          $0.field("id", owner.part(.phone, number))
          $0.field("organization_id", id)
          $0.field("number", number)
          $0.field("type", "voice")
        }
      }
    }
    let lines = identifiers.split(separator: "\n").map { $0.split(separator: ":", maxSplits: 1) }
      .filter { $0.count == 2 && !$0[1].allSatisfy(\.isWhitespace) }
    if !lines.isEmpty {
      json.list("organization_identifiers", lines) { json, parts in
        json.object {
          $0.field("id", owner.part(.identifier, "\(parts[0]):\(parts[1])"))
          $0.field("organization_id", id)
          $0.field("identifier_type", String(parts[0]))
          $0.field("identifier", String(parts[1].drop { $0 == " " }))
        }
      }
    }
    if let term = house.terms.term(kind[...], of: .organisationKind) {
      json.list("attributes", [term]) { json, term in term.attribute(of: owner, entity: .organization, &json) }
    }
  }
}

extension JSONWriter {
  /// A member that is left out where its text is empty: the feed knows no null.
  mutating func filled(_ name: String, _ text: String) {
    if !text.isEmpty { field(name, text) }
  }
}

extension FeedTerm {
  /// The tie between a record and this term. Most of it is the same for all records, and stands there ready.
  func attribute(of owner: Identifier, entity: FeedEntity, _ json: inout JSONWriter) {
    json.object {
      $0.field("id", owner.part(.attribute, number: id.identifier.low))
      $0.field("link_id", owner)
      $0.raw(members: entity == .service ? serviceTail : organisationTail)
    }
  }
}
