// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Portal
import TestKit
import Testing
import Web

@Suite struct LanguageTests {
  @Test("A choice of language is remembered and leads to the same page in that language")
  func change() async throws {
    let product = try await TestProduct()
    for (path, location, cookie) in [
      ("/sprache/en?weiter=%2Fangebote%3Ffeld%3DHF-SP%26q%3Da%2520b", "/en/angebote?feld=HF-SP&q=a%20b", "sprache=en;"),
      ("/sprache/ar?weiter=%2F", "/ar/", "sprache=ar;"),
      ("/sprache/de?weiter=%2Fzentren%2Fdortmund", "/zentren/dortmund", "sprache=de;"),
      ("/sprache/en?weiter=%2Far%2Fzentren", "/en/zentren", "sprache=en;"), ("/sprache/en", "/en/", "sprache=en;"),
    ] {
      let answer = try await product.client.get(path)
      #expect(answer.status == 303, "\(path)")
      #expect(answer.header("Location") == location)
      #expect(answer.header("Set-Cookie")?.hasPrefix(cookie) == true)
    }
    #expect(try await product.client.get("/sprache/tr").status == 404)
    #expect(try await product.client.get("/sprache/..%2F").status == 404)
    try product.remove()
  }

  @Test("It never leads to another site")
  func openRedirect() async throws {
    let product = try await TestProduct()
    for target in [
      "https%3A%2F%2Fboese.example", "%2F%2Fboese.example", "%2F%5Cboese.example", "javascript%3Aalert(1)",
      "%2F%0D%0ALocation%3A%20x", "%2F%2Fboese.example%2F..", "%20%2F%2Fboese.example",
    ] {
      let answer = try await product.client.get("/sprache/en?weiter=\(target)")
      #expect(answer.status == 303, "\(target)")
      #expect(answer.header("Location") == "/en/", "\(target)")
    }
    try product.remove()
  }

  @Test("An address of ours is put together again from its parts")
  func local() {
    for (text, path) in [
      ("/suche?q=a+b&feld=X", "/suche?q=a%20b&feld=X"), ("/", "/"), ("/a/b/", "/a/b"), ("/en/suche", "/suche"),
      ("/suche?q=%22%3E", "/suche?q=%22%3E"), ("/suche#x", "/suche"), ("/caf%C3%A9", "/caf%C3%A9"), ("/?q=1", "/?q=1"),
    ] { #expect(LocalTarget.path(text)?.text == path, "\(text)") }
    for text in ["", "x", "//x", "/a//b", "/\\x", "/a b", "/..", "/%2e", "/" + String(repeating: "a", count: 5000)] {
      #expect(LocalTarget.path(text) == nil, "\(text.prefix(20))")
    }
  }
}
