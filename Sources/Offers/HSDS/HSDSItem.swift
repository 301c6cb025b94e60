// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel

/// Where something stands in what was delivered.
enum HSDSPlace: Sendable {
  case json(JSONPath)
  /// In a line of newline-delimited JSON, from 1.
  case line(Int, JSONPath)
  case cell(file: String, line: Int, column: Int, name: String)

  /// `$.services[3].name`, `Zeile 7, $.name` or `services.csv:7:3`.
  var text: String {
    switch self {
    case .json(let path): path.description
    case .line(let line, let path): "Zeile \(line), \(path)"
    case .cell(let file, let line, let column, _): "\(file):\(line):\(column)"
    }
  }

  /// The same for all objects of a list: `services[].name`, `services.csv:name`.
  var pattern: String {
    switch self {
    case .json(let path), .line(_, let path): Self.pattern(path)
    case .cell(let file, _, _, let name): "\(file):\(name)"
    }
  }

  func field(_ name: String) -> HSDSPlace {
    switch self {
    case .json(let path): .json(.field(path, name))
    case .line(let line, let path): .line(line, .field(path, name))
    case .cell(let file, let line, _, _): .cell(file: file, line: line, column: 1, name: name)
    }
  }

  /// A problem that names the place in its sentence and as its field.
  func problem(_ code: String, _ sentence: String) -> Problem {
    Problem("hsds.\(code)", .invalid, "\(text): \(sentence)", field: text)
  }

  private static func pattern(_ path: JSONPath) -> String {
    switch path {
    case .root: return ""
    case .item(let parent, _): return pattern(parent) + "[]"
    case .field(let parent, let name):
      let above = pattern(parent)
      return above.isEmpty ? name : "\(above).\(name)"
    }
  }
}

/// One value of an object that is not empty.
struct HSDSSlot: Sendable {
  let name: String
  /// Numbers as they were written.
  let text: String
  let place: HSDSPlace
  /// It has found a home in Verbund.
  var isUsed = false
  /// Why it has none, where that is known before.
  var reason: String?
}

/// One object of what was delivered, put together from all places where it stands.
struct HSDSItem: Sendable {
  let kind: HSDSKind
  let id: String
  let place: HSDSPlace
  var slots: [HSDSSlot] = []
  /// Its parts, and the services, places and pairs under it.
  var children: [Int] = []
  /// The single objects that it names.
  var references: [HSDSKind: Int] = [:]
  var parent: Int?
  /// Names that this delivery does not explain; earlier ones may.
  var unresolved: [HSDSKind: String] = [:]
  var isFaulty = false

  func slot(_ name: String) -> HSDSSlot? { slots.first { $0.name == name } }

  subscript(_ name: String) -> String? { slot(name).flatMap { $0.text.isEmpty ? nil : $0.text } }

  func day(_ name: String) -> Day? { self[name].flatMap { HSDSRules.day($0) } }

  func number(_ name: String) -> Double? { self[name].flatMap { HSDSRules.number($0) } }

  func whole(_ name: String) -> Int? { number(name).flatMap { Int(exactly: $0) } }

  func place(_ name: String) -> HSDSPlace { slot(name)?.place ?? place.field(name) }
}
