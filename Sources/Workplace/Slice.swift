// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Records
internal import Storage
package import Web

/// Where staff work: the frame, lists and forms that follow from desks, the start page.
package enum Workplace {
  /// - Parameters:
  ///   - panels: what the start page shows, in its order.
  ///   - links: the records whose links are checked every night.
  ///   - files: the kinds of records that may have pictures and documents.
  package static func slice(
    panels: [StartPanel] = [], links: [LinkSource] = [], files: [AttachmentOwner] = []
  ) -> Slice {
    Slice(
      name: "Workplace", kinds: [Attachment.descriptor.info],
      migrations: [WorkplaceMigrations.lists] + RecordMigrations.all + LinkMigrations.all
        + AttachmentMigrations.all,
      texts: PackageResources.Texts_csv,
      textKeys: WorkplaceText.allCases.map(\.rawValue) + RecordText.allCases.map(\.rawValue),
      permissions: LinkPermissions.all, staffMenu: [LinkPages.menu], jobs: { _ in [LinkCheck(links).kind] },
      routes: { services in
        LinkPages(services: services).routes + AttachmentPages(services: services, owners: files).routes + [
          MarkdownTools.route,
          asset(DeskPath.stylesheet, "text/css; charset=utf-8", PackageResources.workplace_css),
          asset(DeskPath.script, "text/javascript; charset=utf-8", PackageResources.workplace_js), FormScript.route,
          StartPages(panels: panels + [LinkPages.panel]).route,
        ]
      })
  }

  private static func asset(_ path: Path, _ type: String, _ bytes: [UInt8]) -> Route {
    Route(.get, path.text, .everyone) { _ in Reply(.ok, type, bytes, isPublic: true) }
  }
}
