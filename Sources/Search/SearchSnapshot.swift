// SPDX-License-Identifier: EUPL-1.2

/// The index at one moment: one large segment, a small one with what came later, and which documents are still there.
///
/// Immutable; any number of threads may search in it while a newer one is made.
package final class SearchSnapshot: Sendable {
  let base: Segment
  let delta: Segment
  let lexicon: Lexicon
  let overlay: Lexicon
  /// Documents that were neither replaced nor deleted; those of the delta begin at `deltaStart`.
  let live: Bitset
  let deltaStart: Int
  /// Number of documents.
  package let count: Int
  /// The number of the last change the index knows of, as its owner counts.
  package let stamp: Int64

  init(base: Segment, delta: Segment, lexicon: Lexicon, overlay: Lexicon, live: Bitset, stamp: Int64) {
    self.base = base
    self.delta = delta
    self.lexicon = lexicon
    self.overlay = overlay
    self.live = live
    self.stamp = stamp
    deltaStart = Self.deltaStart(base)
    count = live.count
    isCompact = delta.count == 0 && count == base.count
  }

  static func deltaStart(_ base: Segment) -> Int { (base.count + 63) / 64 * 64 }

  /// Whether there is nothing to merge.
  let isCompact: Bool

  var documentSpace: Int { deltaStart + delta.count }
  var termSpace: Int { lexicon.count + overlay.count }

  /// Both segments, each with where its documents begin.
  var segments: [(segment: Segment, first: Int)] { [(base, 0), (delta, deltaStart)] }

  func locate(_ document: Int) -> (segment: Segment, local: Int) {
    document < deltaStart ? (base, document) : (delta, document - deltaStart)
  }

  func frequency(_ term: UInt32) -> Int {
    var frequency = 0
    if Int(term) < base.postings.counts.count { frequency += Int(base.postings.counts[Int(term)]) }
    if Int(term) < delta.postings.counts.count { frequency += Int(delta.postings.counts[Int(term)]) }
    return frequency
  }

  func key(_ document: Int) -> String {
    let (segment, local) = locate(document)
    return segment.keys.strings.string(local)
  }

  /// Whether a document stands before another in the static order.
  func precedes(_ a: Int, _ b: Int) -> Bool {
    let (first, i) = locate(a)
    let (second, j) = locate(b)
    if first === second { return i < j }
    if first.ranks[i] != second.ranks[j] { return first.ranks[i] > second.ranks[j] }
    return first.keys.strings[i].lexicographicallyPrecedes(second.keys.strings[j])
  }
}
