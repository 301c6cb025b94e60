// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Web

/// An address of this site that came with a request, taken apart and put together again so that it cannot lead elsewhere.
package enum LocalTarget {
  private static let limit = 4000

  /// The page, without the language in front; nothing for anything that is no address of ours.
  package static func path(_ text: String) -> Path? {
    let bytes = Array(text.utf8)
    guard bytes.count <= limit, bytes.first == UInt8(ascii: "/"), bytes.allSatisfy(isHarmless) else { return nil }
    let parts = bytes.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
    let halves = (parts.first ?? []).split(
      separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let segments = segments(halves.first ?? []) else { return nil }
    let query = halves.count > 1 ? Parameters(encoded: halves[1]).pairs.map { ($0.name, $0.value) } : []
    return Path(segments, query: query)
  }

  private static func segments(_ bytes: ArraySlice<UInt8>) -> [String]? {
    var raw = bytes.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if raw.last?.isEmpty == true { raw.removeLast() }
    var segments: [String] = []
    for part in raw {
      let segment = Percent.decode(part, plus: false)
      guard !segment.isEmpty, segment != ".", segment != "..", !segment.utf8.contains(where: { $0 < 32 || $0 == 92 })
      else { return nil }
      segments.append(segment)
    }
    if let first = segments.first, Language.interface.contains(where: { $0.code == first }) { segments.removeFirst() }
    return segments
  }

  /// No control characters, no blanks, no backslash, which browsers read as a slash.
  private static func isHarmless(_ byte: UInt8) -> Bool { byte > 32 && byte != 92 && byte != 127 }
}
