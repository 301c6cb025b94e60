// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Formats
internal import Guides
internal import Kernel
internal import Records
internal import Storage

extension DemoRun {
  mutating func fillGuides(wished: Int) throws {
    guard let body = try transaction.list(CoordinationBody.self, in: .everyTenant).first else { return }
    var pages: [String: RecordID<GuidePage>] = [:]
    for demo in material.guides.prefix(wished) {
      pages[demo.key] = try fill(demo, under: demo.parent.flatMap { pages[$0] }, body.tenant)
      report.guides += 1
    }
    let centers = material.centers.compactMap { self.centers[$0.ags] }
    for number in 0..<max(0, wished - material.guides.count) where !centers.isEmpty {
      try fillLocal(number, of: centers[number % centers.count])
      report.guides += 1
    }
  }

  private func fill(
    _ demo: DemoGuidePage, under parent: RecordID<GuidePage>?, _ tenant: TenantID
  ) throws -> RecordID<GuidePage>? {
    guard let german = demo.texts.first(where: { $0.language == "de" }) else { return nil }
    var place = GuidePlace(parent: parent, position: demo.order, slug: demo.key)
    place.isEmbedded = true
    let page = try GuideActions.create(try draft(german), at: place, of: tenant, transaction)
    for text in demo.texts where text.language != "de" {
      guard let language = Language(text.language) else { continue }
      try GuideActions.translate(page, into: language, try draft(text), of: tenant, transaction)
    }
    guard demo.texts.contains(where: { $0.basedOn < demo.version }),
      let stored = try transaction.guideText(of: page, in: .german)
    else { return page }
    var newer = try draft(german)
    newer.content = try CleanHTML(cleaning: german.html + "<p>Stand: \(today.german)</p>")
    try GuideActions.edit(stored, newer, isMinor: false, transaction)
    for text in demo.texts where text.language != "de" && text.basedOn >= demo.version {
      guard let language = Language(text.language) else { continue }
      try GuideActions.translate(page, into: language, try draft(text), of: tenant, transaction)
    }
    return page
  }

  private func draft(_ text: DemoGuideText) throws -> GuideDraft {
    GuideDraft(title: text.title, content: try CleanHTML(cleaning: text.html))
  }

  /// A page of a centre, made from the words of its offers; for large sets.
  private func fillLocal(_ number: Int, of center: Center) throws {
    let parts = (0..<3).compactMap { material.offer((number * 3 + $0) % max(1, material.offerCount)) }
    guard let first = parts.first else { return }
    let html = parts.map { "<h2>\($0.title)</h2>" + Self.paragraphs($0.description) }.joined()
    let draft = GuideDraft(
      title: "\(first.title) in \(center.municipality)", content: try CleanHTML(cleaning: html))
    let place = GuidePlace(position: number, slug: "seite-\(number)")
    try GuideActions.create(draft, at: place, of: center.tenant, transaction)
  }
}
