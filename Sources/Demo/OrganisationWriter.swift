// SPDX-License-Identifier: EUPL-1.2

/// Invents the organisations and places of all centres.
struct OrganisationWriter {
  private let vocabulary: Vocabulary
  private let kinds: [OrganisationKind]
  private let communities: [Community]
  private let kindTotals: [Int]
  private let communityTotals: [Int]
  private let streets: [String]

  private(set) var organisations: [DemoOrganisation] = []
  private(set) var places: [DemoPlace] = []
  private var names: Set<String> = []

  init(_ vocabulary: Vocabulary, _ tables: OrganisationKinds) {
    self.vocabulary = vocabulary
    kinds = tables.kinds
    communities = tables.communities
    kindTotals = runningTotals(tables.kinds.map(\.weight))
    communityTotals = runningTotals(tables.communities.map(\.weight))
    streets = vocabulary.words("strasse")
  }

  /// The fixed bodies of a centre and so many drawn ones that it has `count` in all (never fewer than the fixed ones).
  mutating func write(center: DemoCenter, count: Int, _ draw: inout Draw) {
    let picker = SpotPicker(center.municipalities)
    let first = organisations.count
    writeCenter(center, &draw)
    for kind in kinds where kind.rule == .one {
      guard let town = center.municipalities.first else { continue }
      write(kind, center, Spot(town: town, quarter: draw.pick(town.quarters)), parent: nil, fixed: true, &draw)
    }
    if let municipal = kinds.first(where: { $0.rule == .municipal }), center.municipalities.count > 1 {
      for town in center.municipalities where town.quarters.count > 1 {
        write(municipal, center, Spot(town: town, quarter: nil), parent: nil, fixed: false, &draw)
      }
    }
    while organisations.count - first < count {
      guard let spot = picker.spot(&draw), let position = draw.position(inTotals: kindTotals) else { return }
      let kind = kinds[position]
      let parent = kind.code == "ET-IA" ? lastIndex(of: "ET-FT", from: first) : nil
      write(kind, center, spot, parent: parent, fixed: false, &draw)
    }
  }

  private func lastIndex(of kind: String, from first: Int) -> Int? {
    organisations[first...].last { $0.kind == kind }?.index
  }

  private mutating func writeCenter(_ center: DemoCenter, _ draw: inout Draw) {
    guard let town = center.municipalities.first else { return }
    let seat = DemoTown(
      ags: center.ags, name: center.seat, postcode: center.postcode, latitude: center.latitude,
      longitude: center.longitude, quarters: [])
    let index = organisations.count
    let place = DemoPlace(
      index: places.count, organisation: index, ags: center.ags, name: center.displayName, street: center.street,
      postcode: center.postcode, municipality: center.ags == "05334000" ? seat.name : town.name, quarter: "",
      latitude: center.latitude, longitude: center.longitude, accessible: .yes,
      accessNote: "Aufzug und barrierefreies WC vorhanden.")
    places.append(place)
    organisations.append(
      DemoOrganisation(
        index: index, ags: center.ags, name: center.displayName, kind: "ET-VER", isCenter: true,
        legalForm: "Dienststelle der Kommune", profile: center.introductions.first?.text ?? "", needs: "",
        community: "", languages: ["deu", "eng"], parent: nil,
        contact: DemoContact(role: "Geschäftszimmer", phone: center.phone, mail: center.mail), web: center.web,
        places: [place.index]))
    names.insert(center.displayName)
  }

  private mutating func write(
    _ kind: OrganisationKind, _ center: DemoCenter, _ spot: Spot, parent: Int?, fixed: Bool, _ draw: inout Draw
  ) {
    let community =
      kind.code == "ET-MSO" ? draw.position(inTotals: communityTotals).map { communities[$0] } : nil
    var filling = Filling()
    filling[.town] = spot.town.name
    filling[.quarter] = spot.quarterName
    filling[.municipality] = CenterProfiles.administration(name: center.name, kind: center.kind)
    let name = freshName(kind, community, filling, spot, fixed: fixed, &draw)
    let index = organisations.count
    let placeIndices = writePlaces(kind, center, spot, index, name, &draw)
    let site = slug(name)
    organisations.append(
      DemoOrganisation(
        index: index, ags: center.ags, name: name, kind: kind.code, isCenter: false,
        legalForm: legalForm(kind, name, &draw), profile: profile(kind, filling, &draw),
        needs: draw.chance(55) ? draw.pick(kind.needs).map { vocabulary.fill($0, filling, &draw) } ?? "" : "",
        community: community?.name ?? "", languages: languages(kind, community, center, &draw), parent: parent,
        contact: contact(kind, index, site, &draw), web: draw.chance(85) ? "https://www.\(site).example" : "",
        places: placeIndices))
  }

