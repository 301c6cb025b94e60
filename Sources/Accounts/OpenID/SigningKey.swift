// SPDX-License-Identifier: EUPL-1.2
internal import CLibCrypto
internal import Formats
internal import Foundation
internal import Kernel

/// One public key with which a provider signs: RSA with SHA-256 (RS256) or the curve P-256 (ES256), nothing else.
struct SigningKey: Sendable, Hashable {
  enum Algorithm: String, Sendable { case rs256 = "RS256", es256 = "ES256" }

  /// What the provider calls it; empty where it has no name.
  let name: String
  let algorithm: Algorithm
  /// SubjectPublicKeyInfo (RFC 5280).
  private let encoded: [UInt8]

  /// The keys of a JWK set (RFC 7517); what is no key for signatures of ours is passed over.
  static func all(_ set: JSONNode) throws(Problem) -> [SigningKey] {
    try set.field("keys").items().prefix(100).compactMap { SigningKey($0) }
  }

  private init?(_ key: JSONNode) {
    guard let object = try? key.object() else { return nil }
    func text(_ name: String) -> String? {
      guard case .string(let text) = object[name] else { return nil }
      return text
    }
    if let use = text("use"), use != "sig" { return nil }
    let algorithm: Algorithm
    switch text("kty") {
    case "RSA":
      guard let modulus = text("n").flatMap(TokenText.decode), let exponent = text("e").flatMap(TokenText.decode),
        modulus.drop(while: { $0 == 0 }).count >= 256, !exponent.isEmpty, exponent.count <= 8
      else { return nil }
      algorithm = .rs256
      encoded = DER.rsa(modulus: modulus, exponent: exponent)
    case "EC" where text("crv") == "P-256":
      guard let x = text("x").flatMap(TokenText.decode), let y = text("y").flatMap(TokenText.decode), x.count == 32,
        y.count == 32
      else { return nil }
      algorithm = .es256
      encoded = DER.curve(x: x, y: y)
    default: return nil
    }
    if let named = text("alg"), named != algorithm.rawValue { return nil }
    name = text("kid") ?? ""
    self.algorithm = algorithm
  }

  func signed(_ text: [UInt8], _ signature: [UInt8]) -> Bool {
    var signature = signature
    if algorithm == .es256 {
      guard signature.count == 64 else { return false }
      signature = DER.signature(signature)
    }
    return encoded.withUnsafeBufferPointer { bytes in
      var position = bytes.baseAddress
      guard let key = d2i_PUBKEY(nil, &position, bytes.count) else { return false }
      defer { EVP_PKEY_free(key) }
      guard let context = EVP_MD_CTX_new() else { return false }
      defer { EVP_MD_CTX_free(context) }
      guard EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1 else { return false }
      return EVP_DigestVerify(context, signature, signature.count, text, text.count) == 1
    }
  }
}

/// Base64 for addresses, without filling (RFC 4648, 5).
enum TokenText {
  static func encode(_ bytes: [UInt8]) -> String {
    let plain = Data(bytes).base64EncodedString()
    return String(decoding: plain.utf8.filter { $0 != 61 }.map(web), as: UTF8.self)
  }

  /// Nothing for any other character, filling included.
  static func decode(_ text: String) -> [UInt8]? {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case 48...57, 65...90, 97...122, 45, 95: true
      default: false
      }
    }
    guard isPlain else { return nil }
    let plain = String(decoding: text.utf8.map(usual), as: UTF8.self)
    let filling = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
    return Data(base64Encoded: plain + filling).map { Array($0) }
  }

  private static func web(_ byte: UInt8) -> UInt8 { byte == 43 ? 45 : byte == 47 ? 95 : byte }

  private static func usual(_ byte: UInt8) -> UInt8 { byte == 45 ? 43 : byte == 95 ? 47 : byte }
}

/// The few encodings (X.690) that libcrypto wants keys and signatures in.
enum DER {
  static func rsa(modulus: [UInt8], exponent: [UInt8]) -> [UInt8] {
    let name: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00]
    let key = sequence(integer(modulus) + integer(exponent))
    return sequence(sequence(name) + element(0x03, [0] + key))
  }

  static func curve(x: [UInt8], y: [UInt8]) -> [UInt8] {
    let names: [UInt8] = [
      0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07,
    ]
    return sequence(sequence(names) + element(0x03, [0, 4] + x + y))
  }

  /// Two numbers of 32 bytes each.
  static func signature(_ plain: [UInt8]) -> [UInt8] {
    sequence(integer(Array(plain[..<32])) + integer(Array(plain[32...])))
  }

  private static func sequence(_ content: [UInt8]) -> [UInt8] { element(0x30, content) }

  private static func integer(_ bytes: [UInt8]) -> [UInt8] {
    let short = bytes.drop { $0 == 0 }
    guard let first = short.first else { return element(0x02, [0]) }
    return element(0x02, (first >= 0x80 ? [0] : []) + short)
  }

  private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    if count < 128 { return [tag, UInt8(count)] + content }
    if count < 256 { return [tag, 0x81, UInt8(count)] + content }
    return [tag, 0x82, UInt8(count >> 8), UInt8(count & 255)] + content
  }
}
