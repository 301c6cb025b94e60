// SPDX-License-Identifier: EUPL-1.2
internal import CLibCrypto
internal import Kernel

extension Database {
  /// 32 random bytes that belong to this installation, made on first use; all its processes share them.
  package func secret(_ name: String) async throws -> [UInt8] {
    let key = "secret.\(name)"
    let fresh = hexadecimal(randomBytes(32))
    let text = try await write(by: .system("secret")) { transaction in
      try transaction.run("insert into setting (name, value) values (\(key), \(fresh)) on conflict (name) do nothing")
      return try transaction.first("select value from setting where name = \(key)") { $0.text() } ?? fresh
    }
    return Array(text.utf8)
  }
}

/// Random bytes that nobody can guess, by OpenSSL.
package func randomBytes(_ count: Int) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: count)
  precondition(RAND_bytes(&bytes, Int32(count)) == 1, "no randomness available")
  return bytes
}

/// HMAC-SHA-256 in hexadecimal digits.
package func authenticationCode(of text: String, key: [UInt8]) -> String {
  var digest = [UInt8](repeating: 0, count: 32)
  var length: UInt32 = 32
  let bytes = Array(text.utf8)
  HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &digest, &length)
  return hexadecimal(digest)
}
