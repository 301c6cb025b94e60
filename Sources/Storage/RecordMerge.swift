// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// Records that were merged into another one of their kind, so that old addresses lead on.
package enum RecordMerge {
  /// What a merge changed stands beside it, row by row, so that it can be taken back.
  package static let tables: [SQL] = [
    """
    create table record_merge (
      id text primary key not null, tenant text not null, kind text not null, source text not null,
      target text not null, source_title text not null, target_title text not null,
      merged_at text not null, merged_by text not null, merged_name text not null,
      undone_at text, undone_name text not null)
    """,
    "create index record_merge_source on record_merge (kind, source)",
    "create index record_merge_tenant on record_merge (tenant, merged_at)",
    """
    create table record_merge_change (
      merge text not null references record_merge (id), number bigint not null, operation text not null,
      kind text not null, record text not null, field text not null, old_value text not null, new_value text not null,
      former bigint not null, version bigint not null, primary key (merge, number))
    """,
    "create index record_merge_change_record on record_merge_change (kind, record)",
  ]

  /// More merges in a row are not followed.
  static let limit = 20
}

extension Connection {
  /// Into which record one was merged, over as many merges as there were; nothing for records that stand for themselves.
  package func mergeTarget<R: Record>(of id: RecordID<R>) throws -> RecordID<R>? {
    var (target, current): (RecordID<R>?, RecordID<R>) = (nil, id)
    for _ in 0..<RecordMerge.limit {
      let next: RecordID<R>? = try first(
        "select target from record_merge where kind = \(R.descriptor.kind) and source = \(current) and undone_at is null"
      ) { try $0.id() }
      guard let next, next != id else { return target }
      (target, current) = (next, next)
    }
    return target
  }
}
