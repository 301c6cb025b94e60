// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// Named values as a query or a form sends them, in their order, names possibly repeated.
package struct Parameters: Sendable {
  package let pairs: [(name: String, value: String)]

  /// How many pairs are read; more is no honest form.
  private static let limit = 400

  package init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs }

  /// Reads `a=1&b=zwei+Worte`.
  package init(encoded text: some Sequence<UInt8>) {
    let parts = Array(text).split(separator: UInt8(ascii: "&"), maxSplits: Self.limit)
    pairs = parts.prefix(Self.limit).map { part in
      let separator = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
      return (
        Percent.decode(part[..<separator], plus: true), Percent.decode(part[separator...].dropFirst(), plus: true)
      )
    }
  }

  /// The first value of a name, without blanks around it; nothing when empty.
  package subscript(_ name: String) -> String? {
    guard let value = pairs.first(where: { $0.name == name })?.value else { return nil }
    let trimmed = value.trimmed
    return trimmed.isEmpty ? nil : trimmed
  }

  /// All values of a name that are not empty.
  package func all(_ name: String) -> [String] {
    pairs.filter { $0.name == name }.map(\.value.trimmed).filter { !$0.isEmpty }
  }

  /// A whole number.
  ///
  /// - Throws: a `Problem` that names the parameter when it is none or lies outside.
  package func number(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
    guard let text = self[name] else { return nil }
    guard let number = Int(text), range ~= number else {
      throw Problem(
        "request.parameter", .malformed,
        "„\(name)“ muss eine ganze Zahl von \(range.lowerBound) bis \(range.upperBound) sein.", field: name)
    }
    return number
  }

  /// - Throws: a `Problem` that names every parameter which is not among the known ones; for interfaces of programs.
  package func refuseOthers(than known: Set<String>) throws(Problem) {
    let unknown = pairs.map(\.name).filter { !known.contains($0) }
    let problems = Set(unknown).sorted().map { name in
      Problem("request.parameter", .malformed, "Den Parameter „\(name)“ gibt es hier nicht.", field: name)
    }
    if let problem = Problem.joined(problems) { throw problem }
  }

  /// For lists that programs read: only known parameters, none without a value but the words to look for (`q`), and none
  /// with control characters.
  ///
  /// - Throws: a `Problem` that names every parameter which is wrong.
  package func admit(only known: Set<String>) throws(Problem) {
    try refuseOthers(than: known)
    let problems = pairs.compactMap { name, value -> Problem? in
      if name != "q", value.trimmed.isEmpty {
        return Problem("request.parameter", .malformed, "„\(name)“ ist leer.", field: name)
      }
      guard value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return nil }
      return Problem("request.parameter", .malformed, "„\(name)“ enthält Steuerzeichen.", field: name)
    }
    if let problem = Problem.joined(problems) { throw problem }
  }
}

extension String {
  /// Without white space at both ends.
  package var trimmed: String {
    var scalars = Substring(self).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}
