// SPDX-License-Identifier: EUPL-1.2

/// What an engine can tell of itself; for operators, nothing is decided by it.
package struct EngineStatistics: Sendable {
  /// One set of connections to one server, or one file.
  package struct Pool: Sendable {
    /// `main`, or for a copy that may be read `replica` with its place.
    package var name: String
    /// The most connections that may be open.
    package var limit = 0
    package var open = 0
    package var busy = 0
    /// Callers that wait for a connection now.
    package var waiting = 0
    /// Since the start of the process: connections handed out, callers that waited, seconds that they waited, callers that
    /// gave up waiting, connections that were made anew after they broke.
    package var leases = 0
    package var waits = 0
    package var secondsWaited = 0.0
    package var timeouts = 0
    package var reconnections = 0
    /// How far a copy is behind; nothing for the original or where it is not known.
    package var secondsBehind: Double?
    /// Whether it is asked at present; a copy that is too far behind is left out.
    package var isUsed = true

    package init(_ name: String) { self.name = name }
  }

  /// `sqlite` or `postgres`.
  package var engine: String
  /// What the data take on the disk; nothing where it is not known.
  package var bytes: Int?
  package var pools: [Pool]

  package init(engine: String, bytes: Int? = nil, pools: [Pool] = []) {
    self.engine = engine
    self.bytes = bytes
    self.pools = pools
  }
}

/// An engine that can tell more than its name.
package protocol EngineReporting: Sendable {
  /// Cheap: it is asked for every few seconds.
  func statistics() async throws -> EngineStatistics
}

extension Database {
  /// What the engine tells of itself; only its name where it tells nothing.
  package func statistics() async throws -> EngineStatistics {
    if let reporting = engine as? any EngineReporting { return try await reporting.statistics() }
    return EngineStatistics(engine: engineName)
  }

  /// `sqlite` or `postgres`.
  package var engineName: String { String(describing: engine.dialect) }
}
