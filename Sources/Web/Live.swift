// SPDX-License-Identifier: EUPL-1.2
package import Storage
internal import Synchronization

/// Something small that is read from the database once and kept until one of its kinds changes: catalogues, centres.
///
/// A class because all requests share what was read.
package final class Live<Content: Sendable>: Sendable {
  private let database: Database
  private let kinds: [String]
  private let load: @Sendable (Connection) throws -> Content
  private let kept = Mutex<(version: Int64, content: Content)?>(nil)

  package init(
    _ database: Database, of kinds: [String], _ load: @escaping @Sendable (Connection) throws -> Content
  ) {
    self.database = database
    self.kinds = kinds
    self.load = load
  }

  /// The content as of the last applied change.
  package func callAsFunction() async throws -> Content {
    let version = database.content.applied(of: kinds)
    if let content = kept.withLock({ $0?.version == version ? $0?.content : nil }) { return content }
    let content = try await database.read(load)
    kept.withLock { $0 = (version, content) }
    return content
  }
}
