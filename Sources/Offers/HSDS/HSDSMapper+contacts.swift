// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Organisations
internal import Records

extension HSDSMapper {
  /// Contact people are personal data: only staff see them, whatever the feed's owner shows.
  mutating func mapContact(_ index: Int) {
    let item = package.items[index]
    let owners = (owners[index] ?? []).filter { !package.items[$0].isFaulty }
    guard !owners.isEmpty else { return }
    var person = ContactPerson(id: shelves.contacts.id(item.id, transaction))
    package.use(index, "id")
    person.organisation = organisationID(organisation(of: owners))
    person.place = owners.compactMap { place(of: $0) }.first.flatMap { placeID($0) }
    var notes: [HSDSRemark] = []
    let hasName = item["name"] != nil
    let title = short(index, "title", 120)
    person.name = hasName ? short(index, "name", 120) : title
    if hasName { person.role = title }
    if let department = item["department"] {
      let role = [person.role, HSDSProse.line(department)].filter { !$0.isEmpty }.joined(separator: ", ")
      if HSDSProse.fits(role, 120) {
        person.role = role
        package.use(index, "department")
      } else {
        notes += [remark(index, "department", "Abteilung")].compactMap(\.self)
      }
    }
    person.mail = formed(index, "email", as: "mail", of: ContactPerson.self, "E-Mail", &notes)
    let phones = mapPhones(package.children(index, .phone)) { number in
      ContactPerson.descriptor.field("phone")?.info.problem(with: .text(number)) == nil
    }
    person.phone = phones.main
    if person.name.isEmpty { person.name = [person.role, person.mail, "Kontakt"].first { !$0.isEmpty } ?? "" }
    let (note, rest) = HSDSProse.join(notes + phones.remarks, "\n", limit: 1000)
    person.note = note
    tellRest(rest)
    if isFine(person, index) { contacts.append(HSDSDraft(item: index, source: item.id, record: person)) }
  }

  /// The first organisation that owners name, themselves or by what they belong to.
  private func organisation(of owners: [Int]) -> Int? {
    let direct = owners.first { package.items[$0].kind == .organization }
    return direct
      ?? owners.lazy.compactMap { owner in
        let references = package.items[owner].references
        return references[.organization] ?? references[.service].flatMap { package.items[$0].references[.organization] }
      }.first
  }

  private func place(of owner: Int) -> Int? {
    package.items[owner].kind == .location ? owner : package.items[owner].references[.location]
  }

  /// The person to ask about a service, if that person is kept.
  mutating func contact(of service: Int) -> RecordID<ContactPerson>? {
    let pairs = package.children(service, .serviceAtLocation)
    let found = package.children(service, .contact) + pairs.flatMap { package.children($0, .contact) }
    guard let first = found.first(where: { !package.items[$0].isFaulty }) else { return nil }
    return shelves.contacts.id(package.items[first].id, transaction)
  }
}
