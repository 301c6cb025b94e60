// SPDX-License-Identifier: EUPL-1.2
import Guides
import Kernel
import Testing

@Suite("Reading an Integreat file")
struct IntegreatFileTests {
  @Test(
    "A file that is no list of pages is refused as a whole",
    arguments: [
      "", "null", "{}", "[]", "[{\"id\":1}", "[1,]", "\u{0}", "[{\"id\":1,\"id\":2}]", "{\"pages\":[]}",
    ])
  func refused(_ text: String) {
    #expect(throws: Problem.self) { try IntegreatFile(parsing: Array(text.utf8), language: .german) }
  }

  @Test("Bytes that are not UTF-8 are refused")
  func encoding() {
    let bytes = Array("[{\"id\":1,\"title\":\"".utf8) + [0xE4, 0x22, 0x7D, 0x5D]
    #expect(throws: Problem.self) { try IntegreatFile(parsing: bytes, language: .german) }
  }

  @Test(
    "A faulty page is told with its place in the file",
    arguments: [
      ("{\"title\":\"A\",\"path\":\"/k/de/a/\"}", "$[1].id", "json.missing"),
      ("{\"id\":\"7\",\"title\":\"A\"}", "$[1].id", "json.wrong-kind"),
      ("{\"id\":0,\"title\":\"A\"}", "$[1].id", "integreat.no-id"),
      ("{\"id\":1,\"title\":\"A\"}", "$[1].id", "integreat.duplicate-id"),
      ("{\"id\":2}", "$[1].title", "json.missing"),
      ("{\"id\":2,\"title\":\"  \\n \"}", "$[1].title", "integreat.no-title"),
      ("{\"id\":2,\"title\":17}", "$[1].title", "json.wrong-kind"),
      ("{\"id\":2,\"title\":\"A\",\"content\":[]}", "$[1].content", "json.wrong-kind"),
      ("{\"id\":2,\"title\":\"A\",\"order\":-1}", "$[1].order", "integreat.order"),
      ("{\"id\":2,\"title\":\"A\",\"last_updated\":\"gestern\"}", "$[1].last_updated", "integreat.no-moment"),
      ("{\"id\":2,\"title\":\"A\",\"path\":\"/k/de/eins/\"}", "$[1].path", "integreat.duplicate-path"),
      (
        "{\"id\":2,\"title\":\"A\",\"parent\":{\"id\":9,\"path\":\"/k/de/fehlt/\"}}", "$[1].parent",
        "integreat.unknown-parent"
      ),
      ("{\"id\":2,\"title\":\"A\",\"parent\":{\"id\":99,\"path\":null}}", "$[1].parent", "integreat.unknown-parent"),
      ("{\"id\":2,\"title\":\"A\",\"parent\":\"/k/de/eins/\"}", "$[1].parent", "json.wrong-kind"),
      ("{\"id\":2,\"title\":\"A\",\"parent\":{\"id\":2,\"path\":null}}", "$[1].parent", "integreat.cycle"),
      (
        "{\"id\":2,\"title\":\"A\",\"available_languages\":{\"en\":{\"path\":\"\"}}}", "$[1].available_languages.en.id",
        "json.missing"
      ),
      ("[]", "$[1]", "json.wrong-kind"),
    ])
  func places(_ item: String, _ place: String, _ code: String) throws {
    let first = "{\"id\":1,\"title\":\"Eins\",\"path\":\"/k/de/eins/\"}"
    let file = try IntegreatFile(parsing: Array("[\(first),\(item)]".utf8), language: .german)
    #expect(file.problems.map(\.code) == [code])
    #expect(file.problems.first?.field == place)
    #expect(file.problems.first?.sentence.contains(place) == true)
  }

  @Test("A long title is refused, white space in it is one blank")
  func titles() throws {
    let long = String(repeating: "ä", count: 201)
    let file = try IntegreatFile(
      parsing: Array("[{\"id\":1,\"title\":\"\(long)\"},{\"id\":2,\"title\":\" A \\n\\tB\"}]".utf8), language: .german)
    #expect(file.problems.map(\.field) == ["$[0].title"])
    #expect(file.total == 2)
  }

  @Test("Pages that stand under each other in a circle are all told, and those under them")
  func circles() throws {
    func page(_ id: Int, under parent: Int) -> String {
      "{\"id\":\(id),\"title\":\"S\(id)\",\"parent\":{\"id\":\(parent),\"path\":null}}"
    }
    let text =
      "[\(page(1, under: 3)),\(page(2, under: 1)),\(page(3, under: 2)),\(page(4, under: 3)),\(page(5, under: 0))]"
    let file = try IntegreatFile(parsing: Array(text.utf8), language: .german)
    #expect(file.problems.map(\.field) == ["$[0].parent", "$[1].parent", "$[2].parent", "$[3].parent"])
    #expect(file.problems.prefix(3).allSatisfy { $0.code == "integreat.cycle" })
  }

  @Test("A ninth level is refused")
  func depth() throws {
    let pages = (1...9).map { "{\"id\":\($0),\"title\":\"S\",\"parent\":{\"id\":\($0 - 1),\"path\":null}}" }
    let file = try IntegreatFile(parsing: Array("[\(pages.joined(separator: ","))]".utf8), language: .german)
    #expect(file.problems.map(\.code) == ["integreat.too-deep"])
    #expect(file.problems.first?.field == "$[8].parent")
  }
}