  private mutating func freshName(
    _ kind: OrganisationKind, _ community: Community?, _ filling: Filling, _ spot: Spot, fixed: Bool,
    _ draw: inout Draw
  ) -> String {
    var name = ""
    for attempt in 0..<6 {
      var filled = filling
      if let community, let own = draw.pick(community.names) {
        filled[.community] = vocabulary.fill(own, filling, &draw)
      }
      let pattern = fixed && attempt == 0 ? kind.names.first : draw.pick(kind.names)
      guard let pattern else { break }
      name = vocabulary.fill(pattern, filled, &draw)
      if names.insert(name).inserted { return name }
    }
    for suffix in [spot.town.name, spot.quarterName] where !name.contains(suffix) {
      let longer = "\(name), \(suffix)"
      if names.insert(longer).inserted { return longer }
    }
    var number = 2
    while !names.insert("\(name), Standort \(number)").inserted { number += 1 }
    return "\(name), Standort \(number)"
  }

  private func legalForm(_ kind: OrganisationKind, _ name: String, _ draw: inout Draw) -> String {
    let form = draw.pick(kind.legalForms) ?? ""
    if name.hasPrefix("Städtische") { return "Einrichtung der Kommune" }
    return name.contains("e. V.") ? "e. V." : form
  }

  private func profile(_ kind: OrganisationKind, _ filling: Filling, _ draw: inout Draw) -> String {
    draw.sample(kind.profiles, draw.number(in: 1...2)).map { vocabulary.fill($0, filling, &draw) }
      .joined(separator: " ")
  }

  private func languages(
    _ kind: OrganisationKind, _ community: Community?, _ center: DemoCenter, _ draw: inout Draw
  ) -> [String] {
    if let community { return community.languages + ["deu"] }
    guard draw.chance(45) else { return ["deu"] }
    let spoken = vocabulary.languages.filter { $0.code != "deu" && center.languages.contains($0.tag) }.map(\.code)
    return ["deu"] + draw.sample(spoken, draw.number(in: 1...2))
  }

  private func contact(_ kind: OrganisationKind, _ index: Int, _ site: String, _ draw: inout Draw) -> DemoContact {
    let volunteer = ["ET-INI", "ET-MSO", "ET-EV"].contains(kind.code)
    let phone =
      volunteer && draw.chance(60)
      ? DemoPhone.mobile(index) : index % 3 == 0 ? DemoPhone.second(index) : DemoPhone.landline(index)
    let roles = volunteer ? ["Vorstand", "Koordination"] : ["Anmeldung", "Sekretariat", "Leitung", "Zentrale"]
    let mailbox = draw.pick(["info", "kontakt", "post", "buero"]) ?? "info"
    return DemoContact(role: draw.pick(roles) ?? "Anmeldung", phone: phone, mail: "\(mailbox)@\(site).example")
  }

  // MARK: - Places

  private mutating func writePlaces(
    _ kind: OrganisationKind, _ center: DemoCenter, _ spot: Spot, _ organisation: Int, _ name: String,
    _ draw: inout Draw
  ) -> [Int] {
    var indices = [addPlace(center, spot, organisation, name, &draw)]
    let spread = ["ET-VHS", "ET-FT", "ET-SPV", "ET-FBS", "ET-GES"].contains(kind.code)
    if draw.chance(spread ? 30 : 5) {
      let picker = SpotPicker(center.municipalities)
      for _ in 0..<draw.number(in: 1...2) {
        guard let other = picker.spot(&draw) else { break }
        let label = draw.pick(["Außenstelle", "Nebenstelle", "Treffpunkt", "Kursort"]) ?? "Außenstelle"
        indices.append(addPlace(center, other, organisation, "\(label) \(other.quarterName)", &draw))
      }
    }
    return indices
  }

  private mutating func addPlace(
    _ center: DemoCenter, _ spot: Spot, _ organisation: Int, _ name: String, _ draw: inout Draw
  ) -> Int {
    let known = !draw.chance(15)
    let accessible: DemoAnswer = draw.chance(52) ? .yes : draw.chance(52) ? .no : .unknown
    let latitude = (spot.quarter?.latitude ?? spot.town.latitude) + draw.swing() * 0.006
    let longitude = (spot.quarter?.longitude ?? spot.town.longitude) + draw.swing() * 0.009
    let street = "\(draw.pick(streets) ?? "Hauptstraße") \(draw.number(in: 1...148))\(draw.chance(8) ? "a" : "")"
    places.append(
      DemoPlace(
        index: places.count, organisation: organisation, ags: center.ags, name: name, street: street,
        postcode: spot.quarter?.postcode ?? spot.town.postcode, municipality: spot.town.name,
        quarter: spot.quarter?.name ?? "", latitude: known ? rounded(latitude) : nil,
        longitude: known ? rounded(longitude) : nil, accessible: accessible,
        accessNote: accessNote(accessible, &draw)))
    return places.count - 1
  }

  private func rounded(_ degrees: Double) -> Double { Double(Int(degrees * 100_000 + 0.5)) / 100_000 }

  private func accessNote(_ accessible: DemoAnswer, _ draw: inout Draw) -> String {
    switch accessible {
    case .yes:
      draw.pick([
        "Stufenloser Zugang.", "Aufzug und barrierefreies WC vorhanden.", "Rampe am Seiteneingang.",
        "Parkplatz für Menschen mit Behinderung vor dem Haus.", "",
      ]) ?? ""
    case .no: draw.pick(["Drei Stufen am Eingang.", "Kein Aufzug, Räume im ersten Stock.", "Enges WC.", ""]) ?? ""
    case .unknown: ""
    }
  }
}
