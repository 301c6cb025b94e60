// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Storage

extension Connection {
  /// Mails by state; `oldest` says since when the oldest that still waits has waited.
  package func outboxFigures() throws -> [WorkFigures] {
    let counts = try rows("select state, count(*) from outbox group by state") { ($0.text(), $0.integer()) }
    let waiting = try oldest("select min(created_at) from outbox where state = 'waiting'")
    return MailState.allCases.map { state in
      let count = counts.first { $0.0 == state.rawValue }?.1 ?? 0
      return WorkFigures(state: state.rawValue, count: count, oldest: state == .waiting ? waiting : nil)
    }
  }
}
