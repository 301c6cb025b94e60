// SPDX-License-Identifier: EUPL-1.2

/// Answers one query from a snapshot.
struct Searching {
  let snapshot: SearchSnapshot
  let synonyms: SynonymTable
  let ranking: SearchRanking

  private struct Candidate {
    let document: Int
    var score: Float
    var distance: Double?
  }

  func answer(_ query: SearchQuery, _ scratch: inout Scratch) -> SearchAnswer {
    let planner = QueryPlanner(
      lexicons: [snapshot.lexicon, snapshot.overlay], synonyms: synonyms, ranking: ranking,
      language: Languages.bit(of: query.language))
    let plan = planner.plan(query.text, prefixLast: query.prefixLast)
    scratch.prepare(documents: snapshot.documentSpace, terms: snapshot.termSpace)
    var scorer = Scorer(snapshot, ranking)
    if plan.hasWords { scorer.run(plan, &scratch) }
    let filtering = Filtering(snapshot, query, matched: plan.hasWords ? matched(scratch) : nil)
    let passing = filtering.passing()
    let candidates = page(query, plan, scorer, passing, &scratch)
    scratch.clear()
    return SearchAnswer(
      total: passing.count, hits: candidates.map { hit($0, query) },
      facets: Dictionary(
        query.facets.map { ($0, filtering.counts($0, all: passing)) }, uniquingKeysWith: { first, _ in first }),
      didYouMean: plan.didYouMean, terms: SearchTerms(plan, snapshot))
  }

  private func matched(_ scratch: Scratch) -> Bitset {
    var matched = Bitset(size: snapshot.documentSpace)
    for index in 0..<scratch.matchedCount { matched.insert(Int(scratch.matched[index])) }
    return matched
  }

  private func hit(_ candidate: Candidate, _ query: SearchQuery) -> SearchHit {
    var distance = candidate.distance
    if distance == nil, let near = query.near {
      let (segment, local) = snapshot.locate(candidate.document)
      distance = Distance(from: near.centre).nearest(segment, local)
    }
    return SearchHit(key: snapshot.key(candidate.document), score: candidate.score, distance: distance)
  }

  private func page(
    _ query: SearchQuery, _ plan: QueryPlan, _ scorer: Scorer, _ passing: Bitset, _ scratch: inout Scratch
  ) -> [Candidate] {
    let offset = max(0, query.offset)
    let (end, overflow) = offset.addingReportingOverflow(max(0, query.limit))
    let wanted = overflow ? snapshot.documentSpace : min(end, snapshot.documentSpace)
    guard wanted > offset else { return [] }
    let found: [Candidate]
    if query.order == .distance, let near = query.near {
      found = nearest(near, wanted, passing)
    } else if plan.hasWords && query.order != .rank {
      found = best(wanted, plan, scorer, passing, &scratch)
    } else {
      found = inOrder(wanted, passing)
    }
    return Array(found.dropFirst(offset).prefix(query.limit))
  }

  /// The first documents in static order: two ordered rows that are merged.
  private func inOrder(_ wanted: Int, _ passing: Bitset) -> [Candidate] {
    var found: [Candidate] = []
    var inBase = passing.next(from: 0)
    if let document = inBase, document >= snapshot.deltaStart { inBase = nil }
    var inDelta = passing.next(from: snapshot.deltaStart)
    while found.count < wanted {
      let document: Int
      if let base = inBase, inDelta.map({ snapshot.precedes(base, $0) }) ?? true {
        document = base
        inBase = passing.next(from: base + 1)
        if let next = inBase, next >= snapshot.deltaStart { inBase = nil }
      } else if let delta = inDelta {
        document = delta
        inDelta = passing.next(from: delta + 1)
      } else {
        break
      }
      found.append(Candidate(document: document, score: 0))
    }
    return found
  }

