// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel

/// The form in which the outbox keeps the blocks of a letter: `[["p","Text"],["b","Anmelden","https://…"],["n","Klein"]]`.
enum BlockText {
  static func encoded(_ blocks: [Letter.Block]) -> String {
    var writer = JSONWriter()
    writer.array { list in
      for block in blocks { list.array { item in write(block, &item) } }
    }
    return writer.text
  }

  /// - Throws: a `Problem` where the text was not written by `encoded`.
  static func decoded(_ text: String) throws -> [Letter.Block] {
    try JSONNode(JSONValue(parsing: Array(text.utf8))).items().map { node in
      let parts = try node.items().map { try $0.text() }
      switch (parts.first, parts.count) {
      case ("p", 2): return .paragraph(parts[1])
      case ("n", 2): return .note(parts[1])
      case ("b", 3): return .button(parts[1], address: parts[2])
      default: throw node.problem("messages.unknown-block", "Diesen Baustein einer Mail gibt es nicht.")
      }
    }
  }

  /// The same blocks without the addresses of links: what is kept once the mail has gone, because a link may let in
  /// whoever holds it.
  static func withoutLinks(_ blocks: [Letter.Block]) -> [Letter.Block] {
    blocks.map { block in
      if case .button(let text, _) = block { return .button(text, address: "") }
      return block
    }
  }

  private static func write(_ block: Letter.Block, _ item: inout JSONWriter) {
    switch block {
    case .paragraph(let text):
      item.value("p")
      item.value(text)
    case .note(let text):
      item.value("n")
      item.value(text)
    case .button(let text, let address):
      item.value("b")
      item.value(text)
      item.value(address)
    }
  }
}
