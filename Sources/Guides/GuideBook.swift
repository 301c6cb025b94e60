// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Storage
package import Web

/// The tree of all public guide pages in memory, without their contents: what breadcrumbs, lists and neighbours are made from.
///
/// A page is in it when it is published, not archived, has a text that its source still delivers, and all pages above it
/// are in it too.
package struct GuideBook: Sendable {
  /// One language version of a page.
  package struct Version: Sendable {
    package let id: RecordID<GuideText>
    package let language: Language
    package let title: String
    package let state: GuideText.State
    package let modified: Moment
  }

  package struct Node: Sendable {
    package let id: RecordID<GuidePage>
    package let tenant: TenantID
    package let isEmbedded: Bool
    package let statutory: String
    /// German first, then in the order of their codes.
    package internal(set) var versions: [Version]
    package internal(set) var parent: RecordID<GuidePage>?
    package internal(set) var children: [RecordID<GuidePage>] = []
  }

  /// The kinds of record it is made from.
  package static let kinds = ["guide_page", "guide_text", "center"]

  private let nodes: [RecordID<GuidePage>: Node]
  private let roots: [TenantID: [RecordID<GuidePage>]]
  private let statutory: [String: RecordID<GuidePage>]

  package init(_ connection: Connection) throws {
    self.init(try connection.publicGuideNodes())
  }

  /// - Parameter found: in the order in which neighbours stand.
  init(_ found: [Node]) {
    var all = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var roots: [TenantID: [RecordID<GuidePage>]] = [:]
    var statutory: [String: RecordID<GuidePage>] = [:]
    for node in found {
      if !node.statutory.isEmpty {
        statutory[node.statutory] = statutory[node.statutory] ?? node.id
      } else if let parent = node.parent {
        all[parent]?.children.append(node.id)
      } else {
        roots[node.tenant, default: []].append(node.id)
      }
    }
    var reachable: [RecordID<GuidePage>: Node] = [:]
    var open = roots.values.flatMap { $0 } + statutory.values
    while let id = open.popLast() {
      guard let node = all[id], reachable[id] == nil else { continue }
      reachable[id] = node
      open += node.children
    }
    nodes = reachable
    self.roots = roots
    self.statutory = statutory
  }

  package subscript(_ id: RecordID<GuidePage>) -> Node? { nodes[id] }

  /// The topmost pages of a centre or of the coordination body.
  package func roots(of tenant: TenantID) -> [Node] { (roots[tenant] ?? []).compactMap { nodes[$0] } }

  /// The topmost of the pages that all centres show.
  package func embedded(of tenant: TenantID) -> [Node] {
    var found: [Node] = []
    var open = Array(roots(of: tenant).reversed())
    while let node = open.popLast() {
      if node.isEmbedded { found.append(node) } else { open += children(of: node).reversed() }
    }
    return found
  }

  package func children(of node: Node) -> [Node] { node.children.compactMap { nodes[$0] } }

  /// From the topmost page down to the one above.
  package func ancestors(of node: Node) -> [Node] {
    var path: [Node] = []
    var next = node.parent
    while let id = next, let parent = nodes[id], path.count < GuideRules.depthLimit {
      path.append(parent)
      next = parent.parent
    }
    return path.reversed()
  }

  /// Whether all centres show the page: it or one above it is embedded.
  package func isEmbedded(_ node: Node) -> Bool { node.isEmbedded || ancestors(of: node).contains(where: \.isEmbedded) }

  /// The pages before and after it, as one reads the tree from top to bottom.
  package func neighbours(of node: Node) -> (previous: Node?, next: Node?) {
    let siblings = node.parent.flatMap { nodes[$0] }.map(children) ?? roots(of: node.tenant)
    guard let index = siblings.firstIndex(where: { $0.id == node.id }) else { return (nil, nil) }
    let previous = index > 0 ? siblings[index - 1] : node.parent.flatMap { nodes[$0] }
    if index + 1 < siblings.count { return (previous, siblings[index + 1]) }
    return (previous, children(of: node).first)
  }

  package func page(_ page: StatutoryPage) -> Node? { statutory[page.rawValue].flatMap { nodes[$0] } }

  /// All language versions that are public and belong to no statutory page, in the order of their ids.
  package func versions() -> [(node: Node, version: Version)] {
    nodes.values.filter(\.statutory.isEmpty).flatMap { node in node.versions.map { (node, $0) } }
      .sorted { $0.1.id < $1.1.id }
  }
}

extension GuideBook.Node {
  /// The version in the language; where it is missing the German one, the English one, or whichever there is (F43).
  package func version(for language: Language) -> GuideBook.Version? {
    versions.first { $0.language == language } ?? versions.first { $0.language == .german }
      ?? versions.first { $0.language == .english } ?? versions.first
  }

  package func title(in language: Language) -> Localized {
    version(for: language).map { Localized($0.title, $0.language) } ?? Localized("", language)
  }

  package var modified: Moment? { versions.map(\.modified).max() }
}
