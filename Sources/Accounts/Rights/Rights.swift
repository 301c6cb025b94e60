// SPDX-License-Identifier: EUPL-1.2
package import Access
package import Kernel
package import Records
package import Storage
package import Web
internal import Workplace

/// What the slice of accounts brings for rights (F153, F154, F155).
package enum Rights {
  package static let viewTeam = Permission(
    "team.view", "Das Team ansehen",
    [.systemOperator, .coordinationHead, .coordinationMember, .centerHead, .centerStaff, .centerAdministration])
  package static let keepTeam = Permission(
    "team.keep", "Rollen und Rechte vergeben", [.systemOperator, .coordinationHead, .centerHead])
  package static let explain = Permission(
    "access.explain", "Sehen, wer einen Eintrag sehen darf",
    [.systemOperator, .coordinationHead, .coordinationMember, .centerHead, .centerStaff, .centerAdministration])

  package static let permissions = [viewTeam, keepTeam, explain]

  package static let staffMenu = [
    StaffLink(RightsText.team, RightsPath.team, .permission(viewTeam), in: .people),
    StaffLink(RightsText.tokens, RightsPath.tokens, .signedIn, in: .people),
  ]

  package static let kinds = [
    MembershipEntry.descriptor.info, AccessGrant.descriptor.info, ProgramToken.descriptor.info,
  ]
}

/// A kind of record on which rights can be given one by one, and whose page says who may see it.
package struct AccessSubject: Sendable {
  package let kind: String
  /// German, one of them.
  package let label: String
  package let permissions: [Permission]
  /// German, many of them.
  let many: String
  /// Where the records are kept.
  let desk: DeskPath
  /// What decisions are about, only within the tenant.
  package let find: @Sendable (Connection, Identifier, TenantID) throws -> Subject?
  /// What the record is called, as far as it has a name of its own.
  let title: @Sendable (Connection, Identifier, TenantID) throws -> String?

  /// - Parameters:
  ///   - slug: the part of the desk's addresses.
  ///   - organisation: to which organisation a record belongs, for providers.
  package init<R: Record>(
    _ type: R.Type, at slug: String, _ permissions: [Permission],
    organisation: @escaping @Sendable (R) -> Identifier? = { _ in nil }
  ) {
    kind = R.descriptor.kind
    label = R.descriptor.one
    many = R.descriptor.many
    desk = DeskPath(slug)
    self.permissions = permissions
    title = { connection, id, tenant in
      guard let stored = try connection.find(R.self, RecordID(id), in: .tenant(tenant)) else { return nil }
      let names = ["title", "name"].lazy.compactMap { R.descriptor.field($0)?.read(stored.record).text }
      return names.first { !$0.isEmpty }
    }
    find = { connection, id, tenant in
      try connection.find(R.self, RecordID(id), in: .tenant(tenant)).map { stored in
        Subject(
          tenant: stored.tenant, kind: R.descriptor.kind, record: stored.id.identifier,
          organisation: organisation(stored.record))
      }
    }
  }
}

/// What the product knows of all slices together; read when it is needed, because this slice is one of them.
package struct RightsBook: Sendable {
  package let subjects: @Sendable () -> [AccessSubject]
  package let permissions: @Sendable () -> [Permission]

  package init(
    subjects: @escaping @Sendable () -> [AccessSubject], permissions: @escaping @Sendable () -> [Permission]
  ) {
    self.subjects = subjects
    self.permissions = permissions
  }

  package static let empty = RightsBook(subjects: { [] }, permissions: { Rights.permissions })

  func label(_ permission: String) -> String {
    permissions().first { $0.name == permission }?.label ?? permission
  }
}

/// All pages about rights.
package struct RightsPages: Sendable {
  let services: Services
  let book: RightsBook

  package init(_ services: Services, _ book: RightsBook = .empty) {
    self.services = services
    self.book = book
  }

  package var routes: [Route] {
    TeamPages(services: services).routes + TokenPages(services: services, book: book).routes
      + AccessPages(services: services, book: book).routes
  }
}
