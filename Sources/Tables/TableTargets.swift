// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// Something that a column of a file can be taken over into.
package struct TableTarget: Sendable {
  /// The column's name in files for programs: `name`, `title.en`, `source_id`.
  package let name: String
  package let label: String
  /// All names by which people call it.
  package let names: [String]
  /// The field behind it; nothing for ids, sources and companions.
  package let field: FieldInfo?
  package let isTranslation: Bool

  package var isRequired: Bool { !isTranslation && field?.isRequired == true }

  /// What a name and its spellings have in common: case, blanks, hyphens and underscores do not matter.
  package static func key(_ name: String) -> String {
    String(name.lowercased().unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "-" && $0 != "_" })
  }
}

extension RecordTable {
  /// Everything that a file's columns can hold, in the order of the descriptor.
  ///
  /// - Parameter languages: into which translated fields may be given.
  package func targets(in languages: [Language]) -> [TableTarget] {
    let columns: [TableColumn] =
      fields.indices.map { .field($0) } + companions.indices.map { .companion($0) }
      + fields.indices.filter { fields[$0].info.isTranslated }.flatMap { field in
        languages.map { TableColumn.translation(field, $0) }
      } + [.sourceID, .id]
    return columns.map { column in
      let names = column.names(in: self)
      var (field, isTranslation): (FieldInfo?, Bool) = (nil, false)
      if case .field(let index) = column { field = fields[index].info }
      if case .translation(let index, _) = column { (field, isTranslation) = (fields[index].info, true) }
      return TableTarget(name: names[0], label: names[1], names: names, field: field, isTranslation: isTranslation)
    }
  }
}

extension TableWords {
  /// A value as people read it; references stay ids.
  package func text(_ value: Value, _ info: FieldInfo) -> String {
    CellText(form: .spreadsheet, words: self).cell(value, info)
  }
}

extension TableTarget {
  /// The same target under another name, for files that give it a meaning of their own.
  package func named(_ label: String, _ more: [String]) -> TableTarget {
    TableTarget(
      name: name, label: label, names: [label] + more + names, field: field, isTranslation: isTranslation)
  }
}
