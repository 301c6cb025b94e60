// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Formats
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Writing and translating the pages of a guide.
extension GuideDesk {
  /// Bytes of a form: encoded texts are up to three times as long.
  private static let formLimit = 3 << 20

  // MARK: - New pages

  @Sendable func newPage(_ staff: StaffVisit) async throws -> Reply {
    let parent = staff.query[GuideDeskPath.under].flatMap { RecordID<GuidePage>($0) }
    return try await newReply(staff, GuideTyped(), parent: parent, problems: [], shows: false)
  }

  @Sendable func create(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form(limit: Self.formLimit)
    let (typed, tenant) = (GuideTyped(form), try staff.tenant())
    let parent = form["parent"].flatMap { RecordID<GuidePage>($0) }
    if form[GuideTyped.action] == GuideTyped.preview {
      return try await newReply(staff, typed, parent: parent, problems: typed.contentProblems, shows: true)
    }
    do {
      let draft = try typed.draft()
      let id = try await services.database.write(by: staff.principal) { transaction in
        try staff.require(GuidePermissions.edit, about: Subject(tenant: tenant, kind: GuidePage.descriptor.kind))
        var place = GuidePlace(parent: parent, slug: Self.slug(draft.title))
        place.status = .draft
        return try GuideActions.create(draft, at: place, of: tenant, transaction)
      }
      return .seeOther(staff.view.link(GuideDeskPath.page(id).telling(.saved)))
    } catch let problem as Problem where problem.kind == .invalid || problem.kind == .tooLarge {
      return try await newReply(staff, typed, parent: parent, problems: problem.all.map(Self.placed), shows: false)
    }
  }

  private func newReply(
    _ staff: StaffVisit, _ typed: GuideTyped, parent: RecordID<GuidePage>?, problems: [Problem], shows: Bool
  ) async throws -> Reply {
    let tenant = try staff.tenant()
    try staff.require(GuidePermissions.edit, about: Subject(tenant: tenant, kind: GuidePage.descriptor.kind))
    let outline = try await services.database.read { try $0.guideOutline(of: tenant) }
    let heading = staff.view[GuideDeskText.newPage]
    let editor = GuideEditorView(
      heading: heading, action: GuideDeskPath.new(), back: GuideDeskPath.tree, typed: typed, language: .german,
      problems: problems, before: parentSelect(outline, chosen: parent, except: nil, staff.view),
      preview: shows ? try? typed.clean() : nil, token: staff.formToken, view: staff.view)
    return reply(staff, heading, editor, problems, crumbs: [])
  }

  /// A readable decoration of the address.
  static func slug(_ title: String) -> String {
    var slug = ""
    for character in title.lowercased() {
      switch character {
      case "ä": slug += "ae"
      case "ö": slug += "oe"
      case "ü": slug += "ue"
      case "ß": slug += "ss"
      case "a"..."z" where character.isASCII, "0"..."9" where character.isASCII: slug.append(character)
      default: if !slug.isEmpty, slug.last != "-" { slug.append("-") }
      }
      if slug.count >= 100 { break }
    }
    return slug.last == "-" ? String(slug.dropLast()) : slug
  }

  // MARK: - Versions

  @Sendable func editor(_ staff: StaffVisit) async throws -> Reply {
    let context = try await context(staff)
    var typed =
      try context.stored.map { try GuideTyped($0, html: staff.query[GuideDeskPath.format] == "html") }
      ?? GuideTyped()
    typed.basedOn = context.german?.record.revision
    return versionReply(staff, context, typed, problems: [], shows: false)
  }

  @Sendable func change(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form(limit: Self.formLimit)
    var typed = GuideTyped(form)
    let context = try await context(staff)
    if form[GuideTyped.action] == GuideTyped.preview {
      return versionReply(staff, context, typed, problems: typed.contentProblems, shows: true)
    }
    do {
      let (draft, sent, language) = (try typed.draft(), typed, context.language)
      try await services.database.write(by: staff.principal) { transaction in
        let page = try opened(staff, GuidePermissions.edit, transaction)
        try Self.keep(draft, sent, language, of: page, transaction)
      }
      return .seeOther(staff.view.link(GuideDeskPath.page(context.page.id).telling(.saved)))
    } catch let problem as Problem where problem.code == "record.changed-meanwhile" {
      typed.version = context.stored?.version ?? 0
      return versionReply(staff, context, typed, problems: [Self.overtaken], shows: false, status: .conflict)
    } catch let problem as Problem where problem.kind == .invalid || problem.kind == .tooLarge {
      return versionReply(staff, context, typed, problems: problem.all.map(Self.placed), shows: false)
    }
  }

