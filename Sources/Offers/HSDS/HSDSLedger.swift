// SPDX-License-Identifier: EUPL-1.2

extension HSDSImport {
  /// Values of one field that were delivered and have no home in Verbund.
  package struct Unplaced: Sendable, Hashable {
    /// The field in all objects of its list: `services[].licenses`, `services.csv:licenses`.
    package let path: String
    package let reason: String
    package internal(set) var count: Int
    /// Where the first one stands.
    package let example: String

    /// `services[].licenses → nirgends gespeichert: … (3-mal, zuerst bei $.services[0].licenses)`.
    package var text: String {
      "\(path) → nirgends gespeichert: \(reason) (\(count)-mal, zuerst bei \(example))"
    }
  }

  /// Something that people should know about the import and that is no mistake.
  package struct Notice: Sendable, Hashable {
    package let sentence: String
    package internal(set) var count: Int
    package let example: String

    package var text: String { "\(example): \(sentence)" + (count > 1 ? " (\(count)-mal)" : "") }
  }
}

/// Counts what has no home and what people should know, each kind of it once.
struct HSDSLedger: Sendable {
  private struct Key: Hashable { let path: String, reason: String }

  private(set) var unplaced: [HSDSImport.Unplaced] = []
  private(set) var notices: [HSDSImport.Notice] = []
  private var positions: [Key: Int] = [:]

  static let nowhere = "in Verbund gibt es dafür keinen Platz"
  static let unknownField = "diesen Namen kennt HSDS hier nicht"
  static let unknownTarget = "verweist auf nichts in dieser Lieferung"
  static let otherValue = "weicht von der ersten Angabe zu demselben Objekt ab"
  static let tooLong = "zu lang für das Feld; das Ende fehlt"
  static let unfit = "der Wert passt in kein Feld"

  mutating func add(_ place: HSDSPlace, _ reason: String = nowhere) {
    let key = Key(path: place.pattern, reason: reason)
    if let position = positions[key] {
      unplaced[position].count += 1
    } else {
      positions[key] = unplaced.count
      unplaced.append(HSDSImport.Unplaced(path: key.path, reason: reason, count: 1, example: place.text))
    }
  }

  mutating func notice(_ place: HSDSPlace, _ sentence: String) {
    let key = Key(path: "", reason: sentence)
    if let position = positions[key] {
      notices[position].count += 1
    } else {
      positions[key] = notices.count
      notices.append(HSDSImport.Notice(sentence: sentence, count: 1, example: place.text))
    }
  }
}
