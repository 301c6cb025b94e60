// SPDX-License-Identifier: EUPL-1.2
internal import Storage

enum ImportMigrations {
  static let all = [
    Migration(
      "2026-11-25-i-imports",
      [
        run, sheet, row, change, mapping,
        "create index import_run_tenant on import_run (tenant, created_at)",
        "create index import_row_class on import_row (run, sheet, class, line)",
        "create index import_change_record on import_change (kind, record)",
      ])
  ]

  private static let run: SQL =
    """
    create table import_run (
      id text primary key not null, tenant text not null, kind text not null, file_name text not null,
      state text not null, sheet bigint not null, mapping text not null, skips_faulty bigint not null,
      is_complete bigint not null, inserts_doubtful bigint not null, counts text not null, vanished text not null,
      message text not null, created_by text not null, created_name text not null, created_at text not null,
      finished_at text, undone_at text, undone_name text not null)
    """

  private static let sheet: SQL =
    """
    create table import_sheet (
      run text not null references import_run (id), number bigint not null, name text not null, header text not null,
      row_count bigint not null, primary key (run, number))
    """

  private static let row: SQL =
    """
    create table import_row (
      run text not null references import_run (id), sheet bigint not null, line bigint not null, cells text not null,
      class text not null, title text not null, detail text not null, candidates text not null, choice text not null,
      record text, primary key (run, sheet, line))
    """

  private static let change: SQL =
    """
    create table import_change (
      run text not null references import_run (id), number bigint not null, kind text not null, record text not null,
      operation text not null, version bigint not null, former bigint not null, changes text not null,
      primary key (run, number))
    """

  private static let mapping: SQL =
    """
    create table import_mapping (
      tenant text not null, kind text not null, header text not null, mapping text not null, modified_at text not null,
      primary key (tenant, kind, header))
    """
}
