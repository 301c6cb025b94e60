// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records

extension Database {
  /// Notes that somebody has read sensitive fields of a record: one audit row `kind.read` per person, record and German day.
  ///
  /// Pages call it before they show the fields; a day's second look costs one read.
  package func noteSensitiveRead(
    _ kind: String, _ record: Identifier, of tenant: TenantID, by principal: Principal
  ) async throws {
    let action = "\(kind).read"
    let midnight = Moment(time.now().berlin.day)
    let start = midnight.adding(seconds: -60 * midnight.berlinOffsetMinutes)
    let condition: SQL =
      """
      tenant = \(tenant) and kind = \(kind) and record = \(record.text) and action = \(action)
      and actor = \(principal.id) and at >= \(start)
      """
    if try await read({ try $0.number("select count(*) from audit_log where \(condition)") }) > 0 { return }
    try await write(by: principal) { transaction in
      guard try transaction.number("select count(*) from audit_log where \(condition)") == 0 else { return }
      try transaction.audit(action, kind: kind, record: record, of: tenant)
    }
  }
}
