// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Storage
internal import Synchronization

/// The names of all tenants, read once and again when one of their kinds has changed.
///
/// A class because all requests share what was read. Views ask without waiting; `Door.naming` sees to it that the names are
/// there before any staff page is drawn.
package final class TenantNames: Sendable {
  private let live: Live<[TenantID: String]>
  private let last = Mutex<[TenantID: String]>([:])

  package init(
    _ database: Database, of kinds: [String], _ load: @escaping @Sendable (Connection) throws -> [TenantID: String]
  ) {
    live = Live(database, of: kinds, load)
  }

  package subscript(_ tenant: TenantID) -> String { last.withLock { $0[tenant] } ?? "" }

  func refresh() async throws {
    let names = try await live()
    last.withLock { $0 = names }
  }
}

extension Door {
  /// The same door for a house whose tenants have names.
  package func naming(_ names: TenantNames) -> Door {
    let identify = identify
    var door = Door(
      identify: { headers in
        guard let somebody = try await identify(headers) else { return nil }
        try await names.refresh()
        return somebody
      }, signInPath: signInPath, menu: menu)
    door.tenantName = { names[$0] }
    return door
  }
}
