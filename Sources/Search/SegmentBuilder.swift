// SPDX-License-Identifier: EUPL-1.2

/// Puts documents together into a segment; they must come in the order of rank and key.
struct SegmentBuilder {
  private struct FacetDraft {
    var values: [String] = []
    var positions: [String: Int] = [:]
    var documents: [[UInt32]] = []

    mutating func add(_ value: String, _ document: UInt32) {
      if let position = positions[value] {
        if documents[position].last != document { documents[position].append(document) }
      } else {
        positions[value] = values.count
        values.append(value)
        documents.append([document])
      }
    }
  }

  private var content = SegmentContent()
  private var drafts: [String: FacetDraft] = [:]
  private var moves: [[UInt32]] = []

  mutating func add(_ document: SearchDocument, words: inout LexiconBuilder) {
    let index = UInt32(content.keys.count)
    addHeader(
      key: Array(document.key.utf8), label: Array(document.label.utf8), rank: document.rank,
      ages: document.ages.map { (Int16(clamping: $0.lowerBound), Int16(clamping: $0.upperBound)) })
    for place in document.places {
      content.places.append(Float(place.latitude))
      content.places.append(Float(place.longitude))
    }
    content.placeEnds.append(UInt32(content.places.count))
    for (name, values) in document.facets {
      for value in values { drafts[name, default: FacetDraft()].add(value, index) }
    }
    for field in SearchField.allCases {
      let start = content.tokens.count
      for text in document.texts where text.field == field {
        if content.tokens.count > start { content.tokens.append(LexiconBuilder.noTerm) }
        addWords(text, &words)
      }
      content.tokenEnds.append(UInt32(content.tokens.count))
    }
  }

  private mutating func addHeader(key: [UInt8], label: [UInt8], rank: Double, ages: (low: Int16, high: Int16)?) {
    _ = content.keys.insert(key)
    content.labels.append(label)
    content.ranks.append(rank.isFinite ? rank : 0)
    content.ageLows.append(ages?.low ?? .min)
    content.ageHighs.append(ages?.high ?? .max)
  }

  private mutating func addWords(_ text: SearchText, _ words: inout LexiconBuilder) {
    var string = text.text
    let language = Languages.bit(of: text.language)
    string.withUTF8 { bytes in
      var scanner = TokenScanner(bytes)
      var last = 0..<0
      while let range = scanner.next() {
        if scanner.followsHyphen, last.count <= 2 || range.count <= 2 {
          append(words.term(Bytes(rebasing: bytes[last.lowerBound..<range.upperBound]), language: language))
        }
        append(words.term(Bytes(rebasing: bytes[range]), language: language))
        last = range
      }
    }
  }

  private mutating func append(_ term: UInt32) {
    if term != LexiconBuilder.noTerm { content.tokens.append(term) }
  }

  /// Takes over a document of another segment.
  mutating func add(_ document: Int, of segment: Segment, number: Int, map: [UInt32]) {
    while moves.count <= number { moves.append([]) }
    if moves[number].isEmpty { moves[number] = Array(repeating: .max, count: segment.count) }
    moves[number][document] = UInt32(content.keys.count)
    let low = segment.ageLows[document]
    let high = segment.ageHighs[document]
    addHeader(
      key: Array(segment.keys.strings[document]), label: Array(segment.labels[document]), rank: segment.ranks[document],
      ages: (low, high))
    content.places.append(contentsOf: segment.places[segment.places(document)])
    content.placeEnds.append(UInt32(content.places.count))
    for field in SearchField.allCases {
      for position in segment.tokens(document, field) {
        let term = segment.tokens[position]
        content.tokens.append(map.isEmpty || term == LexiconBuilder.noTerm ? term : map[Int(term)])
      }
      content.tokenEnds.append(UInt32(content.tokens.count))
    }
  }

  /// The facets of the documents that were taken over from a segment.
  mutating func addFacets(of segment: Segment, number: Int) {
    guard number < moves.count, !moves[number].isEmpty else { return }
    for column in segment.facets {
      for (value, set) in zip(column.values, column.sets) {
        for document in set.documents where moves[number][Int(document)] != .max {
          drafts[column.name, default: FacetDraft()].add(value, moves[number][Int(document)])
        }
      }
    }
  }

  /// - Parameter lengths: average lengths to measure by; nil takes those of these documents.
  mutating func build(termSpace: Int, ranking: SearchRanking, lengths: FieldLengths?) -> Segment {
    content.lengths = lengths ?? FieldLengths(tokenEnds: content.tokenEnds)
    var postings = PostingsBuilder(termSpace: termSpace, ranking: ranking, lengths: content.lengths)
    var start = 0
    for document in 0..<content.keys.count {
      let ends = content.tokenEnds[(document * 4)..<(document * 4 + 4)]
      postings.add(content.tokens, from: start, ends: ends)
      start = Int(ends.last ?? 0)
    }
    content.postings = postings.build()
    let size = content.keys.count
    content.facets = drafts.sorted { $0.key < $1.key }.map { name, draft in
      FacetColumn(name: name, values: draft.values, sets: draft.documents.map { DocumentSet($0.sorted(), size: size) })
    }
    return Segment(content)
  }
}
