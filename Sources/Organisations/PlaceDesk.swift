// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Centers
internal import Kernel
internal import Records
internal import Storage
package import Web
package import Workplace

extension OrganisationDesks {
  package static func places(_ services: Services) -> Desk<Place> {
    Desk(
      placeSlug, view: OrganisationPermissions.viewPlaces, edit: OrganisationPermissions.editPlaces,
      filters: ["town", "municipality", "social_space", "step_free"], organisationField: "organisation",
      vocabulary: CenterVocabulary.reader(services.database.time),
      problems: { place, _ in OrganisationRules.problems(place) },
      save: { place, stored, tenant, transaction in
        if let stored {
          try OrganisationActions.save(place, over: stored, transaction)
        } else {
          try OrganisationActions.add(place, of: tenant, transaction)
        }
      },
      archive: { stored, transaction in
        try transaction.archive(stored)
        if let organisation = stored.record.organisation {
          try transaction.noteChange(
            Organisation.descriptor.kind, organisation.identifier, of: stored.tenant, .saved)
        }
      })
  }
}

/// What else is shown with an organisation.
enum OrganisationPanels {
  static let places = DeskPanel<Organisation> { stored, staff in
    let subject = Subject(tenant: stored.tenant, kind: Place.descriptor.kind, organisation: stored.id.identifier)
    guard staff.may(OrganisationPermissions.viewPlaces, about: subject) else { return HTML() }
    let places = try await staff.services.database.read { connection in
      try connection.list(
        Place.self, in: .tenant(stored.tenant), where: "organisation = \(stored.id)", order: "name", limit: 100)
    }
    return list(
      Place.descriptor.many,
      places.map { ($0.id.text, $0.record.name, [$0.record.street, $0.record.postcodeAndTown]) },
      DeskPath(OrganisationDesks.placeSlug), staff.view)
  }

  static let contacts = DeskPanel<Organisation> { stored, staff in
    let subject = Subject(tenant: stored.tenant, kind: ContactPerson.descriptor.kind)
    guard staff.may(OrganisationPermissions.viewContacts, about: subject) else { return HTML() }
    let people = try await staff.services.database.read { connection in
      try connection.list(
        ContactPerson.self, in: .tenant(stored.tenant), where: "organisation = \(stored.id)", order: "name", limit: 100)
    }
    return list(
      ContactPerson.descriptor.many,
      people.map { ($0.id.text, $0.record.name, [$0.record.role, $0.record.phone, $0.record.mail]) },
      DeskPath(OrganisationDesks.contactSlug), staff.view)
  }

  /// Nothing where there are none.
  private static func list(
    _ heading: String, _ items: [(id: String, name: String, more: [String])], _ path: DeskPath, _ view: View
  ) -> HTML {
    if items.isEmpty { return HTML() }
    return """
      <section class="sub"><h2>\(heading)</h2><ul class="plain">\(each: items, { item in
        let more = item.more.filter { !$0.isEmpty }.joined(separator: ", ")
        return """
          <li><a href="\(view.link(path.record(item.id)))">\(item.name)</a>\
          \(if: !more.isEmpty, "<br><span class=\"muted small\">\(more)</span>")</li>
          """
      })</ul></section>
      """
  }
}
