// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Organisations
internal import Records
internal import Storage

/// Places as locations of HSDS.
enum FeedLocations {
  private static let columns: SQL = """
    select p.id, g.id, p.name, p.street, p.postcode, p.town, p.latitude, p.longitude, p.step_free, p.accessible_toilet,
      p.lift, p.accessible_parking, p.hearing_loop, p.tactile_guidance, p.access_note, p.transport, p.modified_at,
      p.archived_at
    from place p
    left join organisation g on g.id = p.organisation and g.archived_at is null and g.status = 'active'
    """

  /// Each place that is still there as one JSON object, and the last change of each, also of those that are archived.
  static func found(
    _ ids: [RecordID<Place>], _ depth: FeedBatch.Depth, _ connection: Connection
  ) throws -> (bytes: [RecordID<Place>: [UInt8]], modified: [RecordID<Place>: String]) {
    if ids.isEmpty { return ([:], [:]) }
    var (found, modified): ([RecordID<Place>: [UInt8]], [RecordID<Place>: String]) = ([:], [:])
    found.reserveCapacity(ids.count)
    modified.reserveCapacity(ids.count)
    try connection.each("\(columns) where p.id in (\(list: ids))") { row in
      let location = try FeedLocation(&row)
      modified[location.id] = row.text()
      if row.optionalText() == nil { found[location.id] = location.bytes(depth) }
    }
    return (found, modified)
  }

  /// The places of organisations, as JSON objects.
  static func of(
    _ owners: [RecordID<Organisation>], _ connection: Connection
  ) throws -> [RecordID<Organisation>: [FeedLocation]] {
    if owners.isEmpty { return [:] }
    var found: [RecordID<Organisation>: [FeedLocation]] = [:]
    try connection.each(
      "\(columns) where p.archived_at is null and p.organisation in (\(list: owners)) order by p.id"
    ) { row in
      let location = try FeedLocation(&row)
      if let owner = location.organisation { found[owner, default: []].append(location) }
    }
    return found
  }
}

/// One place of the feed.
struct FeedLocation: Sendable {
  let id: RecordID<Place>
  let organisation: RecordID<Organisation>?
  let name: String
  let street: String
  let postcode: String
  let town: String
  let latitude: Double?
  let longitude: Double?
  /// In the order of `Place.Access`.
  let access: [Answer]
  let accessNote: String
  let transport: String

  fileprivate init(_ row: inout Row) throws {
    id = try row.id()
    organisation = row.optionalID()
    name = row.text()
    street = row.text()
    postcode = row.text()
    town = row.text()
    latitude = row.optionalReal()
    longitude = row.optionalReal()
    access = Place.Access.allCases.map { _ in Answer(rawValue: row.text()) ?? .unknown }
    accessNote = row.text()
    transport = row.text()
  }

  func bytes(_ depth: FeedBatch.Depth) -> [UInt8] {
    var json = JSONWriter(reserving: 1024)
    json.object { json in
      json.field("id", id)
      json.field("location_type", "physical")
      json.field("organization_id", ifPresent: organisation)
      json.field("name", name)
      if !hasAddress {
        json.filled("description", [street, postcode, town].filter { !$0.isEmpty }.joined(separator: ", "))
      }
      json.filled("transportation", transport)
      if let latitude, let longitude {
        json.field("latitude", latitude)
        json.field("longitude", longitude)
      }
      guard depth == .full else { return }
      if hasAddress { address(&json) }
      accessibility(&json)
    }
    return json.take()
  }

  /// HSDS wants all parts of an address or none.
  private var hasAddress: Bool { !street.isEmpty && !postcode.isEmpty && !town.isEmpty }

  private func address(_ json: inout JSONWriter) {
    json.list("addresses", [id.identifier.part(.address)]) { json, address in
      json.object { json in
        json.field("id", address)
        json.field("location_id", id)
        FeedAddress.members(&json, street, postcode, town, "physical")
      }
    }
  }

  private func accessibility(_ json: inout JSONWriter) {
    var lines = zip(Place.Access.allCases, access).filter { $0.1 != .unknown }
      .map { (key: $0.0.rawValue, text: "\(Self.labels[$0.0.rawValue] ?? $0.0.rawValue): \($0.1.label)") }
    if !accessNote.isEmpty { lines.append((key: "note", text: accessNote)) }
    guard !lines.isEmpty else { return }
    json.list("accessibility", lines) { json, line in
      json.object {
        $0.field("id", id.identifier.part(.access, line.key))
        $0.field("location_id", id)
        $0.field("description", line.text)
      }
    }
  }

  private static let labels = Dictionary(
    Place.descriptor.fields.map { ($0.name, $0.info.label) }, uniquingKeysWith: { first, _ in first })
}

/// The members that all addresses have.
enum FeedAddress {
  static func members(
    _ json: inout JSONWriter, _ street: String, _ postcode: String, _ town: String, _ type: String
  ) {
    json.field("address_1", street)
    json.field("city", town)
    json.field("state_province", "Nordrhein-Westfalen")
    json.field("postal_code", postcode)
    json.field("country", "DE")
    json.field("address_type", type)
  }
}

/// People to ask; only those who agreed to be named in public.
enum FeedContacts {
  static func bytes(
    _ ids: [RecordID<ContactPerson>], _ connection: Connection, on today: Day
  ) throws -> [RecordID<ContactPerson>: [UInt8]] {
    if ids.isEmpty { return [:] }
    var found: [RecordID<ContactPerson>: [UInt8]] = [:]
    try connection.each(
      """
      select id, name, role, mail, phone from contact_person
      where archived_at is null and is_public = 1 and consent_on is not null and consent_on <= \(today)
        and id in (\(list: ids))
      """
    ) { row in
      let id: RecordID<ContactPerson> = try row.id()
      let (name, role, mail, phone) = (row.text(), row.text(), row.text(), row.text())
      var json = JSONWriter(reserving: 400)
      json.object { json in
        json.field("id", id)
        json.field("name", name)
        json.filled("title", role)
        json.filled("email", mail)
        guard !phone.isEmpty else { return }
        json.list("phones", [phone]) { json, number in
          json.object {
            $0.field("id", id.identifier.part(.contactPhone, number))
            $0.field("contact_id", id)
            $0.field("number", number)
            $0.field("type", "voice")
          }
        }
      }
      found[id] = json.take()
    }
    return found
  }
}
