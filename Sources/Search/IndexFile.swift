// SPDX-License-Identifier: EUPL-1.2
internal import Foundation

extension SearchIndex {
  /// Writes the index to a file that replaces an earlier one in one step. Later changes are merged first.
  package func save(to path: String) throws {
    if !snapshot.isCompact { compact() }
    let bytes = IndexFile.encode(snapshot)
    try bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  /// Takes over a saved index with its stamp.
  ///
  /// - Returns: false, with the index as it was, where the file is absent, damaged, cut off, not ours or of another version.
  package func load(from path: String) -> Bool {
    guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe),
      let snapshot = IndexFile.decode(bytes)
    else { return false }
    adopt(snapshot)
    return true
  }
}

/// The form of a saved index: header (magic, version, stamp, length, checksum), then all arrays one after another.
enum IndexFile {
  /// "VBSX", then the version; both read wrong on a machine with another byte order. Raise it with every change of form
  /// or of folding and stemming.
  private static let magic: UInt64 = 0x5842_5356_0000_0001
  private static let headerLength = 32

  static func encode(_ snapshot: SearchSnapshot) -> Data {
    var writer = IndexWriter()
    writer.write(snapshot.base)
    writer.write(snapshot.lexicon)
    var header = IndexWriter()
    header.number(magic)
    header.number(UInt64(bitPattern: snapshot.stamp))
    header.number(UInt64(writer.bytes.count))
    header.number(checksum(writer.bytes, stamp: snapshot.stamp))
    return header.bytes + writer.bytes
  }

  static func decode(_ file: Data) -> SearchSnapshot? {
    file.withUnsafeBytes { raw in
      guard raw.count >= headerLength, raw.loadUnaligned(as: UInt64.self) == magic else { return nil }
      let stamp = Int64(bitPattern: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      let length = raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
      let sum = raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
      let body = UnsafeRawBufferPointer(rebasing: raw[headerLength...])
      guard length == UInt64(body.count), checksum(body, stamp: stamp) == sum else { return nil }
      var reader = IndexReader(body)
      guard let base = reader.segment(), let lexicon = reader.lexicon(), reader.isAtEnd,
        base.fits(lexicon)
      else { return nil }
      return SnapshotBuilder.whole(base, lexicon, stamp: stamp)
    }
  }

  private static func checksum(_ data: Data, stamp: Int64) -> UInt64 {
    data.withUnsafeBytes { checksum($0, stamp: stamp) }
  }

  /// FNV-1a over words of eight bytes with the halves mixed; meant against accidents, not against forgery.
  private static func checksum(_ bytes: UnsafeRawBufferPointer, stamp: Int64) -> UInt64 {
    var sum: UInt64 = 14_695_981_039_346_656_037 ^ UInt64(bitPattern: stamp)
    var position = 0
    while position + 8 <= bytes.count {
      sum = (sum ^ bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)) &* 1_099_511_628_211
      sum ^= sum >> 29
      position += 8
    }
    while position < bytes.count {
      sum = (sum ^ UInt64(bytes[position])) &* 1_099_511_628_211
      position += 1
    }
    return sum
  }
}

extension Segment {
  /// Whether all terms in the documents are in the vocabulary and all pieces have the same number of documents.
  func fits(_ lexicon: Lexicon) -> Bool {
    let terms = UInt32(lexicon.count)
    return labels.count == count && ranks.count == count && ageLows.count == count && ageHighs.count == count
      && placeEnds.count == count && placeEnds.isAscending && Int(placeEnds.last ?? 0) == places.count
      && places.count % 2 == 0 && tokenEnds.count == 4 * count && tokenEnds.isAscending
      && Int(tokenEnds.last ?? 0) == tokens.count && lengths.averages.count == 4
      && postings.ends.count == lexicon.count && postings.isSound(documents: count)
      && tokens.allSatisfy { $0 < terms || $0 == LexiconBuilder.noTerm }
  }
}
