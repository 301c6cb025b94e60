// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// Everything that was delivered, as objects by kind and id with what ties them, whatever the form of the file was.
struct HSDSPackage: Sendable {
  var items: [HSDSItem] = []
  var ledger = HSDSLedger()
  private(set) var problems: [Problem] = []
  /// Only a part of a longer list, so that nobody can say what is missing.
  var isPartOfList = false
  private var positions: [HSDSKind: [String: Int]] = [:]
  private var links: Set<UInt64> = []
  private(set) var mainCount = 0

  static let byteLimit = 200 << 20
  static let mainLimit = 100_000
  static let itemLimit = 2_000_000
  static let idLimit = 200

  /// The object of a kind with an id: the known one, or a new one.
  mutating func item(_ kind: HSDSKind, _ id: String, at place: HSDSPlace) throws(Problem) -> Int {
    if let known = positions[kind]?[id] { return known }
    if kind.isMain { mainCount += 1 }
    guard mainCount <= Self.mainLimit, items.count < Self.itemLimit else {
      throw Problem(
        "hsds.too-many", .tooLarge,
        "Das sind mehr als \(Self.mainLimit) Angebote, Organisationen und Orte. Bitte teilen Sie die Lieferung.")
    }
    positions[kind, default: [:]][id] = items.count
    items.append(HSDSItem(kind: kind, id: id, place: place))
    return items.count - 1
  }

  func find(_ kind: HSDSKind, _ id: String) -> Int? { positions[kind]?[id] }

  /// Puts a value into an object; the same value again changes nothing, another one is told.
  mutating func put(_ name: String, _ text: String, at place: HSDSPlace, into index: Int) {
    if let known = items[index].slot(name) {
      if known.text != text { ledger.add(place, HSDSLedger.otherValue) }
      return
    }
    var slot = HSDSSlot(name: name, text: text, place: place)
    if let field = HSDSShape.fields[items[index].kind]?[name] {
      if let fault = HSDSRules.fault(text, field) { refuse(index, place, fault.code, fault.sentence) }
    } else {
      slot.reason = HSDSLedger.unknownField
    }
    items[index].slots.append(slot)
  }

  mutating func refuse(_ index: Int?, _ place: HSDSPlace, _ code: String, _ sentence: String) {
    problems.append(place.problem(code, sentence))
    if let index { items[index].isFaulty = true }
  }

  /// The same for a value that cannot be kept at all; its field counts as given.
  mutating func refuse(_ index: Int, _ name: String, _ place: HSDSPlace, _ code: String, _ sentence: String) {
    refuse(index, place, code, sentence)
    if items[index].slot(name) == nil { items[index].slots.append(HSDSSlot(name: name, text: "", place: place)) }
  }

  mutating func refuse(_ problem: Problem) { problems.append(problem) }

  /// Makes an object a part of another one.
  mutating func attach(_ child: Int, to owner: Int) {
    guard child != owner, links.insert(UInt64(owner) << 32 | UInt64(child)).inserted else { return }
    items[owner].children.append(child)
    let kinds = (items[child].kind, items[owner].kind)
    switch kinds {
    case (.service, .organization), (.location, .organization), (.serviceAtLocation, .service),
      (.serviceAtLocation, .location), (.program, .organization):
      if items[child].references[kinds.1] == nil { items[child].references[kinds.1] = owner }
    default: break
    }
  }

  /// Makes an object the single one of its kind that another one names.
  mutating func refer(from index: Int, to target: Int) {
    let kinds = (items[index].kind, items[target].kind)
    if items[index].references[kinds.1] == nil { items[index].references[kinds.1] = target }
    switch kinds {
    case (.serviceAtLocation, .service), (.location, .organization), (.service, .organization):
      attach(index, to: target)
    default: break
    }
  }

  func children(_ index: Int, _ kind: HSDSKind) -> [Int] { items[index].children.filter { items[$0].kind == kind } }

  mutating func use(_ index: Int, _ names: String...) {
    for position in items[index].slots.indices where names.contains(items[index].slots[position].name) {
      items[index].slots[position].isUsed = true
    }
  }

  /// A text without blanks around it, marked as used.
  mutating func take(_ index: Int, _ name: String) -> String? {
    guard let position = items[index].slots.firstIndex(where: { $0.name == name }) else { return nil }
    items[index].slots[position].isUsed = true
    return items[index].slots[position].text
  }

  /// Takes a use back: the value fitted nowhere.
  mutating func release(_ index: Int, _ name: String, _ reason: String) {
    guard let position = items[index].slots.firstIndex(where: { $0.name == name }) else { return }
    items[index].slots[position].isUsed = false
    items[index].slots[position].reason = reason
  }

  /// Tells all values that found no home; those of faulty objects were told as such.
  mutating func tellUnplaced() {
    var owners: [Int: [Int]] = [:]
    for index in items.indices {
      for child in items[index].children { owners[child, default: []].append(index) }
    }
    var left: Set<Int> = Set(items.indices.filter { items[$0].isFaulty })
    for _ in 0..<4 {
      for index in items.indices where !items[index].kind.isMain && !left.contains(index) {
        if let owners = owners[index], owners.allSatisfy({ left.contains($0) }) { left.insert(index) }
      }
    }
    for index in items.indices where !left.contains(index) {
      for slot in items[index].slots where !slot.isUsed { ledger.add(slot.place, slot.reason ?? HSDSLedger.nowhere) }
    }
  }
}
