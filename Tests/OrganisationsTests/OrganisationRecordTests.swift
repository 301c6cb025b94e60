// SPDX-License-Identifier: EUPL-1.2
import Centers
import Kernel
import Organisations
import Records
import Storage
import TestKit
import Testing
import Web

@Suite struct OrganisationRecordTests {
  @Test("The descriptions have no defects")
  func defects() {
    #expect(Organisations.slice.kinds.flatMap { $0.defects() } == [])
    #expect(
      Organisations.slice.kinds.map(\.kind) == ["organisation", "place", "contact_person", "relation", "consent"])
  }

  @Test("What staff tell about people and needs is not for everyone")
  func audiences() {
    #expect(Organisation.descriptor.field("needs")?.info.audience == .staff)
    for field in ContactPerson.descriptor.fields { #expect(field.info.audience == .staff, "\(field.name)") }
    for name in ["name", "role", "mail", "phone", "note"] {
      #expect(ContactPerson.descriptor.field(name)?.info.personal?.purpose.isEmpty == false)
    }
  }

  @Test("Every described field is kept and read back, and every table has exactly the described columns")
  func stored() async throws {
    let product = try await TestProduct()
    let center = try await product.center("dortmund")
    let (organisation, place, person) = try await product.database.write(by: .system("test")) { transaction in
      let organisation = Sample.organisation(id: transaction.makeID())
      try OrganisationActions.add(organisation, of: center.tenant, transaction)
      var place = Sample.place(id: transaction.makeID())
      place.organisation = organisation.id
      try OrganisationActions.add(place, of: center.tenant, transaction)
      var person = ContactPerson(id: transaction.makeID())
      person.name = "Erika Muster"
      person.organisation = organisation.id
      person.place = place.id
      try transaction.insert(person, of: center.tenant)
      return (organisation, place, person)
    }
    try await product.database.read { connection in
      #expect(try connection.find(Organisation.self, organisation.id, in: .everyTenant)?.record == organisation)
      #expect(try connection.find(Place.self, place.id, in: .everyTenant)?.record == place)
      #expect(try connection.find(ContactPerson.self, person.id, in: .everyTenant)?.record == person)
      for kind in Organisations.slice.kinds {
        let columns = try connection.columns(of: kind.kind)
        let own = ["id", "tenant", "version", "created_at", "modified_at", "archived_at"]
        #expect(Set(columns) == Set(own + kind.fields.map(\.name)))
      }
    }
    try product.remove()
  }

  @Test("Communities are told apart by semicolons, whatever the blanks around them")
  func communities() {
    var organisation = Organisation(id: RecordID(Identifier(high: 0, low: 1)))
    organisation.communities = " syrische  Community;;kurdische Community ; "
    #expect(organisation.communityList == ["syrische Community", "kurdische Community"])
  }

  @Test(
    "A place counts as accessible when one gets in and nothing known speaks against it",
    arguments: [
      (Answer.yes, Answer.yes, Answer.yes, true), (.yes, .unknown, .unknown, true), (.yes, .no, .yes, false),
      (.yes, .yes, .no, false), (.unknown, .yes, .yes, false), (.no, .yes, .yes, false),
    ])
  func accessible(stepFree: Answer, toilet: Answer, lift: Answer, expected: Bool) {
    var place = Place(id: RecordID(Identifier(high: 0, low: 1)))
    (place.stepFree, place.accessibleToilet, place.lift) = (stepFree, toilet, lift)
    #expect(place.isAccessible == expected)
  }

  @Test("A contact person may only be shown from the day of the consent on")
  func consent() throws {
    let day = try #require(Day(year: 2026, month: 11, day: 23))
    var person = ContactPerson(id: RecordID(Identifier(high: 0, low: 1)))
    person.consentOn = day
    #expect(!person.mayBeShown(on: day))
    person.isPublic = true
    #expect(person.mayBeShown(on: day))
    #expect(!person.mayBeShown(on: day.adding(days: -1)))
    person.consentOn = nil
    #expect(!person.mayBeShown(on: day))
  }

  @Test("Half a coordinate and an organisation under itself are refused")
  func rules() async throws {
    let product = try await TestProduct()
    let center = try await product.center("dortmund")
    await #expect(throws: Problem.self) {
      try await product.database.write(by: .system("test")) { transaction in
        var place = Sample.place(id: transaction.makeID())
        place.longitude = nil
        try OrganisationActions.add(place, of: center.tenant, transaction)
      }
    }
    await #expect(throws: Problem.self) {
      try await product.database.write(by: .system("test")) { transaction in
        var organisation = Sample.organisation(id: transaction.makeID())
        organisation.parent = organisation.id
        try OrganisationActions.add(organisation, of: center.tenant, transaction)
      }
    }
    try product.remove()
  }
}

enum Sample {
  static func organisation(id: RecordID<Organisation>) -> Organisation {
    var organisation = Organisation(id: id)
    organisation.name = "Elternverein Brücke <e. V.>"
    organisation.shortName = "Brücke"
    organisation.kind = Organisation.selfOrganisation
    organisation.legalForm = .association
    organisation.summary = "Wir begleiten Familien bei Fragen zu Kita und Schule."
    organisation.description = "28 Ehrenamtliche begleiten Familien.\n\nJeden Samstag ist offen."
    organisation.identifiers = "Vereinsregister: Dortmund VR 1234"
    organisation.languages = ["ara", "deu"]
    organisation.communities = "syrische Community; kurdische Community"
    organisation.needs = "GEHEIM: ein Raum am Samstag"
    organisation.foundedYear = 2014
    organisation.members = .upTo50
    organisation.openingHours = "Samstag 11 bis 16 Uhr"
    organisation.street = "Schützenstraße 42"
    organisation.postcode = "44147"
    organisation.town = "Dortmund"
    organisation.mail = "info@bruecke.example"
    organisation.phone = "0231 555077-40"
    organisation.website = "https://bruecke.example/start"
    organisation.verifiedOn = Day(year: 2026, month: 9, day: 30)
    return organisation
  }

  static func place(id: RecordID<Place>) -> Place {
    var place = Place(id: id)
    place.name = "Vereinshaus"
    place.street = "Schützenstraße 42"
    place.postcode = "44147"
    place.town = "Dortmund"
    (place.latitude, place.longitude) = (51.5226, 7.4553)
    (place.stepFree, place.accessibleToilet) = (.yes, .no)
    place.accessNote = "Klingel links"
    place.transport = "U 41 bis Hafen"
    return place
  }
}
