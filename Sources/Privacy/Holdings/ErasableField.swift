// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// A field of personal data together with what stands in its place when the data are gone.
struct ErasableField<R: Record>: Sendable {
  let field: Field<R>
  private let blank: Value

  /// What a required text says afterwards.
  static var word: String { AuditEntry.erasedName }
  private static var mailEnd: String { "@anonym.invalid" }

  /// Nothing for a field that cannot be empty, such as a required reference: it points to a person's own record, which is
  /// erased instead.
  init?(_ field: Field<R>) {
    guard field.info.personal != nil else { return nil }
    var sample = R(id: RecordID(Identifier(high: 0, low: 0)))
    do { try field.place(.null, in: &sample) } catch { return nil }
    let empty = field.read(sample)
    self.field = field
    guard field.info.isRequired else {
      blank = empty
      return
    }
    switch field.info.kind {
    case .text, .longText, .mail: blank = .text(Self.word)
    default: return nil
    }
  }

  /// A required mail address stays one, and no two are alike.
  func blank(of id: Identifier) -> Value {
    if field.info.isRequired, field.info.kind == .mail { return .text("\(id.text)\(Self.mailEnd)") }
    return blank
  }

  func isHeld(_ value: Value) -> Bool {
    guard let text = value.text else { return !value.isNull }
    return !text.isEmpty && text != Self.word && !text.hasSuffix(Self.mailEnd)
  }

  /// The same as a condition on the column.
  var heldCondition: SQL {
    switch field.info.kind {
    case .integer, .decimal, .money, .flag, .time: return "\(column: field) is not null"
    default:
      return """
        (coalesce(\(column: field), '') <> '' and \(column: field) <> \(Self.word)
          and \(column: field) not like \("%" + Self.mailEnd))
        """
    }
  }
}
