// SPDX-License-Identifier: EUPL-1.2

/// A sentence with gaps, read once and filled many times.
struct Phrase: Sendable {
  enum Piece: Sendable {
    case text(String)
    /// A word of the list, another one at each gap.
    case word(Int)
    /// A value that the caller knows, e.g. {ort}.
    case value(Gap)
  }

  let pieces: [Piece]
}

/// What a caller can put into a phrase.
enum Gap: String, Sendable, CaseIterable {
  case town = "ort"
  case quarter = "viertel"
  case provider = "traeger"
  case municipality = "kommune"
  case languageName = "sprachename"
  case languages = "sprachen"
  case community = "mso"
  case name, trait
  case firstField = "feld1"
  case secondField = "feld2"
}

/// The values for the gaps of one text.
struct Filling {
  private var values = [String](repeating: "", count: Gap.allCases.count)

  subscript(_ gap: Gap) -> String {
    get { values[Filling.position(gap)] }
    set { values[Filling.position(gap)] = newValue }
  }

  private static func position(_ gap: Gap) -> Int {
    switch gap {
    case .town: 0
    case .quarter: 1
    case .provider: 2
    case .municipality: 3
    case .languageName: 4
    case .languages: 5
    case .community: 6
    case .name: 7
    case .trait: 8
    case .firstField: 9
    case .secondField: 10
    }
  }
}

/// A spoken language as the demo names it.
struct SpokenLanguage: Sendable {
  let code: String
  let german: String
  let tag: String
  let weight: Int
}

/// Word lists, sentence blocks and names that all writers share.
struct Vocabulary: Sendable {
  private var listNumbers: [String: Int] = [:]
  private var lists: [[String]] = []
  private var blocks: [String: [Phrase]] = [:]
  let languages: [SpokenLanguage]
  /// Names of the fields of action by code: German, English, Arabic.
  let fieldNames: [String: [String]]

  init() throws(DemoFault) {
    languages = try Vocabulary.readLanguages()
    fieldNames = try Vocabulary.readFields()
    for row in try DemoTable("Words").rows {
      if let number = listNumbers[row[0]] {
        lists[number].append(row[1])
      } else {
        listNumbers[row[0]] = lists.count
        lists.append([row[1]])
      }
    }
    for row in try DemoTable("Blocks").rows {
      blocks["\(row[0]).\(row[1])", default: []].append(try phrase(row[2]))
    }
  }

  private static func readLanguages() throws(DemoFault) -> [SpokenLanguage] {
    let table = try DemoTable("Languages")
    var languages: [SpokenLanguage] = []
    for row in table.rows {
      languages.append(
        SpokenLanguage(code: row[0], german: row[1], tag: row[4], weight: try table.number(row[5])))
    }
    return languages
  }

  private static func readFields() throws(DemoFault) -> [String: [String]] {
    var names: [String: [String]] = [:]
    for row in try DemoTable("Fields").rows { names[row[0]] = Array(row[1...]) }
    return names
  }

  func words(_ list: String) -> [String] { listNumbers[list].map { lists[$0] } ?? [] }

  /// The sentences of a block in a language; empty when there are none.
  func block(_ name: String, _ language: String = "de") -> [Phrase] { blocks["\(name).\(language)"] ?? [] }

  func german(_ code: String) -> String { languages.first { $0.code == code }?.german ?? code }

  /// Reads "… {ort} …"; a gap nobody can fill is a fault.
  func phrase(_ source: String) throws(DemoFault) -> Phrase {
    var pieces: [Phrase.Piece] = []
    var rest = source[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { break }
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      let name = String(rest[rest.index(after: open)..<close])
      if let gap = Gap(rawValue: name) {
        pieces.append(.value(gap))
      } else if let list = listNumbers[name] {
        pieces.append(.word(list))
      } else {
        throw DemoFault(table: "phrases", reason: "nobody fills {\(name)} in \"\(source)\"")
      }
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return Phrase(pieces: pieces)
  }

  /// The phrase with its gaps filled, beginning with a capital letter.
  func fill(_ phrase: Phrase, _ filling: Filling, _ draw: inout Draw) -> String {
    var text = ""
    var used: [(list: Int, word: Int)] = []
    for piece in phrase.pieces {
      switch piece {
      case .text(let literal): text += literal
      case .value(let gap): text += filling[gap]
      case .word(let list):
        var word = draw.below(lists[list].count)
        while used.contains(where: { $0 == (list, word) }), used.count < lists[list].count {
          word = (word + 1) % lists[list].count
        }
        used.append((list, word))
        text += lists[list][word]
      }
    }
    return capitalised(text)
  }

  private func capitalised(_ text: String) -> String {
    guard let first = text.first, first.isLowercase, !text.hasPrefix("griffbereit") else { return text }
    return first.uppercased() + text.dropFirst()
  }
}

/// "a, b und c".
func listed(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " und " + last
}

/// "Köln-Ehrenfeld e. V." → "koeln-ehrenfeld-e-v"; at most 40 characters.
func slug(_ name: String) -> String {
  var result = ""
  for character in name.lowercased() {
    switch character {
    case "ä": result += "ae"
    case "ö": result += "oe"
    case "ü": result += "ue"
    case "ß": result += "ss"
    case "é", "è", "ê": result += "e"
    case "a"..."z", "0"..."9": result.append(character)
    default: if !result.isEmpty, !result.hasSuffix("-") { result += "-" }
    }
  }
  result = String(result.prefix(40))
  while result.hasSuffix("-") { result.removeLast() }
  return result
}