  /// The nearest documents: a short row is kept in order and narrows the reach as it fills, a long one is sorted.
  private func nearest(_ circle: SearchCircle, _ wanted: Int, _ passing: Bitset) -> [Candidate] {
    let measure = Distance(from: circle.centre)
    let isShort = wanted <= 256
    var reach = measure.reach(circle.kilometres)
    var found: [Candidate] = []
    var next = passing.next(from: 0)
    while let document = next {
      next = passing.next(from: document + 1)
      let (segment, local) = snapshot.locate(document)
      guard let distance = measure.nearest(segment, local, within: reach) else { continue }
      let candidate = Candidate(document: document, score: 0, distance: distance)
      let place = isShort ? found.firstIndex { isNearer(candidate, $0) } ?? found.count : found.count
      if isShort, place == wanted { continue }
      found.insert(candidate, at: place)
      if isShort, found.count > wanted { found.removeLast() }
      if isShort, found.count == wanted, let last = found.last?.distance { reach = measure.reach(last) }
    }
    if !isShort { found.sort(by: isNearer) }
    return Array(found.prefix(wanted))
  }

  private func isNearer(_ one: Candidate, _ other: Candidate) -> Bool {
    let (a, b) = (one.distance ?? .infinity, other.distance ?? .infinity)
    return a == b ? snapshot.precedes(one.document, other.document) : a < b
  }

  private func best(
    _ wanted: Int, _ plan: QueryPlan, _ scorer: Scorer, _ passing: Bitset, _ scratch: inout Scratch
  ) -> [Candidate] {
    var top = TopList(limit: max(wanted, ranking.candidates))
    for index in 0..<scratch.matchedCount {
      let document = Int(scratch.matched[index])
      guard scratch.scores[document] >= top.threshold else { continue }
      let score = scorer.score(document, scratch)
      if score >= top.threshold, passing.contains(document) { top.offer(document, score, snapshot) }
    }
    var found = top.sorted(snapshot).map { Candidate(document: $0.document, score: $0.score) }
    Closeness.assignRoles(plan, &scratch)
    let closeness = Closeness(snapshot, ranking, plan: plan, weights: scorer.weights)
    let looked = min(found.count, ranking.candidates)
    var trail = closeness.trail
    for index in 0..<looked {
      found[index].score *= closeness.factor(found[index].document, total: scorer.totalWeight, scratch.roles, &trail)
    }
    Closeness.clearRoles(plan, &scratch)
    found[..<looked].sort {
      $0.score == $1.score ? snapshot.precedes($0.document, $1.document) : $0.score > $1.score
    }
    return Array(found.prefix(wanted))
  }
}

/// The best documents seen so far, in a heap with the worst on top.
struct TopList {
  typealias Entry = (document: Int, score: Float)
  private let limit: Int
  private var heap: [Entry] = []

  init(limit: Int) { self.limit = limit }

  /// Scores below cannot enter.
  var threshold: Float { heap.count < limit ? -.infinity : heap[0].score }

  mutating func offer(_ document: Int, _ score: Float, _ snapshot: SearchSnapshot) {
    let entry = (document, score)
    if heap.count < limit {
      heap.append(entry)
      rise(heap.count - 1, snapshot)
    } else if limit > 0, Self.isWorse(heap[0], entry, snapshot) {
      heap[0] = entry
      sink(snapshot)
    }
  }

  func sorted(_ snapshot: SearchSnapshot) -> [Entry] { heap.sorted { Self.isWorse($1, $0, snapshot) } }

  private static func isWorse(_ a: Entry, _ b: Entry, _ snapshot: SearchSnapshot) -> Bool {
    a.score == b.score ? snapshot.precedes(b.document, a.document) : a.score < b.score
  }

  private mutating func rise(_ start: Int, _ snapshot: SearchSnapshot) {
    var index = start
    while index > 0, Self.isWorse(heap[index], heap[(index - 1) / 2], snapshot) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func sink(_ snapshot: SearchSnapshot) {
    var index = 0
    while 2 * index + 1 < heap.count {
      var child = 2 * index + 1
      if child + 1 < heap.count, Self.isWorse(heap[child + 1], heap[child], snapshot) { child += 1 }
      guard Self.isWorse(heap[child], heap[index], snapshot) else { return }
      heap.swapAt(index, child)
      index = child
    }
  }
}
