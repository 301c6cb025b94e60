// SPDX-License-Identifier: EUPL-1.2
internal import Synchronization

/// Counts answered requests by route, method and class of status, and how long they took, since the start of the process.
///
/// Knows patterns such as `/angebote/{id}`, never addresses, so nothing of it says who read what. A class because all
/// requests share it.
package final class RequestTally: Sendable {
  package struct Answer: Sendable, Hashable, Comparable {
    package let method: String
    /// 2 for 200 to 299.
    package let statusClass: Int

    package static func < (one: Answer, other: Answer) -> Bool {
      (one.method, one.statusClass) < (other.method, other.statusClass)
    }
  }

  package struct Counts: Sendable {
    package internal(set) var answers: [Answer: Int] = [:]
    package internal(set) var latency = LatencyHistogram()
  }

  /// What requests to no route are counted under.
  package static let unknown = "unknown"
  private static let methods: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

  private let routes = Mutex<[String: Counts]>([:])
  private let underWay = Mutex(0)

  package init() {}

  /// Requests that have begun and are not answered yet.
  package var running: Int { underWay.withLock { $0 } }

  /// All counts by route, in the order of the routes.
  package var counts: [(route: String, counts: Counts)] {
    routes.withLock { $0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  package func begin() { underWay.withLock { $0 += 1 } }

  package func end() { underWay.withLock { $0 -= 1 } }

  /// - Parameters:
  ///   - route: the pattern of the route; nothing where there was none.
  ///   - method: any text; what is no usual method is counted as `OTHER`, so that nobody can make up counters.
  package func note(route: String?, method: String, status: Int, seconds: Double) {
    let known = Self.methods.contains(method) ? method : "OTHER"
    let answer = Answer(method: known, statusClass: status / 100)
    routes.withLock { routes in
      routes[route ?? Self.unknown, default: Counts()].answers[answer, default: 0] += 1
      routes[route ?? Self.unknown, default: Counts()].latency.add(seconds: seconds)
    }
  }
}
