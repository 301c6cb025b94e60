// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Organisations
internal import Records

/// An address in our terms.
struct HSDSAddress {
  var street = ""
  var postcode = ""
  var town = ""
}

extension HSDSMapper {
  /// Nothing for what is only there on the web: such an offer has no place of its own.
  func isPlace(_ index: Int) -> Bool {
    package.items[index]["location_type"] != "virtual" || !package.children(index, .address).isEmpty
  }

  mutating func placeID(_ index: Int) -> RecordID<Place>? {
    guard !package.items[index].isFaulty, isPlace(index) else { return nil }
    return shelves.places.id(package.items[index].id, transaction)
  }

  mutating func mapPlace(_ index: Int) {
    guard isPlace(index) else { return }
    let item = package.items[index]
    var place = Place(id: shelves.places.id(item.id, transaction))
    package.use(index, "id", "location_type")
    place.organisation = organisationID(item.references[.organization])
    let addresses = package.children(index, .address)
    if let first = addresses.first(where: { package.items[$0]["address_type"] == "physical" }) ?? addresses.first {
      let address = address(first)
      place.street = address.street
      place.postcode = address.postcode
      place.town = address.town
      place.municipality = municipality(address)
    }
    place.name = name(of: index, place)
    mapPoint(index, &place)
    mapAccess(index, &place)
    place.transport = short(index, "transportation", 600)
    _ = mapTerms(index, [])
    if isFine(place, index) { places.append(HSDSDraft(item: index, source: item.id, record: place)) }
  }

  private mutating func name(of index: Int, _ place: Place) -> String {
    for field in ["name", "alternate_name"] where package.items[index][field] != nil { return short(index, field, 200) }
    if !place.street.isEmpty { return HSDSProse.cut("\(place.street), \(place.town)", 200) }
    let organisation = package.items[index].references[.organization].flatMap { package.items[$0]["name"] }
    return HSDSProse.cut(HSDSProse.line(organisation ?? "Ort ohne Namen"), 200)
  }

  private mutating func mapPoint(_ index: Int, _ place: inout Place) {
    let item = package.items[index]
    guard item["latitude"] != nil || item["longitude"] != nil else { return }
    if let latitude = item.number("latitude"), let longitude = item.number("longitude"),
      (47...56).contains(latitude), (5...16).contains(longitude)
    {
      place.latitude = latitude
      place.longitude = longitude
      package.use(index, "latitude", "longitude")
    } else {
      let reason = "liegt außerhalb von Deutschland oder ist unvollständig"
      package.release(index, "latitude", reason)
      package.release(index, "longitude", reason)
    }
  }

  /// Only as a text: yes and no cannot be read safely from sentences.
  private mutating func mapAccess(_ index: Int, _ place: inout Place) {
    var remarks: [HSDSRemark] = []
    for access in package.children(index, .accessibility) {
      remarks += ["description", "details", "url"].compactMap { remark(access, $0, "") }
    }
    let (text, rest) = HSDSProse.join(remarks, "\n", limit: 600)
    place.accessNote = text
    tellRest(rest)
  }

  /// - Returns: street with what belongs to it, postcode of five digits, and the town with whatever else is needed.
  mutating func address(_ index: Int) -> HSDSAddress {
    let item = package.items[index]
    var address = HSDSAddress()
    package.use(index, "address_1", "address_2", "city", "postal_code", "country", "address_type")
    let street = [item["address_1"], item["address_2"]].compactMap(\.self).joined(separator: ", ")
    address.street = cutting(HSDSProse.line(street), 120, index, "address_1")
    let code = item["postal_code"] ?? ""
    let isGerman = code.utf8.count == 5 && code.utf8.allSatisfy { (48...57).contains($0) }
    if isGerman { address.postcode = code }
    let country = item["country"]?.uppercased() ?? "DE"
    let foreign = ["DE", "DEU", "D", "DEUTSCHLAND", "GERMANY"].contains(country) ? "" : " (\(country))"
    let town = [isGerman ? "" : code, item["city"] ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    address.town = cutting(HSDSProse.line(town) + foreign, 80, index, "city")
    if let state = item["state_province"]?.lowercased(), Self.state.contains(state) {
      package.use(index, "state_province")
    }
    return address
  }

  private static let state: Set<String> = ["nrw", "nw", "de-nw", "nordrhein-westfalen", "north rhine-westphalia"]

  private mutating func cutting(_ text: String, _ limit: Int, _ index: Int, _ name: String) -> String {
    if !HSDSProse.fits(text, limit) {
      package.ledger.add(package.items[index].place(name), HSDSLedger.tooLong)
    }
    return HSDSProse.cut(text, limit)
  }

  /// The centre's town by its name, or else by the postcode where only one town has it.
  func municipality(_ address: HSDSAddress) -> RecordID<Municipality>? {
    let town = address.town.lowercased()
    if let named = municipalities.first(where: { $0.name.lowercased() == town }) { return named.id }
    let sharing = municipalities.filter { $0.postcodes.contains(address.postcode) }
    return sharing.count == 1 ? sharing.first?.id : nil
  }

  /// What is to be said of a place that our places have no field for; asked for by who shows it.
  mutating func remarksOfPlace(_ index: Int) -> [HSDSRemark] {
    if let known = placeRemarks[index] { return known }
    let item = package.items[index]
    let name = HSDSProse.line(item["name"] ?? item["alternate_name"] ?? "")
    let title = name.isEmpty ? "Ort" : "Ort \(HSDSProse.cut(name, 80))"
    var remarks: [HSDSRemark] = []
    if !isPlace(index) {
      package.use(index, "id", "location_type")
      if let online = remark(index, "name", "Online") { remarks.append(online) }
    }
    if item["name"] != nil, let other = remark(index, "alternate_name", "\(title), auch") { remarks.append(other) }
    if let text = remark(index, "description", title) { remarks.append(text) }
    if let link = remark(index, "url", "\(title), Internetseite") { remarks.append(link) }
    let phones = package.children(index, .phone).filter {
      !belongs($0, to: .service, .serviceAtLocation, .organization)
    }
    let told = mapPhones(phones) { _ in false }
    remarks += told.remarks.map { HSDSRemark(label: "\(title), \($0.label)", text: $0.text, place: $0.place) }
    for schedule in package.children(index, .schedule) where !belongs(schedule, to: .service, .serviceAtLocation) {
      remarks += [words(of: schedule, label: "\(title), geöffnet")].compactMap(\.self)
    }
    remarks += furtherAddresses(index, title)
    placeRemarks[index] = remarks
    return remarks
  }

  private mutating func furtherAddresses(_ index: Int, _ title: String) -> [HSDSRemark] {
    let addresses = package.children(index, .address)
    let shown = addresses.first { package.items[$0]["address_type"] == "physical" } ?? addresses.first
    var remarks: [HSDSRemark] = []
    for address in addresses {
      if address != shown {
        let text = self.address(address)
        let words = [text.street, text.postcode, text.town].filter { !$0.isEmpty }.joined(separator: " ")
        remarks.append(
          HSDSRemark(label: "\(title), weitere Anschrift", text: words, place: package.items[address].place))
      }
      let isHome = package.items[address]["state_province"].map { Self.state.contains($0.lowercased()) } ?? true
      let fields = isHome ? ["region"] : ["region", "state_province"]
      remarks += fields.compactMap { remark(address, $0, "\(title), Region") }
    }
    return remarks
  }
}
