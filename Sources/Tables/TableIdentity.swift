// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// Finds out which record a row means, and that no two rows of a file mean the same.
struct TableIdentity<R: Record> {
  /// What a row says of itself.
  struct Claim: Sendable {
    var id: RecordID<R>?
    var source: Provenance?
  }

  let tenant: TenantID
  private var sources: [String: [String: (record: RecordID<R>, fingerprint: String, isVanished: Bool)]] = [:]
  private var lines: [String: Int] = [:]

  init(tenant: TenantID) { self.tenant = tenant }

  /// - Throws: a `Problem` where an earlier row of the file has the same id or source.
  mutating func admit(_ claim: Claim, line: Int) throws(Problem) {
    let key = claim.id.map(\.text) ?? claim.source.map { "\($0.system) \($0.source)" } ?? ""
    guard !key.isEmpty else { return }
    guard let earlier = lines[key] else {
      lines[key] = line
      return
    }
    if earlier == line { return }
    throw Problem("table.twice", .invalid, "Dieser Eintrag steht schon in Zeile \(earlier).")
  }

  enum Match: Sendable {
    case new(RecordID<R>?)
    case existing(Stored<R>)
    /// Delivered before, and put away by the people of the tenant since.
    case putAway
  }

  /// The record that the row changes.
  ///
  /// - Throws: a `Problem` where the id belongs to somebody else or to an archived record.
  mutating func match(_ claim: Claim, _ connection: Connection) throws -> Match {
    let delivered = try claim.source.flatMap { try known($0, connection) }?.record
    guard let id = claim.id ?? delivered else { return .new(nil) }
    guard let stored = try connection.find(R.self, id, in: .everyTenant) else { return .new(claim.id) }
    if stored.tenant != tenant {
      throw Problem(
        "table.foreign-id", .forbidden, "Die ID „\(id.text)“ gehört zu keinem Eintrag dieses Zentrums.", field: "id")
    }
    if stored.archivedAt != nil {
      if claim.id == nil { return .putAway }
      throw Problem(
        "table.archived", .conflict, "Dieser Eintrag ist archiviert und wird nicht mehr geändert.", field: "id")
    }
    return .existing(stored)
  }

  /// Notes the source of a record, unless it is known already.
  ///
  /// - Returns: whether anything was written.
  mutating func note(_ source: Provenance, of id: RecordID<R>, _ transaction: Transaction) throws -> Bool {
    if let known = try known(source, transaction), known.record == id, !known.isVanished {
      if source.address.isEmpty { return false }
      if try transaction.provenance(of: [id])[id]?.address == source.address { return false }
    }
    try transaction.noteSource(source, of: id, in: tenant)
    sources[source.system]?[source.source] = (id, source.fingerprint, false)
    return true
  }

  private mutating func known(
    _ source: Provenance, _ connection: Connection
  ) throws -> (record: RecordID<R>, fingerprint: String, isVanished: Bool)? {
    if let known = sources[source.system] { return known[source.source] }
    let loaded = try connection.provenance(of: R.self, system: source.system, in: tenant)
    sources[source.system] = loaded
    return loaded[source.source]
  }
}
