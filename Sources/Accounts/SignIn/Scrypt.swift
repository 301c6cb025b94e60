// SPDX-License-Identifier: EUPL-1.2
internal import CLibCrypto
internal import Foundation
internal import Storage

/// A password as it is kept: `scrypt$ln=15,r=8,p=3$<salt>$<hash>`, salt and hash in hexadecimal digits (RFC 7914).
///
/// Costs a quarter of a second and 32 MiB, so it is only computed on the thread of `PasswordPress`.
package struct PasswordHash: Sendable, Hashable {
  package struct Cost: Sendable, Hashable {
    /// The number of rounds as a power of two.
    package let rounds: Int
    package let blocks: Int
    package let lanes: Int

    package init(rounds: Int, blocks: Int, lanes: Int) {
      self.rounds = rounds
      self.blocks = blocks
      self.lanes = lanes
    }

    /// 2^15 rounds, 8 blocks, 3 lanes; see `Decisions/2026-11-25-scrypt.md`.
    package static let current = Cost(rounds: 15, blocks: 8, lanes: 3)

    /// What is computed at all: nobody who can write a row makes the server use gigabytes.
    var isSane: Bool { (10...18).contains(rounds) && (1...16).contains(blocks) && (1...16).contains(lanes) }
  }

  package let cost: Cost
  private let salt: [UInt8]
  private let hash: [UInt8]

  /// A new hash with a salt of its own.
  package static func make(_ password: String, cost: Cost = .current) -> PasswordHash {
    let salt = randomBytes(16)
    return PasswordHash(cost: cost, salt: salt, hash: compute(password, salt, cost))
  }

  /// A hash that no password fits, for mail addresses without an account.
  static let nobody = PasswordHash(
    cost: .current, salt: [UInt8](repeating: 0, count: 16), hash: [UInt8](repeating: 0, count: 32))

  private init(cost: Cost, salt: [UInt8], hash: [UInt8]) {
    self.cost = cost
    self.salt = salt
    self.hash = hash
  }

  /// Reads the stored form; nothing for any other text.
  package init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "scrypt", let cost = Self.cost(parts[1]), cost.isSane,
      let salt = Self.bytes(parts[2]), salt.count >= 16, let hash = Self.bytes(parts[3]), hash.count == 32
    else { return nil }
    self.init(cost: cost, salt: salt, hash: hash)
  }

  /// The form in which it is stored.
  package var text: String {
    "scrypt$ln=\(cost.rounds),r=\(cost.blocks),p=\(cost.lanes)$\(hexadecimal(salt))$\(hexadecimal(hash))"
  }

  package func fits(_ password: String) -> Bool {
    let computed = Self.compute(password, salt, cost)
    return CRYPTO_memcmp(computed, hash, hash.count) == 0
  }

  private static func compute(_ password: String, _ salt: [UInt8], _ cost: Cost) -> [UInt8] {
    // The same password typed on another keyboard may be composed differently.
    let bytes = Array(password.decomposedStringWithCanonicalMapping.utf8)
    var hash = [UInt8](repeating: 0, count: 32)
    let memory = UInt64(256 * cost.blocks) << UInt64(cost.rounds)
    let isDone = bytes.withUnsafeBytes { raw in
      EVP_PBE_scrypt(
        raw.bindMemory(to: CChar.self).baseAddress, bytes.count, salt, salt.count, 1 << UInt64(cost.rounds),
        UInt64(cost.blocks), UInt64(cost.lanes), memory, &hash, hash.count)
    }
    precondition(isDone == 1, "no memory for scrypt")
    return hash
  }

  private static func cost(_ text: Substring) -> Cost? {
    let pairs = text.split(separator: ",").map { $0.split(separator: "=") }
    guard pairs.count == 3, pairs.allSatisfy({ $0.count == 2 }), pairs.map({ $0[0] }) == ["ln", "r", "p"],
      let rounds = Int(pairs[0][1]), let blocks = Int(pairs[1][1]), let lanes = Int(pairs[2][1])
    else { return nil }
    return Cost(rounds: rounds, blocks: blocks, lanes: lanes)
  }

  private static func bytes(_ text: Substring) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).reduce(into: [UInt8]?([])) { bytes, index in
      guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else {
        bytes = nil
        return
      }
      bytes?.append(byte)
    }
  }
}
