// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Centers
internal import Kernel
internal import Records
internal import Storage
package import Web
package import Workplace

extension OrganisationDesks {
  /// Contact people are the centre's own; providers do not see them.
  package static func contacts(_ services: Services) -> Desk<ContactPerson> {
    let time = services.database.time
    return Desk(
      contactSlug, view: OrganisationPermissions.viewContacts, edit: OrganisationPermissions.editContacts,
      filters: ["organisation", "is_public"], vocabulary: CenterVocabulary.reader(services.database.time),
      problems: { person, connection in
        OrganisationRules.problems(person) + (try OrganisationRules.sharing(person, on: time.today, connection))
      },
      save: { person, stored, tenant, transaction in
        let problems =
          OrganisationRules.problems(person) + (try OrganisationRules.sharing(person, on: time.today, transaction))
        if let problem = Problem.joined(problems) { throw problem }
        if let stored { try transaction.save(person, over: stored) } else { try transaction.insert(person, of: tenant) }
      }, panels: [PeoplePanels.ofPerson])
  }
}
