// SPDX-License-Identifier: EUPL-1.2

/// Documents that were indexed together; never changes once built.
///
/// Documents are numbered by falling rank, then key, so that the natural order is the order of an empty query.
final class Segment: Sendable {
  let keys: ByteTable
  let labels: ByteStrings
  let ranks: [Double]
  let ageLows: [Int16]
  let ageHighs: [Int16]
  /// Latitude and longitude in turn, by document.
  let placeEnds: [UInt32]
  let places: [Float]
  let facets: [FacetColumn]
  /// Ends of the four fields of each document in `tokens`.
  let tokenEnds: [UInt32]
  /// The documents' words as terms, in order; `LexiconBuilder.noTerm` between two texts.
  let tokens: [UInt32]
  let postings: Postings
  let lengths: FieldLengths

  init(_ content: SegmentContent) {
    keys = content.keys
    labels = content.labels
    ranks = content.ranks
    ageLows = content.ageLows
    ageHighs = content.ageHighs
    placeEnds = content.placeEnds
    places = content.places
    facets = content.facets
    tokenEnds = content.tokenEnds
    tokens = content.tokens
    postings = content.postings
    lengths = content.lengths
  }

  var count: Int { keys.count }

  func tokens(_ document: Int, _ field: SearchField) -> Range<Int> {
    let index = document * 4 + Int(field.rawValue)
    return (index == 0 ? 0 : Int(tokenEnds[index - 1]))..<Int(tokenEnds[index])
  }

  func places(_ document: Int) -> Range<Int> {
    (document == 0 ? 0 : Int(placeEnds[document - 1]))..<Int(placeEnds[document])
  }
}

/// The saved part of a segment.
struct SegmentContent: Sendable {
  var keys = ByteTable()
  var labels = ByteStrings()
  var ranks: [Double] = []
  var ageLows: [Int16] = []
  var ageHighs: [Int16] = []
  var placeEnds: [UInt32] = []
  var places: [Float] = []
  var facets: [FacetColumn] = []
  var tokenEnds: [UInt32] = []
  var tokens: [UInt32] = []
  var postings = Postings()
  var lengths = FieldLengths()
}

/// Average number of words per field.
struct FieldLengths: Sendable, Equatable {
  var averages: [Float] = [1, 1, 1, 1]

  init() {}

  init(tokenEnds: [UInt32]) {
    guard !tokenEnds.isEmpty else { return }
    var sums: [Float] = [0, 0, 0, 0]
    var used: [Float] = [0, 0, 0, 0]
    var last: UInt32 = 0
    for (index, end) in tokenEnds.enumerated() {
      sums[index & 3] += Float(end - last)
      used[index & 3] += end > last ? 1 : 0
      last = end
    }
    averages = zip(sums, used).map { max(1, $0 / max(1, $1)) }
  }
}
