// SPDX-License-Identifier: EUPL-1.2
import TestKit
import Testing

@testable import Web

@Suite("Ids of requests and who is behind a proxy") struct WatchTests {
  @Test("A well-formed id is taken over and answered, any other replaced, also for kept pages")
  func marks() async throws {
    let product = try await TestProduct()
    for path in ["/", "/", "/gibt-es-nicht", "/api/v1/offers"] {
      let answer = try await product.client.get(path, ["X-Request-ID": "0af7651916cd43dd"])
      #expect(answer.header("X-Request-ID") == "0af7651916cd43dd", "\(path)")
      let other = try await product.client.get(path, ["X-Request-ID": "bad id <script>"])
      #expect(other.header("X-Request-ID") == "test-0001", "\(path)")
    }
  }

  @Test(
    "Only a trusted machine's word counts, and of it only what it wrote itself",
    arguments: [
      (["1.1.1.1"], "127.0.0.1", "1.1.1.1"), (["6.6.6.6, 1.1.1.1"], "127.0.0.1", "1.1.1.1"),
      (["6.6.6.6, 1.1.1.1, 10.0.0.2"], "127.0.0.1", "1.1.1.1"), (["6.6.6.6", "1.1.1.1"], "127.0.0.1", "1.1.1.1"),
      (["1.1.1.1"], "9.9.9.9", "9.9.9.9"), ([], "127.0.0.1", "127.0.0.1"), ([", ,"], "127.0.0.1", "127.0.0.1"),
      ([String(repeating: "1", count: 400)], "127.0.0.1", "127.0.0.1"),
    ])
  func forwarded(lines: [String], peer: String, expected: String) {
    #expect(ForwardedAddress.visitor(lines, behind: peer, trusting: ["127.0.0.1", "10.0.0.2"]) == expected)
  }
}
