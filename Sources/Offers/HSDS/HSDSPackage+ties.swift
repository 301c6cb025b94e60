// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

extension HSDSPackage {
  /// Ties objects that name each other by their ids, and checks them as wholes; once, when all is read.
  mutating func finish() {
    for index in items.indices {
      resolve(index)
      if items[index].kind == .organization { resolveParent(index) }
      requireFields(index)
      for fault in HSDSRules.faults(items[index]) {
        refuse(index, items[index].place(fault.field), fault.code, fault.sentence)
      }
    }
    refuseCycles()
    spreadFaults()
  }

  private mutating func resolve(_ index: Int) {
    for slot in items[index].slots {
      guard slot.name != "parent_organization_id" else { continue }
      if slot.name == "link_id", items[index].kind == .attribute {
        let owner = HSDSKind.allCases.compactMap { kind in find(kind, slot.text) }.first
        tie(index, slot, to: owner)
      } else if let kind = HSDSKind.references[slot.name], slot.reason == nil {
        tie(index, slot, to: find(kind, slot.text))
        if find(kind, slot.text) == nil { items[index].unresolved[kind] = slot.text }
      }
    }
  }

  private mutating func tie(_ index: Int, _ slot: HSDSSlot, to target: Int?) {
    guard let target else { return release(index, slot.name, HSDSLedger.unknownTarget) }
    use(index, slot.name)
    switch (items[index].kind, items[target].kind) {
    case (.service, .organization), (.service, .program), (.location, .organization), (.serviceAtLocation, .service),
      (.serviceAtLocation, .location), (.attribute, .term), (.term, .taxonomy), (.capacity, .unit):
      refer(from: index, to: target)
    default: attach(index, to: target)
    }
  }

  private mutating func resolveParent(_ index: Int) {
    guard let id = items[index]["parent_organization_id"] else { return }
    items[index].parent = find(.organization, id)
    if items[index].parent == nil { items[index].unresolved[.organization] = id }
  }

  /// Histories are not stored, so what they lack stops nobody.
  private mutating func requireFields(_ index: Int) {
    let item = items[index]
    guard item.kind != .metadata, let fields = HSDSShape.fields[item.kind] else { return }
    for field in fields.values.sorted(by: { $0.name < $1.name }) where field.isRequired {
      if item.slot(field.name) == nil, field.name != "id" {
        refuse(index, item.place.field(field.name), "missing", "Diese Angabe fehlt, HSDS verlangt sie.")
      }
    }
  }

  private mutating func refuseCycles() {
    for index in items.indices where items[index].parent != nil {
      var seen: Set<Int> = [index]
      var above = items[index].parent
      while let next = above, seen.insert(next).inserted { above = items[next].parent }
      if above == index {
        let place = items[index].place("parent_organization_id")
        refuse(index, place, "cycle", "Die Organisation gehört über mehrere Ebenen zu sich selbst.")
      }
    }
  }

  /// A faulty part makes what it belongs to faulty; services suffer from faulty organisations and places too.
  private mutating func spreadFaults() {
    let parts = items.indices.filter { items[$0].isFaulty && !items[$0].kind.isMain }
    var faulty = Set(parts)
    var owners: [Int: [Int]] = [:]
    for index in items.indices {
      for child in items[index].children where !items[child].kind.isMain { owners[child, default: []].append(index) }
    }
    var waiting = parts
    while let part = waiting.popLast() {
      for owner in owners[part] ?? [] where faulty.insert(owner).inserted {
        items[owner].isFaulty = true
        if !items[owner].kind.isMain { waiting.append(owner) }
      }
    }
    for index in items.indices where items[index].kind == .serviceAtLocation {
      if items[index].references[.location].map({ items[$0].isFaulty }) == true { items[index].isFaulty = true }
      if items[index].isFaulty, let service = items[index].references[.service] { items[service].isFaulty = true }
    }
    for index in items.indices where items[index].kind == .service {
      if items[index].references[.organization].map({ items[$0].isFaulty }) == true { items[index].isFaulty = true }
    }
    var above = items.indices.filter { items[$0].kind == .organization && items[$0].isFaulty }
    let below = Dictionary(grouping: items.indices.filter { items[$0].parent != nil }) { items[$0].parent ?? $0 }
    while let organisation = above.popLast() {
      for child in below[organisation] ?? [] where !items[child].isFaulty {
        items[child].isFaulty = true
        above.append(child)
      }
    }
  }
}
