// SPDX-License-Identifier: EUPL-1.2
package import Formats
package import Kernel
internal import Records
package import Storage

/// What people write in one language version of a page.
package struct GuideDraft: Sendable {
  package var title: String
  package var excerpt: String
  package var content: CleanHTML

  private static let excerptLength = 160

  /// - Parameter excerpt: nothing takes the beginning of the content.
  package init(title: String, excerpt: String? = nil, content: CleanHTML) {
    self.title = title
    self.excerpt = excerpt ?? content.excerpt(limit: Self.excerptLength)
    self.content = content
  }
}

/// Where a page stands and who shows it.
package struct GuidePlace: Sendable {
  package var parent: RecordID<GuidePage>?
  /// Nothing puts it behind its neighbours.
  package var position: Int?
  package var slug: String
  package var status = GuidePage.Status.published
  package var isEmbedded = false
  package var statutory = ""

  package init(parent: RecordID<GuidePage>? = nil, position: Int? = nil, slug: String) {
    self.parent = parent
    self.position = position
    self.slug = slug
  }
}

/// What can be done with guide pages; each is one intention.
package enum GuideActions {
  /// Makes a page with its text in one language, German as a rule.
  ///
  /// - Throws: a `Problem` when the place in the tree is not possible or a text breaks its limits.
  @discardableResult
  package static func create(
    _ draft: GuideDraft, in language: Language = .german, at place: GuidePlace, of tenant: TenantID,
    _ transaction: Transaction
  ) throws -> RecordID<GuidePage> {
    var page = GuidePage(id: transaction.makeID())
    try GuideRules.checkPlace(of: page.id, under: place.parent, in: transaction.guideAncestry(place.parent, in: tenant))
    page.parent = place.parent
    page.position = try place.position ?? transaction.nextGuidePosition(under: place.parent, in: tenant)
    page.slug = place.slug
    page.status = place.status
    page.isEmbedded = place.isEmbedded
    page.statutory = place.statutory
    try transaction.insert(page, of: tenant)
    var text = GuideText(id: transaction.makeID())
    text.page = page.id
    text.language = language.code
    text.take(draft)
    try transaction.insert(text, of: tenant)
    return page.id
  }

  /// Changes a text.
  ///
  /// - Parameter isMinor: a small change, such as a typing error, that translations need not follow.
  /// - Returns: whether anything was different.
  @discardableResult
  package static func edit(
    _ stored: Stored<GuideText>, _ draft: GuideDraft, isMinor: Bool, _ transaction: Transaction
  ) throws -> Bool {
    var text = stored.record
    text.take(draft)
    guard text != stored.record else { return false }
    text.count(isMinor: isMinor)
    return try transaction.save(text, over: stored, as: "guide_text.edited")
  }

  /// Keeps a translation of a page, new or changed, tied to the revision of the German text that it translates.
  ///
  /// - Parameter basedOn: nothing means the German text as it is now.
  /// - Throws: a `Problem` when the page does not exist or the revision does not.
  package static func translate(
    _ page: RecordID<GuidePage>, into language: Language, _ draft: GuideDraft, basedOn: Int? = nil,
    of tenant: TenantID, _ transaction: Transaction
  ) throws {
    guard language != .german else {
      throw Problem("guide.source-language", .invalid, "Der deutsche Text ist die Quelle und keine Übersetzung.")
    }
    guard try transaction.find(GuidePage.self, page, in: .tenant(tenant)) != nil else {
      throw Problem("guide.unknown-page", .notFound, "Diese Seite gibt es nicht.")
    }
    let source = try transaction.guideText(of: page, in: .german)?.record
    let revision = basedOn ?? source?.revision ?? 0
    try GuideRules.checkSource(revision, of: source)
    guard let stored = try transaction.guideText(of: page, in: language) else {
      var text = GuideText(id: transaction.makeID())
      text.page = page
      text.language = language.code
      text.basedOn = revision
      text.take(draft)
      return try transaction.insert(text, of: tenant, as: "guide_text.translated")
    }
    var text = stored.record
    text.take(draft)
    if text != stored.record { text.count(isMinor: false) }
    text.basedOn = revision
    try transaction.save(text, over: stored, as: "guide_text.translated")
  }

  /// Puts a page elsewhere in its tree, with everything under it. Links to it stay as they are.
  package static func move(
    _ stored: Stored<GuidePage>, under parent: RecordID<GuidePage>?, position: Int? = nil, _ transaction: Transaction
  ) throws {
    try GuideRules.checkPlace(of: stored.id, under: parent, in: transaction.guideParents(in: stored.tenant))
    var page = stored.record
    page.parent = parent
    page.position = try position ?? transaction.nextGuidePosition(under: parent, in: stored.tenant)
    try transaction.save(page, over: stored, as: "guide_page.moved")
  }

  /// Takes a page out of the guide.
  ///
  /// - Throws: a `Problem` when pages stand under it.
  package static func archive(_ stored: Stored<GuidePage>, _ transaction: Transaction) throws {
    guard try transaction.count(GuidePage.self, in: .tenant(stored.tenant), where: "parent = \(stored.id)") == 0 else {
      throw Problem(
        "guide.has-children", .conflict, "Unter dieser Seite stehen noch andere. Bitte verschieben Sie diese zuerst.")
    }
    try transaction.archive(stored)
  }
}

extension GuideText {
  mutating func take(_ draft: GuideDraft) {
    title = draft.title
    excerpt = draft.excerpt
    setContent(draft.content)
  }

  /// Counts an edit.
  mutating func count(isMinor: Bool) {
    revision += 1
    self.isMinor = isMinor
    if !isMinor { majorRevision = revision }
  }
}
