// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Kernel
internal import Organisations
internal import Records

extension HSDSMapper {
  /// Our organisation for a delivered one, as far as it will be there.
  mutating func organisationID(_ index: Int?) -> RecordID<Organisation>? {
    guard let index, !package.items[index].isFaulty else { return nil }
    return shelves.organisations.id(package.items[index].id, transaction)
  }

  mutating func mapOrganisation(_ index: Int) {
    let item = package.items[index]
    var organisation = Organisation(id: shelves.organisations.id(item.id, transaction))
    package.use(index, "id")
    var remarks: [HSDSRemark] = []
    organisation.name = short(index, "name", 200)
    if HSDSProse.fits(item["alternate_name"] ?? "", 60) {
      organisation.shortName = short(index, "alternate_name", 60)
    } else if let name = remark(index, "alternate_name", "Auch bekannt als") {
      remarks.append(name)
    }
    organisation.mail = formed(index, "email", as: "mail", of: Organisation.self, "E-Mail", &remarks)
    organisation.website = formed(index, "website", as: "website", of: Organisation.self, "Internetseite", &remarks)
    if organisation.website.isEmpty {
      organisation.website = formed(index, "uri", as: "website", of: Organisation.self, "Adresse", &remarks)
    }
    organisation.foundedYear = whole(index, "year_incorporated", in: 1000...2100)
    mapLegalForm(index, &organisation, &remarks)
    mapParent(index, &organisation)
    if let kind = mapTerms(index, [.organisationKind])[.organisationKind]?.first { organisation.kind = kind }
    let phones = mapPhones(package.children(index, .phone)) { number in
      Organisation.descriptor.field("phone")?.info.problem(with: .text(number)) == nil
    }
    organisation.phone = phones.main
    remarks += phones.remarks
    mapIdentifiers(index, &organisation, &remarks)
    remarks += parts(of: index)
    mapLocations(of: index, &organisation, &remarks)
    describe(index, &organisation, remarks)
    if isFine(organisation, index) {
      organisations.append(HSDSDraft(item: index, source: item.id, record: organisation))
    }
  }

  private mutating func mapLegalForm(
    _ index: Int, _ organisation: inout Organisation, _ remarks: inout [HSDSRemark]
  ) {
    guard let text = package.items[index]["legal_status"] else { return }
    let wanted = text.lowercased()
    let form = LegalForm.allCases.first { $0.label.lowercased() == wanted || $0.rawValue == wanted }
    if let form = form ?? Self.legalForms[wanted] {
      organisation.legalForm = form
      package.use(index, "legal_status")
    } else if let remark = remark(index, "legal_status", "Rechtsform") {
      remarks.append(remark)
    }
  }

  private static let legalForms: [String: LegalForm] = [
    "e.v.": .association, "ev": .association, "eingetragener verein": .association, "verein": .association,
    "registered association": .association, "stiftung": .foundation,
    "foundation": .foundation, "kdör": .publicBody, "genossenschaft": .cooperative, "eg": .cooperative,
    "public body": .publicBody, "behörde": .authority,
  ]

  private mutating func mapParent(_ index: Int, _ organisation: inout Organisation) {
    let item = package.items[index]
    if let parent = item.parent {
      organisation.parent = organisationID(parent)
      package.use(index, "parent_organization_id")
    } else if let id = item.unresolved[.organization] {
      organisation.parent = shelves.organisations.sources[id]?.record
      if organisation.parent == nil {
        package.release(index, "parent_organization_id", HSDSLedger.unknownTarget)
      } else {
        package.use(index, "parent_organization_id")
      }
    }
  }

  private mutating func mapIdentifiers(
    _ index: Int, _ organisation: inout Organisation, _ remarks: inout [HSDSRemark]
  ) {
    var lines: [HSDSRemark] = []
    for identifier in package.children(index, .identifier) {
      let type = short(identifier, "identifier_type", 100)
      let scheme = short(identifier, "identifier_scheme", 60)
      let label = scheme.isEmpty || scheme == type ? type : "\(type) (\(scheme))"
      if let line = remark(identifier, "identifier", label) { lines.append(line) }
    }
    if let number = remark(index, "tax_id", "Steuernummer") { lines.append(number) }
    if organisation.website != package.items[index]["uri"] {
      if let address = remark(index, "uri", "URI") { lines.append(address) }
    } else {
      package.use(index, "uri")
    }
    let (text, rest) = HSDSProse.join(lines, "\n", limit: 1000)
    organisation.identifiers = text
    remarks += rest
  }

  /// Funding, programmes and further addresses on the web, as labelled texts.
  private mutating func parts(of index: Int) -> [HSDSRemark] {
    var remarks: [HSDSRemark] = []
    if let status = remark(index, "tax_status", "Steuerlicher Status") { remarks.append(status) }
    for funding in package.children(index, .funding) {
      if let source = remark(funding, "source", "Förderung") { remarks.append(source) }
    }
    for program in package.children(index, .program) { remarks += describe(program: program) }
    for url in package.children(index, .url) {
      let label = short(url, "label", 80)
      if let address = remark(url, "url", label.isEmpty ? "Internetseite" : label) { remarks.append(address) }
    }
    return remarks
  }

  mutating func describe(program: Int) -> [HSDSRemark] {
    let item = package.items[program]
    package.use(program, "name", "alternate_name", "description")
    let names = [item["name"], item["alternate_name"]].compactMap(\.self).joined(separator: " / ")
    let text = [names, item["description"] ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
    return [HSDSRemark(label: "Programm", text: HSDSProse.plain(text), place: item.place("description"))]
  }

  /// The address of the house, and what is to be said of places at which nothing is offered.
  private mutating func mapLocations(
    of index: Int, _ organisation: inout Organisation, _ remarks: inout [HSDSRemark]
  ) {
    let locations = package.children(index, .location).filter { !package.items[$0].isFaulty }
    let addresses = locations.flatMap { package.children($0, .address) }
    let postal = addresses.first { package.items[$0]["address_type"] == "postal" } ?? addresses.first
    if let postal {
      let address = address(postal)
      organisation.street = address.street
      organisation.postcode = address.postcode
      organisation.town = address.town
      organisation.municipality = municipality(address)
    }
    for location in locations where package.children(location, .serviceAtLocation).isEmpty {
      let (codes, _) = mapLanguages(location)
      organisation.languages += codes.filter { !organisation.languages.contains($0) }
      remarks += remarksOfPlace(location)
    }
  }

  private mutating func describe(_ index: Int, _ organisation: inout Organisation, _ remarks: [HSDSRemark]) {
    let limit = 6000
    let text = HSDSProse.plain(take(index, "description") ?? "")
    if !HSDSProse.fits(text, limit) {
      package.ledger.add(package.items[index].place("description"), HSDSLedger.tooLong)
    }
    let (all, rest) = HSDSProse.join(remarks, "\n\n", limit: limit, after: HSDSProse.cut(text, limit))
    organisation.description = all
    tellRest(rest)
  }
}
