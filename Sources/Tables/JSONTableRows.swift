// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records

/// Turns records of a JSON list into the cells that the same records have in a CSV file for programs.
struct JSONTableRows<R: Record> {
  let table: RecordTable<R>
  /// In which the file has texts; one column for each translated field.
  let languages: [Language]
  let names: [String]
  private let translated: [Int]

  init(_ table: RecordTable<R>, _ languages: Set<Language>) {
    self.table = table
    self.languages = languages.sorted()
    let translated = table.fields.indices.filter { table.fields[$0].info.isTranslated }
    self.translated = translated
    names =
      ["id"] + table.fields.map(\.name) + table.companions.map(\.name)
      + languages.sorted().flatMap { language in
        translated.map { TableColumn.translation($0, language) }.map { $0.name(in: table, .exchange) }
      } + ["source_system", "source_id", "source_address"]
  }

  /// - Throws: a `Problem` with everything that is of the wrong kind, each at its path.
  func cells(_ item: JSONNode) throws(Problem) -> [String] {
    _ = try item.object()
    var problems: [Problem] = []
    func cell(_ read: () throws(Problem) -> String) -> String {
      do throws(Problem) { return try read() } catch {
        problems.append(error)
        return ""
      }
    }
    var cells = [cell { () throws(Problem) in try Self.text(item.optional("id")) }]
    for field in table.fields {
      cells.append(cell { () throws(Problem) in try Self.cell(item.optional(field.name), field.info.kind) })
    }
    for companion in table.companions {
      cells.append(cell { () throws(Problem) in try Self.text(item.optional(companion.name)) })
    }
    for language in languages {
      for field in translated {
        let name = table.fields[field].name
        cells.append(
          cell { () throws(Problem) in
            try Self.text(item.optional("translations")?.optional(language.code)?.optional(name))
          })
      }
    }
    for name in ["system", "id", "url"] {
      cells.append(cell { () throws(Problem) in try Self.text(item.optional("source")?.optional(name)) })
    }
    if let problem = Problem.joined(problems) { throw problem }
    return cells
  }

  /// Where the value of a column stands within its item.
  func path(_ column: String, in item: JSONPath) -> JSONPath {
    let parts = column.split(separator: ".")
    if parts.count == 2 {
      return .field(.field(.field(item, "translations"), String(parts[1])), String(parts[0]))
    }
    switch column {
    case "source_system": return .field(.field(item, "source"), "system")
    case "source_id": return .field(.field(item, "source"), "id")
    case "source_address": return .field(.field(item, "source"), "url")
    default: return .field(item, column)
    }
  }

  /// Members of an item that nothing of the table fits.
  func unknown(in object: JSONObject) -> [String] {
    let known = Set(
      ["id", "translations", "source", "errors"] + table.fields.map(\.name) + table.companions.map(\.name))
    return object.members.map(\.name).filter { !known.contains($0) }
  }

  /// In which languages an item has texts.
  static func languages(in item: JSONNode) -> [Language] {
    guard case .object(let object)? = try? item.optional("translations")?.value else { return [] }
    return object.members.compactMap { Language($0.name) }.filter { $0 != .german }
  }

  private static var cellLimit: Int { 1 << 20 }

  private static func text(_ node: JSONNode?) throws(Problem) -> String {
    guard let node else { return "" }
    let text = try node.text()
    if text.utf8.contains(0) {
      throw node.problem("json.control", "Der Text enthält ein unzulässiges Steuerzeichen.")
    }
    guard text.utf8.count <= cellLimit else {
      throw node.problem("json.too-long", "Der Text ist größer als \(cellLimit >> 20) MiB.")
    }
    return text
  }

  private static func cell(_ node: JSONNode?, _ kind: FieldKind) throws(Problem) -> String {
    guard let node else { return "" }
    switch kind {
    case .codes, .languages:
      var parts: [String] = []
      for item in try node.items() { parts.append(try text(item)) }
      return parts.joined(separator: "; ")
    case .flag: return try node.flag() ? "true" : "false"
    case .integer: return String(try node.integer())
    case .decimal: return String(try node.number())
    case .money:
      let cents = try node.integer()
      return "\(cents < 0 ? "-" : "")\(abs(cents) / 100).\(padded(abs(cents) % 100, 2))"
    case .time:
      let minutes = try node.integer()
      return "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    default: return try text(node)
    }
  }
}
