// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Offers
import Records
import Storage
import TestKit
import Testing
import Web

@Suite("Tables of offers")
struct OfferTableTests {
  @Test("The descriptions are free of defects", arguments: Offers.slice.kinds.indices)
  func descriptions(_ index: Int) {
    #expect(Offers.slice.kinds[index].defects().isEmpty)
  }

  @Test("A blank record breaks no limit but the required ones")
  func blanks() {
    #expect(Offer.descriptor.problems(in: Offer(id: Sample.id(1))).map(\.field) == ["title"])
    #expect(OfferPlace.descriptor.problems(in: OfferPlace(id: Sample.id(1))).map(\.field) == ["offer", "place"])
    #expect(OfferSchedule.descriptor.problems(in: OfferSchedule(id: Sample.id(1))).map(\.field) == ["offer"])
    #expect(
      ScheduleException.descriptor.problems(in: ScheduleException(id: Sample.id(1))).map(\.field)
        == ["schedule", "day"])
  }

  @Test("Every described field has a column, in the order of the description")
  func columns() async throws {
    let product = try await TestProduct()
    defer { try? product.remove() }
    let counts = try await product.database.read { connection in
      [
        try connection.list(Offer.self, in: .everyTenant).count,
        try connection.list(OfferPlace.self, in: .everyTenant).count,
        try connection.list(OfferSchedule.self, in: .everyTenant).count,
        try connection.list(ScheduleException.self, in: .everyTenant).count,
      ]
    }
    #expect(counts == [0, 0, 0, 0])
  }
}
