// SPDX-License-Identifier: EUPL-1.2
package import Web

/// Our offers for other programs, after the Human Services Data Specification (HSDS, F167, L13).
package enum OpenReferral {
  package static let slice = Slice(
    name: "OpenReferral", migrations: OpenReferralMigrations.all, texts: PackageResources.Texts_csv,
    textKeys: FeedWord.allCases.map(\.rawValue), siteMap: { _ in [SiteMapEntry(FeedPath.check)] },
    routes: { FeedPages($0).routes })
}
