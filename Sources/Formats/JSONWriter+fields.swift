// SPDX-License-Identifier: EUPL-1.2
package import Kernel

extension JSONWriter {
  package mutating func field(_ name: String, _ id: Identifier) {
    self.name(name)
    value(id)
  }

  package mutating func field<Subject>(_ name: String, _ id: RecordID<Subject>) { field(name, id.identifier) }

  package mutating func field<Subject>(_ name: String, ifPresent id: RecordID<Subject>?) {
    if let id { field(name, id.identifier) }
  }

  package mutating func field(_ name: String, _ text: String?) {
    self.name(name)
    if let text { value(text) } else { null() }
  }

  package mutating func field(_ name: String, _ number: Int?) {
    self.name(name)
    if let number { value(number) } else { null() }
  }

  package mutating func field(_ name: String, _ number: Double?) {
    self.name(name)
    if let number { value(number) } else { null() }
  }

  package mutating func field(_ name: String, _ flag: Bool?) {
    self.name(name)
    if let flag { value(flag) } else { null() }
  }

  package mutating func field(_ name: String, _ json: JSONValue) {
    self.name(name)
    value(json)
  }

  package mutating func field(_ name: String, ifPresent text: String?) {
    if let text { field(name, text) }
  }

  package mutating func field(_ name: String, ifPresent number: Int?) {
    if let number { field(name, number) }
  }

  package mutating func field(_ name: String, ifPresent number: Double?) {
    if let number { field(name, number) }
  }

  package mutating func field(_ name: String, ifPresent flag: Bool?) {
    if let flag { field(name, flag) }
  }

  /// A member whose value is an object.
  package mutating func object<E: Error>(_ name: String, _ members: (inout JSONWriter) throws(E) -> Void) throws(E) {
    self.name(name)
    try object(members)
  }

  /// A member whose value is a list of texts.
  package mutating func list(_ name: String, _ texts: [String]) {
    list(name, texts) { $0.value($1) }
  }

  /// A member whose value is a list; the closure writes one value for each item.
  package mutating func list<Items: Sequence, E: Error>(
    _ name: String, _ items: Items, _ write: (inout JSONWriter, Items.Element) throws(E) -> Void
  ) throws(E) {
    self.name(name)
    try list(items, write)
  }

  /// A list; the closure writes one value for each item.
  package mutating func list<Items: Sequence, E: Error>(
    _ items: Items, _ write: (inout JSONWriter, Items.Element) throws(E) -> Void
  ) throws(E) {
    try array { (json: inout JSONWriter) throws(E) in
      for item in items { try write(&json, item) }
    }
  }
}
