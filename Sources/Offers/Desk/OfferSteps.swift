// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Organisations
internal import Records
internal import Storage
internal import Workplace

/// What can be done with an offer beside changing it; which state follows which, `OfferRules.followers` says.
enum OfferSteps {
  static let all: [DeskStep<Offer>] = [submit, publish, verify, confirm, pause, end]

  private static let submit = DeskStep<Offer>(
    "einreichen", "Zur Prüfung einreichen", OfferPermissions.edit, applies: { $0.record.status == .draft }
  ) { try OfferActions.sendToReview($0, $1) }

  private static let publish = DeskStep<Offer>(
    "veroeffentlichen", "Veröffentlichen", OfferPermissions.publish,
    applies: { [.draft, .review, .paused].contains($0.record.status) }
  ) { try OfferActions.publish($0, on: $1.now.berlin.day, $1) }

  private static let pause = DeskStep<Offer>(
    "pausieren", "Pausieren", OfferPermissions.publish, applies: { $0.record.status == .published }
  ) { try OfferActions.pause($0, $1) }

  private static let end = DeskStep<Offer>(
    "beenden", "Beenden", OfferPermissions.publish, applies: { [.published, .paused].contains($0.record.status) }
  ) { try OfferActions.end($0, $1) }

  private static let verify = DeskStep<Offer>(
    "geprueft", "Heute geprüft", OfferPermissions.review, applies: { $0.record.status != .ended }
  ) { stored, transaction in
    let office = try transaction.officeName(of: stored.tenant)
    try OfferActions.verify(stored, by: office, on: transaction.now.berlin.day, transaction)
  }

  private static let confirm = DeskStep<Offer>(
    "bestaetigt", "Angaben stimmen noch", OfferPermissions.confirm, applies: { $0.record.status != .ended }
  ) { stored, transaction in
    let organisation = try stored.record.organisation.flatMap {
      try transaction.find(Organisation.self, $0, in: .tenant(stored.tenant))
    }
    guard let organisation else {
      throw OfferRules.refusal("no-organisation", "Die anbietende Organisation fehlt.", "organisation")
    }
    let name = String(organisation.record.name.prefix(officeLimit))
    try OfferActions.verify(stored, by: name, on: transaction.now.berlin.day, transaction)
  }

  /// The limit of the field `verified_by`.
  fileprivate static let officeLimit = 120
}

extension Connection {
  /// The name of the centre or coordination body that a tenant is, never a person's.
  func officeName(of tenant: TenantID) throws -> String {
    let name =
      try first("select name from center where id = \(tenant)") { $0.text() }
      ?? first("select name from coordination_body where id = \(tenant)") { $0.text() }
    return String((name ?? "Kommunales Integrationszentrum").prefix(OfferSteps.officeLimit))
  }
}
