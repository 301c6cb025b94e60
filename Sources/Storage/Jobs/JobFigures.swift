// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// How many rows of a table of work are in one state, and since when the oldest of them is.
package struct WorkFigures: Sendable, Equatable {
  package let state: String
  package let count: Int
  package let oldest: Moment?

  package init(state: String, count: Int, oldest: Moment?) {
    self.state = state
    self.count = count
    self.oldest = oldest
  }
}

extension Connection {
  /// Jobs by state; `oldest` says since when the one that is due longest has waited, or the longest run has run.
  package func jobFigures(at now: Moment) throws -> [WorkFigures] {
    let counts = try rows("select state, count(*) from job group by state") { ($0.text(), $0.integer()) }
    let due = try oldest("select min(not_before) from job where state = 'waiting' and not_before <= \(now)")
    let begun = try oldest("select min(started_at) from job where state = 'running'")
    return JobState.allCases.map { state in
      let count = counts.first { $0.0 == state.rawValue }?.1 ?? 0
      return WorkFigures(
        state: state.rawValue, count: count, oldest: state == .waiting ? due : state == .running ? begun : nil)
    }
  }
  /// The one moment that a query answers; nothing where it answers none.
  package func oldest(_ sql: SQL) throws -> Moment? {
    try first(sql) { row -> Moment? in try row.typed() } ?? nil
  }
}
