// SPDX-License-Identifier: EUPL-1.2

package import Kernel

/// HTML of other people that may stand in our pages, because it was taken apart and written anew.
///
/// - Elements: `p h2 h3 h4 ul ol li strong em br a blockquote table caption thead tbody tr th td abbr hr dl dt dd
///   span`; attributes: `href`, `scope`, `lang`, `dir`, and `rel="noopener"` on links to other sites. All else
///   dissolves or vanishes.
/// - Headings begin at `h2` and skip no level; images vanish, their alternative text stays in brackets.
/// - Cleaning cleaned HTML changes nothing. There is no other way to make a value of this type.
///
/// How it works: `Documentation/Algorithms/CleanHTML.md`.
package struct CleanHTML: Hashable, Sendable {
  package let text: String

  /// Bytes before and after cleaning.
  package static let limit = 1 << 20

  package static let empty = CleanHTML()

  /// - Parameter rewriting: gives the address that a link shall have instead; nothing takes the link away. The new
  ///   address is checked like any other.
  /// - Throws: `html.too-large` beyond 1 MiB, `html.too-deep` beyond a hundred levels.
  package init(cleaning html: String, rewriting: ((String) -> String?)? = nil) throws(Problem) {
    let bytes = Array(html.utf8)
    guard bytes.count <= Self.limit else { throw Self.tooLarge }
    var blocks = HTMLFlow.blocks(try HTMLTreeBuilder.tree(bytes, rewriting: rewriting), in: .top)
    if blocks.last == .rule { blocks.removeLast() }
    Self.straightenHeadings(&blocks)
    let cleaned = HTMLSerializer.bytes(blocks)
    guard cleaned.count <= Self.limit else { throw Self.tooLarge }
    text = String(decoding: cleaned, as: UTF8.self)
  }

  private init() { text = "" }

  package var isEmpty: Bool { text.isEmpty }

  private static var tooLarge: Problem { Problem("html.too-large", .tooLarge, "Der Text ist größer als 1 MiB.") }

  /// Levels from 2 to 4 without a gap; headings that stood side by side still do.
  private static func straightenHeadings(_ blocks: inout [HTMLContent]) {
    var open: [Int] = []
    for index in blocks.indices {
      guard case .heading(let level, let line) = blocks[index] else { continue }
      while let last = open.last, last >= level { open.removeLast() }
      open.append(level)
      blocks[index] = .heading(min(open.count + 1, 4), line)
    }
  }
}
