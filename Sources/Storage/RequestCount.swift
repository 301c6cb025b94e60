// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records

extension Transaction {
  /// Counts something that may be done only so often within an hour; all processes of an installation count together.
  ///
  /// - Parameters:
  ///   - name: a keyed digest of who and what, so that nobody can be recognised by it.
  ///   - hour: hours since 1970; counts of the hour before last are forgotten.
  /// - Returns: how often it was done within the hour, this time included.
  package func countRequest(_ name: String, hour: Int) throws -> Int {
    try run("delete from request_count where hour < \(hour - 1)")
    try run(
      """
      insert into request_count (name, hour, times) values (\(name), \(hour), 1)
      on conflict (name, hour) do update set times = request_count.times + 1
      """)
    return try number("select times from request_count where name = \(name) and hour = \(hour)")
  }
}
