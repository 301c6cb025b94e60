// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records

/// Understands cells as people type them, and as our own exports write them.
struct CellReader {
  enum Reading {
    case value(Value)
    /// A reference to a record of the same file that has not come yet.
    case waits(Problem)
  }

  let words: TableWords
  /// Texts are taken as they are, blanks at the ends included.
  let isExact: Bool
  let ownKind: String
  var references: [String: ReferenceIndex]
  /// Cells of lists and names that were understood before, by field and text.
  private var known: [Int: [String: Value]] = [:]
  private static let knownLimit = 20_000

  init(words: TableWords, isExact: Bool, ownKind: String, references: [String: ReferenceIndex]) {
    self.words = words
    self.isExact = isExact
    self.ownKind = ownKind
    self.references = references
  }

  /// - Parameters:
  ///   - blank: the value of an empty cell.
  ///   - field: a number that is the same for all cells of a column.
  /// - Throws: a `Problem` where the cell is not what the field holds; limits are checked by the record.
  mutating func read(
    _ text: String, _ info: FieldInfo, field: Int, blank: Value
  ) throws(Problem) -> Reading {
    switch info.kind {
    case .text, .longText:
      return .value(isExact ? .text(text) : .text(Self.trimmed(text)))
    default: break
    }
    let cell = Self.trimmed(text)
    if cell.isEmpty { return .value(blank) }
    switch info.kind {
    case .reference(let kind): return try reference(cell, to: kind, info)
    case .richText, .mail, .phone, .link: return .value(try plain(cell, info))
    default: return .value(try remembered(cell, info, field))
    }
  }

  /// The same words come again and again in a column.
  private mutating func remembered(_ cell: String, _ info: FieldInfo, _ field: Int) throws(Problem) -> Value {
    if let value = known[field]?[cell] { return value }
    let value: Value
    switch info.kind {
    case .code, .codes, .languages: value = try named(cell, info)
    default: value = try plain(cell, info)
    }
    if (known[field]?.count ?? 0) < Self.knownLimit { known[field, default: [:]][cell] = value }
    return value
  }

  private func plain(_ cell: String, _ info: FieldInfo) throws(Problem) -> Value {
    switch info.kind {
    case .richText: .text(try Self.richText(cell, isExact: isExact))
    case .choice(let choices): .text(try choice(cell, choices, info))
    case .integer: .integer(Int64(try GermanText.integer(cell)))
    case .decimal: .real(try decimal(cell))
    case .money: .integer(Int64(try GermanText.cents(cell)))
    case .flag: .integer(try GermanText.answer(cell) == true ? 1 : 0)
    case .time: .integer(Int64(try GermanText.time(cell)))
    case .day: .text(try GermanText.day(cell).iso)
    case .moment: .text(try moment(cell).iso)
    case .link: .text(link(cell))
    default: .text(cell)
    }
  }

  /// Exports write every digit that a number has.
  private func decimal(_ cell: String) throws(Problem) -> Double {
    if isExact, let number = Double(cell), number.isFinite { return number }
    return try GermanText.decimal(cell)
  }

  private func moment(_ cell: String) throws(Problem) -> Moment {
    if let moment = Moment(iso: cell) { return moment }
    let parts = cell.split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else {
      throw Problem(
        "table.not-a-moment", .invalid,
        "„\(cell.prefix(40))“ ist kein Zeitpunkt. Erwartet wird zum Beispiel 31.12.2026 14:30.")
    }
    let (day, minutes) = (try GermanText.day(String(parts[0])), try GermanText.time(String(parts[1])))
    let local = Moment(day).adding(seconds: minutes * 60)
    return local.adding(seconds: -local.adding(seconds: -3600).berlinOffsetMinutes * 60)
  }

  /// People leave `https://` away.
  private func link(_ cell: String) -> String {
    isExact || cell.contains("://") || !cell.contains(".") ? cell : "https://" + cell
  }

  private func choice(_ cell: String, _ choices: [FieldKind.Choice], _ info: FieldInfo) throws(Problem) -> String {
    let folded = Self.folded(cell)
    if let choice = choices.first(where: { $0.value == cell || Self.folded($0.label) == folded }) {
      return choice.value
    }
    if choices.map(\.value) == Answer.allCases.map(\.rawValue) {
      let answer = try GermanText.answer(cell)
      return answer.map { $0 ? Answer.yes.rawValue : Answer.no.rawValue } ?? Answer.unknown.rawValue
    }
    if let problem = info.problem(with: .text(cell)) { throw problem }
    return cell
  }

