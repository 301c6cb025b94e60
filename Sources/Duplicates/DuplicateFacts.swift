// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records

/// Which fields of a kind say that two records mean the same thing, and how strictly names are taken.
///
/// `Documentation/Algorithms/Duplicates.md` has the formula with worked numbers.
struct DuplicateProfile: Sendable {
  let name: String
  var street: String?
  var postcode: String?
  var town: String?
  var phone: String?
  var mail: String?
  var website: String?
  var identifiers: String?
  /// The record that it belongs to: the organisation of a person or an offer.
  var anchor: String?
  /// A day that tells courses of the same name apart.
  var day: String?
  /// Below the first similarity of names two records are never the same, from the second on the name does not speak
  /// against it; where other marks suffice the first is negative.
  var names: ClosedRange<Double>
}

/// What the search for duplicates knows of one record.
struct DuplicateFacts: Sendable {
  let id: Identifier
  let tenant: TenantID
  /// Whether other centres may be told of it.
  let isOpen: Bool
  let words: [[UInt8]]
  let street: String
  let postcode: String
  let town: String
  let phone: String
  let mail: String
  let host: String
  let identifiers: [String: String]
  let anchor: String
  let day: String

  init(
    _ profile: DuplicateProfile, id: Identifier, tenant: TenantID, isOpen: Bool, value: (String) -> String
  ) {
    func text(_ field: String?) -> String { field.map(value) ?? "" }
    self.id = id
    self.tenant = tenant
    self.isOpen = isOpen
    words = DuplicateFolding.words(text(profile.name)).map { Array($0.utf8.prefix(64)) }
    street = DuplicateFolding.street(text(profile.street))
    postcode = text(profile.postcode)
    town = DuplicateFolding.folded(text(profile.town))
    phone = DuplicateFolding.phone(text(profile.phone))
    mail = DuplicateFolding.mail(text(profile.mail))
    host = DuplicateFolding.host(text(profile.website))
    identifiers = DuplicateFolding.identifiers(text(profile.identifiers))
    anchor = text(profile.anchor)
    day = text(profile.day)
  }

  /// Only records that share one of these are compared.
  var keys: [String] {
    var keys: Set<String> = []
    let texts = words.map { String(decoding: $0, as: UTF8.self) }
    if !texts.isEmpty { keys.insert("n:" + texts.sorted().joined(separator: " ")) }
    for word in texts where word.utf8.count >= 4 { keys.insert("w:" + word) }
    if let first = texts.first {
      if !postcode.isEmpty { keys.insert("p:\(postcode) \(first)") }
      if !anchor.isEmpty { keys.insert("a:\(anchor) \(first)") }
    }
    if !phone.isEmpty { keys.insert("t:" + phone) }
    if !mail.isEmpty { keys.insert("m:" + mail) }
    if !host.isEmpty { keys.insert("h:" + host) }
    for (scheme, number) in identifiers { keys.insert("i:\(scheme):\(number)") }
    return keys.map { String($0.prefix(200)) }.sorted()
  }
}
