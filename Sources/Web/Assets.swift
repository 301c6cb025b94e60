// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import NIOCore

/// The files that every page uses, out of the program itself.
enum Assets {
  static let routes: [Route] = [
    Route(.get, AssetPath.pattern, .everyone) { visit in try file(visit.part("name")) }
  ]

  private static func file(_ name: String) throws -> Reply {
    guard let (type, bytes) = content(name) else { throw Problem.notFound }
    return Reply(.ok, type, bytes, isPublic: true)
  }

  private static func content(_ name: String) -> (type: String, bytes: [UInt8])? {
    switch name {
    case "verbund.css": ("text/css; charset=utf-8", PackageResources.verbund_css)
    case "verbund.js": ("text/javascript; charset=utf-8", PackageResources.verbund_js)
    case "verbund.svg": ("image/svg+xml", PackageResources.verbund_svg)
    case "icons.svg": ("image/svg+xml", PackageResources.icons_svg)
    default: nil
    }
  }
}
