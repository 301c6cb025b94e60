// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Kernel
internal import Organisations
internal import Records
internal import Storage

/// Makes our records of delivered objects; marks every value that finds a home.
struct HSDSMapper {
  var package: HSDSPackage
  var shelves: HSDSShelves
  let transaction: Transaction
  let catalogues: CatalogueBook
  let municipalities: [Municipality]
  let spaces: [SocialSpace]
  let center: Center?
  let today: Day
  var organisations: [HSDSDraft<Organisation>] = []
  var places: [HSDSDraft<Place>] = []
  var contacts: [HSDSDraft<ContactPerson>] = []
  var offers: [HSDSOfferDraft] = []
  /// The objects that each object is a part of.
  let owners: [Int: [Int]]
  private var codes: [Catalogue: [String: String?]] = [:]
  private var spoken: [String: String?] = [:]
  /// Texts of places that our places have no field for.
  var placeRemarks: [Int: [HSDSRemark]] = [:]

  init(_ package: HSDSPackage, _ tenant: TenantID, _ transaction: Transaction) throws {
    self.package = package
    self.transaction = transaction
    shelves = try HSDSShelves(transaction, tenant)
    today = transaction.now.berlin.day
    catalogues = try CatalogueBook(transaction, on: today)
    let centers = try CenterBook(transaction)
    center = centers[tenant]
    municipalities = center.map(centers.municipalities) ?? []
    spaces = center.map(centers.spaces) ?? []
    var owners: [Int: [Int]] = [:]
    for index in package.items.indices {
      for child in package.items[index].children { owners[child, default: []].append(index) }
    }
    self.owners = owners
  }

  mutating func map() {
    for index in indices(.organization) { mapOrganisation(index) }
    for index in indices(.location) { mapPlace(index) }
    for index in indices(.contact) { mapContact(index) }
    for index in indices(.service) { mapOffer(index) }
    for index in indices(.serviceAtLocation) where package.items[index].references[.service] == nil {
      requireService(index)
    }
    package.tellUnplaced()
  }

  private func indices(_ kind: HSDSKind) -> [Int] {
    package.items.indices.filter { package.items[$0].kind == kind && !package.items[$0].isFaulty }
  }

  private mutating func requireService(_ index: Int) {
    let item = package.items[index]
    let sentence =
      item.unresolved[.service].map { "Das Angebot „\($0)“ gibt es in dieser Lieferung nicht." }
      ?? "Es fehlt, welches Angebot an diesem Ort stattfindet."
    package.refuse(index, item.place("service_id"), "unknown-service", sentence)
  }

  /// Whether an object is also a part of one of these kinds.
  func belongs(_ index: Int, to kinds: HSDSKind...) -> Bool {
    (owners[index] ?? []).contains { kinds.contains(package.items[$0].kind) }
  }

  // MARK: Taking values

  mutating func take(_ index: Int, _ name: String) -> String? { package.take(index, name) }

  /// One line, cut where it is too long; the cut is told.
  mutating func short(_ index: Int, _ name: String, _ limit: Int) -> String {
    guard let text = take(index, name) else { return "" }
    let line = HSDSProse.line(HSDSProse.plain(text))
    if !HSDSProse.fits(line, limit) {
      package.ledger.add(package.items[index].place(name), HSDSLedger.tooLong)
    }
    return HSDSProse.cut(line, limit)
  }

  mutating func remark(_ index: Int, _ name: String, _ label: String) -> HSDSRemark? {
    guard let text = take(index, name) else { return nil }
    return HSDSRemark(label: label, text: HSDSProse.plain(text), place: package.items[index].place(name))
  }

  /// A value for a field with a form of its own; where it has not that form it becomes a labelled text.
  mutating func formed<R: Record>(
    _ index: Int, _ name: String, as field: String, of type: R.Type, _ label: String,
    _ rest: inout [HSDSRemark]
  ) -> String {
    guard let text = take(index, name) else { return "" }
    if R.descriptor.field(field)?.info.problem(with: .text(text)) == nil { return text }
    rest.append(HSDSRemark(label: label, text: text, place: package.items[index].place(name)))
    return ""
  }

  mutating func whole(_ index: Int, _ name: String, in range: ClosedRange<Int>) -> Int? {
    guard package.items[index].slot(name) != nil else { return nil }
    guard let number = package.items[index].whole(name), range.contains(number) else {
      package.release(index, name, HSDSLedger.unfit)
      return nil
    }
    package.use(index, name)
    return number
  }

  mutating func tellRest(_ rest: [HSDSRemark]) {
    for remark in rest { package.ledger.add(remark.place, HSDSLedger.tooLong) }
  }

  /// Keeps a draft whose fields are within their limits; others are told.
  mutating func isFine<R: Record>(_ record: R, _ index: Int) -> Bool {
    let problems = R.descriptor.problems(in: record)
    for problem in problems {
      package.refuse(index, package.items[index].place, "field", problem.sentence)
    }
    return problems.isEmpty
  }

