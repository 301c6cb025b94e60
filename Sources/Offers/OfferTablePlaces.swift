// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Organisations
internal import Records
internal import Storage

/// A place as one entry of a cell: `Haus der Familie; Hauptstraße 1; 44135 Dortmund; Hinweis: Raum 12`.
struct OfferTablePlace: Equatable {
  /// What tells places apart in a file.
  struct Key: Hashable {
    var name = ""
    var street = ""
    var postcode = ""
    var town = ""

    init() {}

    init(_ place: Place) {
      (name, street, postcode, town) = (place.name, place.street, place.postcode, place.town)
    }
  }

  var key = Key()
  var note = OfferTableNote()
  /// Only the name was given.
  var isName = false

  init(_ place: Place, _ note: OfferTableNote) {
    key = Key(place)
    self.note = note
  }

  /// - Throws: a `Problem` where the entry is no place.
  init(_ parts: [OfferTableText.Part]) throws(Problem) {
    var position = 0
    for part in parts {
      if try note.take(part) { continue }
      if let postcode = part.value(of: "PLZ") {
        key.postcode = postcode
      } else if let town = part.value(of: "Stadt") {
        key.town = town
      } else {
        place(part.text, at: position)
        position += 1
      }
    }
    guard position <= 3 else {
      throw Problem(
        "offer-table.place-form", .invalid,
        "„\(parts[0].text.prefix(60))“ hat zu viele Teile. Erwartet wird: Name; Straße; PLZ Ort.")
    }
    guard !key.name.isEmpty else {
      throw Problem("offer-table.place-without-name", .invalid, "Bei einem Ort fehlt der Name.")
    }
    isName = position == 1
    if let problem = problems.first { throw problem }
  }

  private mutating func place(_ text: String, at position: Int) {
    switch position {
    case 0: key.name = text
    case 1: key.street = text
    default:
      if Self.startsWithPostcode(text) {
        key.postcode = String(text.prefix(5))
        key.town = String(text.dropFirst(6))
      } else {
        key.town = text
      }
    }
  }

  /// What speaks against it by the fields of places and their remarks alone.
  private var problems: [Problem] {
    var place = Place(id: RecordID(Identifier(high: 0, low: 0)))
    (place.name, place.street, place.postcode, place.town) = (key.name, key.street, key.postcode, key.town)
    var link = OfferPlace(id: RecordID(Identifier(high: 0, low: 0)))
    (link.offer, link.place) = (RecordID(Identifier(high: 0, low: 0)), place.id)
    var problems = Place.descriptor.problems(in: place)
    for text in [note.text] + note.translations.values {
      link.remark = text
      problems += OfferPlace.descriptor.problems(in: link)
    }
    return problems
  }

  var parts: [String] {
    let address = [OfferTableText.escaped(key.name), OfferTableText.escaped(key.street)]
    let (postcode, town) = (key.postcode, key.town)
    if Self.isPostcode(postcode) {
      return address + [town.isEmpty ? postcode : postcode + " " + OfferTableText.escaped(town, isWhole: false)]
        + note.parts
    }
    if postcode.isEmpty, !Self.startsWithPostcode(town) {
      return address + [OfferTableText.escaped(town)] + note.parts
    }
    return address + ["", "PLZ: " + OfferTableText.escaped(postcode, isWhole: false)]
      + (town.isEmpty ? [] : ["Stadt: " + OfferTableText.escaped(town, isWhole: false)]) + note.parts
  }

  private static func isPostcode(_ text: String) -> Bool {
    text.utf8.count == 5 && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  private static func startsWithPostcode(_ text: String) -> Bool {
    isPostcode(String(text.prefix(5))) && (text.utf8.count == 5 || text.utf8.dropFirst(5).first == 32)
  }
}
