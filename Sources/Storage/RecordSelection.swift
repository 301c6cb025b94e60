// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

extension Connection {
  /// Records in any order, archived ones too where the condition lets them in.
  ///
  /// - Parameter order: columns to sort by, ending with one that no two records share.
  package func select<R: Record>(
    _ type: R.Type, in scope: Scope, where condition: SQL, order: SQL = "id", limit: Int
  ) throws -> [Stored<R>] {
    try rows(
      "\(Self.selection(type)) where \(scope.condition) and \(condition) order by \(order) limit \(limit)"
    ) { try Self.stored(&$0) }
  }

  /// Ids one after the other as the engine finds them, until `takes` says that it has enough.
  package func walkIDs<R: Record>(
    _ type: R.Type, in scope: Scope, where condition: SQL, order: SQL, _ takes: (RecordID<R>) throws -> Bool
  ) throws {
    do {
      try eachOfMany("select id from \(table: type) where \(scope.condition) and \(condition) order by \(order)") {
        row in
        if try !takes(try row.id()) { throw Enough() }
      }
    } catch is Enough {}
  }

  /// Only the ids; see `select`.
  package func selectIDs<R: Record>(
    _ type: R.Type, in scope: Scope, where condition: SQL, order: SQL? = nil, limit: Int? = nil
  ) throws -> [RecordID<R>] {
    let order: SQL = order.map { "order by \($0)" } ?? ""
    let limit: SQL = limit.map { "limit \($0)" } ?? ""
    return try rows(
      "select id from \(table: type) where \(scope.condition) and \(condition) \(order) \(limit)"
    ) { try $0.id() }
  }
}

private struct Enough: Error {}
