// SPDX-License-Identifier: EUPL-1.2
package import Records

extension JSONWriter {
  /// A described field as programs read it: lists as arrays, flags as booleans, empty texts and missing values as
  /// null.
  package mutating func field(_ info: FieldInfo, _ value: Value) {
    switch (info.kind, value) {
    case (.codes, .text(let codes)), (.languages, .text(let codes)):
      list(info.name, codes.codes) { $0.value(String($1)) }
    case (.flag, .integer(let flag)): field(info.name, flag != 0)
    case (_, .text(let text)): field(info.name, text.isEmpty ? nil : text)
    case (_, .integer(let number)): field(info.name, Int(number))
    case (_, .real(let number)): field(info.name, number)
    case (_, .null): field(info.name, String?.none)
    }
  }
}
