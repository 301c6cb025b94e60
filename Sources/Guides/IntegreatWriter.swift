// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
internal import Storage

/// One import at work, inside of its transaction.
struct IntegreatWriter {
  /// Contents turned out to be faulty, and nothing shall be written then.
  struct Refused: Error { let problems: [Problem] }

  private let file: IntegreatFile
  private let tenant: TenantID
  private let transaction: Transaction
  private var known: IntegreatStock
  private var links = IntegreatLinks()
  /// Our page of each page of the file.
  private var pageIDs: [RecordID<GuidePage>] = []
  private var report = IntegreatImport.Report()

  init(_ file: IntegreatFile, _ tenant: TenantID, _ transaction: Transaction) throws {
    self.file = file
    self.tenant = tenant
    self.transaction = transaction
    known = try IntegreatStock(transaction, tenant)
  }

  mutating func run(
    skipsInvalid: Bool, _ progress: @Sendable (Int, Int) -> Void
  ) throws -> IntegreatImport.Report {
    report.problems = file.problems
    tie()
    let contents = cleanAll()
    if !report.problems.isEmpty, !skipsInvalid { throw Refused(problems: report.problems) }
    for (index, page) in file.pages.enumerated() {
      if let content = contents[index] { try keepPage(page, index, content) }
      if index % 20 == 19 || index == file.pages.count - 1 { progress(index + 1, file.pages.count) }
    }
    try markVanished()
    return report
  }

  /// Finds our page for each page of the file, by its own id or by that of another language version.
  private mutating func tie() {
    links.targets = known.targets
    let known = known
    var taken: Set<RecordID<GuidePage>> = []
    for page in file.pages {
      let ids = [page.id] + page.others.map(\.id)
      let found = ids.lazy.compactMap { known.page(ofSource: $0) }.first { !taken.contains($0) }
      let id = found ?? transaction.makeID()
      taken.insert(id)
      pageIDs.append(id)
      for path in [page.path] + page.others.map(\.path) where !path.isEmpty { links.targets[path] = id }
    }
  }

  /// The clean contents; nothing for a page whose HTML is beyond repair, and for all pages under it.
  private mutating func cleanAll() -> [CleanHTML?] {
    var contents: [CleanHTML?] = []
    for (index, page) in file.pages.enumerated() {
      let place = page.place.path.description
      if let parent = file.parents[index], contents[parent] == nil {
        contents.append(nil)
        report.problems.append(
          Problem(
            "integreat.faulty-parent", .invalid, "\(place): Die Seite darüber ist fehlerhaft.", field: place))
        continue
      }
      do throws(Problem) {
        contents.append(try CleanHTML(cleaning: page.content, rewriting: links.rewritten))
      } catch {
        contents.append(nil)
        report.problems.append(
          Problem(error.code, error.kind, "\(place).content: \(error.sentence)", field: "\(place).content"))
      }
    }
    return contents
  }

  private mutating func keepPage(_ page: IntegreatPage, _ index: Int, _ content: CleanHTML) throws {
    let id = pageIDs[index]
    let parent = file.parents[index].map { pageIDs[$0] }
    let fingerprint = Self.fingerprint(page, content, parent)
    let source = String(page.id)
    if known.isUnchanged(source, fingerprint) || known.isArchived(id) {
      report.unchanged += 1
      return
    }
    try keepPlace(page, id, parent)
    if try keepText(page, id, content) { report.added += 1 } else { report.changed += 1 }
    guard let text = known.text(of: id, file.language) else { return }
    try transaction.noteSource(
      Provenance(system: IntegreatImport.system, source: source, address: page.url, fingerprint: fingerprint),
      of: text.id, in: tenant)
  }

  /// The tree follows the German file; other languages shape it only where there is no German page.
  private mutating func keepPlace(
    _ page: IntegreatPage, _ id: RecordID<GuidePage>, _ parent: RecordID<GuidePage>?
  ) throws {
    let stored = known.pages[id]
    if stored != nil, file.language != .german, known.text(of: id, .german)?.record.isVanished == false { return }
    var place = stored?.record ?? GuidePage(id: id)
    place.parent = parent
    place.position = page.order
    place.slug = String(page.path.split(separator: "/").last?.prefix(120) ?? "")
    if let stored {
      try transaction.save(place, over: stored, as: "guide_page.imported")
    } else {
      try transaction.insert(place, of: tenant, as: "guide_page.imported")
      known.pages[id] = try transaction.find(GuidePage.self, id, in: .tenant(tenant))
    }
  }

  /// - Returns: whether the text is new.
  private mutating func keepText(
    _ page: IntegreatPage, _ id: RecordID<GuidePage>, _ content: CleanHTML
  ) throws -> Bool {
    let draft = GuideDraft(title: page.title, content: content)
    let stored = known.text(of: id, file.language)
    var text = stored?.record ?? GuideText(id: transaction.makeID())
    text.page = id
    text.language = file.language.code
    text.take(draft)
    if let stored, text != stored.record { text.count(isMinor: false) }
    text.isVanished = false
    text.sourceModified = page.modified
    if file.language != .german, let source = known.text(of: id, .german)?.record, text.follows(source) {
      text.basedOn = source.revision
    }
    try write(text, over: stored)
    if file.language == .german { try tieTranslations(of: id, to: text) }
    return stored == nil
  }

  /// Versions that are as new as the German text translate it.
  private mutating func tieTranslations(of id: RecordID<GuidePage>, to source: GuideText) throws {
    for stored in known.texts(of: id) where stored.record.language != Language.german.code {
      guard stored.record.follows(source) else { continue }
      var text = stored.record
      text.basedOn = source.revision
      try write(text, over: stored)
    }
  }

  private mutating func write(_ text: GuideText, over stored: Stored<GuideText>?) throws {
    if let stored {
      try transaction.save(text, over: stored, as: "guide_text.imported")
    } else {
      try transaction.insert(text, of: tenant, as: "guide_text.imported")
    }
    if let kept = try transaction.find(GuideText.self, text.id, in: .tenant(tenant)) { known.put(kept) }
  }

  /// What earlier files of the same region and language had and this one has not.
  private mutating func markVanished() throws {
    if file.hasNameless { return }
    let regions = Set(file.pages.map(\.region))
    for (source, delivered) in known.sources.sorted(by: { $0.key < $1.key }) {
      guard !delivered.isVanished, Int(source).map(file.ids.contains) != true,
        let stored = known.text(delivered.record), stored.record.language == file.language.code,
        regions.contains(IntegreatPage.region(ofPath: known.path(ofSource: source)))
      else { continue }
      try transaction.noteVanished(GuideText.self, system: IntegreatImport.system, source: source, in: tenant)
      var text = stored.record
      text.isVanished = true
      try transaction.save(text, over: stored, as: "guide_text.vanished")
      report.vanished += 1
    }
  }

  /// A digest of all that the import makes of a page.
  private static func fingerprint(
    _ page: IntegreatPage, _ content: CleanHTML, _ parent: RecordID<GuidePage>?
  ) -> String {
    let parts = [
      page.title, content.text, page.url, page.path, String(page.order), page.modified?.iso ?? "", parent?.text ?? "",
    ]
    return hexadecimal(sha256(Array(parts.map { "\($0.utf8.count):\($0)" }.joined().utf8)))
  }
}

extension GuideText {
  /// Whether the source's times say that this version was made from the German text as it is.
  fileprivate func follows(_ source: GuideText) -> Bool {
    guard let own = sourceModified, let other = source.sourceModified else { return true }
    return own >= other
  }
}
