// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Records

/// The values of one statement as libpq wants them: texts with a zero byte behind each, in one piece of memory.
struct PostgresParameters {
  private var bytes: [CChar] = []
  private var starts: [Int] = []
  private static let isNull = -1

  /// - Throws: a `Problem` for a text with a zero byte, which PostgreSQL cannot hold.
  mutating func set(_ values: [Value]) throws {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    for value in values {
      starts.append(value.isNull ? Self.isNull : bytes.count)
      switch value {
      case .null: continue
      case .integer(let number): append(String(number))
      case .real(let number):
        append(number.isFinite ? "\(number)" : number.isNaN ? "NaN" : number > 0 ? "Infinity" : "-Infinity")
      case .text(let text): if !append(text) { throw PostgresFault.unwritable }
      }
      bytes.append(0)
    }
  }

  /// Lends the pointers for the time of a call.
  func lend<T>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?, Int32) throws -> T) rethrows -> T {
    try bytes.withUnsafeBufferPointer { bytes in
      let pointers: [UnsafePointer<CChar>?] = starts.map { start in
        start == Self.isNull ? nil : bytes.baseAddress.map { $0 + start }
      }
      return try pointers.withUnsafeBufferPointer { try body($0.baseAddress, Int32(pointers.count)) }
    }
  }

  /// Whether it could be written as it is.
  @discardableResult
  private mutating func append(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { source in
      guard let start = source.baseAddress else { return true }
      if memchr(start, 0, source.count) != nil { return false }
      start.withMemoryRebound(to: CChar.self, capacity: source.count) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: $0, count: source.count))
      }
      return true
    }
  }
}
