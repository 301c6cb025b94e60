// SPDX-License-Identifier: EUPL-1.2
import Centers
import Kernel
import Storage
import TestKit
import Testing
import Web

@Suite("Centres")
struct CenterTests {
  @Test(
    "Names become parts of addresses",
    arguments: [
      ("Kreis Minden-Lübbecke", "kreis-minden-luebbecke"), ("Mülheim an der Ruhr", "muelheim-an-der-ruhr"),
      ("StädteRegion Aachen", "staedteregion-aachen"), ("  Straße & Co. ", "strasse-co"), ("", ""),
    ])
  func slugs(name: String, slug: String) { #expect(Center.slug(of: name) == slug) }

  @Test("54 centres have different addresses, signs and tiles")
  func different() async throws {
    let book = try await TestProduct().database.read { try CenterBook($0) }
    #expect(book.centers.count == 54)
    #expect(Set(book.centers.map(\.slug)).count == 54)
    #expect(Set(book.centers.map(\.sign)).count == 54)
    #expect(Set(book.centers.map { "\($0.tileColumn) \($0.tileRow)" }).count == 54)
    #expect(book.centers.allSatisfy { $0.sign.utf8.count <= 3 && $0.latitude != nil })
    #expect(Set(book.centers.map(\.districtGovernment)).count == 5)
  }

  @Test(
    "The list for programs filters, pages and names what is wrong",
    arguments: [
      ("/api/v1/centers", 200), ("/api/v1/centers?center=05913000", 200), ("/api/v1/centers?center=dortmund", 200),
      ("/api/v1/centers?kind=Kreis&per_page=5&page=2", 200), ("/api/v1/centers?center=atlantis", 400),
      ("/api/v1/centers?per_page=0", 400), ("/api/v1/centers?per_page=101", 400), ("/api/v1/centers?page=x", 400),
      ("/api/v1/centers?kind=Burg", 400), ("/api/v1/centers?oops=1", 400), ("/api/v1/centers/dortmund", 200),
      ("/api/v1/centers/05913000", 200), ("/api/v1/centers/none", 404),
    ])
  func programs(path: String, status: Int) async throws {
    let answer = try await TestProduct().client.get(path)
    #expect(answer.status == status)
    if status == 400 {
      #expect(answer.header("Content-Type") == "application/problem+json")
      #expect(answer.body.contains("\"parameter\""))
    }
    if status == 200 { #expect(!answer.body.contains("base64")) }
  }

  @Test("A logo is taken by its first bytes, not by its name, and served with that type")
  func logo() async throws {
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
    let product = try await TestProduct()
    let center = try await product.center("dortmund")
    try await product.database.write(by: .system("test")) { transaction in
      guard let stored = try transaction.find(Center.self, center.id, in: .tenant(center.tenant)) else { return }
      var record = stored.record
      record.logo = try CenterLogo.text(of: png)
      try transaction.save(record, over: stored)
    }
    try await product.settle()
    let answer = try await product.client.get("/zentren/dortmund/logo")
    #expect(answer.header("Content-Type") == "image/png")
    #expect(throws: Problem.self) { try CenterLogo.text(of: Array("<svg onload=alert(1)>".utf8)) }
    #expect(throws: Problem.self) { try CenterLogo.text(of: png + [UInt8](repeating: 0, count: 200_000)) }
    #expect(try await product.client.get("/zentren/bonn/logo").status == 404)
  }

  @Test("Each centre's stylesheet sets its four colours for both schemes")
  func accents() async throws {
    #expect(Accent.all.count == 12)
    let answer = try await TestProduct().client.get("/assets/zentrum/dortmund.css")
    #expect(answer.body.ranges(of: "--accent:").count == 2)
    #expect(answer.header("Content-Type")?.hasPrefix("text/css") == true)
  }
}
