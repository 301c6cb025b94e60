// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records

extension Transaction {
  /// Asks for a job in the name of whoever writes; it begins when this transaction is kept, within a second.
  ///
  /// - Parameters:
  ///   - job: the name of a `JobKind`.
  ///   - tenant: nothing for jobs of the whole installation, which only its operators see.
  ///   - input: what the job needs to know, usually JSON; no secrets, because the row is kept for 90 days.
  @discardableResult
  package func enqueue(_ job: String, of tenant: TenantID?, input: String) throws -> RecordID<JobEntry> {
    let id = makeID(JobEntry.self)
    try addJob(id, job, of: tenant, input: input, slot: nil, from: now)
    callForWork()
    return id
  }

  /// - Returns: whether it is new; with a slot that is taken nothing happens.
  @discardableResult
  func addJob(
    _ id: RecordID<JobEntry>, _ name: String, of tenant: TenantID?, input: String, slot: String?, from start: Moment
  ) throws -> Bool {
    try run(
      """
      insert into job (id, name, tenant, slot, principal_kind, principal, principal_name, input, checkpoint, state,
        attempts, not_before, leased_by, lease_until, done, note, error, stop_asked, asked_at)
      values (\(id), \(name), \(tenant.value), \(slot.value), \(principal.kind.rawValue), \(principal.id), \(principal.name),
        \(input), '', 'waiting', 0, \(start), '', '', 0, '', '', 0, \(now))
      on conflict (slot) do nothing
      """) > 0
  }
}
