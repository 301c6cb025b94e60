// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Web

/// The addresses of the feed after the Human Services Data Specification (HSDS).
package enum FeedPath {
  package static let checkPattern = "/schnittstelle/hsds"
  static let rootPattern = "/api/hsds/v3"
  static let profilePattern = rootPattern + "/profile.json"
  static let openAPIPattern = rootPattern + "/openapi.json"

  package static let check = Path("schnittstelle", "hsds")
  package static let root = Path("api", "hsds", "v3")
  static let profile = Path("api", "hsds", "v3", "profile.json")
  static let openAPI = Path("api", "hsds", "v3", "openapi.json")

  static func listPattern(_ kind: FeedKind) -> String { rootPattern + "/" + kind.rawValue }

  static func onePattern(_ kind: FeedKind) -> String { listPattern(kind) + "/{id}" }

  static func list(_ kind: FeedKind) -> Path { Path("api", "hsds", "v3", kind.rawValue) }
}

/// The lists of the feed, by the names that the specification gives their addresses.
enum FeedKind: String, Sendable, CaseIterable {
  case services
  case organizations
  case serviceAtLocations = "service_at_locations"
  case taxonomies
  case taxonomyTerms = "taxonomy_terms"
}
