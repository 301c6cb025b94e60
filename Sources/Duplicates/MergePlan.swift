// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records

/// Which value of a field the record that stays will have.
enum MergeSide: String, Sendable, CaseIterable {
  case kept = "bleibend"
  case other = "anderer"
  case both = "beide"
}

/// One field in which two records differ.
struct MergeField: Sendable {
  let info: FieldInfo
  let kept: Value
  let other: Value
  /// Both together; nothing where a field holds only one.
  let both: Value?

  /// Nothing entered never wins over something; lists are put together.
  var suggestion: MergeSide {
    if kept.isBlank { return .other }
    if other.isBlank { return .kept }
    return both == nil ? .kept : .both
  }

  func value(_ side: MergeSide) -> Value {
    switch side {
    case .kept: kept
    case .other: other
    case .both: both ?? kept
    }
  }
}

/// Two records of a tenant side by side: the one that stays and the one that becomes part of it.
struct MergePlan: Sendable {
  let kind: DuplicateKind
  let target: MergeState
  let source: MergeState
  let fields: [MergeField]

  /// - Throws: a `Problem` "not found" where they are no two open records of the same tenant.
  init(_ kind: DuplicateKind, target: MergeState, source: MergeState) throws {
    guard target.id != source.id, target.tenant == source.tenant, !target.isArchived, !source.isArchived else {
      throw Problem.mergeImpossible
    }
    self.kind = kind
    self.target = target
    self.source = source
    let pair = [target.id, source.id]
    fields = kind.fields.compactMap { info in
      guard !kind.fixed.contains(info.name), info.audience <= .staff else { return nil }
      let kept = Self.free(target, info, of: pair)
      let other = Self.free(source, info, of: pair)
      if kept == other || (kept.isBlank && other.isBlank) { return nil }
      return MergeField(info: info, kept: kept, other: other, both: Self.both(kept, other, info, kind.lists))
    }
  }

  /// The values that the record which stays gets anew.
  ///
  /// - Parameter sides: by field; every differing field must be there.
  /// - Throws: a `Problem` with each field for which nothing possible was chosen.
  func values(_ sides: [String: MergeSide]) throws -> [String: Value] {
    var values: [String: Value] = [:]
    var problems: [Problem] = []
    for field in fields {
      guard let side = sides[field.info.name], side != .both || field.both != nil else {
        problems.append(
          Problem(
            "duplicates.side-missing", .invalid, "Bitte wählen Sie bei „\(field.info.label)“, was bleiben soll.",
            field: field.info.name))
        continue
      }
      values[field.info.name] = field.value(side)
    }
    if let problem = Problem.joined(problems) { throw problem }
    return values.merging(loose) { chosen, _ in chosen }
  }

  /// The sides that fit best; what the form shows first.
  var suggested: [String: MergeSide] {
    Dictionary(fields.map { ($0.info.name, $0.suggestion) }, uniquingKeysWith: { first, _ in first })
  }

  /// References of the record that stays to the other one or to itself, which end.
  private var loose: [String: Value] {
    var values: [String: Value] = [:]
    for info in kind.fields where info.kind == .reference(kind: kind.kind) {
      if target.reference(info.name) == source.id { values[info.name] = .null }
    }
    return values
  }

  private static func free(_ state: MergeState, _ info: FieldInfo, of pair: [Identifier]) -> Value {
    let value = state.values[info.name] ?? .null
    if case .reference = info.kind, let id = state.reference(info.name), pair.contains(id) { return .null }
    return value
  }

  private static func both(
    _ kept: Value, _ other: Value, _ info: FieldInfo, _ lists: [String: Character]
  ) -> Value? {
    guard let one = kept.text, let two = other.text, !one.isEmpty, !two.isEmpty else { return nil }
    switch info.kind {
    case .codes, .languages:
      guard let codes = [String].from(kept), let more = [String].from(other) else { return nil }
      return (codes + more.filter { !codes.contains($0) }).value
    case .text, .longText:
      guard let separator = lists[info.name] else { return nil }
      let parts = (one.split(separator: separator) + two.split(separator: separator)).map(trimmed)
      var seen: Set<String> = []
      let united = parts.filter { !$0.isEmpty && seen.insert($0).inserted }
      return .text(united.joined(separator: separator == "\n" ? "\n" : "\(separator) "))
    default: return nil
    }
  }

  private static func trimmed(_ part: Substring) -> String {
    part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension Problem {
  static let mergeImpossible = Problem(
    "duplicates.impossible", .conflict,
    "Diese beiden Einträge lassen sich nicht (mehr) zusammenführen: Einer ist archiviert, oder es ist zweimal derselbe."
  )
}
