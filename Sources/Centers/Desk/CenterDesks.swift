// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Who keeps a centre's profile, its towns and quarters, and the coordination body's.
package enum CenterPermissions {
  private static let colleagues: Set<Role> = [.centerHead, .centerStaff, .centerAdministration]

  package static let view = Permission(
    "center.view", "Profil des Zentrums am Arbeitsplatz ansehen", colleagues.union([.centerReader]))
  package static let edit = Permission(
    "center.edit", "Profil des Zentrums pflegen", [.centerHead, .centerAdministration])
  package static let viewAreas = Permission(
    "area.view", "Kommunen und Sozialräume am Arbeitsplatz ansehen", colleagues.union([.centerReader]))
  package static let editAreas = Permission("area.edit", "Kommunen und Sozialräume pflegen", colleagues)
  package static let viewBody = Permission(
    "coordination.view", "Angaben der Koordinierungsstelle ansehen", [.coordinationHead, .coordinationMember])
  package static let editBody = Permission(
    "coordination.edit", "Angaben der Koordinierungsstelle pflegen", [.coordinationHead])

  package static let all = [view, edit, viewAreas, editAreas, viewBody, editBody]
}

/// The desks at which a centre keeps what its own pages say, and the coordination body what the imprint says.
package enum CenterDesks {
  static let centerSlug = "zentrum"
  static let bodySlug = "koordinierungsstelle"
  private static let townSlug = "kommunen"
  private static let spaceSlug = "sozialraeume"

  static let menu = [
    StaffLink(CenterDeskText.center, CenterDeskPath.own, .permission(CenterPermissions.view), in: .upkeep),
    StaffLink(CenterDeskText.body, CenterDeskPath.ownBody, .permission(CenterPermissions.viewBody), in: .upkeep),
    StaffLink(
      CenterDeskText.towns, DeskPath(townSlug).list, .permission(CenterPermissions.viewAreas), in: .directory),
    StaffLink(
      CenterDeskText.spaces, DeskPath(spaceSlug).list, .permission(CenterPermissions.viewAreas), in: .directory),
  ]

  static func routes(_ services: Services) -> [Route] {
    centers(services).routes(services, fixed: fixed) + bodies.routes(services)
      + towns(services).routes(services, references: [center], fixed: ["center"])
      + spaces(services).routes(services, references: [center, town], fixed: ["center"])
      + CenterLookPages(services).routes
  }

  /// Bulk changes.
  static func jobs(_ services: Services) -> [JobKind] {
    DeskForms(towns(services), services, references: [center], fixed: ["center"]).jobs
      + DeskForms(spaces(services), services, references: [center, town], fixed: ["center"]).jobs
  }

  private static let center = ReferenceSource.records(of: Center.self)
  private static let town = ReferenceSource.records(of: Municipality.self)

  /// What comes from the official list and what addresses, maps and other systems depend on.
  private static let fixed: Set<String> = [
    "municipality", "slug", "sign", "kind", "ags", "district_government", "population", "population_year",
    "tile_column",
    "tile_row",
  ]

  private static func centers(_ services: Services) -> Desk<Center> {
    var desk = Desk<Center>(
      centerSlug, view: CenterPermissions.view, edit: CenterPermissions.edit,
      vocabulary: CenterVocabulary.reader(services.database.time),
      problems: { center, _ in CenterRules.problems(center) },
      save: { center, stored, _, transaction in
        guard let stored else { throw notMadeHere }
        try transaction.save(center, over: stored)
      },
      archive: { _, _ in throw notMadeHere }, panels: [CenterLookPages.panel],
      publicPath: { CenterPath.home($0.record) })
    desk.isOpenToNew = false
    desk.isArchivable = false
    desk.hidden = ["accent", "logo"]
    desk.hints = { stored, connection in
      QualityRules.empty(
        ["introduction", "focus", "street", "postcode", "town", "mail", "phone", "opening_hours"], of: stored,
        slug: centerSlug)
        + (try QualityRules.translations(
          into: Language.interface, of: stored, slug: centerSlug, connection))
    }
    return desk
  }

  private static let bodies: Desk<CoordinationBody> = {
    var desk = Desk<CoordinationBody>(
      bodySlug, view: CenterPermissions.viewBody, edit: CenterPermissions.editBody,
      problems: { body, _ in CenterRules.problems(body) },
      save: { body, stored, _, transaction in
        guard let stored else { throw notMadeHere }
        try transaction.save(body, over: stored)
      },
      archive: { _, _ in throw notMadeHere })
    desk.isOpenToNew = false
    desk.isArchivable = false
    desk.hints = { stored, _ in
      QualityRules.empty(["street", "postcode", "town", "mail", "phone"], of: stored, slug: bodySlug)
    }
    return desk
  }()

  private static func towns(_ services: Services) -> Desk<Municipality> {
    var desk = Desk<Municipality>(
      townSlug, view: CenterPermissions.viewAreas, edit: CenterPermissions.editAreas,
      prepare: { town, staff in town.center = staff.user.tenant.map { RecordID($0.identifier) } },
      problems: { town, connection in try CenterRules.problems(town, connection) })
    desk.columns = ["name", "postcodes"]
    desk.complete = { town in if town.slug.isEmpty { town.slug = Center.slug(of: town.name) } }
    return desk
  }

  private static func spaces(_ services: Services) -> Desk<SocialSpace> {
    var desk = Desk<SocialSpace>(
      spaceSlug, view: CenterPermissions.viewAreas, edit: CenterPermissions.editAreas, filters: ["municipality"],
      prepare: { space, staff in space.center = staff.user.tenant.map { RecordID($0.identifier) } },
      problems: { space, connection in try CenterRules.problems(space, connection) })
    desk.columns = ["name", "municipality"]
    desk.complete = { space in if space.slug.isEmpty { space.slug = Center.slug(of: space.name) } }
    return desk
  }

  private static let notMadeHere = Problem(
    "center.not-made-here", .conflict, "Zentren und Koordinierungsstellen kommen mit der Installation.")
}

/// The words of the menu and of the page for colour and logo.
enum CenterDeskText: String, TextKey, CaseIterable {
  case center = "centers.desk-center"
  case body = "centers.desk-body"
  case towns = "centers.desk-towns"
  case spaces = "centers.desk-spaces"
  case look = "centers.desk-look"
  case lookLead = "centers.desk-look-lead"
  case change = "centers.desk-look-change"
  case colour = "centers.desk-colour"
  case logo = "centers.desk-logo"
  case noLogo = "centers.desk-no-logo"
  case currentLogo = "centers.desk-current-logo"
  case newLogo = "centers.desk-new-logo"
  case newLogoHint = "centers.desk-new-logo-hint"
  case removeLogo = "centers.desk-remove-logo"
  case save = "centers.desk-save"
  case cancel = "centers.desk-cancel"
}
