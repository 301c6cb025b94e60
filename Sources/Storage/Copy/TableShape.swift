// SPDX-License-Identifier: EUPL-1.2
internal import Records

/// A table as it stands in a database: what is copied, and by what its rows are put in order.
struct TableShape: Sendable, Hashable {
  let name: String
  let columns: [String]
  /// The columns of the primary key; of the change log its number, which both engines have.
  let key: [String]

  /// Rows behind a key, in order, with the key's columns in front.
  func rows(after key: [Value]?, limit: Int) -> SQL {
    let list = (self.key + columns).joined(separator: ", ")
    let order = self.key.joined(separator: ", ")
    let from = SQL(trusted: "select \(list) from \(name)")
    let end = SQL(trusted: " order by \(order) limit \(limit)")
    guard let key else { return from + end }
    let marks = key.map { _ in "?" }.joined(separator: ", ")
    return from + SQL(trusted: " where (\(order)) > (\(marks))", key) + end
  }

  var all: SQL {
    SQL(trusted: "select \(columns.joined(separator: ", ")) from \(name) order by \(key.joined(separator: ", "))")
  }

  var count: SQL { SQL(trusted: "select count(*) from \(name)") }

  var last: SQL {
    let list = key.joined(separator: ", ")
    let order = key.map { "\($0) desc" }.joined(separator: ", ")
    return SQL(trusted: "select \(list) from \(name) order by \(order) limit 1")
  }

  /// One statement for several rows.
  func insertion(of rows: ArraySlice<[Value]>) -> SQL {
    let marks = "(" + columns.map { _ in "?" }.joined(separator: ", ") + ")"
    return SQL(
      trusted: "insert into \(name) (\(columns.joined(separator: ", "))) values "
        + rows.map { _ in marks }.joined(separator: ", "),
      rows.flatMap { $0 })
  }
}

extension Connection {
  /// All tables that hold data of the product, by name; not those by which an engine keeps itself in order.
  func tableShapes() throws -> [TableShape] {
    let own: Set<String> = ["migration", "write_gate", "copy_reference", "request_count"]
    return try tableNames().filter { !own.contains($0) }.map { name in
      let isChangeLog = name == "change_log"
      let columns = try columns(of: name).filter { !(isChangeLog && $0 == "position") }
      return TableShape(name: name, columns: columns, key: isChangeLog ? ["number"] : try keyColumns(of: name))
    }
  }

  private func tableNames() throws -> [String] {
    let query: SQL =
      switch session.dialect {
      case .sqlite:
        """
        select name from sqlite_master where type = 'table' and name not like 'sqlite!_%' escape '!' order by name
        """
      case .postgres:
        """
        select table_name from information_schema.tables
        where table_schema = current_schema() and table_type = 'BASE TABLE' order by table_name
        """
      }
    return try rows(query) { $0.text() }
  }

  private func keyColumns(of table: String) throws -> [String] {
    let query: SQL =
      switch session.dialect {
      case .sqlite: "select name from pragma_table_info(\(table)) where pk > 0 order by pk"
      case .postgres:
        """
        select k.column_name from information_schema.table_constraints c
        join information_schema.key_column_usage k
          on k.constraint_name = c.constraint_name and k.table_schema = c.table_schema and k.table_name = c.table_name
        where c.table_schema = current_schema() and c.table_name = \(table) and c.constraint_type = 'PRIMARY KEY'
        order by k.ordinal_position
        """
      }
    return try rows(query) { $0.text() }
  }
}
