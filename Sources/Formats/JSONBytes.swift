// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// The bytes of a JSON text while it is written: room is made once for each piece, not once for each byte.
struct JSONBytes: Sendable {
  private var storage: [UInt8]
  private var count = 0

  init(reserving capacity: Int) { storage = [UInt8](repeating: 0, count: capacity) }

  var bytes: [UInt8] { Array(storage[..<count]) }

  /// What was written, without a copy; the text begins anew.
  mutating func take() -> [UInt8] {
    storage.removeLast(storage.count - count)
    count = 0
    let taken = storage
    storage = []
    return taken
  }

  mutating func append(_ byte: UInt8) {
    makeRoom(1)
    storage[count] = byte
    count += 1
  }

  /// Text that needs no quoting: numbers and words of JSON.
  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  private mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
    write(atMost: source.count) { target in
      if let start = source.baseAddress { target.update(from: start, count: source.count) }
      return source.count
    }
  }

  /// An id between quotation marks.
  mutating func quote(_ id: Identifier) {
    write(atMost: Identifier.length + 2) { target in
      target[0] = UInt8(ascii: "\"")
      id.write(to: target + 1)
      target[Identifier.length + 1] = UInt8(ascii: "\"")
      return Identifier.length + 2
    }
  }

  /// A text between quotation marks, with what JSON does not allow in it escaped.
  ///
  /// - Parameter isInScript: whether `<`, `>` and `&` are escaped as well.
  mutating func quote(_ text: String, isInScript: Bool) {
    var text = text
    text.withUTF8 { source in
      write(atMost: source.count * JSONEscape.longest + 2) { target in
        target[0] = UInt8(ascii: "\"")
        let end = 1 + JSONEscape.write(source, to: target + 1, isInScript: isInScript)
        target[end] = UInt8(ascii: "\"")
        return end + 1
      }
    }
  }

  /// The name of a member with its colon, and a comma before it unless it is the first.
  mutating func member(_ name: String, isFirst: Bool, isInScript: Bool) {
    var name = name
    name.withUTF8 { source in
      write(atMost: source.count * JSONEscape.longest + 4) { target in
        target[0] = UInt8(ascii: ",")
        let start = isFirst ? 0 : 1
        target[start] = UInt8(ascii: "\"")
        let end = start + 1 + JSONEscape.write(source, to: target + start + 1, isInScript: isInScript)
        target[end] = UInt8(ascii: "\"")
        target[end + 1] = UInt8(ascii: ":")
        return end + 2
      }
    }
  }

  private mutating func write(atMost room: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
    makeRoom(room)
    let place = count
    count += storage.withUnsafeMutableBufferPointer { all in all.baseAddress.map { write($0 + place) } ?? 0 }
  }

  private mutating func makeRoom(_ room: Int) {
    if storage.count - count < room { grow(room) }
  }

  private mutating func grow(_ room: Int) {
    let more = max(storage.count, room, 256)
    storage.append(contentsOf: repeatElement(0, count: more))
  }
}

/// How texts stand between the quotation marks of JSON.
enum JSONEscape {
  /// Bytes that one byte becomes at most.
  static let longest = 6

  /// Writes the text; eight bytes at once where none of them is special.
  ///
  /// - Returns: how many bytes were written.
  static func write(
    _ source: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, isInScript: Bool
  ) -> Int {
    guard let start = source.baseAddress else { return 0 }
    var (read, written) = (0, 0)
    /// From here on to `read` all bytes were written as they are.
    var plain = 0
    while read < source.count {
      let first = min(read, source.count - 8)
      if first >= plain {
        let eight = UnsafeRawPointer(start + first).loadUnaligned(as: UInt64.self)
        if special(eight, isInScript: isInScript) == 0 {
          // The last eight may reach back over some that were written already.
          UnsafeMutableRawPointer(target + written + first - read).storeBytes(of: eight, as: UInt64.self)
          written += first + 8 - read
          read = first + 8
          continue
        }
      }
      let end = min(read + 8, source.count)
      while read < end { step(source, &read, target, &written, isInScript: isInScript) }
      plain = read
    }
    return written
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Not 0 where one of the eight bytes is special, now and then also where none is.
  private static func special(_ bytes: UInt64, isInScript: Bool) -> UInt64 {
    let below = (bytes &- ones &* 0x20) & ~bytes & tops
    let found = below | has(UInt8(ascii: "\""), in: bytes) | has(UInt8(ascii: "\\"), in: bytes) | has(0xE2, in: bytes)
    guard isInScript else { return found }
    return found | has(UInt8(ascii: "<"), in: bytes) | has(UInt8(ascii: ">"), in: bytes)
      | has(UInt8(ascii: "&"), in: bytes)
  }

  /// Finds a zero byte after the wanted byte became zero (Mycroft 1987).
  @inline(__always)
  private static func has(_ byte: UInt8, in bytes: UInt64) -> UInt64 {
    let wanted = bytes ^ ones &* UInt64(byte)
    return (wanted &- ones) & ~wanted & tops
  }

  private static func step(
    _ source: UnsafeBufferPointer<UInt8>, _ read: inout Int, _ target: UnsafeMutablePointer<UInt8>,
    _ written: inout Int, isInScript: Bool
  ) {
    let byte = source[read]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): put(UInt8(ascii: "\\"), byte, target, &written)
    case 0x0A: put(UInt8(ascii: "\\"), UInt8(ascii: "n"), target, &written)
    case 0x0D: put(UInt8(ascii: "\\"), UInt8(ascii: "r"), target, &written)
    case 0x09: put(UInt8(ascii: "\\"), UInt8(ascii: "t"), target, &written)
    case 0..<0x20: put(code: UInt16(byte), target, &written)
    case UInt8(ascii: "<") where isInScript, UInt8(ascii: ">") where isInScript, UInt8(ascii: "&") where isInScript:
      put(code: UInt16(byte), target, &written)
    case 0xE2 where source[read + 1] == 0x80 && source[read + 2] & 0xFE == 0xA8:
      // Line ends of JavaScript that JSON knows nothing of.
      put(code: source[read + 2] == 0xA8 ? 0x2028 : 0x2029, target, &written)
      read += 2
    default:
      target[written] = byte
      written += 1
    }
    read += 1
  }

  private static func put(
    _ one: UInt8, _ other: UInt8, _ target: UnsafeMutablePointer<UInt8>, _ written: inout Int
  ) {
    target[written] = one
    target[written + 1] = other
    written += 2
  }

  /// `\u00E9`.
  private static func put(code: UInt16, _ target: UnsafeMutablePointer<UInt8>, _ written: inout Int) {
    put(UInt8(ascii: "\\"), UInt8(ascii: "u"), target, &written)
    for shift in [12, 8, 4, 0] as [UInt16] {
      let digit = UInt8(truncatingIfNeeded: code >> shift) & 15
      target[written] = digit < 10 ? 48 + digit : 55 + digit
      written += 1
    }
  }
}
