// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Formats
internal import Kernel
internal import Organisations
internal import Records

/// Looks at what the feed gives as a stranger would: required fields, forms of values, and whether references lead somewhere.
struct SelfCheck {
  /// One thing that is wrong: where, and what.
  struct Finding: Equatable {
    enum Fault: String, CaseIterable {
      case missing, unknown, wrongForm = "wrong-form", isNull = "null", dangling
    }

    let place: String
    let fault: Fault
  }

  private(set) var findings: [Finding] = []
  /// How many objects were looked at.
  private(set) var objects = 0
  /// More are counted, but not kept.
  static let limit = 200

  private let terms: FeedTerms
  private let organisations: Set<String>

  /// - Parameter organisations: ids of those that the feed has a page for.
  init(_ terms: FeedTerms, organisations: Set<String>) {
    self.terms = terms
    self.organisations = organisations
  }

  /// Checks one object as it stands in an answer.
  mutating func check(_ value: JSONValue, as shape: String, at place: String) {
    guard case .object(let object) = value, let shape = FeedShape.named[shape] else {
      return note(place, .wrongForm)
    }
    objects += 1
    for field in shape.fields where field.isRequired && object[field.name] == nil {
      note("\(place).\(field.name)", .missing)
    }
    for member in object.members {
      let here = "\(place).\(member.name)"
      guard let field = shape[member.name] else {
        note(here, .unknown)
        continue
      }
      check(member.value, field.form, at: here)
    }
    checkReferences(object, shape.name, place)
  }

  private mutating func check(_ value: JSONValue, _ form: FeedShape.Form, at place: String) {
    switch (form, value) {
    case (_, .null): note(place, .isNull)
    case (.object(let shape), _): check(value, as: shape, at: place)
    case (.list(let shape), .array(let items)):
      for (index, item) in items.enumerated() { check(item, as: shape, at: "\(place)[\(index)]") }
    case (.integer, .number(let number)): if Int(number.text) == nil { note(place, .wrongForm) }
    case (.number, .number): break
    case (_, .string(let text)): if !Self.fits(text, form) { note(place, .wrongForm) }
    default: note(place, .wrongForm)
    }
  }

  private static func fits(_ text: String, _ form: FeedShape.Form) -> Bool {
    switch form {
    case .text: true
    case .uuid: Identifier(text) != nil
    case .day: Day(iso: text) != nil
    case .moment: text.utf8.last == UInt8(ascii: "Z") && Moment(iso: text) != nil
    case .time: text.utf8.count == 11 && text.dropFirst(5).hasPrefix("+0")
    case .link: text.hasPrefix("https://") || text.hasPrefix("http://")
    case .mail: text.split(separator: "@", omittingEmptySubsequences: false).count == 2
    case .choice(let values): values.contains(text)
    case .integer, .number, .object, .list: false
    }
  }

  // MARK: References

  private mutating func checkReferences(_ object: JSONObject, _ shape: String, _ place: String) {
    for (name, inner) in [("organization_id", "organization"), ("program_id", "program"), ("location_id", "location")] {
      guard let inner = object[inner], shape != "location" else { continue }
      if Self.text(object[name]) != Self.text(Self.member("id", of: inner)) { note("\(place).\(name)", .dangling) }
    }
    if let id = Self.text(object["organization_id"]), !organisations.contains(id) {
      note("\(place).organization_id", .dangling)
    }
    for name in ["taxonomy_term_id", "parent_id"] {
      guard let id = Self.text(object[name]) else { continue }
      if RecordID<CatalogueEntry>(id).flatMap({ terms[$0] }) == nil { note("\(place).\(name)", .dangling) }
    }
  }

  private static func member(_ name: String, of value: JSONValue) -> JSONValue? {
    if case .object(let object) = value { object[name] } else { nil }
  }

  private static func text(_ value: JSONValue?) -> String? {
    if case .string(let text)? = value { text } else { nil }
  }

  private mutating func note(_ place: String, _ fault: Finding.Fault) {
    if findings.count < Self.limit { findings.append(Finding(place: place, fault: fault)) }
  }
}
