// SPDX-License-Identifier: EUPL-1.2

internal import CExpat
internal import Kernel

/// Reads XML event by event through expat. Documents with a document type are refused, so there are no entities to expand
/// and nothing to fetch.
///
/// A class because expat calls back into it.
final class XMLStream {
  /// The element's name without prefix, and its attributes, which are gone afterwards.
  var onStart: (_ name: String, _ attributes: XMLAttributes) throws(Problem) -> Void = { _, _ in }
  var onEnd: (_ name: String) throws(Problem) -> Void = { _ in }
  var onText: (UnsafeBufferPointer<UInt8>) throws(Problem) -> Void = { _ in }
  private let parser: XML_Parser
  private var problem: Problem?
  private var depth = 0
  private static let depthLimit = 64
  private let broken: Problem
  private let doctype: Problem

  /// - Parameters:
  ///   - broken: what people are told about text that is no XML.
  ///   - doctype: what they are told about a document type.
  init(broken: Problem = .brokenWorkbook, doctype: Problem = .workbookWithDoctype) throws(Problem) {
    guard let parser = XML_ParserCreate(nil) else { throw broken }
    self.parser = parser
    self.broken = broken
    self.doctype = doctype
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser, { XMLStream.of($0)?.start($1, $2) }, { user, name in XMLStream.of(user)?.end(name) })
    XML_SetCharacterDataHandler(parser) { user, text, count in XMLStream.of(user)?.text(text, Int(count)) }
    XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
      guard let stream = XMLStream.of(user) else { return }
      stream.refuse(stream.doctype)
    }
  }

  deinit { XML_ParserFree(parser) }

  func take(_ bytes: UnsafeRawBufferPointer) throws(Problem) { try parse(bytes, isLast: false) }

  /// Says that the document is complete.
  func finish() throws(Problem) { try parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) }

  private func parse(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws(Problem) {
    let status = XML_Parse(
      parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), isLast ? 1 : 0)
    if let problem { throw problem }
    if status != XML_STATUS_OK { throw broken }
  }

  private static func of(_ user: UnsafeMutableRawPointer?) -> XMLStream? {
    user.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
  }

  private func refuse(_ problem: Problem) {
    self.problem = problem
    XML_StopParser(parser, 0)
  }

  private func run(_ work: () throws(Problem) -> Void) {
    guard problem == nil else { return }
    do throws(Problem) { try work() } catch { refuse(error) }
  }

  private func start(_ name: UnsafePointer<CChar>?, _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
    run { () throws(Problem) in
      guard let name else { return }
      depth += 1
      if depth > Self.depthLimit { throw broken }
      try onStart(Self.local(String(cString: name)), XMLAttributes(list: list))
    }
  }

  private func end(_ name: UnsafePointer<CChar>?) {
    run { () throws(Problem) in
      guard let name else { return }
      depth -= 1
      try onEnd(Self.local(String(cString: name)))
    }
  }

  private func text(_ text: UnsafePointer<CChar>?, _ count: Int) {
    run { () throws(Problem) in
      guard let text else { return }
      var caught: Problem?
      text.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
        do throws(Problem) { try onText(UnsafeBufferPointer(start: bytes, count: count)) } catch { caught = error }
      }
      if let caught { throw caught }
    }
  }

  private static func local(_ name: String) -> String {
    guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name }
    return String(name[name.index(after: colon)...])
  }
}

extension Problem {
  static let workbookWithDoctype = Problem.xlsx(
    "doctype", "Die Arbeitsmappe enthält eine Dokumenttyp-Angabe. So etwas schreibt keine Tabellenkalkulation.")
}

/// The attributes of an element as expat hands them over: name and value in turn.
struct XMLAttributes {
  let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  /// The value of an attribute by its name as it is written, prefix included.
  subscript(_ name: StaticString) -> String? {
    guard let list else { return nil }
    var index = 0
    while let key = list[index], let value = list[index + 1] {
      if Self.areEqual(key, name) { return String(cString: value) }
      index += 2
    }
    return nil
  }

  private static func areEqual(_ key: UnsafePointer<CChar>, _ name: StaticString) -> Bool {
    let count = name.utf8CodeUnitCount
    for index in 0..<count where UInt8(bitPattern: key[index]) != name.utf8Start[index] { return false }
    return key[count] == 0
  }
}
