// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Puts the members of a JSON object into a record: only the fields that the program may write, whatever the object names.
struct ResourceInput<R: Record> {
  let resource: Resource<R>
  let access: ResourceAccess<R>
  let connection: Connection
  let tenant: TenantID
  private let vocabulary: Vocabulary

  private static var mostProblems: Int { 50 }

  init(_ resource: Resource<R>, _ access: ResourceAccess<R>, _ connection: Connection, _ tenant: TenantID) throws {
    self.resource = resource
    self.access = access
    self.connection = connection
    self.tenant = tenant
    vocabulary = try resource.desk.vocabulary(connection, tenant)
  }

  /// Fields that may be null: not required, and the property can be blank.
  static var nullable: Set<String> {
    var record = R(id: RecordID(Identifier(high: 0, low: 0)))
    return Set(
      R.descriptor.fields.filter { field in
        guard !field.info.isRequired else { return false }
        do {
          try field.place(.null, in: &record)
          return true
        } catch {
          return false
        }
      }.map(\.name))
  }

  /// The record with the members put in.
  ///
  /// - Parameter isWhole: whether fields that the object does not name become blank (PUT) or stay (PATCH, POST).
  /// - Throws: one `Problem` with everything that could not be understood or breaks a limit.
  func merged(_ object: JSONObject, into record: R, isWhole: Bool = false) throws -> R {
    var result = record
    var problems = object.members.compactMap { refusal(of: $0.name) }
    let blank = R(id: record.id)
    for field in access.visible where access.writable.contains(field.name) {
      do {
        if let json = object[field.name] {
          try put(json, field, into: &result)
        } else if isWhole {
          try field.place(field.read(blank), in: &result)
        }
      } catch let problem as Problem {
        problems.append(problem.field == nil ? problem.at(field.name) : problem)
      }
    }
    let known = Set(problems.compactMap(\.field))
    problems += R.descriptor.problems(in: result).filter { !known.contains($0.field ?? "") }
    if problems.isEmpty { problems = try resource.desk.problems(result, connection) }
    if let problem = Problem.joined(Array(problems.prefix(Self.mostProblems))) { throw problem }
    return result
  }

  /// Members that are no fields, and those that nobody or not this program may set; fields that it must not see do not exist.
  private func refusal(of name: String) -> Problem? {
    if access.writable.contains(name) { return nil }
    let shown = String(name.prefix(60))
    if access.sees(name) || ResourceJSON.own.contains(name) {
      return Problem("api.read-only", .invalid, "„\(shown)“ kann nicht gesetzt werden.", field: shown)
    }
    return Problem("api.unknown-field", .invalid, "Das Feld „\(shown)“ gibt es hier nicht.", field: shown)
  }

  private func put(_ json: JSONValue, _ field: Field<R>, into record: inout R) throws {
    let value = try value(json, field.info, present: field.read(record))
    if value.isBlank, field.info.isRequired {
      throw Problem("record.required", .invalid, "„\(field.info.label)“ fehlt.", field: field.name)
    }
    try field.write(value, to: &record)
  }

  private func value(_ json: JSONValue, _ info: FieldInfo, present: Value) throws -> Value {
    if json == .null { return .null }
    switch info.kind {
    case .codes(let catalogue): return try codes(texts(json, info), catalogue, info, present)
    case .languages: return try languages(texts(json, info), info, present)
    case .flag:
      guard case .bool(let flag) = json else { throw wrongKind(info, "Wahrheitswert", json) }
      return .integer(flag ? 1 : 0)
    case .integer, .money, .time:
      guard case .number(let number) = json, let whole = number.int else { throw wrongKind(info, "ganze Zahl", json) }
      return .integer(Int64(whole))
    case .decimal:
      guard case .number(let number) = json, let real = number.double else { throw wrongKind(info, "Zahl", json) }
      return .real(real)
    default:
      guard case .string(let text) = json else { throw wrongKind(info, "Text", json) }
      return try self.text(text, info, present)
    }
  }

