// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// What must hold before steps of the schema are taken.
enum PostgresSchema {
  /// "verbund" in numbers; everything that is locked by number is locked by one of these.
  static let schemaLock = 8_640_117_001
  static let numberLock = 8_640_117_002

  /// Waits until no other process changes the schema, and makes sure that texts are compared byte by byte as everywhere else.
  ///
  /// - Throws: a `Problem` for a database with another encoding or order of texts.
  static func takeTurn(_ session: any Session) throws {
    try session.query("select 1 from pg_advisory_xact_lock(\(schemaLock))") { _ in }
    try session.query("select set_config('statement_timeout', '0', true)") { _ in }
    try session.query(
      "select pg_encoding_to_char(encoding), datcollate from pg_database where datname = current_database()"
    ) { row in
      let (encoding, order) = (row.text(), row.text())
      guard encoding != "UTF8" || !["C", "POSIX", "C.UTF-8", "C.utf8"].contains(order) else { return }
      throw Problem(
        "storage.wrong-database", .malformed,
        "Diese Datenbank hat die Kodierung \(encoding) und die Sortierung \(order); nötig sind UTF8 und C. Bitte legen Sie "
          + "eine an mit: createdb --template=template0 --encoding=UTF8 --locale=C verbund")
    }
  }

  /// Numbers all changes that are kept; the lock is taken first, so that the second statement sees what the last holder did.
  static func number(_ session: any Session) throws {
    try session.query("select 1 from pg_advisory_xact_lock(\(numberLock))") { _ in }
    _ = try session.run(
      """
      update change_log set number = fresh.number
      from (
        select position, (select coalesce(max(number), 0) from change_log) + row_number() over (order by position) as number
        from change_log where number is null) fresh
      where change_log.position = fresh.position
      """)
  }
}
