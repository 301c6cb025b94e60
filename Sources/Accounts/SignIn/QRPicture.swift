// SPDX-License-Identifier: EUPL-1.2
internal import CQREncode
internal import Web

/// A text as a QR code, drawn as SVG within the page: no file, no other server, no script.
struct QRPicture {
  private let width: Int
  private let dark: [Bool]

  /// Nothing for a text that is too long for a code (about 2,300 letters).
  init?(_ text: String) {
    guard !text.utf8.contains(0), let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else {
      return nil
    }
    defer { QRcode_free(code) }
    width = Int(code.pointee.width)
    dark = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
  }

  /// - Parameter label: says in words what the picture is for.
  func svg(label: String) -> HTML {
    let size = width + 8
    return """
      <svg class="qr" role="img" aria-label="\(label)" viewBox="0 0 \(size) \(size)" width="232" height="232" \
      shape-rendering="crispEdges"><rect width="\(size)" height="\(size)" fill="#fff"/>\
      <path fill="#000" d="\(path)"/></svg>
      """
  }

  /// One horizontal bar for each run of dark squares; four squares of white around.
  private var path: String {
    var path = ""
    for row in 0..<width {
      var column = 0
      while column < width {
        guard dark[row * width + column] else {
          column += 1
          continue
        }
        let start = column
        while column < width, dark[row * width + column] { column += 1 }
        path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z"
      }
    }
    return path
  }
}
