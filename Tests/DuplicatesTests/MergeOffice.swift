// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import Kernel
import Offers
import Organisations
import Records
import Storage
import TestKit
import Testing
import Web
import Workplace

@testable import Duplicates

/// Two doubles in one centre with all that hangs on them, and people at the door.
struct MergeOffice {
  let product: TestProduct
  let here: TenantID
  let there: TenantID
  let anna: TestPerson
  let target: RecordID<Organisation>
  let source: RecordID<Organisation>
  let offer: RecordID<Offer>

  var database: Database { product.database }

  init() async throws {
    product = try await TestProduct()
    here = try await product.center("dortmund").tenant
    there = try await product.center("hagen").tenant
    anna = try await product.person(.centerStaff, in: here, name: "Anna")
    let here = here
    (target, source, offer) = try await product.database.write(by: .system("test")) { transaction in
      var kept = Organisation(id: transaction.makeID())
      (kept.name, kept.postcode, kept.phone, kept.languages) = ("Haus der Vielfalt", "44147", "0231 123456", ["deu"])
      try transaction.insert(kept, of: here)
      var other = Organisation(id: transaction.makeID())
      (other.name, other.postcode, other.phone) = ("Haus der Vielfalt e. V.", "44147", "+49 231 123456")
      (other.summary, other.languages, other.identifiers) = ("Treffpunkt", ["deu", "ara"], "VR: 12")
      try transaction.insert(other, of: here)
      try transaction.translate(other.id, of: here, "summary", into: .english, "Meeting place", version: 1)
      try transaction.noteSource(
        Provenance(system: "csv", source: "7", address: "", fingerprint: "f"), of: other.id, in: here)
      var offer = Offer(id: transaction.makeID())
      (offer.title, offer.organisation) = ("Sprachcafé", other.id)
      try transaction.insert(offer, of: here)
      var place = Place(id: transaction.makeID())
      (place.name, place.organisation) = ("Saal", other.id)
      try transaction.insert(place, of: here)
      return (kept.id, other.id, offer.id)
    }
  }

  func organisation(_ id: RecordID<Organisation>) async throws -> Stored<Organisation> {
    let found = try await database.read { try $0.find(Organisation.self, id, in: .everyTenant) }
    return try #require(found)
  }

  func ownerOfOffer() async throws -> RecordID<Organisation>? {
    let offer = offer
    return try await database.read { try $0.find(Offer.self, offer, in: .everyTenant)?.record.organisation }
  }

  var pair: String { "/arbeitsplatz/dubletten/organisationen/\(target)/\(source)" }

  /// The choices of a form on which everything that the other record has is taken.
  static let choices = [
    ("seite-name", "bleibend"), ("seite-summary", "anderer"), ("seite-languages", "beide"),
    ("seite-phone", "bleibend"), ("seite-identifiers", "anderer"),
  ]

  func form(kept: Int = 1, other: Int = 1) -> [(String, String)] {
    [("version-bleibt", String(kept)), ("version-geht", String(other))] + Self.choices
  }

  /// Merges and answers the address of the merge.
  func merge() async throws -> String {
    let answer = try await anna.post(pair + "/zusammenfuehren", form())
    #expect(answer.status == 303, "\(answer.body.prefix(2000))")
    let location = try #require(answer.header("Location"))
    return String(location.prefix { $0 != "?" })
  }

  /// Brings the list of pairs up to date as the job does.
  func search() async throws {
    let kinds = DuplicateKinds.all(product.services)
    try await DuplicateJobs(index: DuplicateIndex(kinds: kinds)).follow(database)
  }
}
