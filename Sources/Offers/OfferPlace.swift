// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Organisations
package import Records

/// An offer at one of its places (`service_at_location` of HSDS, F20).
package struct OfferPlace: Record, Equatable {
  package let id: RecordID<OfferPlace>
  package var offer: RecordID<Offer>?
  package var place: RecordID<Place>?
  /// `Raum 12 im ersten Stock`.
  package var remark = ""

  package init(id: RecordID<OfferPlace>) { self.id = id }

  package static let descriptor = RecordDescriptor<OfferPlace>(
    "offer_place", (one: "Ort eines Angebots", many: "Orte von Angeboten"),
    fields: [
      .reference("offer", \.offer, "Angebot", to: "offer", .required, .listed),
      .reference("place", \.place, "Ort", to: "place", .required, .listed),
      .text("remark", \.remark, "Hinweis", limit: 300, .translated),
    ])
}
