// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// Understands what somebody typed into one field; limits are checked by the record.
struct FieldReader {
  let vocabulary: Vocabulary
  let references: ReferenceBook
  let connection: Connection
  let tenant: TenantID

  /// - Parameter present: what the record holds; also what stays where the form did not have the field.
  /// - Throws: a `Problem` at the field where the text is nothing that it can hold.
  func value(_ info: FieldInfo, _ typed: TypedFields, present: Value) throws -> Value {
    let hasReference = typed.has(FormInput.words(info.name))
    guard typed.has(info.name) || hasReference else { return present }
    if isUntouched(info, typed, present) { return present }
    do {
      switch info.kind {
      case .codes(let catalogue): return try codes(typed.all(info.name), catalogue, info, present)
      case .languages: return try languages(typed.all(info.name), present)
      case .flag: return try flag(typed.last(info.name))
      case .reference(let kind): return try reference(kind, typed, info, present)
      default: return try single(typed[info.name], info, present)
      }
    } catch let problem as Problem {
      throw problem.field == nil ? problem.at(info.name) : problem
    }
  }

  /// Whether the input still shows what the record holds, which may be more exact than the input can say.
  private func isUntouched(_ info: FieldInfo, _ typed: TypedFields, _ present: Value) -> Bool {
    switch info.kind {
    case .codes, .languages, .flag, .reference: false
    default: !present.isBlank && [Self.unixLines(typed[info.name])] == FieldText.typed(present, info.kind)
    }
  }

  private func single(_ text: String, _ info: FieldInfo, _ present: Value) throws -> Value {
    let line = text.trimmed
    if line.isEmpty { return .null }
    switch info.kind {
    case .longText: return .text(Self.unixLines(text).trimmed)
    case .richText: return .text(try Self.richText(text))
    case .code(let catalogue): return try code(line, catalogue, info, present)
    case .integer: return .integer(Int64(try GermanText.integer(line)))
    case .decimal: return .real(try GermanText.decimal(line))
    case .money: return .integer(Int64(try GermanText.cents(line)))
    case .time: return .integer(Int64(try GermanText.time(line)))
    case .day: return .text(try GermanText.day(line).iso)
    case .moment: return .text(try Self.moment(line).iso)
    case .link: return .text(line.contains("://") || !line.contains(".") ? line : "https://" + line)
    case .text, .choice, .mail, .phone, .codes, .languages, .flag, .reference: return .text(line)
    }
  }

  // MARK: - Codes

  private func code(_ code: String, _ catalogue: String, _ info: FieldInfo, _ present: Value) throws -> Value {
    let choices = vocabulary.choices(catalogue)
    let isKnown = choices.contains { $0.code == code } || present.text == code
    if isKnown { return .text(code) }
    if choices.isEmpty, Self.isCode(code) { return .text(code) }
    throw unknown(code, info)
  }

  private func codes(_ codes: [String], _ catalogue: String, _ info: FieldInfo, _ present: Value) throws -> Value {
    let choices = vocabulary.choices(catalogue)
    let kept = Set(Self.words(present.text ?? ""))
    if choices.isEmpty {
      let parts = codes.flatMap { $0.split { $0 == " " || $0 == "," || $0 == ";" || $0.isNewline }.map(String.init) }
      if let wrong = parts.first(where: { !Self.isCode($0) }) { throw unknown(wrong, info) }
      return Self.unique(parts).value
    }
    let known = kept.union(choices.map(\.code))
    if let wrong = codes.first(where: { !known.contains($0) }) { throw unknown(wrong, info) }
    return Self.unique(codes).value
  }

  private func languages(_ codes: [String], _ present: Value) throws -> Value {
    let kept = Set(Self.words(present.text ?? ""))
    for code in codes where !kept.contains(code) && !(code.utf8.count == 3 && LanguageNames.isKnown(code)) {
      throw Problem("form.unknown-language", .invalid, "Die Sprache „\(code.prefix(40))“ steht nicht zur Wahl.")
    }
    return Self.unique(codes).value
  }

  private func unknown(_ code: String, _ info: FieldInfo) -> Problem {
    Problem(
      "form.unknown-code", .invalid, "„\(code.prefix(60))“ steht bei „\(info.label)“ nicht zur Wahl.", field: info.name)
  }

