// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Storage

/// One count of failures: whose, and by which rule. The name is a keyed digest, so no address or mail is kept.
struct SignInCount: Sendable, Hashable {
  let name: String
  let limit: SignInLimit
}

extension Transaction {
  /// The counts that a try belongs to.
  ///
  /// - Parameters:
  ///   - subject: the mail address as typed, in its key form, or the account's id at the second step.
  ///   - device: the digest of a browser's mark that fits the account; nothing for others.
  func signInCounts(
    of subject: String, from address: String, device: String?, isCode: Bool = false
  ) throws -> [SignInCount] {
    let key = try signInKey()
    func count(_ name: String, _ limit: SignInLimit) -> SignInCount {
      SignInCount(name: authenticationCode(of: name, key: key), limit: limit)
    }
    if let device { return [count("device\n\(device)", .device)] }
    let network = NetworkAddress.block(of: address)
    if isCode { return [count("code\n\(subject)", .code), count("address\n\(network)", .address)] }
    return [
      count("pair\n\(subject)\n\(network)", .pair), count("account\n\(subject)", .account),
      count("address\n\(network)", .address),
    ]
  }

  /// Counts a try as failed before it is looked at, so that tries at the same time cannot slip through together.
  ///
  /// - Returns: seconds to wait, without counting, when it is too early for another try.
  func countTry(_ counts: [SignInCount]) throws -> Int {
    var failures: [Int] = []
    var wait = 0
    for count in counts {
      let known = try first("select failures, last_at from sign_in_count where name = \(count.name)") { row in
        (failures: row.integer(), last: try row.typed(Moment.self))
      }
      let isForgotten = known.map { count.limit.isForgotten($0.last, now) } ?? true
      failures.append(isForgotten ? 0 : known?.failures ?? 0)
      if let known { wait = max(wait, count.limit.wait(after: known.failures, last: known.last, now: now)) }
    }
    guard wait == 0 else { return wait }
    for (count, before) in zip(counts, failures) {
      try run(
        """
        insert into sign_in_count (name, failures, last_at) values (\(count.name), \(before + 1), \(now))
        on conflict (name) do update set failures = \(before + 1), last_at = \(now)
        """)
    }
    return 0
  }

  /// Takes back a try that was right: the pair is forgiven all, accounts and addresses this one.
  func forgive(_ counts: [SignInCount]) throws {
    for count in counts {
      if count.limit == .pair || count.limit == .device || count.limit == .code {
        try run("delete from sign_in_count where name = \(count.name)")
      } else {
        try run("update sign_in_count set failures = failures - 1 where name = \(count.name) and failures > 0")
      }
    }
  }

  /// Forgets counts that no rule remembers.
  func forgetOldCounts() throws {
    try run("delete from sign_in_count where last_at < \(now.adding(seconds: -SignInLimit.pair.memory))")
  }

  private func signInKey() throws -> [UInt8] {
    let name = "secret.sign-in"
    if let key = try first("select value from setting where name = \(name)", { $0.text() }) { return Array(key.utf8) }
    let fresh = hexadecimal(randomBytes(32))
    try run("insert into setting (name, value) values (\(name), \(fresh)) on conflict (name) do nothing")
    return Array(fresh.utf8)
  }
}

/// Whose network an address belongs to.
enum NetworkAddress {
  /// The address that a try is counted for.
  ///
  /// Behind a proxy on the same machine it is the one that the proxy added last to `X-Forwarded-For`; whoever comes from
  /// another machine is believed nothing.
  static func visitor(_ remote: String, forwarded: String?) -> String {
    let isLocal = ["", "127.0.0.1", "::1"].contains(remote)
    guard isLocal, let last = forwarded?.split(separator: ",").last?.filter({ $0 != " " }), last.utf8.count <= 45,
      !last.isEmpty
    else { return remote }
    return String(last)
  }

  /// The first 64 bits of an IPv6 address, which one household has for itself; an IPv4 address as it is.
  static func block(of address: String) -> String {
    guard address.contains(":"), !address.contains(".") else {
      return address.split(separator: ":").last.map(String.init) ?? address
    }
    let halves = address.prefix { $0 != "%" }.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    let front = halves[0].split(separator: ":")
    let back = halves.count > 1 ? halves[1].split(separator: ":") : []
    let zeros = [Substring](repeating: "0", count: max(0, 8 - front.count - back.count))
    let groups = halves.count > 1 ? front + zeros + back : front
    return groups.prefix(4).map { String(Int($0, radix: 16) ?? 0, radix: 16) }.joined(separator: ":")
  }
}
