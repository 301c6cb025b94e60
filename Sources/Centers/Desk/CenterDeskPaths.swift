// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Web

/// Addresses of a centre's own profile.
enum CenterDeskPath {
  static let own = Path("arbeitsplatz", CenterDesks.centerSlug, "profil")
  static let ownPattern = "/arbeitsplatz/\(CenterDesks.centerSlug)/profil"
  static let ownBody = Path("arbeitsplatz", CenterDesks.bodySlug, "profil")
  static let ownBodyPattern = "/arbeitsplatz/\(CenterDesks.bodySlug)/profil"
  static let lookPattern = "/arbeitsplatz/\(CenterDesks.centerSlug)/{id}/gestaltung"

  static func look(_ id: RecordID<Center>) -> Path {
    Path("arbeitsplatz", CenterDesks.centerSlug, id.text, "gestaltung")
  }
}
