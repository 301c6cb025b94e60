// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// A form was sent that began from an older version of the record than the newest.
struct StaleForm: Error {}

/// Puts what was typed into a record: only the fields that the person may write, whatever the form names.
struct FormMerge<R: Record> {
  let access: FieldAccess
  let reader: FieldReader

  /// - Returns: the record with everything that could be understood, and what could not.
  func merged(_ typed: TypedFields, into record: R) throws -> (record: R, problems: [Problem]) {
    var result = record
    var problems: [Problem] = []
    let blankable = FormSheets<R>.blankable(access.writable)
    for info in access.writable {
      guard let field = R.descriptor.field(info.name) else { continue }
      do {
        let present = field.read(record)
        let value = try reader.value(info, typed, present: present)
        if value == present || (value.isBlank && present.isBlank) { continue }
        if value.isBlank && !blankable.contains(info.name) { throw Self.missing(info) }
        try field.write(value, to: &result)
      } catch let problem as Problem {
        problems.append(problem)
      }
    }
    return (result, problems)
  }

  private static func missing(_ info: FieldInfo) -> Problem {
    Problem("record.required", .invalid, "„\(info.label)“ fehlt.", field: info.name)
  }
}
