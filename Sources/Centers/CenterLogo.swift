// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
package import Kernel

/// A centre's logo as it is kept in its record: `image/png;base64,…`.
package struct CenterLogo: Sendable {
  let type: String
  let bytes: [UInt8]

  static let limit = 100 << 10
  static let tooLarge = Problem(
    "center.logo-too-large", .tooLarge, "Das Logo darf höchstens 100 KiB groß sein.", field: "logo")

  init?(_ text: String) {
    guard let separator = text.firstIndex(of: ";"), text[separator...].hasPrefix(";base64,"),
      let data = Data(base64Encoded: String(text[text.index(separator, offsetBy: 8)...]))
    else { return nil }
    type = String(text[..<separator])
    bytes = Array(data)
  }

  /// The field's text for an image file; its type is told from its first bytes.
  ///
  /// - Throws: a `Problem` for anything but PNG, JPEG or WebP of at most 100 KiB.
  package static func text(of bytes: [UInt8]) throws(Problem) -> String {
    guard bytes.count <= limit else { throw tooLarge }
    guard let type = type(of: bytes) else {
      throw Problem(
        "center.logo-type", .invalid, "Das Logo muss ein Bild im Format PNG, JPEG oder WebP sein.", field: "logo")
    }
    return "\(type);base64,\(Data(bytes).base64EncodedString())"
  }

  private static func type(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
    if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
      return "image/webp"
    }
    return nil
  }
}
