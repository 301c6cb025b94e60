// SPDX-License-Identifier: EUPL-1.2

extension SQLiteEngine: EngineReporting {
  /// The readers of a file never wait for one another, so there is no pool to tell of; only the size.
  func statistics() async throws -> EngineStatistics {
    let bytes = try await read { connection in
      try connection.number("select page_count from pragma_page_count")
        * connection.number("select page_size from pragma_page_size")
    }
    return EngineStatistics(engine: String(describing: dialect), bytes: bytes)
  }
}
