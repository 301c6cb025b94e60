// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Organisations
internal import Records
internal import Storage

/// Brings drafts into the database: new ones, changed ones, and nothing where nothing changed.
struct HSDSWriter {
  private let mapper: HSDSMapper
  private let options: HSDSImport.Options
  let transaction: Transaction
  private let progress: @Sendable (Int, Int) -> Void
  private(set) var report = HSDSImport.Report()
  private var done = 0
  private var total = 0

  var tenant: TenantID { options.tenant }
  var package: HSDSPackage { mapper.package }
  var shelves: HSDSShelves { mapper.shelves }

  init(
    _ mapper: HSDSMapper, _ options: HSDSImport.Options, _ transaction: Transaction,
    _ progress: @escaping @Sendable (Int, Int) -> Void
  ) {
    self.mapper = mapper
    self.options = options
    self.transaction = transaction
    self.progress = progress
    report.problems = mapper.package.problems
    report.unplaced = mapper.package.ledger.unplaced
    report.notices = mapper.package.ledger.notices
    report.faulty = mapper.package.items.count {
      $0.isFaulty && ($0.kind == .service || $0.kind == .organization || $0.kind == .location)
    }
    total = mapper.organisations.count + mapper.places.count + mapper.offers.count
  }

  mutating func write() throws {
    var ledger = HSDSLedger()
    for draft in mapper.organisations.sorted(by: { levels(of: $0) < levels(of: $1) }) {
      try keep(draft, shelves.organisations, Self.organisationFields, \.organisations)
      step()
    }
    for draft in mapper.places {
      try keep(draft, shelves.places, Self.placeFields, \.places)
      step()
    }
    for draft in mapper.contacts { try keep(draft, shelves.contacts, Self.contactFields, \.contacts) }
    let writer = HSDSOfferWriter(shelves, package, tenant, transaction)
    for draft in mapper.offers {
      switch try writer.keep(draft, &ledger) {
      case .added: report.offers.added += 1
      case .changed: report.offers.changed += 1
      case .unchanged: report.offers.unchanged += 1
      }
      step()
    }
    report.notices += ledger.notices
    if options.isComplete { try markVanished() }
  }

  private mutating func step() {
    done += 1
    if done % 50 == 0 || done == total { progress(done, total) }
  }

  /// Parents come first, as rows refer to them.
  private func levels(of draft: HSDSDraft<Organisation>) -> Int {
    var levels = 0
    var above = package.items[draft.item].parent
    while let next = above, levels < 100 {
      above = package.items[next].parent
      levels += 1
    }
    return levels
  }

  // MARK: Records

  /// Fields that the source decides alone, also when it empties them; others are ours where it says nothing.
  private static let organisationFields: Set<String> = [
    "name", "short_name", "description", "identifiers", "mail", "phone", "website", "parent",
  ]
  private static let placeFields: Set<String> = ["name", "street", "postcode", "town", "transport"]
  private static let contactFields: Set<String> = ["name", "role", "mail", "phone"]

  private mutating func keep<R: Record>(
    _ draft: HSDSDraft<R>, _ shelf: HSDSShelf<R>, _ always: Set<String>,
    _ tally: WritableKeyPath<HSDSImport.Report, HSDSImport.Tally>
  ) throws {
    let fingerprint = Self.fingerprint(Self.parts(draft.record))
    let known = shelf.sources[draft.source]
    let isSame = known.map { $0.fingerprint == fingerprint && !$0.isVanished } ?? false
    if isSame || shelf.isArchived(draft.source) {
      report[keyPath: tally].unchanged += 1
      return
    }
    let action = "\(R.descriptor.kind).imported"
    if let stored = shelf.current(draft.source) {
      try transaction.save(Self.merged(draft.record, over: stored.record, always), over: stored, as: action)
      report[keyPath: tally].changed += 1
    } else {
      try transaction.insert(draft.record, of: tenant, as: action)
      report[keyPath: tally].added += 1
    }
    try transaction.noteSource(
      Provenance(system: HSDSImport.system, source: draft.source, address: "", fingerprint: fingerprint),
      of: draft.record.id, in: tenant)
  }

  /// What the source says, over what people here added.
  static func merged<R: Record>(_ new: R, over old: R, _ always: Set<String>) -> R {
    var merged = old
    let blank = R(id: new.id)
    for field in R.descriptor.fields {
      let value = field.read(new)
      if always.contains(field.name) || value != field.read(blank) { try? field.place(value, in: &merged) }
    }
    return merged
  }

  static func parts<R: Record>(_ record: R, except: Set<String> = []) -> [String] {
    R.descriptor.fields.filter { !except.contains($0.name) }.map { field in
      switch field.read(record) {
      case .null: "\(field.name)-"
      case .integer(let number): "\(field.name)=\(number)"
      case .real(let number): "\(field.name)=\(number)"
      case .text(let text): "\(field.name)=\(text.utf8.count):\(text)"
      }
    }
  }

  static func fingerprint(_ parts: [String]) -> String {
    hexadecimal(sha256(Array(parts.map { "\($0.utf8.count):\($0)" }.joined().utf8)))
  }

  // MARK: What is gone

  /// Marks what earlier deliveries had; offers among it are not shown until they come back.
  private mutating func markVanished() throws {
    guard !package.isPartOfList, package.problems.isEmpty else {
      report.notices.append(
        HSDSImport.Notice(
          sentence: "Die Lieferung ist nicht vollständig lesbar; deshalb wurde nichts als verschwunden vermerkt.",
          count: 1, example: "Lieferung"))
      return
    }
    for source in try vanish(shelves.offers, .service, \.offers) {
      guard let stored = shelves.offers.current(source), stored.record.status == .published else { continue }
      try OfferActions.pause(stored, transaction)
    }
    try vanish(shelves.organisations, .organization, \.organisations)
    try vanish(shelves.places, .location, \.places)
    try vanish(shelves.contacts, .contact, \.contacts)
  }

  @discardableResult
  private mutating func vanish<R: Record>(
    _ shelf: HSDSShelf<R>, _ kind: HSDSKind, _ tally: WritableKeyPath<HSDSImport.Report, HSDSImport.Tally>
  ) throws -> [String] {
    let gone = shelf.sources.filter { !$0.value.isVanished && package.find(kind, $0.key) == nil }.keys.sorted()
    for source in gone {
      try transaction.noteVanished(R.self, system: HSDSImport.system, source: source, in: tenant)
      report[keyPath: tally].vanished += 1
    }
    return gone
  }
}
