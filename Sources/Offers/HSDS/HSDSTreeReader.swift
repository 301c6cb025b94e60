// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel

/// Takes nested JSON apart into objects and what ties them.
struct HSDSTreeReader {
  private(set) var package: HSDSPackage
  /// The line of newline-delimited JSON that is being read.
  var line: Int?
  /// Rows of tables, in which numbers may stand for texts as in CSV.
  private var isTabular = false
  private var topIDs: Set<String> = []

  init(_ package: HSDSPackage) { self.package = package }

  private static let envelope: Set<String> = [
    "contents", "total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty",
  ]

  /// Reads a whole document: an object, a list, a page of a list, several lists, or tables.
  mutating func readDocument(_ node: JSONNode) throws(Problem) {
    if case .array = node.value { return try readTop(node.items()) }
    guard case .object(let object) = node.value else {
      throw Problem("hsds.no-objects", .invalid, "\(node.path): Erwartet werden Objekte von HSDS.")
    }
    let names = object.members.map(\.name)
    if names.contains("contents") { return try readEnvelope(node) }
    if names.contains("resources"), !names.contains("id") { throw Self.description }
    if names.contains("openapi_url"), !names.contains("id") { throw Self.entrance }
    let isContainer = !names.contains("id") && !names.contains("name") && !names.isEmpty
    if isContainer, names.contains(where: { HSDSKind.tables[$0.lowercased()] != nil || HSDSKind.lists[$0] != nil }) {
      for (name, list) in try node.fields() {
        guard let kind = HSDSKind.tables[name.lowercased()] ?? HSDSKind.lists[name] else {
          tellUnknown(list)
          continue
        }
        isTabular = name.lowercased().hasSuffix(".csv")
        try readList(list, kind, under: nil)
      }
      return
    }
    try readTop([node])
  }

  /// A line of newline-delimited JSON.
  mutating func readLine(_ node: JSONNode) throws(Problem) { try readTop([node]) }

  mutating func refuse(_ problem: Problem) { package.refuse(problem) }

  private mutating func readEnvelope(_ node: JSONNode) throws(Problem) {
    for (name, value) in try node.fields() where !Self.envelope.contains(name) { tellUnknown(value) }
    if let pages = try? node.optional("total_pages")?.integer(), pages > 1 {
      package.isPartOfList = true
      let number = (try? node.optional("page_number")?.integer()) ?? 1
      package.ledger.notice(
        place(node), "Das ist Seite \(number) von \(pages) einer Liste; die übrigen Seiten fehlen hier.")
    }
    try readTop(node.field("contents").items())
  }

  private mutating func readTop(_ nodes: [JSONNode]) throws(Problem) {
    var usual: HSDSKind?
    for node in nodes {
      guard case .object(let object) = node.value else {
        package.refuse(nil, place(node), "wrong-kind", "Objekt erwartet, \(node.value.kindName) gefunden.")
        continue
      }
      guard let kind = HSDSKind.guess(object.members.map(\.name)) ?? usual else {
        package.refuse(nil, place(node), "unknown-object", "Es ist nicht zu erkennen, welches Objekt von HSDS das ist.")
        continue
      }
      usual = usual ?? kind
      var ids = topIDs
      try readObject(node, kind, in: &ids)
      topIDs = ids
    }
  }

  private mutating func readList(_ node: JSONNode, _ kind: HSDSKind, under owner: Int?) throws(Problem) {
    guard case .array = node.value else {
      return package.refuse(owner, place(node), "wrong-kind", "Liste erwartet, \(node.value.kindName) gefunden.")
    }
    var ids: Set<String> = []
    for item in try node.items() {
      let index = try readObject(item, kind, in: &ids)
      if let owner, let index { package.attach(index, to: owner) }
    }
  }

