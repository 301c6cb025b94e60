// SPDX-License-Identifier: EUPL-1.2
import Access
import Kernel
import Storage
import TestKit
import Testing
import Web
import Workplace

@Suite("Start page and frame of the workplace")
struct StartTests {
  private struct Broken: Error {}

  @Test("Parts of the start page are shown to whoever may see them, and one that fails takes no other with it")
  func panels() async throws {
    let secret = StartPanel(WorkplaceText.listExport, .permission(Permission("x.see", "Sehen", [.centerHead]))) { _ in
      StartPanel.Content(count: 1, rows: [StartPanel.Row("Nur für die Leitung", Path("x"))])
    }
    let broken = StartPanel(WorkplaceText.listColumns, .signedIn) { _ in throw Broken() }
    let large = ListWorkshop.desk.panel(WorkplaceText.listNarrow, note: "day") { today in
      [("f-size", "large"), ("f-day-von", today.iso), ("f-day-bis", today.adding(days: 30).iso)]
    }
    let many = StartPanel(WorkplaceText.listEmpty, .signedIn) { _ in
      StartPanel.Content(count: 12, rows: [StartPanel.Row("Eines von vielen", Path("x"))], all: Path("alle"))
    }
    let workshop = try await ListWorkshop(
      panels: [secret, broken, large, many, .mine { _ in [ListWorkshop.desk.recent] }])
    try await workshop.plant("<b>Bald</b>") {
      $0.size = .large
      $0.day = Day(iso: "2026-12-01")
    }
    try await workshop.plant("Später") {
      $0.size = .large
      $0.day = Day(iso: "2027-06-01")
    }
    let page = try await workshop.get("", as: "anna", root: "/arbeitsplatz")
    #expect(page.status == 200)
    #expect(page.body.contains("&lt;b&gt;Bald&lt;/b&gt;") && page.body.contains("01.12.2026"))
    #expect(!page.body.contains("Später") && !page.body.contains("Nur für die Leitung"))
    #expect(page.body.contains("<p><a class=\"more\" href=\"") && page.body.contains("/alle\">"))
    #expect(!page.body.contains("&lt;p&gt;"))
    #expect(page.body.contains("nicht laden"))
    #expect(try await workshop.get("", as: "bert", root: "/arbeitsplatz").body.contains("Nur für die Leitung"))
    #expect(try await workshop.client.get("/arbeitsplatz").status == 401)
    try workshop.product.remove()
  }

  @Test("The frame shows the centre, a way to the others, and only what may be opened")
  func frame() async throws {
    let workshop = try await ListWorkshop(menu: [
      StaffLink(WorkplaceText.listColumns, DeskPath("muster").list, .permission(Workshop.view), in: .directory),
      StaffLink(
        WorkplaceText.listExport, Path("y"), .permission(Permission("y.see", "y", [.systemOperator])), in: .upkeep),
    ])
    let page = try await workshop.get("", as: "anna")
    #expect(page.body.contains("KI Dortmund") && !page.body.contains("KI Hagen"))
    #expect(page.body.contains("aria-current=\"page\">Spalten") && !page.body.contains("href=\"/y\""))
    #expect(page.header("Cache-Control") == "no-store")
    let bert = try await workshop.get("", as: "bert").body
    #expect(bert.contains("name=\"tenant\" value=\"\(workshop.there)\""))
    for asset in ["arbeitsplatz.css", "arbeitsplatz.js"] {
      #expect(try await workshop.client.get("/assets/\(asset)").status == 200)
    }
    try workshop.product.remove()
  }
}
