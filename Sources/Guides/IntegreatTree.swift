// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel

/// Finds each page's parent and refuses pages whose way up does not end at the top.
///
/// Integreat names a parent by an id that belongs to the page in all languages, not to this version; its path is what ties
/// them. Where no path is given the id is tried.
struct IntegreatTree {
  private(set) var pages: [IntegreatPage] = []
  private(set) var parents: [Int?] = []
  private(set) var problems: [IntegreatFault] = []

  private enum Way { case top(levels: Int), unknownParent, faultyParent, cycle, tooDeep }

  init(_ found: [(number: Int, page: IntegreatPage)], faulty ids: Set<Int>) {
    var byPath: [String: Int] = [:]
    var byID: [Int: Int] = [:]
    for (index, entry) in found.enumerated() {
      if !entry.page.path.isEmpty { byPath[entry.page.path] = index }
      byID[entry.page.id] = index
    }
    let above: [Int?] = found.map { entry in
      entry.page.parent.flatMap { $0.path.isEmpty ? byID[$0.id] : byPath[$0.path] }
    }
    var good: [(index: Int, levels: Int)] = []
    for index in found.indices {
      switch Self.way(from: index, found, above) {
      case .top(let levels): good.append((index, levels))
      case let way: problems.append(Self.fault(way, found[index]))
      }
    }
    good.sort {
      ($0.levels, found[$0.index].page.order, found[$0.index].number)
        < ($1.levels, found[$1.index].page.order, found[$1.index].number)
    }
    let place = Dictionary(good.enumerated().map { ($1.index, $0) }, uniquingKeysWith: { first, _ in first })
    pages = good.map { found[$0.index].page }
    parents = good.map { above[$0.index].flatMap { place[$0] } }
  }

  private static func way(
    from start: Int, _ found: [(number: Int, page: IntegreatPage)], _ above: [Int?]
  ) -> Way {
    var index = start
    var levels = 1
    while found[index].page.parent != nil {
      guard let next = above[index] else { return index == start ? .unknownParent : .faultyParent }
      if next == start { return .cycle }
      index = next
      levels += 1
      if levels > 1000 { return .tooDeep }
    }
    return levels > GuideRules.depthLimit ? .tooDeep : .top(levels: levels)
  }

  private static func fault(_ way: Way, _ entry: (number: Int, page: IntegreatPage)) -> IntegreatFault {
    let node = JSONNode(.null, path: .field(entry.page.place.path, "parent"))
    let problem =
      switch way {
      case .cycle: node.problem("integreat.cycle", "Die Seite steht über mehrere Ebenen unter sich selbst.")
      case .tooDeep: node.problem("integreat.too-deep", "Mehr als \(GuideRules.depthLimit) Ebenen sind nicht möglich.")
      case .faultyParent:
        node.problem("integreat.faulty-parent", "Eine der Seiten darüber ist fehlerhaft; so hat diese keinen Platz.")
      case .unknownParent, .top:
        node.problem("integreat.unknown-parent", "Die übergeordnete Seite fehlt in der Datei oder ist fehlerhaft.")
      }
    return IntegreatFault(number: entry.number, problem: problem)
  }
}
