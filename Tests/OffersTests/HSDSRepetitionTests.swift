// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Offers
import Organisations
import Storage
import Synchronization
import Testing

@Suite("Import of HSDS again and from tables") struct HSDSRepetitionTests {
  @Test("A changed source changes the record and keeps what people here added")
  func update() async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    try await desk.load(try desk.write(hsdsService(#""schedules": [{"id":"h","byday":"MO,TU"}]"#)))
    let tenant = desk.tenant
    try await desk.database.write(by: .system("test")) { transaction in
      let stored = try #require(try transaction.list(Offer.self, in: .tenant(tenant)).first)
      var offer = stored.record
      offer.stages = ["BK-4"]
      try OfferActions.change(offer, over: stored, transaction)
    }
    let report = try await desk.load(
      json: hsdsService(#""schedules": [{"id":"h","byday":"TU,FR"}]"#, name: "Sprachtreff"))
    #expect(report.offers.changed == 1)
    let offer = try #require(try await desk.all(Offer.self).first)
    #expect(offer.title == "Sprachtreff")
    #expect(offer.stages == ["BK-4"])
    #expect(try await desk.all(OfferSchedule.self).compactMap(\.weekday) == [.tuesday, .friday])
    #expect(try await desk.all(OfferPlace.self).count == 1)
    #expect(try await desk.database.read { try $0.brokenAudit().isEmpty })
  }

  @Test("What a complete delivery no longer has is paused, and comes back with it")
  func vanished() async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    try await desk.load(try desk.write("[\(hsdsService()),\(hsdsService(id: "s2", name: "Zwei"))]"))
    #expect(try await desk.load(json: "[\(hsdsService())]").offers.vanished == 0)
    #expect(try await desk.load(json: "[\(hsdsService())]", isComplete: true).offers.vanished == 1)
    #expect(try await desk.all(Offer.self).first { $0.title == "Zwei" }?.status == .paused)
    let back = try await desk.load(json: "[\(hsdsService()),\(hsdsService(id: "s2", name: "Zwei"))]", isComplete: true)
    #expect(back.offers.changed == 1)
    #expect(try await desk.all(Offer.self).map(\.status) == [.published, .published])
  }

  @Test("A dry run tells the same and keeps nothing; progress ends at the total")
  func dryRun() async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    let path = try desk.write(hsdsService())
    let report = try await desk.load(path, isDryRun: true)
    #expect(report.offers.added == 1)
    #expect(!report.isKept)
    #expect(try await desk.all(Offer.self).isEmpty)
    let steps = Mutex<[[Int]]>([])
    _ = try await HSDSImport.run(path: path, options: .init(tenant: desk.tenant), on: desk.database) { done, total in
      steps.withLock { $0.append([done, total]) }
    }
    #expect(steps.withLock { $0.last } == [3, 3])
  }

  @Test("Tables name file, line and column, and strange files stay closed")
  func tables() async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    _ = try desk.write("id;name;description\no1;Verein;Text\n", "feed/organizations.csv")
    _ = try desk.write("geheim", "feed/notizen.txt")
    let path = try desk.write(
      "id,organization_id,name,status,maximum_age,minimum_age\ns1,o1,A,active,6,12\ns1,o1,B,active,,\ns3,o9,C,active,,\n",
      "feed/services.csv")
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    let report = try await desk.load(folder.path)
    #expect(
      Set(report.problems.compactMap(\.field)) == ["services.csv:2:5", "services.csv:3:1", "services.csv:4:2"])
    #expect(report.notices.contains { $0.example.hasPrefix("notizen.txt") })
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd")
    await #expect(throws: Problem.self) { try await desk.load(folder.path) }
  }
}
