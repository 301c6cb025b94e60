// SPDX-License-Identifier: EUPL-1.2
package import Access
package import HTTPTypes
package import Kernel

/// How people and programs are recognised, and what the menu of the workplace holds; brought in by the product, so that
/// this floor knows no accounts.
package struct Door: Sendable {
  /// Who sent these headers; nothing for visitors. Looks in the database at most once per request.
  package let identify: @Sendable (HTTPFields) async throws -> SignedIn?
  /// The sign-in page that leads back to a target afterwards; nothing where nobody can sign in.
  package let signInPath: @Sendable (String) -> Path?
  package let menu: [StaffLink]
  /// What a tenant is called in the head of staff pages; empty where nobody knows. See `TenantNames`.
  package var tenantName: @Sendable (TenantID) -> String = { _ in "" }

  package init(
    identify: @escaping @Sendable (HTTPFields) async throws -> SignedIn?,
    signInPath: @escaping @Sendable (String) -> Path?, menu: [StaffLink]
  ) {
    self.identify = identify
    self.signInPath = signInPath
    self.menu = menu
  }

  /// Nobody is let in.
  package static let closed = Door(identify: { _ in nil }, signInPath: { _ in nil }, menu: [])
}

/// One entry of the menu at the workplace; shown to whoever may open it.
package struct StaffLink: Sendable {
  /// The parts of the menu, in their order.
  package enum Section: Int, Sendable, CaseIterable { case today, directory, work, people, upkeep, installation }

  /// The key of its text.
  package let text: String
  package let path: Path
  package let access: Requirement
  package let section: Section

  package init(_ text: some TextKey, _ path: Path, _ access: Requirement, in section: Section) {
    self.text = text.rawValue
    self.path = path
    self.access = access
    self.section = section
  }
}
