// SPDX-License-Identifier: EUPL-1.2
package import Kernel

extension XLIFFDocument {
  /// Reads XLIFF of the major versions 1 and 2, as translation programs give it back: texts may be cut into segments and
  /// hold marks, which are passed over; their words count.
  ///
  /// - Parameters:
  ///   - limit: the most units.
  /// - Throws: a `Problem` for anything else, for documents with a document type and for too many texts.
  package init(parsing bytes: [UInt8], limit: Int = 20_000) throws(Problem) {
    let reader = XLIFFReader(limit: limit)
    let stream = try XMLStream(
      broken: XLIFFReader.broken, doctype: XLIFFReader.refused("doctype", "Die Datei enthält eine Dokumenttyp-Angabe."))
    stream.onStart = { name, attributes throws(Problem) in try reader.start(name, attributes) }
    stream.onEnd = { name throws(Problem) in reader.end(name) }
    stream.onText = { text throws(Problem) in reader.text(text) }
    // In parts, because expat counts in 32 bits.
    for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
      let part = Array(bytes[start..<min(start + (1 << 20), bytes.count)])
      var caught: Problem?
      part.withUnsafeBytes { raw in
        do throws(Problem) { try stream.take(raw) } catch { caught = error }
      }
      if let caught { throw caught }
    }
    try stream.finish()
    guard reader.isKnown else { throw XLIFFReader.broken }
    self.init(
      original: reader.original, from: reader.sourceLanguage, into: reader.targetLanguage, units: reader.units)
  }
}

/// Collects units from the events of a document. A class because the stream calls back into it.
private final class XLIFFReader {
  private enum Place { case outside, source, target, note }

  private(set) var isKnown = false
  private(set) var original = ""
  private(set) var sourceLanguage = ""
  private(set) var targetLanguage = ""
  private(set) var units: [XLIFFDocument.Unit] = []
  private let limit: Int
  private var major = 0
  private var unit: XLIFFDocument.Unit?
  private var segment = (source: "", target: "", hasTarget: false)
  private var place = Place.outside
  private var bytes: [UInt8] = []

  init(limit: Int) { self.limit = limit }

  func start(_ name: String, _ attributes: XMLAttributes) throws(Problem) {
    switch name {
    case "xliff":
      let version = attributes["version"] ?? ""
      major = version.hasPrefix("1.") ? 1 : version.hasPrefix("2.") ? 2 : 0
      isKnown = major > 0
      guard isKnown else { throw Self.broken }
      if major == 2 { take(attributes["srcLang"], attributes["trgLang"]) }
    case "file":
      if original.isEmpty { original = attributes["original"] ?? attributes["id"] ?? "" }
      if major == 1 { take(attributes["source-language"], attributes["target-language"]) }
    case "trans-unit", "unit":
      guard isKnown, unit == nil, let id = attributes["id"] else { throw Self.broken }
      guard units.count < limit else {
        throw Self.refused("too-many", "Die Datei enthält mehr als \(limit) Texte. Bitte teilen Sie sie auf.")
      }
      unit = XLIFFDocument.Unit(id: id, source: "", target: "")
    case "source" where unit != nil: begin(.source)
    case "target" where unit != nil: begin(.target)
    case "note" where unit != nil: begin(.note)
    // Proposals of translation memories are no translations.
    case "alt-trans", "match", "matches": if unit != nil { skipped += 1 }
    default: return
    }
  }

  private var skipped = 0

  func end(_ name: String) {
    switch name {
    case "source" where place == .source:
      if skipped == 0 { segment.source += finished }
      place = .outside
    case "target" where place == .target:
      if skipped == 0 { (segment.target, segment.hasTarget) = (segment.target + finished, true) }
      place = .outside
    case "note" where place == .note:
      if skipped == 0 { unit?.note = finished }
      place = .outside
    case "segment", "ignorable": closeSegment(keepsSource: name == "ignorable")
    case "alt-trans", "match", "matches": if skipped > 0 { skipped -= 1 }
    case "trans-unit", "unit":
      closeSegment(keepsSource: false)
      if let unit { units.append(unit) }
      unit = nil
    default: return
    }
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) {
    if place != .outside { bytes.append(contentsOf: text) }
  }

  private var finished: String { String(decoding: bytes, as: UTF8.self) }

  private func begin(_ place: Place) {
    self.place = place
    bytes = []
  }

  /// Blanks between segments stand in the source only.
  private func closeSegment(keepsSource: Bool) {
    unit?.source += segment.source
    unit?.target += segment.hasTarget ? segment.target : keepsSource ? segment.source : ""
    segment = ("", "", false)
  }

  private func take(_ source: String?, _ target: String?) {
    if sourceLanguage.isEmpty { sourceLanguage = source ?? "" }
    if targetLanguage.isEmpty { targetLanguage = target ?? "" }
  }

  static let broken = refused(
    "broken", "Das ist keine Übersetzungsdatei (XLIFF 1.2 oder 2.0), oder sie ist beschädigt.")

  static func refused(_ reason: String, _ sentence: String) -> Problem {
    Problem("xliff.\(reason)", .invalid, sentence)
  }
}
