// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// What earlier imports brought to a tenant, read at once.
struct IntegreatStock {
  typealias Source = (record: RecordID<GuideText>, fingerprint: String, isVanished: Bool)

  /// By the source's ids.
  let sources: [String: Source]
  var pages: [RecordID<GuidePage>: Stored<GuidePage>] = [:]
  private var byID: [RecordID<GuideText>: Stored<GuideText>] = [:]
  private var byPage: [RecordID<GuidePage>: [RecordID<GuideText>]] = [:]
  private var paths: [String: String] = [:]

  init(_ connection: Connection, _ tenant: TenantID) throws {
    sources = try connection.provenance(of: GuideText.self, system: IntegreatImport.system, in: tenant)
    let limit = 1_000_000
    for stored in try connection.list(GuidePage.self, in: .tenant(tenant), limit: limit) { pages[stored.id] = stored }
    for stored in try connection.list(GuideText.self, in: .tenant(tenant), limit: limit) { put(stored) }
    let addresses = try connection.rows(
      """
      select source, address from provenance
      where tenant = \(tenant) and system = \(IntegreatImport.system) and kind = \(GuideText.descriptor.kind)
      """
    ) { ($0.text(), $0.text()) }
    for (source, address) in addresses { paths[source] = IntegreatPage.path(IntegreatLinks.path(of: address)) }
  }

  mutating func put(_ stored: Stored<GuideText>) {
    if byID.updateValue(stored, forKey: stored.id) == nil, let page = stored.record.page {
      byPage[page, default: []].append(stored.id)
    }
  }

  func text(_ id: RecordID<GuideText>) -> Stored<GuideText>? { byID[id] }

  func texts(of page: RecordID<GuidePage>) -> [Stored<GuideText>] { (byPage[page] ?? []).compactMap { byID[$0] } }

  func text(of page: RecordID<GuidePage>, _ language: Language) -> Stored<GuideText>? {
    texts(of: page).first { $0.record.language == language.code }
  }

  func page(ofSource id: Int) -> RecordID<GuidePage>? {
    sources[String(id)].flatMap { byID[$0.record]?.record.page }
  }

  /// Somebody here took the page out of the guide; an import does not bring it back.
  func isArchived(_ page: RecordID<GuidePage>) -> Bool { pages[page] == nil && byPage[page] != nil }

  func isUnchanged(_ source: String, _ fingerprint: String) -> Bool {
    guard let known = sources[source] else { return false }
    return known.fingerprint == fingerprint && !known.isVanished
  }

  func path(ofSource source: String) -> String { paths[source] ?? "" }

  /// Our page for each path there that is still delivered.
  var targets: [String: RecordID<GuidePage>] {
    var targets: [String: RecordID<GuidePage>] = [:]
    for (source, delivered) in sources where !delivered.isVanished {
      if let path = paths[source], !path.isEmpty { targets[path] = byID[delivered.record]?.record.page }
    }
    return targets
  }
}
