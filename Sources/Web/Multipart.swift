// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import HTTPTypes
internal import HummingbirdCore
internal import Kernel
internal import NIOCore

/// A file that somebody sent, kept on disk until the last one who holds this has let go.
///
/// A class because the file ends with it.
package final class UploadedFile: Sendable {
  /// The form's field.
  package let field: String
  /// As the browser said it, without folders, control characters and marks of direction; only for people to read.
  package let name: String
  package let size: Int
  package let path: String

  init(field: String, name: String, size: Int, path: String) {
    self.field = field
    self.name = name
    self.size = size
    self.path = path
  }

  deinit { unlink(path) }

  /// Makes the name of a file harmless: nothing of it is ever used as a path.
  static func plainName(_ name: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let scalars = last.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
      default: true
      }
    }
    let plain = String(String.UnicodeScalarView(scalars.prefix(120))).trimmed
    return plain.isEmpty || plain.allSatisfy { $0 == "." } ? "Datei" : plain
  }
}

extension StaffVisit {
  /// The fields and files of a form of the type `multipart/form-data`. Files go to disk piece by piece.
  ///
  /// The token of the form has to stand before its first file, so that nothing of a forged one is ever stored. A file
  /// field that was left empty gives no file.
  /// - Parameter limit: bytes of the whole request.
  /// - Throws: a `Problem` when it is too large, broken, of another type or was not made for this session.
  package func upload(
    limit: Int, files most: Int = 4
  ) async throws -> (fields: Parameters, files: [UploadedFile]) {
    let tooLarge = Problem(
      "request.too-large", .tooLarge, "Das ist zu viel auf einmal (höchstens \(max(1, limit >> 20)) MiB).")
    let headers = visit.request.headers
    if let announced = headers[.contentLength].flatMap({ Int($0) }), announced > limit { throw tooLarge }
    guard let boundary = MultipartParser.boundary(headers[.contentType] ?? "") else {
      throw Problem("request.no-form", .malformed, "Diese Seite erwartet ein Formular mit einer Datei.")
    }
    var parser = MultipartParser(boundary)
    var parts = UploadedParts(most: most) { fields throws(Problem) in try check(fields[Forgery.field]) }
    var size = 0
    for try await buffer in visit.request.body {
      size += buffer.readableBytes
      if size > limit { throw tooLarge }
      for event in try parser.take(buffer.readableBytesView) { try parts.take(event) }
    }
    guard parser.isFinished else { throw Problem.brokenUpload }
    let fields = Parameters(parts.fields)
    try check(fields[Forgery.field])
    return (fields, parts.files)
  }
}

extension Problem {
  static let brokenUpload = Problem(
    "request.broken-upload", .malformed,
    "Die Datei ist nicht vollständig angekommen. Bitte laden Sie sie noch einmal hoch.")
}

/// What the parts of a form become: fields in memory, files on disk.
struct UploadedParts {
  private(set) var fields: [(name: String, value: String)] = []
  private(set) var files: [UploadedFile] = []
  private let most: Int
  private let mayStore: (Parameters) throws(Problem) -> Void
  private var name = ""
  private var value: [UInt8] = []
  private var file: OpenFile?
  private static let fieldLimit = 65_536
  private static let fieldCount = 400

  init(most: Int, mayStore: @escaping (Parameters) throws(Problem) -> Void) {
    self.most = most
    self.mayStore = mayStore
  }

  mutating func take(_ event: MultipartParser.Event) throws(Problem) {
    switch event {
    case .begin(let name, let fileName):
      self.name = name
      value = []
      file = nil
      guard let fileName else { return }
      guard files.count < most else {
        throw Problem("request.too-many-files", .malformed, "Das sind zu viele Dateien.")
      }
      file = OpenFile(name: UploadedFile.plainName(fileName), isNamed: !fileName.isEmpty)
    case .bytes(let bytes):
      if file != nil { return try store(bytes) }
      guard value.count + bytes.count <= Self.fieldLimit else {
        throw Problem("request.too-large", .tooLarge, "Ein Feld des Formulars ist zu groß.")
      }
      value += bytes
    case .end:
      if let file {
        if let kept = file.close(field: name) { files.append(kept) }
        self.file = nil
      } else if fields.count < Self.fieldCount {
        fields.append((name, String(decoding: value, as: UTF8.self)))
      }
    }
  }

  private mutating func store(_ bytes: [UInt8]) throws(Problem) {
    if bytes.isEmpty { return }
    if file?.isOpen == false {
      try mayStore(Parameters(fields))
      try file?.open()
    }
    try file?.write(bytes)
  }

  /// A file that is being written; removed again unless it is closed.
  ///
  /// A class because of that.
  private final class OpenFile {
    let name: String
    private let isNamed: Bool
    private var path = ""
    private var handle: FileHandle?
    private var size = 0

    init(name: String, isNamed: Bool) {
      self.name = name
      self.isNamed = isNamed
    }

    deinit { if handle != nil { unlink(path) } }

    var isOpen: Bool { handle != nil }

    func open() throws(Problem) {
      var template = Array(
        FileManager.default.temporaryDirectory.appendingPathComponent("verbund-upload-XXXXXX").path.utf8CString)
      let descriptor = mkstemp(&template)
      guard descriptor >= 0 else { throw Self.noSpace }
      path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    func write(_ bytes: [UInt8]) throws(Problem) {
      do { try handle?.write(contentsOf: bytes) } catch { throw Self.noSpace }
      size += bytes.count
    }

    func close(field: String) -> UploadedFile? {
      guard let handle, isNamed || size > 0 else { return nil }
      try? handle.close()
      self.handle = nil
      return UploadedFile(field: field, name: name, size: size, path: path)
    }

    private static let noSpace = Problem(
      "request.no-space", .unavailable, "Die Datei kann gerade nicht gespeichert werden. Bitte versuchen Sie es später."
    )
  }
}
