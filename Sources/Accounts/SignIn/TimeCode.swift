// SPDX-License-Identifier: EUPL-1.2
internal import CLibCrypto
package import Kernel
internal import Storage
internal import Web

/// Codes of six digits that change every 30 seconds (TOTP, RFC 6238, with HMAC-SHA-1 as all apps know it).
package struct TimeCode: Sendable, Hashable {
  /// 20 bytes, as RFC 4226 recommends.
  package let secret: [UInt8]

  static let period: Int64 = 30

  package static func make() -> TimeCode { TimeCode(secret: randomBytes(20)) }

  package init(secret: [UInt8]) { self.secret = secret }

  /// Reads a secret in Base32; nothing for other text.
  package init?(_ text: String) {
    guard let bytes = SecretLetters.decode(text), bytes.count >= 16 else { return nil }
    secret = bytes
  }

  package var text: String { SecretLetters.encode(secret) }

  /// The number of the half minute.
  package static func step(at moment: Moment) -> Int64 { moment.milliseconds / 1000 / period }

  package func code(step: Int64) -> String {
    let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> Int64(56 - 8 * $0)) }
    var digest = [UInt8](repeating: 0, count: 20)
    var length: UInt32 = 20
    HMAC(EVP_sha1(), secret, Int32(secret.count), counter, counter.count, &digest, &length)
    let offset = Int(digest[19] & 15)
    let number = digest[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    return padded(Int(number % 1_000_000), 6)
  }

  /// The step that a code belongs to: this half minute, the one before or after; no step up to `last`, which was used.
  package func step(of code: String, at moment: Moment, after last: Int64) -> Int64? {
    let digits = code.filter { $0 != " " }
    guard digits.utf8.count == 6 else { return nil }
    let now = Self.step(at: moment)
    var found: Int64?
    for step in (now - 1)...(now + 1) where step > last {
      let expected = Array(self.code(step: step).utf8)
      if CRYPTO_memcmp(expected, Array(digits.utf8), 6) == 0 { found = found ?? step }
    }
    return found
  }

  /// What apps read from the picture.
  package func address(issuer: String, account: String) -> String {
    let label = Percent.encode("\(issuer):\(account)")
    return "otpauth://totp/\(label)?secret=\(text)&issuer=\(Percent.encode(issuer))&algorithm=SHA1&digits=6&period=30"
  }
}

/// Base32 of RFC 4648 without padding.
enum SecretLetters {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(letters[Int(buffer >> UInt32(bits)) & 31])
      }
    }
    if bits > 0 { text.append(letters[Int(buffer << UInt32(5 - bits)) & 31]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Blanks and small letters are allowed; nothing for any other letter.
  static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for letter in text.uppercased().utf8 where letter != 32 {
      guard let value = letters.firstIndex(of: letter) else { return nil }
      buffer = buffer << 5 | UInt32(value)
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    return bytes
  }
}
