// SPDX-License-Identifier: EUPL-1.2
internal import CZip
internal import Foundation
internal import Kernel

extension Problem {
  static let brokenArchive = Problem(
    "transfer.broken", .malformed, "Die Datei ist kein vollständiges Archiv eines Zentrums.")
}

/// Writes the parts of an archive beside it and packs them at the end; every part has the same time, so that the same data
/// give the same bytes.
///
/// A class because it holds open files; used by one task only.
final class ArchiveWriter {
  private let path: String
  private let folder: URL
  private var parts: [String] = []

  init(_ path: String) throws {
    self.path = path
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("verbund-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// - Parameter fill: is given a function that takes the bytes in pieces.
  func add(_ name: String, _ fill: (([UInt8]) throws -> Void) throws -> Void) throws {
    let file = folder.appendingPathComponent("\(parts.count)")
    guard FileManager.default.createFile(atPath: file.path, contents: nil),
      let handle = FileHandle(forWritingAtPath: file.path)
    else { throw Self.unwritable(path) }
    parts.append(name)
    defer { try? handle.close() }
    var waiting: [UInt8] = []
    try fill { bytes in
      waiting += bytes
      if waiting.count >= 1 << 18 {
        try handle.write(contentsOf: Data(waiting))
        waiting = []
      }
    }
    try handle.write(contentsOf: Data(waiting))
  }

  func close() throws(Problem) {
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else { throw Self.unwritable(path) }
    for (index, name) in parts.enumerated() {
      let file = folder.appendingPathComponent("\(index)").path
      guard let source = zip_source_file(archive, file, 0, -1) else {
        zip_discard(archive)
        throw Self.unwritable(path)
      }
      let position = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8)
      guard position >= 0 else {
        zip_source_free(source)
        zip_discard(archive)
        throw Self.unwritable(path)
      }
      zip_file_set_dostime(archive, UInt64(position), 0, Self.firstDay, 0)
    }
    guard zip_close(archive) == 0 else {
      zip_discard(archive)
      throw Self.unwritable(path)
    }
  }

  /// 1 January 1980, where the time of zip files begins.
  private static let firstDay: UInt16 = 33

  private static func unwritable(_ path: String) -> Problem {
    Problem("file.unwritable", .unavailable, "Die Datei „\(path)“ lässt sich nicht schreiben.")
  }
}

/// Reads an archive line by line; nothing is unpacked to a disk, no name in it is ever used as a path.
///
/// A class because it holds libzip's handle, which ends with it; used by one task only.
final class ArchiveReader {
  private let handle: OpaquePointer
  /// A single row is never longer: texts have limits.
  private static let lineLimit = 16 << 20

  init(_ path: String) throws(Problem) {
    var code: Int32 = 0
    guard let handle = zip_open(path, ZIP_RDONLY, &code) else { throw .brokenArchive }
    self.handle = handle
  }

  deinit { zip_discard(handle) }

  /// - Throws: a `Problem` where the part is missing, damaged or has a line without end.
  func lines(of name: String, _ take: ([UInt8], _ line: Int) throws -> Void) throws {
    guard let file = zip_fopen(handle, name, 0) else { throw Problem.brokenArchive }
    defer { zip_fclose(file) }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var waiting: [UInt8] = []
    var line = 0
    while true {
      let count = piece.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) }
      guard count >= 0 else { throw Problem.brokenArchive }
      if count == 0 { break }
      var rest = piece[..<Int(count)]
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        line += 1
        try take(waiting + rest[..<end], line)
        waiting = []
        rest = rest[(end + 1)...]
      }
      waiting += rest
      if waiting.count > Self.lineLimit { throw Problem.brokenArchive }
    }
    if !waiting.isEmpty { throw Problem.brokenArchive }
  }
}
