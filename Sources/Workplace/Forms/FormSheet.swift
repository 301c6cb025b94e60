// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// Everything that a form is drawn from: its fields, what stands in them, what is wrong with that.
struct FormSheet: Sendable {
  /// How a reference can be chosen.
  enum Choice: Sendable {
    /// All there are; a list of options.
    case few([ReferenceSource.Match])
    /// Words to look for, with what they found; nothing where nobody looked yet.
    case search(found: [ReferenceSource.Match]?)
    /// Cannot be chosen here.
    case fixed(String)
  }

  /// As many records as a list of options may have.
  static let fewLimit = 50

  let fields: [FieldInfo]
  let typed: TypedFields
  var problems: [Problem]
  /// Codes that the record holds though they are no longer offered.
  let present: [String: Value]
  /// Fields that may be empty.
  let blankable: Set<String>
  let vocabulary: Vocabulary
  let references: [String: Choice]

  /// The fields in their sections; the first section may have no name.
  var sections: [(title: String, fields: [FieldInfo])] {
    var sections: [(title: String, fields: [FieldInfo])] = []
    for field in fields {
      if let title = field.sectionTitle {
        sections.append((title, [field]))
      } else if sections.isEmpty {
        sections.append(("", [field]))
      } else {
        sections[sections.count - 1].fields.append(field)
      }
    }
    return sections
  }
}

extension FieldInfo {
  /// The name of the section that begins with this field.
  var sectionTitle: String? {
    for case .section(let title) in traits { return title }
    return nil
  }

  var hint: String? {
    for case .hint(let hint) in traits { return hint }
    return nil
  }
}

/// Makes sheets for the records of one kind.
struct FormSheets<R: Record>: Sendable {
  let references: ReferenceBook
  let fields: [FieldInfo]

  /// - Parameters:
  ///   - typed: what somebody sent; nothing shows the record as it is.
  ///   - searching: the reference whose records shall be looked for.
  func sheet(
    _ record: R, typed: TypedFields? = nil, problems: [Problem] = [], searching: String? = nil,
    vocabulary: Vocabulary, _ connection: Connection, _ tenant: TenantID
  ) throws -> FormSheet {
    var present: [String: Value] = [:]
    for field in R.descriptor.fields { present[field.name] = field.read(record) }
    var shown = typed ?? Self.typed(record, fields)
    var choices: [String: FormSheet.Choice] = [:]
    for info in fields {
      guard case .reference(let kind) = info.kind else { continue }
      choices[info.name] = try choice(
        info, kind, present[info.name] ?? .null, &shown, isSent: typed != nil,
        isAsked: searching == info.name || problems.contains { $0.field == info.name }, connection, tenant)
    }
    return FormSheet(
      fields: fields, typed: shown, problems: problems, present: present, blankable: Self.blankable(fields),
      vocabulary: vocabulary, references: choices)
  }

  private func choice(
    _ info: FieldInfo, _ kind: String, _ present: Value, _ shown: inout TypedFields, isSent: Bool, isAsked: Bool,
    _ connection: Connection, _ tenant: TenantID
  ) throws -> FormSheet.Choice {
    guard let source = references[kind] else { return .fixed(present.text ?? "") }
    let current = try present.text.map { try source.named(connection, tenant, [$0]) }?.first
    if try !source.hasMore(connection, tenant, FormSheet.fewLimit) {
      var few = try source.find(connection, tenant, "", FormSheet.fewLimit)
      if let current, !few.contains(where: { $0.id == current.id }) { few.append(current) }
      return .few(few)
    }
    if !isSent || !shown.has(FormInput.words(info.name)) {
      let title = current?.title ?? ""
      shown.set(FormInput.words(info.name), [title])
      shown.set(FormInput.wordsBefore(info.name), [title])
    }
    guard isAsked else { return .search(found: nil) }
    let words = shown[FormInput.words(info.name)].trimmed
    return .search(found: try source.find(connection, tenant, words, FormSheet.fewLimit))
  }

  private static func typed(_ record: R, _ fields: [FieldInfo]) -> TypedFields {
    var typed = TypedFields()
    for info in fields {
      let value = R.descriptor.field(info.name)?.read(record) ?? .null
      typed.set(info.name, FieldText.typed(value, info.kind))
    }
    return typed
  }

  /// Fields whose property takes "nothing".
  static func blankable(_ fields: [FieldInfo]) -> Set<String> {
    guard let blank = Identifier("00000000-0000-0000-0000-000000000000") else { return [] }
    var record = R(id: RecordID(blank))
    return Set(
      fields.filter { info in
        guard !info.isRequired, let field = R.descriptor.field(info.name) else { return false }
        do {
          try field.place(.null, in: &record)
          return true
        } catch {
          return false
        }
      }.map(\.name))
  }
}
