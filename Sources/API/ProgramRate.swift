// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Storage
internal import Synchronization

/// How many requests programs may send.
package struct ProgramLimits: Sendable {
  /// Per minute with one token; as many at once.
  package var perToken: Int
  /// Per minute from one address, with and without a token.
  package var perAddress: Int

  package init(perToken: Int = 6000, perAddress: Int = 12_000) {
    self.perToken = perToken
    self.perAddress = perAddress
  }
}

/// A bucket for every token and address that refills evenly, so that programs are slowed and never shut out for long.
///
/// Names are kept as keyed digests, in memory only. A class because all requests share it.
final class ProgramRate: Sendable {
  private struct Bucket {
    var left: Double
    var at: Int64
  }

  private let limits: ProgramLimits
  private let key = randomBytes(32)
  private let buckets = Mutex<[String: Bucket]>([:])
  private static let most = 50_000

  init(_ limits: ProgramLimits) { self.limits = limits }

  /// - Throws: a `ProgramProblem` 429 that says after how many seconds the next request is answered.
  func count(token: String?, address: String, at now: Moment) throws {
    if let token { try take("token \(token)", limits.perToken, now) }
    try take("address \(address)", limits.perAddress, now)
  }

  private func take(_ name: String, _ perMinute: Int, _ now: Moment) throws {
    let digest = authenticationCode(of: name, key: key)
    let (most, rate) = (Double(perMinute), Double(perMinute) / 60_000)
    let missing = buckets.withLock { buckets -> Double in
      if buckets.count > Self.most { buckets = buckets.filter { $0.value.at > now.milliseconds - 60_000 } }
      if buckets.count > Self.most { buckets = [:] }
      var bucket = buckets[digest] ?? Bucket(left: most, at: now.milliseconds)
      bucket.left = min(most, bucket.left + Double(max(0, now.milliseconds - bucket.at)) * rate)
      bucket.at = now.milliseconds
      let missing = max(0, 1 - bucket.left)
      if missing == 0 { bucket.left -= 1 }
      buckets[digest] = bucket
      return missing
    }
    let seconds = (missing / rate / 1000 - 0.001).rounded(.up)
    if missing > 0 { throw ProgramProblem.tooMany(seconds: max(1, Int(seconds))) }
  }
}
