// SPDX-License-Identifier: EUPL-1.2
package import Records

/// What is special about a file that an office keeps: its numbers tell the records apart, and what is missing in it has
/// vanished (F170).
package struct OfficialList<R: Record>: Sendable {
  /// The name of the number as it stands among a record's identifiers: `Schulnummer`.
  package let number: String
  /// The source system under which the numbers are kept: `schulnummer-nrw`.
  package let system: String
  /// Names of the number's column.
  package let numberNames: [String]
  /// Which column is taken over into which target; several may share one and are joined by a blank.
  package let columns: [String: String]
  /// The numbers that a record carries in its identifiers.
  package let numbers: @Sendable (R) -> [String]
  /// Writes the number into the record and fills in what the list says of all its rows.
  package let complete: @Sendable (inout R, String) -> Void

  package init(
    number: String, system: String, numberNames: [String], columns: [String: String],
    numbers: @escaping @Sendable (R) -> [String], complete: @escaping @Sendable (inout R, String) -> Void
  ) {
    self.number = number
    self.system = system
    self.numberNames = numberNames
    self.columns = columns
    self.numbers = numbers
    self.complete = complete
  }

  /// The values of one number in lines such as `Schulnummer: 123456`.
  package static func values(of number: String, in identifiers: String) -> [String] {
    identifiers.split(whereSeparator: \.isNewline).compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, plain(parts[0]).lowercased() == number.lowercased() else { return nil }
      let value = plain(parts[1])
      return value.isEmpty ? nil : value
    }
  }

  /// The identifiers with the number in place of an older one.
  package static func setting(_ number: String, to value: String, in identifiers: String) -> String {
    var lines = identifiers.split(whereSeparator: \.isNewline).map(String.init)
    lines.removeAll { line in !values(of: number, in: line).isEmpty }
    return (lines + ["\(number): \(value)"]).joined(separator: "\n")
  }

  private static func plain(_ text: Substring) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