  // MARK: Names and numbers that several kinds have

  /// The number for the field, and what else is to be said of phones.
  mutating func mapPhones(_ phones: [Int], _ isNumber: (String) -> Bool) -> (main: String, remarks: [HSDSRemark]) {
    var main = ""
    var remarks: [HSDSRemark] = []
    for phone in phones {
      let number = Self.bareNumber(take(phone, "number") ?? "")
      let type = take(phone, "type")?.lowercased() ?? "voice"
      let isMain = main.isEmpty && type != "fax" && isNumber(number)
      if isMain { main = number }
      var words: [String] = []
      if let more = take(phone, "extension") { words.append("Durchwahl \(more)") }
      if let text = take(phone, "description") { words.append(HSDSProse.line(HSDSProse.plain(text))) }
      let spoken = mapLanguages(phone)
      let names = package.children(phone, .language).compactMap { package.items[$0]["name"] }
      if !names.isEmpty { words.append("Sprachen: " + names.joined(separator: ", ")) }
      words += spoken.remarks.map(\.line)
      if isMain, words.isEmpty { continue }
      let label = Self.phoneLabels[type] ?? "Telefon (\(type))"
      remarks.append(
        HSDSRemark(
          label: label, text: ([number] + words).joined(separator: "; "), place: package.items[phone].place("number")))
    }
    return (main, remarks)
  }

  private static let phoneLabels = [
    "voice": "Telefon", "text": "SMS", "fax": "Fax", "cell": "Mobil", "mobile": "Mobil", "video": "Videotelefon",
    "pager": "Funkruf", "textphone": "Schreibtelefon", "tty": "Schreibtelefon",
  ]

  private static func bareNumber(_ text: String) -> String {
    String(text.filter { $0 != "\"" }).trimmedHSDS
  }

  mutating func mapLanguages(_ owner: Int) -> (codes: [String], remarks: [HSDSRemark]) {
    var codes: [String] = []
    var remarks: [HSDSRemark] = []
    for index in package.children(owner, .language) {
      let item = package.items[index]
      let code = language(item["code"]) ?? language(item["name"])
      package.use(index, "code", "name")
      let name = item["name"] ?? item["code"] ?? ""
      if let code {
        if !codes.contains(code) { codes.append(code) }
      } else if !name.isEmpty {
        let place = item.place(item["name"] == nil ? "code" : "name")
        remarks.append(HSDSRemark(label: "Weitere Sprache", text: name, place: place))
        package.ledger.notice(place, "Die Sprache „\(name.prefix(60))“ ist nicht bekannt; sie steht nur im Hinweis.")
      }
      if let note = remark(index, "note", name) { remarks.append(note) }
    }
    return (codes, remarks)
  }

  /// A feed repeats few names many times, and looking one up takes long.
  private mutating func language(_ name: String?) -> String? {
    guard let name else { return nil }
    if let known = spoken[name] { return known }
    let code = HSDSLanguages.code(name)
    spoken[name] = .some(code)
    return code
  }

  mutating func code(_ name: String, _ catalogue: Catalogue) -> String? {
    if let known = codes[catalogue]?[name] { return known }
    let code = catalogues.code(named: name, in: catalogue)
    codes[catalogue, default: [:]][name] = .some(code)
    return code
  }

  /// The codes of our catalogues that the terms of an object stand for; others are told.
  mutating func mapTerms(_ owner: Int, _ wanted: [Catalogue]) -> [Catalogue: [String]] {
    var found: [Catalogue: [String]] = [:]
    for attribute in package.children(owner, .attribute) {
      let term = package.items[attribute].references[.term]
      let words: [(index: Int, name: String)] =
        (term.map { [($0, "code"), ($0, "name")] } ?? []) + [(attribute, "value"), (attribute, "label")]
      var isFound = false
      for (index, name) in words where !isFound {
        guard let text = package.items[index][name] else { continue }
        for catalogue in wanted {
          guard let code = code(text, catalogue) else { continue }
          isFound = true
          package.use(index, name)
          if let term { package.use(term, "code", "name", "id") }
          package.use(attribute, "id", "taxonomy_term_id", "link_id")
          if found[catalogue]?.contains(code) != true { found[catalogue, default: []].append(code) }
          break
        }
      }
      if !isFound, let (index, name) = words.first(where: { package.items[$0.index][$0.name] != nil }) {
        let text = term.flatMap { package.items[$0]["name"] } ?? package.items[index][name] ?? ""
        package.ledger.notice(
          package.items[attribute].place,
          "Das Schlagwort „\(text.prefix(80))“ hat in unseren Katalogen keine Entsprechung.")
        package.release(index, name, "Schlagwort ohne Entsprechung in unseren Katalogen")
      }
    }
    return found
  }
}
