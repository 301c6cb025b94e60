// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Centers
internal import Kernel
internal import Records
internal import Storage
package import Web
package import Workplace

extension OrganisationDesks {
  static let relationSlug = "beziehungen"
  static let consentSlug = "einwilligungen"

  /// Who stands how to whom; like contact people the centre's own.
  package static func relations(_ services: Services) -> Desk<Relation> {
    Desk(
      relationSlug, view: OrganisationPermissions.viewRelations, edit: OrganisationPermissions.editRelations,
      filters: ["bond", "person", "organisation", "target", "until"], problems: { relation, _ in relation.problems },
      save: { relation, stored, tenant, transaction in
        var relation = relation
        if let problem = Problem.joined(relation.problems) { throw problem }
        if relation.role.isEmpty { relation.role = relation.bond.label }
        if let stored {
          try transaction.save(relation, over: stored)
        } else {
          try transaction.insert(relation, of: tenant)
        }
      },
      steps: [
        DeskStep(
          "beenden", "Heute beenden", OrganisationPermissions.editRelations, applies: { $0.record.until == nil }
        ) { stored, transaction in
          var relation = stored.record
          let today = transaction.now.berlin.day
          relation.until = max(relation.since ?? today, today)
          try transaction.save(relation, over: stored, as: "relation.ended")
        }
      ])
  }

  /// What people agreed to.
  package static func consents(_ services: Services) -> Desk<Consent> {
    Desk(
      consentSlug, view: OrganisationPermissions.viewConsents, edit: OrganisationPermissions.editConsents,
      filters: ["purpose", "source", "person", "expires_on", "withdrawn_on"],
      prepare: { consent, staff in consent.givenOn = staff.services.database.time.today },
      problems: { consent, _ in consent.problems }, save: ConsentActions.keep, archive: ConsentActions.archive,
      steps: [
        DeskStep(
          "widerrufen", "Widerruf vermerken", OrganisationPermissions.editConsents,
          applies: { $0.record.withdrawnOn == nil }, run: ConsentActions.withdraw)
      ])
  }
}

/// Relations and consents as parts of the pages of organisations and people.
enum PeoplePanels {
  private struct Row: Sendable {
    let id: String
    let words: String
    let other: String
    let span: String
    let isOver: Bool
  }

  static let ofOrganisation = DeskPanel<Organisation> { stored, staff in
    let condition: SQL = "(r.organisation = \(stored.id) or r.target = \(stored.id))"
    return try await relations(condition, of: stored.tenant, seenFrom: stored.id.text, staff)
  }

  static let ofPerson = DeskPanel<ContactPerson> { stored, staff in
    var parts = try await relations("r.person = \(stored.id)", of: stored.tenant, seenFrom: stored.id.text, staff)
    parts += try await consents(of: stored, staff)
    return parts
  }

  private static func relations(
    _ condition: SQL, of tenant: TenantID, seenFrom own: String, _ staff: StaffVisit
  ) async throws -> HTML {
    let subject = Subject(tenant: tenant, kind: Relation.descriptor.kind)
    guard staff.may(OrganisationPermissions.viewRelations, about: subject) else { return HTML() }
    let (view, today) = (staff.view, staff.services.database.time.today)
    let rows = try await staff.services.database.read { connection in
      try connection.rows(
        """
        select r.id, r.role, r.bond, r.since, r.until, r.target, t.name, coalesce(p.name, o.name, '') from relation r
        left join organisation t on t.id = r.target
        left join organisation o on o.id = r.organisation
        left join contact_person p on p.id = r.person
        where r.archived_at is null and r.tenant = \(tenant) and \(condition)
        order by case when r.until is null then 0 else 1 end, r.since desc, r.id limit 200
        """
      ) { row in
        let (id, role, bond) = (row.text(), row.text(), Relation.Bond(rawValue: row.text()) ?? .cooperates)
        let (since, until) = (row.optionalText().flatMap { Day(iso: $0) }, row.optionalText().flatMap { Day(iso: $0) })
        let isTarget = row.text() == own
        let (target, source) = (row.text(), row.text())
        let words = isTarget ? bond.reverse : bond.label
        return Row(
          id: id, words: role == bond.label ? words : "\(words) (\(role))", other: isTarget ? source : target,
          span: span(since, until), isOver: until.map { $0 < today } ?? false)
      }
    }
    return section(Relation.descriptor.many, rows, DeskPath(OrganisationDesks.relationSlug), view)
  }

  private static func consents(of stored: Stored<ContactPerson>, _ staff: StaffVisit) async throws -> HTML {
    let subject = Subject(tenant: stored.tenant, kind: Consent.descriptor.kind)
    guard staff.may(OrganisationPermissions.viewConsents, about: subject) else { return HTML() }
    let today = staff.services.database.time.today
    let consents = try await staff.services.database.read { connection in
      try connection.list(
        Consent.self, in: .tenant(stored.tenant), where: "person = \(stored.id)", order: "given_on desc", limit: 200)
    }
    let rows = consents.map { stored in
      let consent = stored.record
      let end = [consent.expiresOn, consent.withdrawnOn].compactMap { $0 }.min()
      return Row(
        id: stored.id.text, words: consent.subject, other: consent.source.label, span: span(consent.givenOn, end),
        isOver: !consent.holds(on: today))
    }
    return section(Consent.descriptor.many, rows, DeskPath(OrganisationDesks.consentSlug), staff.view)
  }

  private static func span(_ since: Day?, _ until: Day?) -> String {
    switch (since, until) {
    case (let since?, let until?): "\(since.german) bis \(until.german)"
    case (let since?, nil): "seit \(since.german)"
    case (nil, let until?): "bis \(until.german)"
    case (nil, nil): ""
    }
  }

  private static func section(_ heading: String, _ rows: [Row], _ path: DeskPath, _ view: View) -> HTML {
    if rows.isEmpty { return HTML() }
    return """
      <section class="sub" lang="de"><h2>\(heading)</h2><ul class="plain">\(each: rows, { row in
        """
        <li><a href="\(view.link(path.record(row.id)))">\(row.words)</a> \(row.other)\
        \(if: !row.span.isEmpty, " <span class=\"muted small\">\(row.span)</span>")\
        \(if: row.isOver, " <span class=\"tag\">vorbei</span>")</li>
        """
      })</ul></section>
      """
  }
}
