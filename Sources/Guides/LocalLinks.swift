// SPDX-License-Identifier: EUPL-1.2
internal import Web

/// Makes links to our own pages inside of stored contents follow the reader's language (F44).
enum LocalLinks {
  private static let mark = Array("href=\"".utf8)
  private static let exempt = GuidePath.languageless.map { Array($0.utf8) }

  /// - Parameter prefix: what stands in front of local addresses in the reader's language: empty, or `/en`.
  static func html(_ content: String, prefix: String) -> HTML {
    if prefix.isEmpty { return HTML(clean: content) }
    let source = Array(content.utf8)
    let prefix = Array(prefix.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count + 256)
    var start = 0
    for index in source.indices where source[index] == mark[0] && source[index...].starts(with: mark) {
      let address = source[(index + mark.count)...]
      guard isLocal(address) else { continue }
      bytes += source[start..<address.startIndex]
      bytes += prefix
      start = address.startIndex
    }
    bytes += source[start...]
    return HTML(clean: bytes)
  }

  private static func isLocal(_ address: ArraySlice<UInt8>) -> Bool {
    let slash = UInt8(ascii: "/")
    guard address.first == slash, address.dropFirst().first != slash else { return false }
    return !exempt.contains { address.starts(with: $0) }
  }
}
