// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

extension Connection {
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
