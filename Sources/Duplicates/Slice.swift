// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import Kernel
internal import Storage
package import Web

/// Records that mean the same thing: finding them across sources, comparing, making one of two, and the way back (F31).
package enum Duplicates {
  package static let view = Permission(
    "duplicates.view", "Mögliche Dubletten ansehen",
    [.centerHead, .centerStaff, .coordinationHead, .coordinationMember])
  /// Needed beside the permission to change records of the kind.
  package static let merge = Permission(
    "duplicates.merge", "Dubletten zusammenführen und das zurücknehmen", [.centerHead, .centerStaff, .coordinationHead])
  package static let across = Permission(
    "duplicates.across", "Organisationen in mehreren Zentren ansehen", [.coordinationHead, .coordinationMember])

  /// - Parameter further: kinds of other areas that refer to organisations, places, contact people or offers.
  package static func slice(further: @escaping @Sendable () -> [MergedKind] = { [] }) -> Slice {
    Slice(
      name: "Duplicates", migrations: DuplicateMigrations.all, texts: PackageResources.Texts_csv,
      textKeys: DuplicateWord.allCases.map(\.rawValue), permissions: [view, merge, across],
      staffMenu: [
        StaffLink(DuplicateWord.menu, DuplicatePath.list, .permission(view), in: .upkeep),
        StaffLink(DuplicateWord.across, DuplicatePath.across, .permission(across), in: .upkeep),
      ],
      jobs: { DuplicateJobs(index: DuplicateIndex(kinds: DuplicateKinds.all($0))).all },
      routes: { DuplicatePages($0, DuplicateKinds.all($0), DuplicateKinds.referring + further()).routes })
  }
}
