// SPDX-License-Identifier: EUPL-1.2
internal import Foundation

/// Appends arrays to a file, each with its length before it.
struct IndexWriter {
  private(set) var bytes = Data()

  mutating func number(_ value: UInt64) {
    withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
  }

  mutating func array<Element: BitwiseCopyable>(_ values: [Element]) {
    number(UInt64(values.count))
    values.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  mutating func strings(_ strings: ByteStrings) {
    array(strings.bytes)
    array(strings.ends)
  }

  mutating func lists(_ lists: Lists) {
    array(lists.ends)
    array(lists.values)
  }

  mutating func write(_ segment: Segment) {
    strings(segment.keys.strings)
    strings(segment.labels)
    array(segment.ranks)
    array(segment.ageLows)
    array(segment.ageHighs)
    array(segment.placeEnds)
    array(segment.places)
    array(segment.tokenEnds)
    array(segment.tokens)
    array(segment.postings.ends)
    array(segment.postings.counts)
    array(segment.postings.bytes)
    array(segment.lengths.averages)
    number(UInt64(segment.facets.count))
    for facet in segment.facets {
      var names = ByteStrings()
      names.append(facet.name.utf8)
      for value in facet.values { names.append(value.utf8) }
      strings(names)
      var documents = Lists()
      for set in facet.sets { documents.append(set.documents) }
      lists(documents)
    }
  }

  mutating func write(_ lexicon: Lexicon) {
    strings(lexicon.keys.strings)
    strings(lexicon.spellings)
    array(lexicon.languages)
    array(lexicon.frequencies)
    array(lexicon.byKey)
    strings(lexicon.groups.strings)
    lists(lexicon.members)
    lists(lexicon.hosts)
    lists(lexicon.ties)
  }
}

/// Reads what `IndexWriter` wrote; every length is checked against what is left.
struct IndexReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  private mutating func number() -> Int? {
    guard bytes.count - position >= 8 else { return nil }
    let value = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
    position += 8
    return Int(exactly: value)
  }

  private mutating func array<Element: BitwiseCopyable>(_: Element.Type = Element.self) -> [Element]? {
    guard let count = number(), count >= 0 else { return nil }
    let (length, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard !overflow, length <= bytes.count - position else { return nil }
    defer { position += length }
    return [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      let target = UnsafeMutableRawBufferPointer(buffer)
      target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<(position + length)]))
      filled = count
    }
  }

  private mutating func strings() -> ByteStrings? {
    guard let bytes: [UInt8] = array(), let ends: [UInt32] = array() else { return nil }
    return ByteStrings(bytes: bytes, ends: ends)
  }

  private mutating func lists() -> Lists? {
    guard let ends: [UInt32] = array(), let values: [UInt32] = array() else { return nil }
    return Lists(ends: ends, values: values)
  }

  mutating func segment() -> Segment? {
    var content = SegmentContent()
    guard let keys = strings(), let labels = strings(), let ranks: [Double] = array(),
      let lows: [Int16] = array(), let highs: [Int16] = array(), let placeEnds: [UInt32] = array(),
      let places: [Float] = array(), let tokenEnds: [UInt32] = array(), let tokens: [UInt32] = array(),
      let ends: [UInt32] = array(), let counts: [UInt32] = array(), let postings: [UInt8] = array(),
      let averages: [Float] = array(), let facetCount = number()
    else { return nil }
    content.keys = ByteTable(keys)
    content.labels = labels
    content.ranks = ranks
    content.ageLows = lows
    content.ageHighs = highs
    content.placeEnds = placeEnds
    content.places = places
    content.tokenEnds = tokenEnds
    content.tokens = tokens
    content.postings = Postings(ends: ends, counts: counts, bytes: postings)
    content.lengths.averages = averages
    for _ in 0..<max(0, facetCount) {
      guard let facet = facet(documents: keys.count) else { return nil }
      content.facets.append(facet)
    }
    return Segment(content)
  }

  private mutating func facet(documents: Int) -> FacetColumn? {
    guard let names = strings(), names.count > 0, let lists = lists(), lists.count == names.count - 1,
      lists.values.allSatisfy({ Int($0) < documents })
    else { return nil }
    return FacetColumn(
      name: names.string(0), values: (1..<names.count).map { names.string($0) },
      sets: (0..<lists.count).map { DocumentSet(Array(lists[$0]), size: documents) })
  }

  mutating func lexicon() -> Lexicon? {
    var content = LexiconContent()
    guard let keys = strings(), let spellings = strings(), let languages: [UInt32] = array(),
      let frequencies: [UInt32] = array(), let byKey: [UInt32] = array(), let groups = strings(),
      let members = lists(), let hosts = lists(), let ties = lists()
    else { return nil }
    let terms = keys.count
    guard spellings.count == terms, languages.count == terms, frequencies.count == terms, byKey.count == terms,
      ties.count == terms, members.count == groups.count, hosts.count == groups.count,
      byKey.allSatisfy({ $0 < terms }), members.values.allSatisfy({ $0 < terms }),
      hosts.values.allSatisfy({ $0 >> 1 < terms }), ties.values.allSatisfy({ $0 >> 2 < groups.count })
    else { return nil }
    content.keys = ByteTable(keys)
    content.spellings = spellings
    content.languages = languages
    content.frequencies = frequencies
    content.byKey = byKey
    content.groups = ByteTable(groups)
    content.members = members
    content.hosts = hosts
    content.ties = ties
    return Lexicon(content)
  }
}
