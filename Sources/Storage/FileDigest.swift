// SPDX-License-Identifier: EUPL-1.2
internal import CLibCrypto

/// SHA-256 over bytes that come in pieces.
///
/// A class because it stands for OpenSSL's context; it is used by one thread at a time.
package final class RunningDigest {
  private let context: OpaquePointer

  package init() {
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("no memory for a digest") }
    self.context = context
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  package func add(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    EVP_DigestUpdate(context, start, bytes.count)
  }

  /// The digest in hexadecimal digits; nothing may be added afterwards.
  package func end() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 32
    EVP_DigestFinal_ex(context, &digest, &length)
    return hexadecimal(digest)
  }
}
