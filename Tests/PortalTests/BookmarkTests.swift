// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Offers
import Portal
import TestKit
import Testing
import Web

@Suite struct BookmarkTests {
  private static func id(_ number: UInt64) -> RecordID<Offer> { RecordID(Identifier(high: 7, low: number)) }
  private static let sameOrigin = ["Sec-Fetch-Site": "same-origin"]

  private static func with(_ cookie: String) -> [String: String] {
    ["Sec-Fetch-Site": "same-origin", "Cookie": "\(PortalPath.bookmarkCookie)=\(cookie)"]
  }

  @Test("Nonsense and doubles in a cookie are passed over")
  func garbage() {
    for text in ["", ".", "....", "a.b.c", "%00%ff", "\"<script>"] {
      #expect(Bookmarks(text).isEmpty)
      let one = Self.id(1).text
      #expect(Bookmarks("\(text).\(one).\(one)").ids == [Self.id(1)])
    }
  }

  @Test("Sixty offers fit, the next is refused, and what was written is read again")
  func limit() throws {
    var bookmarks = Bookmarks()
    for number in 0..<UInt64(Bookmarks.limit) { try bookmarks.keep(Self.id(number)) }
    #expect(throws: Problem.self) { try bookmarks.keep(Self.id(999)) }
    try bookmarks.keep(Self.id(3))
    #expect(Bookmarks(bookmarks.text) == bookmarks)
    #expect(bookmarks.text.utf8.count < 3000)
    let tooMany = (0..<UInt64(500)).map { Self.id($0).text }.joined(separator: ".")
    #expect(Bookmarks(tooMany).ids.count == Bookmarks.limit)
    bookmarks.remove(Self.id(3))
    #expect(!bookmarks.contains(Self.id(3)))
    #expect(bookmarks.ids.count == Bookmarks.limit - 1)
  }

  @Test("Keeping an offer sets a cookie, leads back and shows it on the list with a link to pass on")
  func keeping() async throws {
    let town = try await PortalTown()
    let kept = try await town.client.post(
      "/merkliste",
      [("angebot", town.course.text), ("tun", "merken"), ("zurueck", "/angebote/\(town.course)?a=1")], Self.sameOrigin)
    #expect(kept.status == 303)
    #expect(kept.header("Location") == "/angebote/\(town.course)?a=1")
    let cookie = try #require(kept.header("Set-Cookie"))
    #expect(cookie.hasPrefix("merkliste=\(town.course);"))
    #expect(cookie.contains("HttpOnly"))
    let list = try await town.client.get("/merkliste", Self.with(town.course.text))
    for part in ["Sprachkurs mit Kinderbetreuung", "value=\"leeren\"", "/merkliste?liste=\(town.course)", "badge\">1<"]
    {
      #expect(list.body.contains(part), "\(part)")
    }
    #expect(list.header("Cache-Control") == "no-store")
    let shared = try await town.client.get("/merkliste?liste=\(town.course).\(town.group).unsinn")
    #expect(count("<li class=\"hit\">", in: shared.body) == 2)
    #expect(shared.body.contains("value=\"uebernehmen\""))
    try town.product.remove()
  }

  @Test("Removing, emptying and taking over a list change the cookie")
  func changing() async throws {
    let town = try await PortalTown()
    let both = "\(town.course).\(town.group)"
    let removed = try await town.client.post(
      "/merkliste", [("angebot", town.course.text), ("tun", "entfernen")], Self.with(both))
    #expect(removed.header("Set-Cookie")?.hasPrefix("merkliste=\(town.group);") == true)
    #expect(removed.header("Location") == "/merkliste")
    let emptied = try await town.client.post("/merkliste", [("tun", "leeren")], Self.with(both))
    #expect(emptied.header("Set-Cookie")?.hasPrefix("merkliste=; Path=/; Max-Age=0") == true)
    let unknown = try await town.client.post(
      "/merkliste", [("angebot", Self.id(5).text), ("tun", "merken")], Self.sameOrigin)
    #expect(unknown.header("Set-Cookie")?.hasPrefix("merkliste=;") == true)
    let taken = try await town.client.post(
      "/merkliste", [("liste", both), ("tun", "uebernehmen")], Self.with(town.group.text))
    #expect(taken.header("Set-Cookie")?.hasPrefix("merkliste=\(town.group).\(town.course);") == true)
    try town.product.remove()
  }

  @Test("A way back that leads elsewhere is not followed")
  func openRedirect() async throws {
    let town = try await PortalTown()
    for target in [
      "https://boese.example/", "//boese.example/", "/\\boese.example", "\\\\boese.example", "javascript:alert(1)",
      "/%5Cboese.example", "/\tboese", "boese", "/a/../b", "/%2e%2e/x", "///x", "/a\r\nSet-Cookie: x=1", "",
    ] {
      let answer = try await town.client.post(
        "/merkliste", [("angebot", town.course.text), ("tun", "merken"), ("zurueck", target)], Self.sameOrigin)
      #expect(answer.status == 303, "\(target)")
      #expect(answer.header("Location") == "/merkliste", "\(target)")
    }
    try town.product.remove()
  }

  @Test("A full list, missing parts and forms of other sites are refused")
  func refused() async throws {
    let town = try await PortalTown()
    let full = (0..<UInt64(Bookmarks.limit)).map { Self.id($0 + 10).text }.joined(separator: ".")
    let form = [("angebot", town.course.text), ("tun", "merken")]
    #expect(try await town.client.post("/merkliste", form, Self.with(full)).status == 409)
    #expect(try await town.client.post("/merkliste", [("tun", "merken")], Self.sameOrigin).status == 400)
    #expect(try await town.client.post("/merkliste", [("tun", "quatsch")], Self.sameOrigin).status == 400)
    #expect(try await town.client.post("/merkliste", form, ["Sec-Fetch-Site": "cross-site"]).status == 403)
    #expect(try await town.client.post("/merkliste", form, [:]).status == 403)
    let empty = try await town.client.get("/merkliste", Self.with("%00%ff,,,<script>"))
    #expect(empty.body.contains("Noch nichts gemerkt"))
    try town.product.remove()
  }
}
