// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Kernel
internal import Organisations
internal import Records
internal import Storage

/// The records of one kind that earlier deliveries brought, by their ids there.
struct HSDSShelf<R: Record> {
  typealias Source = (record: RecordID<R>, fingerprint: String, isVanished: Bool)

  let sources: [String: Source]
  /// All records of the tenant that are not archived.
  let stored: [RecordID<R>: Stored<R>]
  private var made: [String: RecordID<R>] = [:]

  init(_ connection: Connection, _ tenant: TenantID) throws {
    sources = try connection.provenance(of: R.self, system: HSDSImport.system, in: tenant)
    let all = try connection.list(R.self, in: .tenant(tenant), limit: 5_000_000)
    stored = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Somebody here took the record out of the directory; an import does not bring it back.
  func isArchived(_ source: String) -> Bool { sources[source].map { stored[$0.record] == nil } ?? false }

  /// What earlier deliveries brought and nobody archived.
  var delivered: [Stored<R>] {
    sources.sorted { $0.key < $1.key }.compactMap { stored[$0.value.record] }
  }

  func current(_ source: String) -> Stored<R>? { sources[source].flatMap { stored[$0.record] } }

  /// The record of an id there: the known one, or from now on a new one.
  mutating func id(_ source: String, _ transaction: Transaction) -> RecordID<R> {
    if let id = sources[source]?.record ?? made[source] { return id }
    let id: RecordID<R> = transaction.makeID()
    made[source] = id
    return id
  }

  /// The same for parts, of which archived ones are made anew.
  mutating func partID(_ source: String, _ transaction: Transaction) -> RecordID<R> {
    if let stored = current(source) { return stored.id }
    if let id = made[source] { return id }
    let id: RecordID<R> = transaction.makeID()
    made[source] = id
    return id
  }
}

/// All that an import looks things up in.
struct HSDSShelves {
  var organisations: HSDSShelf<Organisation>
  var places: HSDSShelf<Place>
  var contacts: HSDSShelf<ContactPerson>
  var offers: HSDSShelf<Offer>
  var offerPlaces: HSDSShelf<OfferPlace>
  var schedules: HSDSShelf<OfferSchedule>

  init(_ connection: Connection, _ tenant: TenantID) throws {
    organisations = try HSDSShelf(connection, tenant)
    places = try HSDSShelf(connection, tenant)
    contacts = try HSDSShelf(connection, tenant)
    offers = try HSDSShelf(connection, tenant)
    offerPlaces = try HSDSShelf(connection, tenant)
    schedules = try HSDSShelf(connection, tenant)
  }
}

/// One record made of a delivered object.
struct HSDSDraft<R: Record> {
  let item: Int
  let source: String
  var record: R
}

/// An offer made of a delivered service, with its parts by the keys under which they are found again.
struct HSDSOfferDraft {
  let item: Int
  let source: String
  var offer: Offer
  /// What the source says of its state.
  var sourceStatus: String
  var places: [(key: String, record: OfferPlace)] = []
  var schedules: [(key: String, record: OfferSchedule)] = []
}
