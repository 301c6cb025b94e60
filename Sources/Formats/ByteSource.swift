// SPDX-License-Identifier: EUPL-1.2

package import Foundation
package import Kernel

/// Where a reader gets its bytes from, piece by piece, so that a file of any size needs the same little memory.
package struct ByteSource {
  /// The next piece, of any length; nothing at the end.
  package let next: () throws(Problem) -> [UInt8]?

  /// Bytes of one read from a file or of one piece of a larger array.
  static let pieceSize = 1 << 16

  package init(_ next: @escaping () throws(Problem) -> [UInt8]?) { self.next = next }

  /// Bytes that are in memory already.
  package init(_ bytes: [UInt8]) {
    var position = 0
    self.init { () throws(Problem) -> [UInt8]? in
      guard position < bytes.count else { return nil }
      let end = min(position + Self.pieceSize, bytes.count)
      defer { position = end }
      return position == 0 && end == bytes.count ? bytes : Array(bytes[position..<end])
    }
  }

  /// An open file, or the standard input.
  package init(_ handle: FileHandle) {
    self.init { () throws(Problem) -> [UInt8]? in
      do {
        guard let data = try handle.read(upToCount: Self.pieceSize), !data.isEmpty else { return nil }
        return [UInt8](data)
      } catch {
        throw Problem("file.unreadable", .malformed, "Die Datei lässt sich nicht lesen.")
      }
    }
  }

  /// A file by its path.
  package init(path: String) throws(Problem) {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Problem("file.unreadable", .notFound, "Die Datei „\(path)“ gibt es nicht, oder sie ist nicht lesbar.")
    }
    self.init(handle)
  }
}
