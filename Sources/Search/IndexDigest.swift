// SPDX-License-Identifier: EUPL-1.2

extension SearchSnapshot {
  /// A digest of all that the index knows of each document, by its key; the same documents give the same digests however
  /// they came into the index. Meant for comparing two indexes, not against forgery.
  package func digests() -> [String: UInt64] {
    var digests: [String: UInt64] = [:]
    for (segment, first) in segments {
      let facets = Self.facetDigests(of: segment)
      for local in 0..<segment.count where live.contains(first + local) {
        var digest = Digest()
        segment.add(local, to: &digest) { term in key(ofTerm: term) }
        digests[key(first + local)] = digest.value &+ facets[local]
      }
    }
    return digests
  }

  /// The order of facets and of their values says nothing, so that their digests are added up.
  private static func facetDigests(of segment: Segment) -> [UInt64] {
    var sums = [UInt64](repeating: 0, count: segment.count)
    for column in segment.facets {
      for (value, set) in zip(column.values, column.sets) {
        var digest = Digest()
        digest.add(column.name.utf8)
        digest.add(value.utf8)
        for document in set.documents { sums[Int(document)] &+= digest.value }
      }
    }
    return sums
  }

  private func key(ofTerm term: UInt32) -> ArraySlice<UInt8> {
    Int(term) < lexicon.count ? lexicon.keys.strings[Int(term)] : overlay.keys.strings[Int(term - overlay.firstTerm)]
  }
}

extension Segment {
  fileprivate func add(_ document: Int, to digest: inout Digest, key: (UInt32) -> ArraySlice<UInt8>) {
    digest.add(labels[document])
    digest.add(ranks[document].bitPattern)
    digest.add(UInt64(bitPattern: Int64(ageLows[document])))
    digest.add(UInt64(bitPattern: Int64(ageHighs[document])))
    for index in places(document) { digest.add(UInt64(places[index].bitPattern)) }
    for field in SearchField.allCases {
      digest.add(UInt64(field.rawValue))
      for index in tokens(document, field) {
        if tokens[index] == LexiconBuilder.noTerm { digest.add(.max) } else { digest.add(key(tokens[index])) }
      }
    }
  }
}

/// FNV-1a with ends marked, so that two texts one after the other differ from one long one.
private struct Digest {
  private(set) var value: UInt64 = 14_695_981_039_346_656_037

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 1_099_511_628_211 }
    value = (value ^ 0x1FF) &* 1_099_511_628_211
  }

  mutating func add(_ number: UInt64) {
    value = (value ^ number) &* 1_099_511_628_211
    value ^= value >> 29
  }
}
