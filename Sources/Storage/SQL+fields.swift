// SPDX-License-Identifier: EUPL-1.2
package import Records

extension SQL.StringInterpolation {
  /// The column of a described field; only descriptors make fields, so the name never comes from a request.
  package mutating func appendInterpolation<R: Record>(column field: Field<R>) {
    appendInterpolation(SQL(trusted: field.name))
  }

  /// What a list sorts by: the column, folded where it holds words, and never null, so that both engines agree.
  ///
  /// Indexes for lists are made over the same expression (`SQL.listIndexes`).
  package mutating func appendInterpolation<R: Record>(order field: Field<R>) {
    let name = field.name
    switch field.info.kind {
    case .text: appendInterpolation(SQL(trusted: SQL.folded(name)))
    case .integer, .money, .flag, .time: appendInterpolation(SQL(trusted: "coalesce(\(name), -1)"))
    case .decimal: appendInterpolation(SQL(trusted: "coalesce(\(name), -1000.0)"))
    default: appendInterpolation(SQL(trusted: "coalesce(\(name), '')"))
    }
  }
}

extension SQL {
  /// Indexes with which lists of a table stay quick at 100,000 records of a tenant.
  ///
  /// - Parameters:
  ///   - folded: columns of one-line texts that lists sort by.
  ///   - coded: columns of choices, codes, days and references that lists sort or are narrowed by.
  package static func listIndexes(
    _ table: StaticString, folded: [StaticString] = [], coded: [StaticString] = []
  ) -> [SQL] {
    let texts = folded.map { ("\($0)", Self.folded("\($0)")) }
    let codes = coded.map { ("\($0)", "coalesce(\($0), '')") }
    return (texts + codes + [("changed", "modified_at")]).map { name, expression in
      SQL(
        trusted: "create index \(table)_list_\(name) on \(table) (tenant, \(expression), id) where archived_at is null")
    }
  }

  /// Words in the order of DIN 5007-1: case and umlauts do not count, sharp s is ss. `lower` and `replace` are the same in
  /// both engines for these letters.
  static func folded(_ column: String) -> String {
    var text = "lower(\(column))"
    for (letter, plain) in [
      ("\u{E4}", "a"), ("\u{C4}", "a"), ("\u{F6}", "o"), ("\u{D6}", "o"), ("\u{FC}", "u"), ("\u{DC}", "u"),
      ("\u{DF}", "ss"),
    ] {
      text = "replace(\(text), '\(letter)', '\(plain)')"
    }
    return text
  }
}