  private static func keep(
    _ draft: GuideDraft, _ sent: GuideTyped, _ language: Language, of page: Stored<GuidePage>,
    _ transaction: Transaction
  ) throws {
    let stored = try transaction.guideText(of: page.id, in: language)
    guard sent.version == stored?.version ?? 0 else {
      throw Problem("record.changed-meanwhile", .conflict, overtaken.sentence)
    }
    if language != .german {
      return try GuideActions.translate(
        page.id, into: language, draft, basedOn: sent.basedOn, of: page.tenant, transaction)
    }
    guard let stored else { throw Problem.notFound }
    try GuideActions.edit(stored, draft, isMinor: sent.isMinor, transaction)
  }

  private static let overtaken = Problem(
    "record.changed-meanwhile", .conflict,
    "Diese Fassung hat inzwischen jemand anderes geändert; deren Stand steht unten. Ihre Eingaben sind noch da. Noch "
      + "einmal speichern ersetzt die andere Änderung.")

  /// Problems of the record's fields, told at the inputs that stand for them.
  private static func placed(_ problem: Problem) -> Problem {
    switch problem.field {
    case "title": problem.at(GuideTyped.title)
    case "excerpt": problem.at(GuideTyped.excerpt)
    case "content": problem.at(GuideTyped.content)
    default: problem
    }
  }

  private func context(_ staff: StaffVisit) async throws -> GuideEditorContext {
    let code = staff.visit.part("language")
    guard let language = Language(code), LanguageNames.isKnown(code) else { throw Problem.notFound }
    return try await services.database.read { connection in
      let page = try opened(staff, GuidePermissions.edit, connection)
      let stored = try connection.guideText(of: page.id, in: language)
      let german = try connection.guideText(of: page.id, in: .german)
      let source = try stored.flatMap { try connection.provenance(of: [$0.id])[$0.id] }
      return GuideEditorContext(page: page, language: language, stored: stored, german: german, source: source)
    }
  }

  private func versionReply(
    _ staff: StaffVisit, _ context: GuideEditorContext, _ typed: GuideTyped, problems: [Problem], shows: Bool,
    status: HTTPResponse.Status? = nil
  ) -> Reply {
    let view = staff.view
    let title = context.german?.record.title ?? context.stored?.record.title ?? GuidePage.descriptor.one
    let heading = "\(title): \(LanguageNames.name(context.language.code, in: view.language))"
    let editor = GuideEditorView(
      heading: heading, action: GuideDeskPath.text(context.page.id, context.language),
      back: GuideDeskPath.page(context.page.id), typed: typed, language: context.language, problems: problems,
      context: context, overtaken: status == .conflict, preview: shows ? try? typed.clean() : nil,
      token: staff.formToken, view: view)
    return reply(
      staff, heading, editor, problems, crumbs: [(title, GuideDeskPath.page(context.page.id))], status: status)
  }

  private func reply(
    _ staff: StaffVisit, _ heading: String, _ editor: GuideEditorView, _ problems: [Problem],
    crumbs: [(String, Path)], status: HTTPResponse.Status? = nil
  ) -> Reply {
    let head = StaffHead(
      heading, current: GuideDeskPath.tree,
      crumbs: [(staff.view[GuideDeskText.guide], GuideDeskPath.tree)] + crumbs)
    return staff.page(head, editor.html, status: status ?? (problems.isEmpty ? .ok : .unprocessableContent))
  }
}

/// What the editor of a version shows beside the inputs.
struct GuideEditorContext: Sendable {
  let page: Stored<GuidePage>
  let language: Language
  let stored: Stored<GuideText>?
  let german: Stored<GuideText>?
  /// Where the text was imported from.
  let source: Provenance?
}
