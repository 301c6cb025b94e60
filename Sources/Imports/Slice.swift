// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import Kernel
internal import Storage
package import Web

/// Tables that people bring into their centre: mapping, preview, one transaction, and the way back (F170 to F173).
package enum Imports {
  /// Needed beside the permission to change records of the file's kind.
  package static let permission = Permission(
    "import.run", "Tabellen einlesen und Importe zurücknehmen", [.centerHead, .centerStaff, .centerAdministration])

  /// - Parameters:
  ///   - kinds: what can be brought in, in the order of the form.
  ///   - records: every kind of record that any of them writes, also beside the rows' own.
  package static func slice(_ kinds: [ImportKind], records: [ImportedRecord]) -> Slice {
    let jobs = ImportJobs(kinds: kinds, records: records, meter: ImportMeter())
    return Slice(
      name: "Imports", migrations: ImportMigrations.all, texts: PackageResources.Texts_csv,
      textKeys: ImportWord.allCases.map(\.rawValue), permissions: [permission],
      staffMenu: [StaffLink(ImportWord.menu, ImportPath.list, .permission(permission), in: .upkeep)],
      jobs: { _ in jobs.all }, routes: { ImportPages($0, jobs).routes })
  }
}
