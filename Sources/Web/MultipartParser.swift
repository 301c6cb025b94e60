// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// Takes a body of the type `multipart/form-data` (RFC 7578) apart while it arrives.
struct MultipartParser {
  enum Event {
    /// A part begins; with the name of a file where it is one, empty where none was chosen.
    case begin(name: String, fileName: String?)
    case bytes([UInt8])
    case end
  }

  private enum State { case start, headers, content, finished }

  private let delimiter: [UInt8]
  private var state = State.start
  private var waiting: [UInt8] = Array("\r\n".utf8)
  private static let headerLimit = 8192
  private static let partLimit = 1000
  private var parts = 0

  init(_ boundary: String) { delimiter = Array("\r\n--\(boundary)".utf8) }

  var isFinished: Bool { state == .finished }

  /// The boundary that a content type names; nothing for other types and forbidden boundaries.
  static func boundary(_ type: String) -> String? {
    let pieces = type.split(separator: ";", omittingEmptySubsequences: false)
    guard let first = pieces.first, String(first).trimmed.lowercased() == "multipart/form-data" else { return nil }
    for piece in pieces.dropFirst() {
      let trimmed = String(piece).trimmed
      guard trimmed.lowercased().hasPrefix("boundary=") else { continue }
      let boundary = trimmed.dropFirst(9).filter { $0 != "\"" }
      let isFine = (1...70).contains(boundary.utf8.count) && boundary.utf8.allSatisfy { $0 > 32 && $0 < 127 }
      return isFine ? String(boundary) : nil
    }
    return nil
  }

  /// - Throws: a `Problem` where the bytes are no such form.
  mutating func take(_ bytes: some Sequence<UInt8>) throws(Problem) -> [Event] {
    if state == .finished { return [] }
    waiting.append(contentsOf: bytes)
    var events: [Event] = []
    var position = 0
    while try step(&position, &events) {}
    waiting.removeFirst(position)
    return events
  }

  /// - Returns: false when more bytes are needed.
  private mutating func step(_ position: inout Int, _ events: inout [Event]) throws(Problem) -> Bool {
    switch state {
    case .finished: return false
    case .start, .content: return try content(&position, &events)
    case .headers: return try headers(&position, &events)
    }
  }

  private mutating func content(_ position: inout Int, _ events: inout [Event]) throws(Problem) -> Bool {
    guard let end = find(delimiter, from: position) else {
      let sure = max(position, waiting.count - delimiter.count)
      if state == .content, sure > position { events.append(.bytes(Array(waiting[position..<sure]))) }
      position = sure
      return false
    }
    let after = end + delimiter.count
    guard waiting.count >= after + 2 else { return false }
    if state == .content {
      if end > position { events.append(.bytes(Array(waiting[position..<end]))) }
      events.append(.end)
    }
    switch (waiting[after], waiting[after + 1]) {
    case (45, 45): state = .finished
    case (13, 10): state = .headers
    default: throw .brokenUpload
    }
    position = after + 2
    return state != .finished
  }

  private mutating func headers(_ position: inout Int, _ events: inout [Event]) throws(Problem) -> Bool {
    guard let end = find([13, 10, 13, 10], from: position) else {
      if waiting.count - position > Self.headerLimit { throw .brokenUpload }
      return false
    }
    parts += 1
    guard end - position <= Self.headerLimit, parts <= Self.partLimit else { throw .brokenUpload }
    let text = String(decoding: waiting[position..<end], as: UTF8.self)
    let line = text.split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix("content-disposition:") }
    guard let line, let name = Self.value("name", in: line) else { throw .brokenUpload }
    events.append(.begin(name: name, fileName: Self.value("filename", in: line)))
    position = end + 4
    state = .content
    return true
  }

  /// The value of `name="…"`; browsers write quotation marks in it as `%22`.
  private static func value(_ name: String, in line: Substring) -> String? {
    var rest = line[...]
    while let mark = rest.firstIndex(of: ";") {
      rest = rest[rest.index(after: mark)...].drop { $0 == " " }
      guard rest.hasPrefix(name + "=\"") else { continue }
      let start = rest.index(rest.startIndex, offsetBy: name.count + 2)
      guard let end = rest[start...].firstIndex(of: "\"") else { return nil }
      return Percent.decode(rest[start..<end].utf8.prefix(1000), plus: false)
    }
    return nil
  }

  private func find(_ wanted: [UInt8], from start: Int) -> Int? {
    guard waiting.count - start >= wanted.count else { return nil }
    return waiting.withUnsafeBufferPointer { bytes in
      wanted.withUnsafeBufferPointer { wanted in
        var index = start
        let last = bytes.count - wanted.count
        while index <= last {
          if bytes[index] == wanted[0] {
            var length = 1
            while length < wanted.count, bytes[index + length] == wanted[length] { length += 1 }
            if length == wanted.count { return index }
          }
          index += 1
        }
        return nil
      }
    }
  }
}
