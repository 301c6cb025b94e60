// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Kernel
internal import Records
internal import Storage

/// By which fields two records of a kind may be the same thing.
package struct DoubtFields: Sendable {
  package let name: String
  /// Where equal names alone mean little: the postcode, or the organisation of a person.
  package let beside: String?
  package let mail: String?
  package let phone: String?

  package init(name: String, beside: String? = nil, mail: String? = nil, phone: String? = nil) {
    self.name = name
    self.beside = beside
    self.mail = mail
    self.phone = phone
  }
}

/// Finds records of a tenant that a new one may double: same name and place, or same mail, or same number.
struct ImportDoubts<R: Record> {
  private let fields: DoubtFields
  private var names: [String: [(beside: String, id: Identifier)]] = [:]
  private var marks: [String: [Identifier]] = [:]
  private static var limit: Int { 5 }

  init(_ fields: DoubtFields, _ connection: Connection, _ tenant: TenantID) throws {
    self.fields = fields
    try connection.eachBatch(of: R.self, in: .tenant(tenant)) { batch in
      for stored in batch { add(stored.record) }
    }
  }

  private mutating func add(_ record: R) {
    let id = record.id.identifier
    let name = Self.plainName(text(fields.name, record))
    if !name.isEmpty { names[name, default: []].append((text(fields.beside, record), id)) }
    for mark in contactMarks(record) { marks[mark, default: []].append(id) }
  }

  /// At most five.
  func find(_ record: R) -> [Identifier] {
    let beside = text(fields.beside, record)
    let named = names[Self.plainName(text(fields.name, record))] ?? []
    var found = named.filter { $0.beside.isEmpty || beside.isEmpty || $0.beside == beside }.map(\.id)
    for mark in contactMarks(record) { found += marks[mark] ?? [] }
    var seen: Set<Identifier> = []
    return Array(found.filter { seen.insert($0).inserted }.prefix(Self.limit))
  }

  private func contactMarks(_ record: R) -> [String] {
    let mail = text(fields.mail, record).lowercased()
    let phone = Self.plainPhone(text(fields.phone, record))
    return (mail.isEmpty ? [] : ["m" + mail]) + (phone.utf8.count < 6 ? [] : ["p" + phone])
  }

  private func text(_ field: String?, _ record: R) -> String {
    field.flatMap { R.descriptor.field($0) }?.read(record).text ?? ""
  }

  /// Without case, accents, punctuation and legal forms: `Café Müller e. V.` is `cafe muller`.
  static func plainName(_ name: String) -> String {
    let plain = name.lowercased().replacingOccurrences(of: "ß", with: "ss")
      .folding(options: .diacriticInsensitive, locale: nil)
    let words = plain.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    var kept = words
    for form in [["e", "v"], ["ev"], ["ggmbh"], ["gmbh"]] where kept.count > form.count {
      if kept.suffix(form.count).elementsEqual(form) { kept.removeLast(form.count) }
    }
    return kept.joined(separator: " ")
  }

  /// Digits without the country: `+49 (0)231 12-3` is `0231123`.
  static func plainPhone(_ phone: String) -> String {
    let digits = phone.filter { ("0"..."9").contains($0) }
    if phone.hasPrefix("+49") || phone.hasPrefix("0049") {
      let rest = digits.dropFirst(phone.hasPrefix("+") ? 2 : 4)
      return rest.hasPrefix("0") ? String(rest) : "0" + rest
    }
    return String(digits)
  }
}
