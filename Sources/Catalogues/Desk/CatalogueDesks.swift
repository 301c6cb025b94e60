// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Who looks at the shared lists, adds to them for a centre, and keeps the words of the search.
package enum CataloguePermissions {
  private static let colleagues: Set<Role> = [
    .centerHead, .centerStaff, .centerAdministration, .coordinationHead, .coordinationMember,
  ]

  package static let view = Permission("catalogue.view", "Kataloge ansehen", colleagues.union([.centerReader]))
  package static let edit = Permission(
    "catalogue.edit", "Katalogeinträge pflegen", [.centerHead, .centerAdministration, .coordinationHead])
  package static let synonyms = Permission(
    "synonym.edit", "Wortgruppen der Suche pflegen", [.coordinationHead, .coordinationMember])

  package static let all = [view, edit, synonyms]
}

/// The desks of catalogues and synonyms. What the coordination body enters holds for all, what a centre enters for itself
/// (F157); the words of the search hold for the whole portal.
package enum CatalogueDesks {
  static let slug = "katalogeintraege"
  private static let synonymSlug = "wortgruppen"

  static let menu = [
    StaffLink(CatalogueText.catalogues, CataloguePath.all, .permission(CataloguePermissions.view), in: .upkeep),
    StaffLink(
      CatalogueText.synonyms, DeskPath(synonymSlug).list, .permission(CataloguePermissions.synonyms), in: .upkeep),
  ]

  static func routes(_ services: Services) -> [Route] {
    entries.routes(services) + synonyms.routes(services) + CataloguePages(services).routes
  }

  /// Bulk changes.
  static func jobs(_ services: Services) -> [JobKind] {
    DeskForms(entries, services).jobs + DeskForms(synonyms, services).jobs
  }

  private static let entries: Desk<CatalogueEntry> = {
    var desk = Desk<CatalogueEntry>(
      slug, view: CataloguePermissions.view, edit: CataloguePermissions.edit,
      columns: ["name", "code", "catalogue", "valid_from", "valid_until"], filters: ["catalogue", "valid_until"],
      save: { entry, stored, tenant, transaction in
        try refuse(CatalogueRules.problems(entry, of: tenant, transaction))
        guard let stored else { return try transaction.insert(entry, of: tenant) }
        guard entry.code == stored.record.code, entry.catalogue == stored.record.catalogue else {
          throw Problem(
            "catalogue.code-fixed", .invalid,
            "Katalog und Kürzel bleiben, weil andere Einträge sie verwenden. Legen Sie einen neuen Eintrag an und lassen Sie "
              + "diesen mit „Gültig bis“ auslaufen.", field: entry.code == stored.record.code ? "catalogue" : "code")
        }
        try transaction.save(entry, over: stored)
      },
      archive: { _, _ in
        throw Problem(
          "catalogue.retire", .conflict, "Einträge bleiben erhalten. Lassen Sie diesen mit „Gültig bis“ auslaufen.")
      })
    desk.isArchivable = false
    return desk
  }()

  private static let synonyms = Desk<SynonymSet>(
    synonymSlug, view: CataloguePermissions.synonyms, edit: CataloguePermissions.synonyms, filters: ["language"],
    problems: { set, _ in CatalogueRules.problems(set) },
    save: { set, stored, tenant, transaction in
      var set = set
      set.words = set.list.joined(separator: "|")
      if let stored { try transaction.save(set, over: stored) } else { try transaction.insert(set, of: tenant) }
    })

  private static func refuse(_ problems: [Problem]) throws {
    if let problem = Problem.joined(problems) { throw problem }
  }
}
