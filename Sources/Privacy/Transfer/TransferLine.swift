// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records

/// One row of an archive: a JSON object on a line of its own, columns in their order.
enum TransferLine {
  static func write(_ columns: [String], _ values: [Value]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      for (name, value) in zip(columns, values) { json.field(name, value) }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  /// - Throws: a `Problem` for anything but an object with exactly these members.
  static func read(_ line: [UInt8], _ columns: [String], at place: String) throws(Problem) -> [Value] {
    let refused = Problem(
      "transfer.row", .malformed, "Eine Zeile des Archivs hat nicht die erwarteten Spalten.", field: place)
    guard case .object(let object) = try JSONValue(parsing: line, limit: 16 << 20, depth: 2),
      object.members.map(\.name) == columns
    else { throw refused }
    var values: [Value] = []
    values.reserveCapacity(columns.count)
    for member in object.members {
      switch member.value {
      case .null: values.append(.null)
      case .string(let text): values.append(.text(text))
      case .number(let number):
        if let integer = Int64(number.text) {
          values.append(.integer(integer))
        } else if let real = number.double {
          values.append(.real(real))
        } else {
          throw refused
        }
      case .bool, .array, .object: throw refused
      }
    }
    return values
  }
}
