// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Messages
package import Storage
package import Web

/// What goes on behind the pages, seen and steered from pages: jobs (F173) and mails (F45).
package enum Upkeep {
  /// - Parameters:
  ///   - kinds: all kinds of jobs, for their German names.
  ///   - steps: all steps of the schema, which must have been taken before visitors may come.
  package static func slice(
    migrations steps: @escaping @Sendable () -> [Migration] = { [] },
    jobs kinds: @escaping @Sendable (Services) -> [JobKind]
  ) -> Slice {
    Slice(
      name: "Upkeep", migrations: MessageMigrations.all, texts: PackageResources.Texts_csv,
      textKeys: UpkeepWord.allCases.map(\.rawValue), permissions: UpkeepPermission.all,
      staffMenu: [
        StaffLink(UpkeepWord.jobs, UpkeepPath.jobs(), .permission(UpkeepPermission.viewJobs), in: .upkeep),
        StaffLink(UpkeepWord.mails, UpkeepPath.mails(), .permission(UpkeepPermission.viewMails), in: .upkeep),
      ],
      jobs: { _ in [retention] },
      routes: { services in
        JobPages(services, kinds(services)).routes + MailPages(services).routes
          + HealthPages(services, steps()).routes
      })
  }

  /// Mails and jobs are kept for 90 days after their end.
  private static let retention = JobKind(
    "upkeep.retention", "Alte Mails und Aufträge löschen", .nightly(minutes: 190)
  ) { run in
    let (mails, jobs) = try await run.database.write(by: .system("retention")) { transaction in
      (try transaction.eraseOldMails(), try transaction.eraseOldJobs())
    }
    try await run.report(JobProgress(done: mails + jobs, note: "\(mails) Mails und \(jobs) Aufträge gelöscht."))
  }
}
