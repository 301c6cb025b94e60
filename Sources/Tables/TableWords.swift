// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records
package import Storage

/// What the words in a file mean; catalogues and languages live above this floor, so it is told how to find them.
package struct TableWords: Sendable {
  /// The code of a catalogue by itself or by its German or English name; nothing where there is none.
  package var code: @Sendable (_ catalogue: String, _ text: String) -> String?
  /// The ISO 639-3 code of a language by any of its names or codes.
  package var language: @Sendable (_ text: String) -> String?
  /// Where references lead; the table's own kind is always known.
  package var references: [ReferenceKind]
  /// The German name of a code, for files for people.
  package var codeName: @Sendable (_ catalogue: String, _ code: String) -> String
  package var languageName: @Sendable (_ code: String) -> String
  /// How files for programs name a record of a kind, or of a catalogue that is made of records; by its id unless there is
  /// a name that other installations know too.
  package var sharedName: @Sendable (_ kind: String, _ id: String) -> String = { $1 }

  package init(
    code: @escaping @Sendable (_ catalogue: String, _ text: String) -> String?,
    language: @escaping @Sendable (_ text: String) -> String?,
    references: [ReferenceKind] = [],
    codeName: @escaping @Sendable (_ catalogue: String, _ code: String) -> String = { $1 },
    languageName: @escaping @Sendable (_ code: String) -> String = { $0 }
  ) {
    self.code = code
    self.language = language
    self.references = references
    self.codeName = codeName
    self.languageName = languageName
  }
}

/// A kind of record that references in a file may lead to.
package struct ReferenceKind: Sendable {
  package let kind: String
  let load: @Sendable (Connection, TenantID) throws -> ReferenceIndex

  package init(_ kind: String, _ load: @escaping @Sendable (Connection, TenantID) throws -> ReferenceIndex) {
    self.kind = kind
    self.load = load
  }

  /// The records of a kind that a tenant may refer to, by id and by their names.
  ///
  /// - Parameter scope: the tenant's own ones, unless told otherwise.
  package static func records<Target: Record>(
    of type: Target.Type, in scope: @escaping @Sendable (TenantID) -> Scope = { .tenant($0) },
    names: @escaping @Sendable (Target) -> [String]
  ) -> ReferenceKind {
    ReferenceKind(Target.descriptor.kind) { connection, tenant in
      var index = ReferenceIndex()
      try connection.eachBatch(of: type, in: scope(tenant)) { stored in
        for batch in stored { index.add(batch.id.identifier, names: names(batch.record)) }
      }
      return index
    }
  }
}

/// Ids and names of the records of one kind, in memory for the time of an import.
package struct ReferenceIndex: Sendable {
  private var ids: Set<Identifier> = []
  private var byName: [String: Identifier] = [:]
  private var ambiguous: Set<String> = []

  package init() {}

  package mutating func add(_ id: Identifier, names: [String]) {
    ids.insert(id)
    for name in names where !name.isEmpty {
      let key = Self.key(name)
      if let other = byName.updateValue(id, forKey: key), other != id { ambiguous.insert(key) }
    }
  }

  package enum Finding: Sendable, Equatable { case found(Identifier), ambiguous, unknown }

  package func find(_ text: String) -> Finding {
    if let id = Identifier(text) { return ids.contains(id) ? .found(id) : .unknown }
    let key = Self.key(text)
    if ambiguous.contains(key) { return .ambiguous }
    return byName[key].map(Finding.found) ?? .unknown
  }

  private static func key(_ name: String) -> String { CellReader.folded(name) }
}
