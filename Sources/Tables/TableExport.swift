// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
package import Records
package import Storage

extension RecordTable {
  /// Writes all records of a scope that are not archived, in the order of their ids, piece by piece.
  ///
  /// The same records always give the same bytes. In the form for programs, importing the file into an empty table and
  /// exporting again gives these bytes once more.
  /// - Parameters:
  ///   - audience: fields that only others may see are left out.
  ///   - write: takes each piece of some hundred kilobytes.
  package func exportCSV(
    _ connection: Connection, in scope: Scope, form: TableForm = .exchange, audience: Audience = .coordination,
    words: TableWords = TableWords(code: { $1 }, language: { $0 }), where condition: SQL = "1 = 1",
    write: ([UInt8]) throws -> Void
  ) throws {
    let columns = try exportColumns(connection, scope, audience, condition)
    var text = CellText(form: form, words: words)
    if form == .spreadsheet { text.referenceNames = try referenceNames(connection, scope) }
    var writer = CSVWriter(form.style)
    writer.row(columns.map { $0.name(in: self, form) })
    try connection.eachBatch(of: R.self, in: scope, where: condition) { batch in
      let beside = try Beside(connection, batch.map(\.id), self, columns)
      for stored in batch {
        writer.row(columns.map { cell($0, stored, text, beside) })
      }
      try write(writer.take())
    }
    let rest = writer.take()
    if !rest.isEmpty { try write(rest) }
  }

  /// What stands in other tables about some records.
  struct Beside {
    var translations: [Language: [RecordID<R>: TranslatedFields]] = [:]
    var sources: [RecordID<R>: Provenance] = [:]
    var companions: [[RecordID<R>: String]] = []

    init(_ connection: Connection, _ ids: [RecordID<R>], _ table: RecordTable, _ columns: [TableColumn]) throws {
      sources = try connection.provenance(of: ids)
      for case .translation(_, let language) in columns where translations[language] == nil {
        translations[language] = try connection.translations(of: R.self, ids, into: language)
      }
      companions = try table.companions.map { try $0.cells(connection, ids) }
    }
  }

  func exportColumns(
    _ connection: Connection, _ scope: Scope, _ audience: Audience, _ condition: SQL
  ) throws -> [TableColumn] {
    let shown = fields.indices.filter { fields[$0].info.audience <= audience }
    let languages = try connection.translatedLanguages(of: R.self, in: scope, where: condition)
    let translations = shown.filter { fields[$0].info.isTranslated }.flatMap { field in
      languages.map { TableColumn.translation(field, $0) }
    }
    return [.id] + shown.map { .field($0) } + translations + companions.indices.map { .companion($0) }
      + [.sourceSystem, .sourceID, .sourceAddress]
  }

  private func cell(_ column: TableColumn, _ stored: Stored<R>, _ text: CellText, _ beside: Beside) -> String {
    switch column {
    case .id: stored.id.text
    case .field(let index): text.cell(fields[index].read(stored.record), fields[index].info)
    case .translation(let index, let language): beside.translations[language]?[stored.id]?[fields[index].name] ?? ""
    case .sourceSystem: beside.sources[stored.id]?.system ?? ""
    case .sourceID: beside.sources[stored.id]?.source ?? ""
    case .sourceAddress: beside.sources[stored.id]?.address ?? ""
    case .companion(let index): beside.companions[index][stored.id] ?? ""
    case .fault: ""
    }
  }

  /// Names of records of the own kind, the only kind whose names are known here.
  private func referenceNames(_ connection: Connection, _ scope: Scope) throws -> [String: [String: String]] {
    let kind = R.descriptor.kind
    let refersToItself = fields.contains { $0.info.kind == .reference(kind: kind) }
    guard refersToItself, let title = R.descriptor.titleField else { return [:] }
    var names: [String: String] = [:]
    try connection.eachBatch(of: R.self, in: scope) { batch in
      for stored in batch { names[stored.id.text] = title.read(stored.record).text }
    }
    return [kind: names]
  }
}
