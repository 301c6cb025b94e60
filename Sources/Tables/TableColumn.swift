// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records

/// What a column of a table of records holds.
enum TableColumn: Hashable, Sendable {
  case id
  /// By its position in the descriptor.
  case field(Int)
  case translation(Int, Language)
  case sourceSystem, sourceID, sourceAddress
  /// By its position in the table.
  case companion(Int)
  /// What an earlier import wrote into its error file; passed over.
  case fault

  /// The name in files for programs and the German one, then what else people write.
  func names<R: Record>(in table: RecordTable<R>) -> [String] {
    switch self {
    case .id: ["id", "ID"]
    case .field(let index):
      [table.fields[index].name, table.fields[index].info.label] + (table.aliases[table.fields[index].name] ?? [])
    case .translation(let index, let language):
      ["\(table.fields[index].name).\(language.code)", "\(table.fields[index].info.label) (\(language.code))"]
    case .sourceSystem: ["source_system", "Quellsystem"]
    case .sourceID: ["source_id", "Quelle", "Quell-ID", "source", "external_id", "Externe ID", "Kennung der Quelle"]
    case .sourceAddress: ["source_address", "Adresse der Quelle", "source_url"]
    case .companion(let index):
      [table.companions[index].name, table.companions[index].label] + table.companions[index].aliases
    case .fault: ["Fehler", "error"]
    }
  }

  /// The name that stands in a file.
  func name<R: Record>(in table: RecordTable<R>, _ form: TableForm) -> String {
    let names = names(in: table)
    return form == .exchange ? names[0] : names[1]
  }
}

/// For whom a file is made.
package enum TableForm: Sendable {
  /// For programs: names of fields, codes, ISO days; an import of it gives the very same records.
  case exchange
  /// For people with a spreadsheet: German labels, days and words; cells that look like formulas are made harmless.
  case spreadsheet

  var style: CSVStyle { self == .exchange ? .exchange : .spreadsheet }
}

/// The columns of one file, in the file's order, found by their names.
struct TableHeader {
  /// Column of the file by what it holds.
  private(set) var positions: [TableColumn: Int] = [:]
  /// The fields' columns, in the file's order.
  private(set) var fields: [(column: Int, field: Int)] = []
  private(set) var translations: [(column: Int, field: Int, language: Language)] = []
  private(set) var companions: [(column: Int, companion: Int)] = []
  /// Columns that nothing of the table fits.
  private(set) var unknown: [TableNotice] = []
  let csv: CSVHeader

  init<R: Record>(_ row: CSVRow, of table: RecordTable<R>) throws(Problem) {
    csv = try CSVHeader(row)
    var free = Set(csv.names.indices)
    for column in table.columns {
      guard let position = csv.column(anyOf: column.names(in: table)), free.remove(position) != nil else { continue }
      positions[column] = position
      if case .field(let field) = column { fields.append((position, field)) }
      if case .companion(let companion) = column { companions.append((position, companion)) }
    }
    for position in free.sorted() {
      if let (field, language) = Self.translation(csv.names[position], in: table) {
        translations.append((position, field, language))
      } else {
        unknown.append(
          TableNotice(
            column: position + 1, name: csv.names[position],
            sentence: "Die Spalte „\(csv.names[position].prefix(60))“ ist unbekannt und wurde nicht übernommen."))
      }
    }
    fields.sort { $0.column < $1.column }
  }

  /// Files with ids come from an export: their texts are taken as they are, blanks at the ends included.
  var isExact: Bool { positions[.id] != nil }

  /// Where a field stands, from 0.
  func column(ofField name: String, in names: [String: Int]) -> Int? { names[name].flatMap { positions[.field($0)] } }

  /// Reads `title.en`, `Titel (en)` and `Titel (Englisch)`.
  private static func translation<R: Record>(
    _ name: String, in table: RecordTable<R>
  ) -> (field: Int, language: Language)? {
    let parts = name.hasSuffix(")") ? name.dropLast().split(separator: "(") : name.split(separator: ".")
    guard parts.count == 2, let word = parts.last else { return nil }
    let known = ["englisch": "en", "english": "en", "arabisch": "ar", "arabic": "ar"]
    let code = word.lowercased().filter { !$0.isWhitespace }
    guard let language = Language(known[code] ?? code), language != .german else { return nil }
    let wanted = Self.key(String(parts[0]))
    let field = table.fields.firstIndex { field in
      field.info.isTranslated
        && ([field.name, field.info.label] + (table.aliases[field.name] ?? [])).contains { Self.key($0) == wanted }
    }
    return field.map { ($0, language) }
  }

  private static func key(_ name: String) -> String {
    name.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "_" }
  }
}