  private func text(_ text: String, _ info: FieldInfo, _ present: Value) throws -> Value {
    let line = text.trimmed
    switch info.kind {
    case .day:
      guard let day = Day(iso: line) else { throw form(info, "einen Tag wie 2026-11-23") }
      return .text(day.iso)
    case .moment:
      guard let moment = Moment(iso: line) else { throw form(info, "einen Zeitpunkt wie 2026-11-23T08:15:30Z") }
      return .text(moment.iso)
    case .reference(let kind): return try reference(line, kind, info, present)
    case _ where line.isEmpty: return .null
    case .richText: return .text(try CleanHTML(cleaning: text).text)
    case .code(let catalogue): return try code(line, catalogue, info, present)
    default: return .text(line)
    }
  }

  // MARK: - Codes and references

  private func texts(_ json: JSONValue, _ info: FieldInfo) throws -> [String] {
    guard case .array(let items) = json else { throw wrongKind(info, "Liste", json) }
    var texts: [String] = []
    for item in items {
      guard case .string(let text) = item else { throw wrongKind(info, "Liste von Texten", item) }
      if !texts.contains(text) { texts.append(text) }
      guard texts.count <= 500 else { throw unknown(text, info) }
    }
    return texts
  }

  private func code(_ code: String, _ catalogue: String, _ info: FieldInfo, _ present: Value) throws -> Value {
    let choices = vocabulary.choices(catalogue)
    let isKnown = choices.isEmpty || choices.contains { $0.code == code } || present.text == code
    guard isKnown, Self.isCode(code) else { throw unknown(code, info) }
    return .text(code)
  }

  private func codes(_ codes: [String], _ catalogue: String, _ info: FieldInfo, _ present: Value) throws -> Value {
    let choices = vocabulary.choices(catalogue)
    let kept = present.text?.split(separator: " ").map(String.init) ?? []
    let known = Set(kept).union(choices.map(\.code))
    for code in codes where !Self.isCode(code) || !(choices.isEmpty || known.contains(code)) {
      throw unknown(code, info)
    }
    return codes.value
  }

  private func languages(_ codes: [String], _ info: FieldInfo, _ present: Value) throws -> Value {
    let kept = Set(present.text?.split(separator: " ").map(String.init) ?? [])
    for code in codes where !kept.contains(code) && !(code.utf8.count == 3 && LanguageNames.isKnown(code)) {
      throw Problem(
        "form.unknown-language", .invalid, "Die Sprache „\(code.prefix(40))“ steht nicht zur Wahl.", field: info.name)
    }
    return codes.value
  }

  /// Ids of other tenants are as unknown as ids that nobody has.
  private func reference(_ text: String, _ kind: String, _ info: FieldInfo, _ present: Value) throws -> Value {
    if let id = Identifier(text), let source = resource.references[kind] {
      let isPresent = present.text == id.text
      if try source.exists(connection, tenant, id, isPresent) { return .text(id.text) }
    }
    throw Problem(
      "form.unknown-reference", .invalid, "Den gewählten Eintrag gibt es bei „\(info.label)“ nicht (mehr).",
      field: info.name)
  }

  private static func isCode(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 60 && text.utf8.allSatisfy { $0 > 32 && $0 != 127 }
  }

  private func unknown(_ code: String, _ info: FieldInfo) -> Problem {
    Problem(
      "form.unknown-code", .invalid, "„\(code.prefix(60))“ steht bei „\(info.label)“ nicht zur Wahl.", field: info.name)
  }

  private func form(_ info: FieldInfo, _ expected: String) -> Problem {
    Problem("record.wrong-kind", .invalid, "„\(info.label)“ braucht \(expected).", field: info.name)
  }

  private func wrongKind(_ info: FieldInfo, _ expected: String, _ found: JSONValue) -> Problem {
    Problem(
      "json.wrong-kind", .invalid, "„\(info.label)“: \(expected) erwartet, \(found.kindName) gefunden.",
      field: info.name)
  }
}
