// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Web

/// Gives the links of imported contents new addresses: pages that we have too are linked here, the rest there.
struct IntegreatLinks {
  /// Our page for each path that any of its versions has there.
  var targets: [String: RecordID<GuidePage>] = [:]

  private static let publicOrigin = "https://integreat.app"

  /// The new address of a link; nothing takes the link away, its words stay.
  func rewritten(_ link: String) -> String? {
    let link = link.trimmed
    if link.isEmpty || link.hasPrefix("#") || link.hasPrefix("?") { return nil }
    if link.hasPrefix("/"), !link.hasPrefix("//") {
      return target(ofPath: Self.path(of: link)) ?? Self.publicOrigin + link
    }
    guard let (host, path) = Self.webAddress(link) else { return Self.completed(link) }
    guard Self.isIntegreat(host) else { return link }
    if GuidePath.brokenLinks.contains(where: path.hasPrefix) { return nil }
    return target(ofPath: path) ?? link
  }

  private func target(ofPath path: String) -> String? {
    targets[IntegreatPage.path(path)].map { GuidePath.pageStart + $0.text }
  }

  /// The path of an address, without query and place.
  static func path(of address: String) -> String {
    let path = webAddress(address)?.path ?? address
    return String(path.prefix { $0 != "?" && $0 != "#" })
  }

  private static func webAddress(_ link: String) -> (host: String, path: String)? {
    let lower = link.prefix(8).lowercased()
    let start = lower.hasPrefix("https://") ? 8 : lower.hasPrefix("http://") ? 7 : 0
    guard start > 0 else { return nil }
    let rest = link.dropFirst(start)
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let path = rest.dropFirst(host.count).prefix { $0 != "?" && $0 != "#" }
    return (host.lowercased(), String(path))
  }

  private static func isIntegreat(_ host: String) -> Bool {
    host == "integreat.app" || host.hasSuffix(".integreat.app") || host == "integreat-app.de"
      || host.hasSuffix(".integreat-app.de")
  }

  /// What people typed without a scheme: `beispiel.de/seite` is meant as a web address; other names lead nowhere here.
  private static func completed(_ link: String) -> String? {
    if link.contains(":") || link.contains("@") || link.hasPrefix("//") || link.lowercased().hasPrefix("www.") {
      return link
    }
    let host = link.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return host.contains(".") && !host.hasPrefix(".") ? "https://" + link : nil
  }
}
