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
    Desk(
      contactSlug, view: OrganisationPermissions.viewContacts, edit: OrganisationPermissions.editContacts,
      filters: ["organisation", "is_public"], vocabulary: CenterVocabulary.reader(services.database.time),
      problems: { person, _ in OrganisationRules.problems(person) },
      save: { person, stored, tenant, transaction in
        if let problem = Problem.joined(OrganisationRules.problems(person)) { throw problem }
        if let stored { try transaction.save(person, over: stored) } else { try transaction.insert(person, of: tenant) }
      })
  }
}
