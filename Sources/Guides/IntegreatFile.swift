// SPDX-License-Identifier: EUPL-1.2
internal import Formats
package import Kernel

/// The pages of one file, read and checked as a tree, and what is wrong with the others.
package struct IntegreatFile: Sendable {
  /// Parents before their children, neighbours in their order.
  let pages: [IntegreatPage]
  /// The position in `pages` of each page's parent.
  let parents: [Int?]
  /// Everything that is wrong, in the order of the file; each names its place as a JSON path.
  package let problems: [Problem]
  /// Ids that the file names, those of faulty pages included.
  let ids: Set<Int>
  /// Whether some item has no id, so that nobody can say what is missing.
  let hasNameless: Bool
  package let language: Language
  /// How many items the file has.
  package let total: Int

  package static let byteLimit = 200 << 20
  package static let pageLimit = 20_000

  /// - Throws: a `Problem` when the file as a whole is no list of pages; faulty pages are told in `problems`.
  package init(parsing bytes: [UInt8], language: Language) throws(Problem) {
    let value = try JSONValue(parsing: bytes, limit: Self.byteLimit)
    try self.init(JSONNode(value), language: language)
  }

  init(_ root: JSONNode, language: Language) throws(Problem) {
    let items = try root.items()
    if items.isEmpty {
      throw Problem("integreat.empty", .invalid, "Die Datei enthält keine Seiten; es wurde nichts verändert.")
    }
    guard items.count <= Self.pageLimit else {
      throw Problem(
        "integreat.too-many", .tooLarge, "Die Datei enthält \(items.count) Seiten; möglich sind \(Self.pageLimit).")
    }
    var reading = IntegreatReading()
    for (number, item) in items.enumerated() { reading.read(item, language, number) }
    let tree = IntegreatTree(reading.pages, faulty: reading.ids)
    pages = tree.pages
    parents = tree.parents
    problems = (reading.problems + tree.problems).sorted { $0.number < $1.number }.map(\.problem)
    ids = reading.ids
    hasNameless = reading.hasNameless
    self.language = language
    total = items.count
  }
}

/// A problem with the number of the item it belongs to.
struct IntegreatFault {
  let number: Int
  let problem: Problem
}

/// Reads item by item and notes what cannot be read or is there twice.
private struct IntegreatReading {
  var pages: [(number: Int, page: IntegreatPage)] = []
  var problems: [IntegreatFault] = []
  var ids: Set<Int> = []
  var hasNameless = false
  private var paths: Set<String> = []

  mutating func read(_ item: JSONNode, _ language: Language, _ number: Int) {
    let id: Int
    do throws(Problem) {
      id = try IntegreatPage.id(item)
    } catch {
      hasNameless = true
      return problems.append(IntegreatFault(number: number, problem: error))
    }
    guard ids.insert(id).inserted else {
      return refuse(item, number, "id", "integreat.duplicate-id", "Die Kennung \(id) kommt zweimal vor.")
    }
    do throws(Problem) {
      let page = try IntegreatPage(item, language: language, number: number)
      guard page.path.isEmpty || paths.insert(page.path).inserted else {
        return refuse(
          item, number, "path", "integreat.duplicate-path", "Der Pfad „\(page.path.prefix(200))“ kommt zweimal vor.")
      }
      pages.append((number, page))
    } catch {
      problems.append(IntegreatFault(number: number, problem: error))
    }
  }

  private mutating func refuse(
    _ item: JSONNode, _ number: Int, _ field: String, _ code: String, _ sentence: String
  ) {
    let node = JSONNode(item.value, path: .field(item.path, field))
    problems.append(IntegreatFault(number: number, problem: node.problem(code, sentence)))
  }
}
