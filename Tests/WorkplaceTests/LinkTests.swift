// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import HTTPTypes
import Kernel
import Organisations
import Outward
import Records
import Storage
import Synchronization
import TestKit
import Testing

@testable import Workplace

@Suite("Links that lead nowhere")
struct LinkTests {
  /// The rest of the internet, as tests want it. A class because the check and the test share it.
  private final class Net: Sendable {
    let answers = Mutex<[String: Result<Int, OutwardFault>]>([:])
    let asked = Mutex<[(url: String, isHead: Bool)]>([])

    var send: Outward.Send {
      { (request: OutwardRequest) async throws(OutwardFault) -> OutwardAnswer in
        self.asked.withLock { $0.append((request.url, request.isHead)) }
        guard case .publicOnly = request.reach else { throw .refused }
        let answer = self.answers.withLock { $0[request.url] } ?? .success(200)
        return OutwardAnswer(status: try answer.get(), body: [])
      }
    }
  }

  private func look(_ product: TestProduct, _ net: Net, by principal: Principal) async throws {
    let source = LinkSource.records(of: Organisation.self, slug: "organisationen")
    let check = LinkCheck([source], send: net.send, isUnknownDomain: { $0 == "weg.example" })
    try await check.perform(
      JobRun(
        id: RecordID(Identifier(high: 1, low: 9)), tenant: nil, principal: principal, input: "", checkpoint: "",
        database: product.database, report: { _ in }))
  }

  private static let person = Principal(kind: .user, id: "anna", name: "Anna")

  @Test("Missing pages and domains show at once, what does not answer after the second look, and mending clears")
  func states() async throws {
    let product = try await TestProduct()
    let tenant = try await product.center("dortmund").tenant
    let sites = [
      "https://fehlt.example/seite", "https://langsam.example/", "https://gut.example/a?b=1&c=2",
      "https://nurfuermitglieder.example/",
    ]
    let ids = try await product.database.write(by: .system("test")) { transaction in
      try sites.enumerated().map { index, site in
        var organisation = Organisation(id: transaction.makeID())
        (organisation.name, organisation.website) = ("Verein \(index)", site)
        if index == 2 { organisation.mail = "info@weg.example" }
        try OrganisationActions.add(organisation, of: tenant, transaction)
        return organisation.id
      }
    }
    let net = Net()
    net.answers.withLock {
      $0 = [sites[0]: .success(404), sites[1]: .failure(.tooSlow), sites[3]: .success(403)]
    }
    let staff = try await product.person(.centerStaff, in: tenant)
    try await look(product, net, by: Self.person)
    var page = try await staff.get("/arbeitsplatz/links").body
    #expect(page.contains("fehlt.example/seite") && page.contains("mailto:weg.example"))
    #expect(!page.contains("langsam.example") && !page.contains("gut.example") && !page.contains("nurfuer"))
    // HEAD first; a reader's question only where that failed.
    #expect(net.asked.withLock { $0.filter { $0.url == sites[2] }.map(\.isHead) } == [true])
    #expect(net.asked.withLock { $0.filter { $0.url == sites[0] }.map(\.isHead) } == [true, false])
    try await look(product, net, by: Self.person)
    page = try await staff.get("/arbeitsplatz/links").body
    #expect(page.contains("langsam.example") && page.contains("Antwortet nicht rechtzeitig"))
    let hint = try await staff.get("/arbeitsplatz/organisationen/\(ids[0])").body
    #expect(hint.contains("führt ins Leere"))
    #expect(try await staff.get("/arbeitsplatz").body.contains("Defekte Links"))
    net.answers.withLock { $0 = [:] }
    try await look(product, net, by: Self.person)
    page = try await staff.get("/arbeitsplatz/links").body
    #expect(!page.contains("langsam.example") && !page.contains("fehlt.example"))
    try product.remove()
  }

  @Test("Nightly looks pass over what was seen today, and another centre sees nothing of ours")
  func bounds() async throws {
    let product = try await TestProduct()
    let tenant = try await product.center("dortmund").tenant
    try await product.database.write(by: .system("test")) { transaction in
      var organisation = Organisation(id: transaction.makeID())
      (organisation.name, organisation.website) = ("Verein", "https://fehlt.example/")
      try OrganisationActions.add(organisation, of: tenant, transaction)
    }
    let net = Net()
    net.answers.withLock { $0 = ["https://fehlt.example/": .success(410)] }
    try await look(product, net, by: .system("jobs"))
    let first = net.asked.withLock(\.count)
    try await look(product, net, by: .system("jobs"))
    #expect(first == 2 && net.asked.withLock(\.count) == first)
    let other = try await product.person(.centerStaff, in: try await product.center("bielefeld").tenant)
    #expect(!(try await other.get("/arbeitsplatz/links").body.contains("fehlt.example")))
    let reader = try await product.person(.centerReader, in: tenant)
    #expect(try await reader.get("/arbeitsplatz/links").status == 200)
    #expect(try await reader.post("/arbeitsplatz/links/pruefen", []).status == 403)
    let staff = try await product.person(.centerStaff, in: tenant)
    for _ in 0..<2 { #expect(try await staff.post("/arbeitsplatz/links/pruefen", []).status == 303) }
    #expect(
      try await product.database.read { try $0.number("select count(*) from job where name = 'links.check'") } == 1)
    try product.remove()
  }

  @Test(
    "Addresses of this machine and of private networks are never asked, whatever way they are written",
    arguments: [
      "http://127.0.0.1:1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/",
      "http://169.254.169.254/latest/meta-data", "http://172.16.0.1/", "http://0.0.0.0/", "http://2130706433/",
      "http://0x7f.1/", "http://[::ffff:127.0.0.1]/", "http://[fd00::1]/", "http://100.64.0.1/", "file:///etc/passwd",
      "gopher://127.0.0.1/", "https://exa mple/",
    ])
  func guarded(_ address: String) async throws {
    await #expect(throws: OutwardFault.self) { try await Outward.send(OutwardRequest(address, reach: .publicOnly)) }
    do {
      _ = try await Outward.send(OutwardRequest(address, reach: .publicOnly))
    } catch {
      #expect(error == .refused, "\(address) \(error)")
    }
  }

  @Test(
    "What is checked of a link",
    arguments: [
      ("www.verein.example#oben", "https://www.verein.example"),
      ("mailto:Info@Verein.example?subject=x", "mailto:verein.example"),
      ("/angebote/1", nil), ("tel:0231123", nil), ("javascript:alert(1)", nil),
    ] as [(String, String?)])
  func addresses(_ text: String, _ checked: String?) {
    #expect(CheckedAddress.of(text) == checked)
  }

  @Test("Addresses are found in HTML of any length, and what is not one ends nothing")
  func inHTML() {
    let html =
      "<p>ä href= <a href=\"https://a.example/?x=1&amp;y=2\">A</a><a href=\"\">leer</a>"
      + String(repeating: "<b>ü</b>", count: 50) + "<a rel=\"noopener\" href=\"mailto:b@b.example\">B</a>"
    #expect(LinkSource.addresses(inHTML: html) == ["https://a.example/?x=1&y=2", "mailto:b@b.example"])
    #expect(LinkSource.addresses(inHTML: "<a href=\"offen").isEmpty && LinkSource.addresses(inHTML: "").isEmpty)
  }
}
