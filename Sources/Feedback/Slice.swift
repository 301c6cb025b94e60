// SPDX-License-Identifier: EUPL-1.2
internal import Records
package import Web

/// What the public writes to the centres: praise, corrections, suggested offers, barriers (F12, F13, F179).
package enum Feedback {
  /// The forms without anything that they could be about.
  package static let slice = slice(about: [])

  /// - Parameter sources: the kinds of things that people can write about, in the order in which addresses are looked through.
  package static func slice(about sources: [FeedbackSource]) -> Slice {
    Slice(
      name: "Feedback", kinds: [FeedbackMessage.descriptor.info], migrations: FeedbackMigrations.all,
      texts: PackageResources.Texts_csv, textKeys: FeedbackWord.allCases.map(\.rawValue),
      siteMap: { _ in
        [SiteMapEntry(FeedbackPath.form), SiteMapEntry(FeedbackPath.suggestion), SiteMapEntry(FeedbackPath.barrier)]
      },
      permissions: FeedbackPermissions.all, staffMenu: FeedbackDesk.menu,
      routes: { FeedbackPages($0, sources).routes + FeedbackDesk.routes($0, sources) })
  }
}
