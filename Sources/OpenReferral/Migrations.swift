// SPDX-License-Identifier: EUPL-1.2
internal import Storage

enum OpenReferralMigrations {
  /// The feed counts and pages through all published offers; this index alone answers its usual questions.
  static let all = [
    Migration(
      "2026-11-25-h-feed",
      [
        """
        create index offer_feed on offer (id, ends_on, organisation, modified_at, strategy, fields, stages,
          target_groups, service, programmes, age_from, age_to, status, archived_at)
        where status = 'published' and archived_at is null
        """
      ])
  ]
}