  /// - Parameter ids: the objects of the same list, to find those that stand there twice.
  /// - Returns: nothing for what is no object with an id; that is told.
  @discardableResult
  private mutating func readObject(
    _ node: JSONNode, _ kind: HSDSKind, in ids: inout Set<String>
  ) throws(Problem) -> Int? {
    guard case .object(let object) = node.value else {
      package.refuse(nil, place(node), "wrong-kind", "Objekt erwartet, \(node.value.kindName) gefunden.")
      return nil
    }
    let here = place(node)
    var id = "\u{0}\(package.items.count)"
    if case .string(let text)? = object["id"], !text.trimmedHSDS.isEmpty, text.utf8.count <= HSDSPackage.idLimit {
      id = text.trimmedHSDS
    }
    let index = try package.item(kind, id, at: here)
    if id.utf8.first == 0 {
      package.refuse(index, here.field("id"), "no-id", "Die Kennung fehlt oder ist kein Text bis 200 Zeichen.")
    } else if !ids.insert("\(kind.rawValue) \(id)").inserted {
      package.refuse(index, here.field("id"), "duplicate-id", "Die Kennung „\(id)“ kommt in dieser Liste zweimal vor.")
    }
    for (name, value) in try node.fields() where !value.isNull { try readMember(name, value, of: index, kind) }
    return index
  }

  private mutating func readMember(
    _ name: String, _ node: JSONNode, of index: Int, _ kind: HSDSKind
  ) throws(Problem) {
    if let field = HSDSShape.fields[kind]?[name] { return readValue(node, field, of: index) }
    if let part = HSDSKind.lists[name] { return try readList(node, part, under: index) }
    if let single = HSDSKind.objects[name] {
      var ids: Set<String> = []
      guard let target = try readObject(node, single, in: &ids) else {
        package.items[index].isFaulty = true
        return
      }
      return package.refer(from: index, to: target)
    }
    tellUnknown(node)
  }

  private mutating func readValue(_ node: JSONNode, _ field: HSDSField, of index: Int) {
    let text: String
    switch node.value {
    case .string(let string): text = string.trimmedHSDS
    case .number(let number) where field.type == .number || field.name == "extension" || isTabular:
      text = number.text
    default:
      let expected = field.type == .number ? "Zahl" : "Text"
      return package.refuse(
        index, field.name, place(node), "wrong-kind", "\(expected) erwartet, \(node.value.kindName) gefunden.")
    }
    if !text.isEmpty { package.put(field.name, text, at: place(node), into: index) }
  }

  /// All single values under a node that nobody knows.
  private func leaves(_ node: JSONNode) -> [(place: HSDSPlace, text: String)] {
    switch node.value {
    case .object: return ((try? node.fields()) ?? []).flatMap { leaves($0.node) }
    case .array: return ((try? node.items()) ?? []).flatMap { leaves($0) }
    case .string(let text): return text.isEmpty ? [] : [(place(node), text)]
    case .number(let number): return [(place(node), number.text)]
    case .bool(let flag): return [(place(node), flag ? "true" : "false")]
    case .null: return []
    }
  }

  private mutating func tellUnknown(_ node: JSONNode) {
    for leaf in leaves(node) { package.ledger.add(leaf.place, HSDSLedger.unknownField) }
  }

  private func place(_ node: JSONNode) -> HSDSPlace { line.map { .line($0, node.path) } ?? .json(node.path) }

  private static let description = Problem(
    "hsds.description", .invalid,
    "Das ist nur die Beschreibung eines Pakets von Tabellen. Bitte geben Sie den Ordner an, in dem sie liegt.")
  private static let entrance = Problem(
    "hsds.no-objects", .invalid, "Das ist die Startseite einer HSDS-Schnittstelle; sie enthält keine Angebote.")
}

extension String {
  /// Without white space at both ends.
  var trimmedHSDS: String {
    guard let first = unicodeScalars.first, let last = unicodeScalars.last else { return self }
    if !first.properties.isWhitespace, !last.properties.isWhitespace { return self }
    var scalars = Substring(self).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}
