// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Product
import Testing
import Web

@Suite("The catalogues of texts")
struct TextTests {
  private let keys = WebTexts.keys + SliceList.all.flatMap(\.textKeys)

  @Test("Every key has a text in every language", arguments: Language.interface)
  func complete(language: Language) throws {
    let texts = try SliceList.texts().entries[language] ?? [:]
    #expect(Set(keys).subtracting(texts.keys).isEmpty, "missing")
    let unused = Set(texts.keys).subtracting(keys).filter { !$0.hasPrefix("problem.") }
    #expect(unused.isEmpty, "unused")
  }

  @Test("No key stands twice, in the code or in a table")
  func unique() throws {
    #expect(Set(keys).count == keys.count)
    #expect(try SliceList.texts().duplicates.isEmpty)
  }

  @Test("Places for values and numbers of plural forms agree between languages")
  func places() throws {
    let entries = try SliceList.texts().entries
    for (key, german) in entries[.german] ?? [:] {
      let isPlural = german.contains("¦")
      for language in Language.interface {
        guard let text = entries[language]?[key] else { continue }
        let forms = text.split(separator: "¦", omittingEmptySubsequences: false)
        #expect(forms.count == (isPlural ? (language == .arabic ? 6 : 2) : 1), "\(key) \(language.code)")
        let last = String(forms.last ?? "")
        let germanLast = String(german.split(separator: "¦").last ?? "")
        #expect(Self.places(in: last) == Self.places(in: germanLast), "\(key) \(language.code)")
      }
    }
  }

  @Test("Every key is used somewhere in the sources")
  func used() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources")
    var code = ""
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      if file.pathExtension == "swift" { code += try String(contentsOf: file, encoding: .utf8) }
    }
    let members = Self.members(in: code)
    var unused: [String] = []
    let pattern = /case ([a-zA-Z0-9]+) = "([a-z0-9.-]+)"/
    for match in code.matches(of: pattern) where keys.contains(String(match.2)) {
      let name = String(match.1)
      if members.contains(name) || members.contains(where: { $0.hasPrefix(name) }) { continue }
      unused.append(String(match.2))
    }
    #expect(unused.isEmpty)
  }

  /// All words behind a point, found in one pass: a search for each key would take minutes.
  private static func members(in code: String) -> Set<String> {
    var members: Set<String> = []
    var word: [UInt8]?
    for byte in code.utf8 {
      let isLetter = (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
      if isLetter {
        word?.append(byte)
      } else {
        if let found = word, !found.isEmpty { members.insert(String(decoding: found, as: UTF8.self)) }
        word = byte == 46 ? [] : nil
      }
    }
    return members
  }

  private static func places(in text: String) -> Set<String> {
    Set(text.matches(of: /\{([a-z]+)\}/).map { String($0.1) })
  }
}
