// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Centers
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// The tree of a guide and what is done with whole pages.
extension GuideDesk {
  @Sendable func tree(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.tenant()
    let (outline, statewide) = try await services.database.read { connection in
      let bodies = try CenterBook(connection).bodies.filter { $0.tenant != tenant }
      let book = try GuideBook(connection)
      return (try connection.guideOutline(of: tenant), bodies.flatMap { book.embedded(of: $0.tenant) })
    }
    let view = staff.view
    let mayEdit = staff.may(GuidePermissions.edit, about: Subject(tenant: tenant, kind: GuidePage.descriptor.kind))
    let rows = GuideTreeView(outline: outline, mayEdit: mayEdit, token: staff.formToken, view: view)
    let main: HTML = """
      <h1>\(view[GuideDeskText.guide])</h1><p class="lead">\(view[GuideDeskText.lead])</p>
      \(if: mayEdit, """
        <p><a class="btn" href="\(view.link(GuideDeskPath.new()))">\(view[GuideDeskText.newPage])</a> \
        <a class="btn alt" href="\(view.link(AgencyPath.page(below: GuideDeskPath.tree)))">\(view[WorkplaceText.agencyLink])</a></p>
        """)\
      \(rows.html)\
      \(if: !statewide.isEmpty, """
        <section class="sub"><h2>\(view[GuideDeskText.statewide])</h2><p>\(view[GuideDeskText.statewideLead])</p>
        <ul>\(each: statewide, { node in
          "<li><a href=\"\(view.link(GuidePath.page(node.id)))\">\(node.title(in: .german), on: view)</a></li>"
        })</ul></section>
        """)
      """
    return staff.page(StaffHead(view[GuideDeskText.guide], current: GuideDeskPath.tree), main)
  }

  @Sendable func page(_ staff: StaffVisit) async throws -> Reply {
    try await pageReply(staff)
  }

  /// - Parameter comment: a comment that was refused, and why.
  func pageReply(
    _ staff: StaffVisit, problems: [Problem] = [], comment: (typed: String, problem: Problem)? = nil
  ) async throws -> Reply {
    let (stored, outline, comments) = try await services.database.read { connection in
      let stored = try opened(staff, GuidePermissions.view, connection)
      return (
        stored, try connection.guideOutline(of: stored.tenant), try self.comments(on: stored, staff, connection)
      )
    }
    let subject = Self.subject(stored)
    let mayEdit = staff.may(GuidePermissions.edit, about: subject)
    let section = comments.map {
      CommentSection(
        DeskPath(GuideDeskPath.slug), record: stored.id.text, comments: $0, mayWrite: mayEdit,
        typed: comment?.typed ?? "", problem: comment?.problem, staff)
    }
    let page = GuidePageDeskView(
      stored: stored, outline: outline, problems: problems, mayEdit: mayEdit,
      mayPublish: staff.may(GuidePermissions.publish, about: subject), comments: section?.html, token: staff.formToken,
      view: staff.view)
    let head = StaffHead(
      page.title, current: GuideDeskPath.tree, crumbs: [(staff.view[GuideDeskText.guide], GuideDeskPath.tree)])
    return staff.page(head, page.html, status: problems.isEmpty && comment == nil ? .ok : .unprocessableContent)
  }

  // MARK: - Steps

  /// One step within the tree, or to any other page above it.
  @Sendable func move(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let step = form["richtung"].flatMap { GuideStep(rawValue: $0) }
    let parent = form["parent"].flatMap { RecordID<GuidePage>($0) }
    if step == nil, parent == nil, form["parent"] != nil { throw Problem.notFound }
    do {
      let id = try await services.database.write(by: staff.principal) { transaction in
        let stored = try opened(staff, GuidePermissions.edit, transaction)
        try Self.check(form, stored)
        if let step {
          try GuideActions.step(stored, step, transaction)
        } else {
          try GuideActions.relocate(stored, under: parent, transaction)
        }
        return stored.id
      }
      return .seeOther(
        staff.view.link(
          step == nil ? GuideDeskPath.page(id).telling(.saved) : GuideDeskPath.tree.at("seite-\(id.text)")))
    } catch let problem as Problem where problem.kind == .invalid {
      return try await pageReply(staff, problems: problem.all)
    }
  }

  @Sendable func setStatus(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    guard let status = form["stand"].flatMap({ GuidePage.Status(rawValue: $0) }) else { throw Problem.notFound }
    let id = try await services.database.write(by: staff.principal) { transaction in
      let stored = try opened(staff, GuidePermissions.publish, transaction)
      try Self.check(form, stored)
      try GuideActions.setStatus(stored, status, transaction)
      return stored.id
    }
    return .seeOther(staff.view.link(GuideDeskPath.page(id).telling(.step)))
  }

  @Sendable func archive(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    try await services.database.write(by: staff.principal) { transaction in
      let stored = try opened(staff, GuidePermissions.edit, transaction)
      try Self.check(form, stored)
      if stored.record.status == .published { try staff.require(GuidePermissions.publish, about: Self.subject(stored)) }
      try GuideActions.refuseStatutory(stored)
      try GuideActions.archive(stored, transaction)
    }
    return .seeOther(staff.view.link(GuideDeskPath.tree))
  }
}
