// SPDX-License-Identifier: EUPL-1.2
import HTTPTypes
import Kernel
import TestKit
import Testing

@testable import Web

@Suite("Streamed replies")
struct StreamTests {
  private func client(_ route: Route) async throws -> (TestProduct, TestClient) {
    let product = try await TestProduct()
    let table = try RouteTable([Slice(name: "Test", routes: { _ in [route] })], product.services)
    return (product, TestClient(table.responder()))
  }

  @Test("All bytes arrive in order, nothing is kept, HEAD runs nothing")
  func streaming() async throws {
    let (product, client) = try await client(
      Route(.get, "/strom", .everyone) { _ in
        .stream("text/csv; charset=utf-8", fileName: "Liste.csv") { writer in
          for number in 0..<20_000 { try await writer.write(Array("\(number)\n".utf8)) }
        }
      })
    let answer = try await client.get("/strom")
    #expect(answer.status == 200)
    #expect(answer.body == (0..<20_000).map { "\($0)\n" }.joined())
    #expect(answer.header("Cache-Control") == "no-store")
    #expect(answer.header("ETag") == nil)
    let head = try await client.send(.head, "/strom")
    #expect(head.status == 200)
    #expect(head.body.isEmpty)
    try product.remove()
  }

  @Test("What goes wrong on the way cuts the answer instead of ending it")
  func broken() async throws {
    let (product, client) = try await client(
      Route(.get, "/strom", .everyone) { _ in
        .stream("text/plain") { writer in
          try await writer.write([65])
          throw Problem.notFound
        }
      })
    await #expect(throws: Problem.self) { try await client.get("/strom") }
    try product.remove()
  }

  @Test(
    "File names cannot break the header",
    arguments: [
      ("Angebote.csv", "attachment; filename=\"Angebote.csv\"; filename*=UTF-8''Angebote.csv"),
      ("Übersicht 1.csv", "attachment; filename=\"__bersicht 1.csv\"; filename*=UTF-8''%C3%9Cbersicht%201.csv"),
      (
        "a\"; filename=b\r\nSet-Cookie: x",
        "attachment; filename=\"a__ filename=bSet-Cookie_ x\"; "
          + "filename*=UTF-8''a_%3B%20filename%3DbSet-Cookie_%20x"
      ),
      ("../../etc/passwd", "attachment; filename=\"_.._etc_passwd\"; filename*=UTF-8''_.._etc_passwd"),
      ("x\u{202E}fdp.exe", "attachment; filename=\"xfdp.exe\"; filename*=UTF-8''xfdp.exe"),
      ("..", "attachment; filename=\"Datei\"; filename*=UTF-8''Datei"),
    ])
  func fileNames(_ name: (given: String, header: String)) {
    #expect(FileName.attachment(name.given) == name.header)
  }
}
