// SPDX-License-Identifier: EUPL-1.2

/// Which documents contain a term, and how strongly: steps between document numbers as varints, each followed by one
/// byte of strength.
struct Postings: Sendable {
  var ends: [UInt32] = []
  var counts: [UInt32] = []
  var bytes: [UInt8] = []

  /// Strengths by their byte: 28 steps per doubling, from 1/16 up to about 34.
  static let strengths: [Float] = (0..<256).map { ((Float($0) - 112) / 28).power2 }

  static func quantise(_ strength: Float) -> UInt8 {
    UInt8(max(0, min(255, (strength.logarithm / 0.693_147_2 * 28 + 112).rounded())))
  }

  /// Calls back with document and strength of each posting. The bytes are known to be sound.
  @inline(__always)
  func forEach(_ term: UInt32, _ body: (Int, UInt8) -> Void) {
    guard Int(term) < ends.count else { return }
    let start = term == 0 ? 0 : Int(ends[Int(term) - 1])
    let end = Int(ends[Int(term)])
    guard start < end else { return }
    bytes.withUnsafeBufferPointer { bytes in
      guard var next = bytes.baseAddress.map({ $0 + start }), let last = bytes.baseAddress.map({ $0 + end }) else {
        return
      }
      var document = -1
      while next < last {
        var step = Int(next.pointee)
        if step >= 0x80 {
          step &= 0x7F
          var shift = 7
          repeat {
            next += 1
            step |= Int(next.pointee & 0x7F) &<< shift
            shift &+= 7
          } while next.pointee >= 0x80
        }
        document &+= step &+ 1
        body(document, next[1])
        next += 2
      }
    }
  }

  /// Whether all lists decode to ascending documents below a bound, so that a damaged file cannot lead outside.
  func isSound(documents: Int) -> Bool {
    guard ends.isAscending, ends.count == counts.count, Int(ends.last ?? 0) == bytes.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      var position = 0
      for (term, end) in ends.enumerated() {
        var left = counts[term]
        var document = -1
        while position < Int(end) {
          var step = 0
          var shift = 0
          var isLast = false
          while !isLast {
            guard position < Int(end), shift <= 28 else { return false }
            step |= Int(bytes[position] & 0x7F) << shift
            isLast = bytes[position] < 0x80
            shift += 7
            position += 1
          }
          document += step + 1
          guard position < Int(end), document < documents, left > 0 else { return false }
          position += 1
          left -= 1
        }
        guard left == 0 else { return false }
      }
      return true
    }
  }
}

/// Turns the words of documents into postings.
struct PostingsBuilder {
  private var terms: [UInt32] = []
  private var strengths: [UInt8] = []
  private var documentEnds: [Int] = []
  private var counts: [UInt32]
  private var sums: [Float]
  private let ranking: SearchRanking
  private let lengths: FieldLengths

  init(termSpace: Int, ranking: SearchRanking, lengths: FieldLengths) {
    counts = Array(repeating: 0, count: termSpace)
    sums = Array(repeating: 0, count: termSpace)
    self.ranking = ranking
    self.lengths = lengths
  }

  /// Adds the next document, given the ends of its fields in the tokens.
  mutating func add(_ tokens: [UInt32], from start: Int, ends: ArraySlice<UInt32>) {
    var position = start
    let first = terms.count
    for (field, end) in ends.enumerated() {
      let length = Float(Int(end) - position)
      let norm = ranking.lengthNorms[field]
      let dilution = 1 - norm + norm * length / lengths.averages[field]
      let weight = max(0.01, ranking.fieldWeights[field] / max(0.01, dilution))
      while position < Int(end) {
        let term = tokens[position]
        position += 1
        guard term != LexiconBuilder.noTerm else { continue }
        if sums[Int(term)] == 0 { terms.append(term) }
        sums[Int(term)] += weight
      }
    }
    for index in first..<terms.count {
      let term = Int(terms[index])
      strengths.append(Postings.quantise(sums[term]))
      counts[term] += 1
      sums[term] = 0
    }
    documentEnds.append(terms.count)
  }

  func build() -> Postings {
    var starts = Array(repeating: 0, count: counts.count + 1)
    for term in counts.indices { starts[term + 1] = starts[term] + Int(counts[term]) }
    var next = starts
    var documents = Array(repeating: UInt32(0), count: terms.count)
    var sorted = Array(repeating: UInt8(0), count: terms.count)
    var position = 0
    for (document, end) in documentEnds.enumerated() {
      while position < end {
        let target = next[Int(terms[position])]
        next[Int(terms[position])] += 1
        documents[target] = UInt32(document)
        sorted[target] = strengths[position]
        position += 1
      }
    }
    return encode(documents, sorted, starts)
  }

  private func encode(_ documents: [UInt32], _ strengths: [UInt8], _ starts: [Int]) -> Postings {
    var postings = Postings()
    postings.counts = counts
    postings.ends.reserveCapacity(counts.count)
    postings.bytes.reserveCapacity(terms.count * 5 / 2)
    for term in counts.indices {
      var last = -1
      for index in starts[term]..<starts[term + 1] {
        var step = Int(documents[index]) - last - 1
        last = Int(documents[index])
        while step >= 0x80 {
          postings.bytes.append(UInt8(step & 0x7F) | 0x80)
          step >>= 7
        }
        postings.bytes.append(UInt8(step))
        postings.bytes.append(strengths[index])
      }
      postings.ends.append(UInt32(postings.bytes.count))
    }
    return postings
  }
}
