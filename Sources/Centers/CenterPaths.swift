// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Web

/// Addresses of centres and social spaces.
package enum CenterPath {
  package static let list = Path("zentren")
  package static func home(_ center: Center) -> Path { Path("zentren", center.slug) }
  package static func spaces(_ center: Center) -> Path { Path("zentren", center.slug, "sozialraeume") }
  package static func space(_ center: Center, _ space: SocialSpace) -> Path {
    Path("zentren", center.slug, "sozialraeume", space.slug)
  }
  package static func stylesheet(_ center: Center) -> Path { Path("assets", "zentrum", center.slug + ".css") }
  package static func logo(_ center: Center) -> Path { Path("zentren", center.slug, "logo") }

  package static let listPattern = "/zentren"
  package static let homePattern = "/zentren/{slug}"
  package static let spacesPattern = "/zentren/{slug}/sozialraeume"
  package static let spacePattern = "/zentren/{slug}/sozialraeume/{space}"
  static let stylesheetPattern = "/assets/zentrum/{file}"
  static let logoPattern = "/zentren/{slug}/logo"
  static let programList = "/api/v1/centers"
  static let programDetail = "/api/v1/centers/{center}"
}
