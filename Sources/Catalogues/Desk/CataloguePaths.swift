// SPDX-License-Identifier: EUPL-1.2
internal import Web

/// Addresses of the catalogues at the workplace.
enum CataloguePath {
  static let allPattern = "/arbeitsplatz/kataloge"
  static let all = Path("arbeitsplatz", "kataloge")
}