  /// HTML is cleaned; anything else becomes paragraphs.
  static func richText(_ cell: String, isExact: Bool) throws(Problem) -> String {
    let isMarkup = isExact || cell.contains("</") || cell.contains("<br") || cell.contains("/>")
    if isMarkup { return try CleanHTML(cleaning: cell).text }
    let escaped = cell.map { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : String($0) }.joined()
    let paragraphs = escaped.split { $0.isNewline }.map { "<p>\($0)</p>" }.joined()
    return try CleanHTML(cleaning: paragraphs).text
  }

  // MARK: - Codes and languages

  private func named(_ cell: String, _ info: FieldInfo) throws(Problem) -> Value {
    switch info.kind {
    case .code(let catalogue):
      guard let code = words.code(catalogue, cell) else { throw unknownCode(cell, info) }
      return .text(code)
    case .codes(let catalogue):
      let codes = try list(cell) {
        words.code(catalogue, $0)
      } orThrow: {
        unknownCode($0, info)
      }
      return codes.value
    default:
      let exact = isExact
      let codes = try list(cell) { part in
        words.language(part) ?? (exact && part.utf8.count == 3 && Language(part) != nil ? part : nil)
      } orThrow: { part in
        Problem(
          "table.unknown-language", .invalid,
          "Die Sprache „\(part.prefix(40))“ ist unbekannt. Erwartet wird ein Name oder ein Kürzel, zum Beispiel "
            + "„Arabisch“ oder „ara“.", field: info.name)
      }
      return codes.value
    }
  }

  /// Names contain blanks and commas, so the widest separators are tried first.
  private func list(
    _ cell: String, _ find: (String) -> String?, orThrow problem: (String) -> Problem
  ) throws(Problem) -> [String] {
    var found: [String] = []
    for wide in cell.split(whereSeparator: { $0 == ";" || $0 == "|" || $0.isNewline }) {
      let part = Self.trimmed(String(wide))
      if part.isEmpty { continue }
      if let code = find(part) {
        found.append(code)
        continue
      }
      let commas = part.split(separator: ",").map { Self.trimmed(String($0)) }.filter { !$0.isEmpty }
      for piece in commas {
        if let code = find(piece) {
          found.append(code)
          continue
        }
        for word in piece.split(separator: " ") {
          guard let code = find(String(word)) else { throw problem(piece) }
          found.append(code)
        }
      }
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }
  }

  private func unknownCode(_ text: String, _ info: FieldInfo) -> Problem {
    Problem(
      "table.unknown-code", .invalid,
      "„\(text.prefix(60))“ gibt es bei „\(info.label)“ nicht. Erwartet wird ein Kürzel oder ein Name aus dem Katalog.",
      field: info.name)
  }

  // MARK: - References

  private func reference(_ cell: String, to kind: String, _ info: FieldInfo) throws(Problem) -> Reading {
    switch references[kind]?.find(cell) ?? .unknown {
    case .found(let id): return .value(.text(id.text))
    case .ambiguous:
      throw Problem(
        "table.ambiguous-name", .invalid,
        "„\(cell.prefix(80))“ gibt es mehrmals. Bitte geben Sie statt des Namens die ID an.", field: info.name)
    case .unknown:
      let problem = Problem(
        "table.unknown-reference", .invalid,
        "„\(cell.prefix(80))“ gibt es bei „\(info.label)“ nicht.", field: info.name)
      if kind == ownKind { return .waits(problem) }
      throw problem
    }
  }

  // MARK: - Texts

  /// In lower case, white space folded to single blanks, none at the ends.
  static func folded(_ text: String) -> String { text.foldedWords }

  static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last else { return text }
    if first > 32, first < 128, last > 32, last < 128 { return text }
    var scalars = Substring(text).unicodeScalars
    while let scalar = scalars.first, scalar.properties.isWhitespace { scalars.removeFirst() }
    while let scalar = scalars.last, scalar.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}
