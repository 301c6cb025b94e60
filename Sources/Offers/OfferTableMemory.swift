// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Organisations
internal import Storage
internal import Synchronization

/// What the columns of one import tell each other: known places, and how many places and times the row at hand has.
///
/// A class because the columns' closures share it. It belongs to one import: after one that was taken back it would
/// know places that are not there.
final class OfferTableMemory: Sendable {
  private struct State {
    var tenant: TenantID?
    var places: [OfferTablePlace.Key: [RecordID<Place>]] = [:]
    var keysByName: [String: Set<OfferTablePlace.Key>] = [:]
    var placeCount: Int?
    var timeCount: Int?
    var links: (offer: RecordID<Offer>, ids: [RecordID<OfferPlace>])?
    var times: (offer: RecordID<Offer>, ids: [RecordID<OfferSchedule>])?
  }

  private let state = Mutex(State())

  /// How many places the row has that is being read; nothing where the file has no column for them.
  var placeCount: Int? {
    get { state.withLock { $0.placeCount } }
    set { state.withLock { $0.placeCount = newValue } }
  }

  /// The same of its times.
  var timeCount: Int? {
    get { state.withLock { $0.timeCount } }
    set { state.withLock { $0.timeCount = newValue } }
  }

  /// The places of an offer in the order of its cell, if it is the offer at hand.
  func links(of offer: RecordID<Offer>) -> [RecordID<OfferPlace>]? {
    state.withLock { $0.links.flatMap { $0.offer == offer ? $0.ids : nil } }
  }

  func times(of offer: RecordID<Offer>) -> [RecordID<OfferSchedule>]? {
    state.withLock { $0.times.flatMap { $0.offer == offer ? $0.ids : nil } }
  }

  func keep(_ links: [RecordID<OfferPlace>], of offer: RecordID<Offer>) {
    state.withLock { $0.links = (offer, links) }
  }

  func keep(_ times: [RecordID<OfferSchedule>], of offer: RecordID<Offer>) {
    state.withLock { $0.times = (offer, times) }
  }

  // MARK: - Known places

  /// Reads all places of the tenant, once.
  func load(_ connection: Connection, _ tenant: TenantID) throws {
    if state.withLock({ $0.tenant == tenant }) { return }
    var fresh = State()
    fresh.tenant = tenant
    try connection.eachPlace(of: tenant) { Self.add($0, to: &fresh) }
    state.withLock { state in
      (state.tenant, state.places, state.keysByName) = (tenant, fresh.places, fresh.keysByName)
    }
  }

  func add(_ place: Place) { state.withLock { Self.add(place, to: &$0) } }

  /// The places that look like this, in the order of their ids.
  func places(_ key: OfferTablePlace.Key) -> [RecordID<Place>] { state.withLock { $0.places[key] ?? [] } }

  /// The addresses at which places of this name are, case and repeated blanks aside.
  func keys(named name: String) -> Set<OfferTablePlace.Key> {
    state.withLock { $0.keysByName[Self.folded(name)] ?? [] }
  }

  private static func add(_ place: Place, to state: inout State) {
    let key = OfferTablePlace.Key(place)
    state.places[key, default: []].append(place.id)
    state.keysByName[folded(place.name), default: []].insert(key)
  }

  private static func folded(_ text: String) -> String { text.foldedWords }
}
