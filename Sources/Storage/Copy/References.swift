// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// Foreign keys stand in the way while rows come table by table: they are put aside first and checked as a whole at the end.
enum References {
  /// Puts them aside; what was put aside before a copy broke off stays noted.
  static func putAside(_ transaction: Transaction) throws {
    guard transaction.session.dialect == .postgres else { return }
    try transaction.run(
      "create table if not exists copy_reference (owner text not null, name text primary key not null, rule text not null)"
    )
    let found = try transaction.rows(
      """
      select c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid) from pg_constraint c
      where c.contype = 'f' and c.connamespace = current_schema()::regnamespace order by c.conname
      """
    ) { (owner: $0.text(), name: $0.text(), rule: $0.text()) }
    for reference in found {
      try transaction.run(
        """
        insert into copy_reference (owner, name, rule)
        values (\(reference.owner), \(reference.name), \(reference.rule))
        """)
      try transaction.run(SQL(trusted: "alter table \(reference.owner) drop constraint \(reference.name)"))
    }
  }

  /// - Throws: a `Problem` when a row refers to one that is not there.
  static func putBack(_ transaction: Transaction) throws {
    switch transaction.session.dialect {
    case .postgres:
      let kept = try transaction.rows("select owner, name, rule from copy_reference order by name") {
        (owner: $0.text(), name: $0.text(), rule: $0.text())
      }
      for reference in kept {
        try transaction.run(
          SQL(trusted: "alter table \(reference.owner) add constraint \(reference.name) \(reference.rule)"))
      }
      try transaction.run("drop table copy_reference")
    case .sqlite:
      let broken = try transaction.first("select \"table\" from pragma_foreign_key_check limit 1") { $0.text() }
      if let broken {
        throw Problem(
          "copy.reference", .conflict, "In der Tabelle \(broken) bezieht sich eine Zeile auf eine, die es nicht gibt.")
      }
    }
  }
}
