// SPDX-License-Identifier: EUPL-1.2

/// What a file really is, told from its first bytes, never from its name; and how large a picture is.
package struct SniffedFile: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    case png = "image/png"
    case jpeg = "image/jpeg"
    case webp = "image/webp"
    case pdf = "application/pdf"

    package var isPicture: Bool { self != .pdf }
  }

  package let kind: Kind
  /// In points; nothing for what is no picture.
  package let width: Int?
  package let height: Int?

  /// Nothing for every other kind, such as SVG and HTML, and for pictures whose size cannot be read.
  package init?(_ bytes: [UInt8]) {
    if bytes.starts(with: Array("%PDF-".utf8)) {
      (kind, width, height) = (.pdf, nil, nil)
      return
    }
    let found: (Kind, (Int, Int)?)
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      found = (.png, Self.png(bytes))
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      found = (.jpeg, Self.jpeg(bytes))
    } else if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
      found = (.webp, Self.webp(bytes))
    } else {
      return nil
    }
    guard let size = found.1, size.0 > 0, size.1 > 0 else { return nil }
    (kind, width, height) = (found.0, size.0, size.1)
  }

  private static func png(_ bytes: [UInt8]) -> (Int, Int)? {
    guard bytes.count >= 24, bytes[12..<16].elementsEqual("IHDR".utf8) else { return nil }
    return (number(bytes, 16, 4), number(bytes, 20, 4))
  }

  /// The size stands in the first frame header.
  private static func jpeg(_ bytes: [UInt8]) -> (Int, Int)? {
    var index = 2
    while index + 9 < bytes.count {
      guard bytes[index] == 0xFF else { return nil }
      let marker = bytes[index + 1]
      if marker == 0xFF {
        index += 1
        continue
      }
      if (0xC0...0xCF).contains(marker), marker != 0xC4, marker != 0xC8, marker != 0xCC {
        return (number(bytes, index + 7, 2), number(bytes, index + 5, 2))
      }
      let length = number(bytes, index + 2, 2)
      guard length >= 2, marker != 0xD9, marker != 0xDA else { return nil }
      index += 2 + length
    }
    return nil
  }

  private static func webp(_ bytes: [UInt8]) -> (Int, Int)? {
    guard bytes.count >= 30 else { return nil }
    func little(_ start: Int, _ count: Int) -> Int { number(Array(bytes[start..<start + count].reversed()), 0, count) }
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8 ": return (little(26, 2) & 0x3FFF, little(28, 2) & 0x3FFF)
    case "VP8L":
      let bits = little(21, 4)
      return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    case "VP8X": return (little(24, 3) + 1, little(27, 3) + 1)
    default: return nil
    }
  }

  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    bytes[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
  }
}

/// Takes what a camera writes beside the picture out of it: places, devices, names. How it is turned stays.
package enum PictureCleaning {
  package static func cleaned(_ bytes: [UInt8], _ kind: SniffedFile.Kind) -> [UInt8] {
    if bytes.count < 16 { return bytes }
    return switch kind {
    case .jpeg: jpeg(bytes)
    case .png: png(bytes)
    case .webp: webp(bytes)
    case .pdf: bytes
    }
  }

  /// Leaves out comments and application segments but JFIF, colour profile and Adobe's; keeps the rest byte by byte.
  private static func jpeg(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0xFF, 0xD8]
    var index = 2
    while index + 4 <= bytes.count, bytes[index] == 0xFF, bytes[index + 1] != 0xDA {
      let marker = bytes[index + 1]
      let length = Int(bytes[index + 2]) << 8 | Int(bytes[index + 3])
      let end = index + 2 + length
      guard length >= 2, end <= bytes.count else { return bytes }
      if marker == 0xE1, let turned = orientation(bytes[(index + 4)..<end]) { out += exif(turned) }
      let isKept = marker < 0xE0 || marker > 0xFE || [0xE0, 0xE2, 0xEE].contains(marker)
      if isKept, marker != 0xFE { out += bytes[index..<end] }
      index = end
    }
    return out + bytes[index...]
  }

  /// How an Exif segment says that the picture is turned; nothing where it is not.
  private static func orientation(_ segment: ArraySlice<UInt8>) -> UInt8? {
    let bytes = Array(segment)
    guard bytes.starts(with: Array("Exif".utf8) + [0, 0]), bytes.count > 14 else { return nil }
    let isLittle = bytes[6] == 0x49
    func number(_ start: Int, _ count: Int) -> Int {
      guard start >= 0, start + count <= bytes.count else { return 0 }
      let part = bytes[start..<start + count]
      return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
    }
    let directory = 6 + number(10, 4)
    for entry in 0..<min(number(directory, 2), 100) {
      let start = directory + 2 + entry * 12
      if number(start, 2) == 0x0112 {
        let value = number(start + 8, 2)
        return (2...8).contains(value) ? UInt8(value) : nil
      }
    }
    return nil
  }

  /// A segment that says nothing but that.
  private static func exif(_ orientation: UInt8) -> [UInt8] {
    let tiff: [UInt8] = [
      0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
    ]
    let content = Array("Exif".utf8) + [0, 0] + tiff
    return [0xFF, 0xE1, 0, UInt8(content.count + 2)] + content
  }

  private static func png(_ bytes: [UInt8]) -> [UInt8] {
    var out = Array(bytes.prefix(8))
    var index = 8
    while index + 12 <= bytes.count {
      let length = bytes[index..<index + 4].reduce(0) { $0 << 8 | Int($1) }
      let end = index + 12 + length
      guard end <= bytes.count else { return bytes }
      let name = String(decoding: bytes[(index + 4)..<(index + 8)], as: UTF8.self)
      if !["eXIf", "tEXt", "zTXt", "iTXt", "tIME"].contains(name) { out += bytes[index..<end] }
      index = end
      if name == "IEND" { return out }
    }
    return bytes
  }

  private static func webp(_ bytes: [UInt8]) -> [UInt8] {
    var chunks: [UInt8] = []
    var index = 12
    while index + 8 <= bytes.count {
      let length = bytes[(index + 4)..<(index + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
      let end = index + 8 + length + length % 2
      guard end <= bytes.count else { return bytes }
      let name = String(decoding: bytes[index..<index + 4], as: UTF8.self)
      if name != "EXIF", name != "XMP " {
        var chunk = Array(bytes[index..<end])
        // What is gone must not be announced.
        if name == "VP8X", chunk.count > 8 { chunk[8] &= ~0x0C }
        chunks += chunk
      }
      index = end
    }
    let size = chunks.count + 4
    let head = Array("RIFF".utf8) + (0..<4).map { UInt8(size >> ($0 * 8) & 255) } + Array("WEBP".utf8)
    return head + chunks
  }
}