  private func flag(_ text: String) throws -> Value {
    switch text.trimmed {
    case "": .integer(0)
    case "1": .integer(1)
    default: throw Problem("form.no-flag", .invalid, "Möglich sind nur „ja“ und „nein“.")
    }
  }

  // MARK: - References

  private func reference(
    _ kind: String, _ typed: TypedFields, _ info: FieldInfo, _ present: Value
  ) throws -> Value {
    guard let source = references[kind] else { return present }
    let id = typed.all(info.name).first ?? ""
    guard typed.has(FormInput.words(info.name)) else {
      return id.isEmpty ? .null : try known(id, source, info, present)
    }
    let words = typed[FormInput.words(info.name)].trimmed
    if words.isEmpty { return .null }
    if !id.isEmpty, words == typed[FormInput.wordsBefore(info.name)].trimmed {
      return try known(id, source, info, present)
    }
    if Identifier(words) != nil { return try known(words, source, info, present) }
    let exact = try source.find(connection, tenant, words, 50).filter { $0.title.lowercased() == words.lowercased() }
    if exact.count == 1 { return .text(exact[0].id) }
    let sentence =
      exact.isEmpty
      ? "„\(words.prefix(80))“ wurde bei „\(info.label)“ nicht gefunden. Bitte wählen Sie unten einen Eintrag oder "
        + "suchen Sie nach einem anderen Wort."
      : "„\(words.prefix(80))“ gibt es mehrmals. Bitte wählen Sie unten, welcher Eintrag gemeint ist."
    throw Problem(
      exact.isEmpty ? "form.unknown-reference" : "form.ambiguous-reference", .invalid, sentence, field: info.name)
  }

  /// Ids of other tenants are as unknown as ids that nobody has.
  private func known(_ id: String, _ source: ReferenceSource, _ info: FieldInfo, _ present: Value) throws -> Value {
    if let identifier = Identifier(id) {
      let found = try source.named(connection, tenant, [identifier.text]).first
      if let found, !found.isArchived || present.text == found.id { return .text(found.id) }
    }
    throw Problem(
      "form.unknown-reference", .invalid, "Den gewählten Eintrag gibt es bei „\(info.label)“ nicht (mehr).",
      field: info.name)
  }

  // MARK: - Texts

  /// Markup is cleaned; anything else is Markdown.
  static func richText(_ text: String) throws(Problem) -> String {
    let text = unixLines(text).trimmed
    if text.contains("</") || text.contains("<br") || text.contains("/>") { return try CleanHTML(cleaning: text).text }
    return try Markdown.html(text).text
  }

  static func unixLines(_ text: String) -> String {
    guard text.utf8.contains(13) else { return text }
    var bytes: [UInt8] = []
    var wasReturn = false
    for byte in text.utf8 {
      if byte != 10 || !wasReturn { bytes.append(byte == 13 ? 10 : byte) }
      wasReturn = byte == 13
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// German time, as browsers and people write it, or a full moment with its zone.
  private static func moment(_ text: String) throws(Problem) -> Moment {
    if text.hasSuffix("Z"), let moment = Moment(iso: text) { return moment }
    let parts = text.split(maxSplits: 1) { $0 == " " || $0 == "T" }
    guard parts.count == 2 else {
      throw Problem(
        "form.not-a-moment", .invalid,
        "„\(text.prefix(40))“ ist kein Zeitpunkt. Erwartet wird zum Beispiel 31.12.2026 14:30.")
    }
    let (day, minutes) = (try GermanText.day(String(parts[0])), try GermanText.time(String(parts[1])))
    let local = Moment(day).adding(seconds: minutes * 60)
    return local.adding(seconds: -local.adding(seconds: -3600).berlinOffsetMinutes * 60)
  }

  static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  private static func isCode(_ text: String) -> Bool {
    text.utf8.count <= 40
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122, 45, 46, 95: true
        default: false
        }
      }
  }

  private static func unique(_ codes: [String]) -> [String] {
    var seen: Set<String> = []
    return codes.filter { seen.insert($0).inserted }
  }
}
