// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

extension Connection {
  private static var batchSize: Int { 1000 }

  /// All records that are not archived, in the order of their ids, a thousand at a time.
  func eachRecord<R: Record>(
    of type: R.Type, in scope: Scope, where condition: SQL = "1 = 1", _ body: ([Stored<R>]) throws -> Void
  ) throws {
    var last = ""
    while true {
      let batch = try list(type, in: scope, where: "id > \(last) and \(condition)", limit: Self.batchSize)
      if let id = batch.last?.id.text { last = id }
      if !batch.isEmpty { try body(batch) }
      if batch.count < Self.batchSize { return }
    }
  }

  /// Languages in which records of a kind have texts.
  func translatedLanguages<R: Record>(of type: R.Type, in scope: Scope, where condition: SQL) throws -> [Language] {
    try rows(
      """
      select distinct language from translation
      where kind = \(R.descriptor.kind) and text <> ''
        and record in (select id from \(table: type) where archived_at is null and \(scope.condition) and \(condition))
      order by language
      """
    ) { Language($0.text()) }.compactMap { $0 }
  }
}
