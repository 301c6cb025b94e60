// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Web

/// One page as Integreat's content API (version 3, `pages`) delivers it in one language.
struct IntegreatPage: Sendable {
  /// The id of this language version.
  let id: Int
  let title: String
  /// Not cleaned yet.
  let content: String
  let url: String
  /// Decoded, without a slash at its end; empty where the file gives none.
  let path: String
  let order: Int
  let modified: Moment?
  let parent: Parent?
  /// The same page in other languages.
  let others: [Other]
  /// Where it stands in the file: `$[3]`.
  let place: JSONNode

  struct Parent: Sendable {
    let id: Int
    let path: String
  }

  struct Other: Sendable {
    let id: Int
    let path: String
  }

  static let titleLimit = 200

  /// - Throws: a `Problem` that names the place in the file.
  init(_ node: JSONNode, language: Language, number: Int) throws(Problem) {
    place = node
    id = try Self.id(node)
    title = try Self.title(node.field("title"))
    content = try node.optional("content")?.text() ?? ""
    let address = try node.optional("url")?.text() ?? ""
    url = SafeLink(address)?.isExternal == true ? address : ""
    path = Self.path(try node.optional("path")?.text() ?? IntegreatLinks.path(of: address))
    order = try Self.order(node.optional("order")) ?? number
    modified = try Self.modified(node)
    parent = try Self.parent(node.optional("parent"))
    others = try Self.others(node.optional("available_languages"), except: language)
  }

  /// The id of an item, as far as it can be read at all.
  static func id(_ node: JSONNode) throws(Problem) -> Int {
    let field = try node.field("id")
    let id = try field.integer()
    guard id > 0 else { throw field.problem("integreat.no-id", "Die Kennung muss größer als 0 sein.") }
    return id
  }

  private static func title(_ node: JSONNode) throws(Problem) -> String {
    let words = try node.text().split { $0.isWhitespace || $0.asciiValue.map { $0 < 32 || $0 == 127 } == true }
    let title = words.joined(separator: " ")
    if title.isEmpty { throw node.problem("integreat.no-title", "Der Titel ist leer.") }
    guard title.unicodeScalars.count <= titleLimit else {
      throw node.problem("integreat.long-title", "Der Titel ist länger als \(titleLimit) Zeichen.")
    }
    return title
  }

  private static func order(_ node: JSONNode?) throws(Problem) -> Int? {
    guard let node else { return nil }
    let order = try node.integer()
    guard (0...1_000_000_000).contains(order) else {
      throw node.problem("integreat.order", "Die Reihenfolge muss zwischen 0 und 1000000000 liegen.")
    }
    return order
  }

  private static func modified(_ node: JSONNode) throws(Problem) -> Moment? {
    let named = try node.optional("last_updated")
    let field = if let named { named } else { try node.optional("modified_gmt") }
    guard let field else { return nil }
    if let moment = Moment(iso: try field.text()) { return moment }
    throw field.problem("integreat.no-moment", "Das ist kein Zeitpunkt der Form 2026-11-23T09:15:00Z.")
  }

  /// Nothing for topmost pages, which Integreat gives a parent with the id 0.
  private static func parent(_ node: JSONNode?) throws(Problem) -> Parent? {
    guard let node else { return nil }
    let id = try node.optional("id")?.integer() ?? 0
    let path = Self.path(try node.optional("path")?.text() ?? "")
    return id == 0 && path.isEmpty ? nil : Parent(id: id, path: path)
  }

  /// An empty list stands for an empty object, as older versions write it.
  private static func others(_ node: JSONNode?, except language: Language) throws(Problem) -> [Other] {
    guard let node else { return [] }
    if case .array(let items) = node.value, items.isEmpty { return [] }
    var others: [Other] = []
    for (name, entry) in try node.fields() where name != language.code {
      let id = try entry.field("id").integer()
      let path = Self.path(try entry.optional("path")?.text() ?? "")
      others.append(Other(id: id, path: path))
    }
    return others
  }

  /// A path as it is compared: decoded, without the slash at its end.
  static func path(_ text: String) -> String {
    let decoded = Percent.decode(text.utf8, plus: false)
    return decoded.hasSuffix("/") ? String(decoded.dropLast()) : decoded
  }

  /// The first part of the path: the region whose pages the file holds.
  var region: String { Self.region(ofPath: path) }

  static func region(ofPath path: String) -> String {
    path.split(separator: "/", maxSplits: 2).first.map(String.init) ?? ""
  }
}
