// SPDX-License-Identifier: EUPL-1.2
import Centers
import Formats
import Guides
import Kernel
import Offers
import Organisations
import Records
import Storage
import TestKit

/// A product with two centres in use: a quarter, an organisation, offers in two towns, a guide page in three languages.
struct PortalTown {
  let product: TestProduct
  let course: RecordID<Offer>
  let group: RecordID<Offer>
  let page: RecordID<GuidePage>

  var client: TestClient { product.client }

  init() async throws {
    product = try await TestProduct()
    let dortmund = try await product.center("dortmund")
    let koeln = try await product.center("koeln")
    let statewide = try await product.statewide()
    (course, group, page) = try await product.database.write(by: .system("test")) { transaction in
      let space = try Self.space(of: dortmund, transaction)
      let course = try Self.offer(
        "Sprachkurs mit Kinderbetreuung", of: dortmund, postcode: "44147", in: space, transaction)
      try transaction.translate(
        course, of: dortmund.tenant, "title", into: .arabic, "دورة لغة مع رعاية الأطفال", version: 1)
      let group = try Self.offer(
        "Rucksack Elterngruppe", of: koeln, postcode: "50667", in: nil, fields: ["HF-EL"], transaction)
      let page = try GuideActions.create(
        GuideDraft(
          title: "Deutsch lernen", content: try CleanHTML(cleaning: "<p>Welcher Sprachkurs passt zu mir?</p>")),
        at: GuidePlace(slug: "deutsch-lernen"), of: statewide, transaction)
      try GuideActions.translate(
        page, into: .english,
        GuideDraft(title: "Learning German", content: try CleanHTML(cleaning: "<p>Which course suits me?</p>")),
        of: statewide, transaction)
      return (course, group, page)
    }
    try await product.settle()
  }

  private static func space(of center: Center, _ transaction: Transaction) throws -> RecordID<SocialSpace> {
    let town = try transaction.list(
      Municipality.self, in: .tenant(center.tenant), where: "center = \(center.id)", limit: 1
    ).first
    var space = SocialSpace(id: transaction.makeID())
    space.center = center.id
    space.municipality = town?.id
    space.name = "Nordstadt"
    space.slug = "nordstadt"
    space.latitude = center.latitude
    space.longitude = center.longitude
    try transaction.insert(space, of: center.tenant)
    return space.id
  }

  private static func offer(
    _ title: String, of center: Center, postcode: String, in space: RecordID<SocialSpace>?,
    fields: [String] = ["HF-SP"], _ transaction: Transaction
  ) throws -> RecordID<Offer> {
    var organisation = Organisation(id: transaction.makeID())
    organisation.name = "Familienbüro \(center.seat)"
    organisation.socialSpace = space
    try transaction.insert(organisation, of: center.tenant)
    var place = Place(id: transaction.makeID())
    place.name = "Haus am Markt"
    place.street = "Markt 1"
    place.postcode = postcode
    place.town = center.seat
    place.latitude = center.latitude
    place.longitude = center.longitude
    place.socialSpace = space
    place.stepFree = .yes
    try transaction.insert(place, of: center.tenant)
    var offer = Offer(id: transaction.makeID())
    offer.title = title
    offer.summary = "Kurz gesagt: \(title)."
    offer.organisation = organisation.id
    offer.fields = fields
    offer.targetGroups = ["ZG-ELT"]
    offer.cost = .free
    offer.status = .published
    offer.verifiedOn = TestProduct.now.berlin.day
    var sheet = OfferSheet(offer)
    var link = OfferPlace(id: transaction.makeID())
    link.place = place.id
    sheet.places = [link]
    try OfferActions.create(sheet, of: center.tenant, transaction)
    return offer.id
  }
}

/// How often a text stands in another.
func count(_ part: String, in text: String) -> Int {
  var count = 0
  var rest = text[...]
  while let range = rest.firstRange(of: part) {
    count += 1
    rest = rest[range.upperBound...]
  }
  return count
}
