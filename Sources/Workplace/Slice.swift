// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Storage
package import Web

/// Where staff work: the frame, lists and forms that follow from desks, the start page.
package enum Workplace {
  /// - Parameter panels: what the start page shows, in its order.
  package static func slice(panels: [StartPanel] = []) -> Slice {
    Slice(
      name: "Workplace", migrations: [WorkplaceMigrations.lists] + RecordMigrations.all,
      texts: PackageResources.Texts_csv,
      textKeys: WorkplaceText.allCases.map(\.rawValue) + RecordText.allCases.map(\.rawValue),
      routes: { _ in
        [
          asset(DeskPath.stylesheet, "text/css; charset=utf-8", PackageResources.workplace_css),
          asset(DeskPath.script, "text/javascript; charset=utf-8", PackageResources.workplace_js), FormScript.route,
          StartPages(panels: panels).route,
        ]
      })
  }

  private static func asset(_ path: Path, _ type: String, _ bytes: [UInt8]) -> Route {
    Route(.get, path.text, .everyone) { _ in Reply(.ok, type, bytes, isPublic: true) }
  }
}
