// SPDX-License-Identifier: EUPL-1.2
package import Access
package import Kernel
package import Records
package import Storage
package import Web

/// How staff keep records of one kind: who may, what must hold, what happens on saving. Pages, exports and the interface for
/// programs follow from it and from the descriptor.
package struct Desk<R: Record>: Sendable {
  /// The part of its addresses: `/arbeitsplatz/{slug}`; German, plural.
  package let slug: String
  package let view: Permission
  package let edit: Permission
  /// Fields that lists show, in order.
  package var columns: [String]
  /// Fields that lists can be narrowed by.
  package var filters: [String]
  /// The field that names the organisation a record belongs to, for providers; `id` where the record is the organisation.
  package var organisationField: String?
  package var vocabulary: @Sendable (Connection, TenantID) throws -> Vocabulary
  /// Defaults of a new record.
  package var prepare: @Sendable (inout R, StaffVisit) -> Void
  /// What speaks against a record beside the limits of its fields.
  package var problems: @Sendable (R, Connection) throws -> [Problem]
  /// Keeps a new (`nil`) or changed record: the slice's own action.
  package var save: @Sendable (R, Stored<R>?, TenantID, Transaction) throws -> Void
  package var archive: @Sendable (Stored<R>, Transaction) throws -> Void
  /// What can be done with one record beside changing its fields.
  package var steps: [DeskStep<R>]
  /// What else is shown with one record.
  package var panels: [DeskPanel<R>]
  /// Where the public sees it.
  package var publicPath: @Sendable (Stored<R>) -> Path?
  /// What would make a record better (F131); see `QualityHint`.
  package var hints: @Sendable (Stored<R>, Connection) throws -> [QualityHint] = { _, _ in [] }

  /// Whether people make such records; others come from installation or from the public.
  package var isOpenToNew = true
  /// Whether people put such records away; what others depend on stays.
  package var isArchivable = true
  /// Fields that other pages show and change.
  package var hidden: Set<String> = []
  /// Fills what follows from what was typed, before anything is checked.
  package var complete: @Sendable (inout R) -> Void = { _ in }

  package init(
    _ slug: String, view: Permission, edit: Permission, columns: [String]? = nil, filters: [String] = [],
    organisationField: String? = nil,
    vocabulary: @escaping @Sendable (Connection, TenantID) throws -> Vocabulary = { _, _ in .none },
    prepare: @escaping @Sendable (inout R, StaffVisit) -> Void = { _, _ in },
    problems: @escaping @Sendable (R, Connection) throws -> [Problem] = { _, _ in [] },
    save: @escaping @Sendable (R, Stored<R>?, TenantID, Transaction) throws -> Void = {
      record, stored, tenant, transaction in
      if let stored { try transaction.save(record, over: stored) } else { try transaction.insert(record, of: tenant) }
    },
    archive: @escaping @Sendable (Stored<R>, Transaction) throws -> Void = { try $1.archive($0) },
    steps: [DeskStep<R>] = [], panels: [DeskPanel<R>] = [],
    publicPath: @escaping @Sendable (Stored<R>) -> Path? = { _ in nil }
  ) {
    self.slug = slug
    self.view = view
    self.edit = edit
    self.columns = columns ?? R.descriptor.fields.filter(\.info.isListed).map(\.name)
    self.filters = filters
    self.organisationField = organisationField
    self.vocabulary = vocabulary
    self.prepare = prepare
    self.problems = problems
    self.save = save
    self.archive = archive
    self.steps = steps
    self.panels = panels
    self.publicPath = publicPath
  }

  /// What decisions about a stored record are about.
  package func subject(of stored: Stored<R>) -> Subject {
    subject(of: stored.record, in: stored.tenant)
  }

  /// The same for a record that is not kept yet.
  package func subject(of record: R, in tenant: TenantID) -> Subject {
    Subject(
      tenant: tenant, kind: R.descriptor.kind, record: record.id.identifier, organisation: organisation(of: record))
  }

  private func organisation(of record: R) -> Identifier? {
    guard let organisationField else { return nil }
    if organisationField == "id" { return record.id.identifier }
    return R.descriptor.field(organisationField)?.read(record).text.flatMap { Identifier($0) }
  }
}

extension Desk {
  /// All pages of the desk: the list with its files, and the forms of single records.
  ///
  /// - Parameters:
  ///   - references: the kinds that fields of the record refer to.
  ///   - fixed: fields that only steps and actions of the area change.
  package func routes(
    _ services: Services, references: [ReferenceSource] = [], fixed: Set<String> = []
  ) -> [Route] {
    DeskList(self, services, references: references).routes
      + DeskForms(self, services, references: references, fixed: fixed).routes
  }
}

/// Something that can be done with a record, such as publishing it: one button, one transaction.
package struct DeskStep<R: Record>: Sendable {
  /// The part of its address; German.
  package let slug: String
  /// What the button says.
  package let label: String
  package let permission: Permission
  package let applies: @Sendable (Stored<R>) -> Bool
  package let run: @Sendable (Stored<R>, Transaction) throws -> Void

  package init(
    _ slug: String, _ label: String, _ permission: Permission, applies: @escaping @Sendable (Stored<R>) -> Bool,
    run: @escaping @Sendable (Stored<R>, Transaction) throws -> Void
  ) {
    self.slug = slug
    self.label = label
    self.permission = permission
    self.applies = applies
    self.run = run
  }
}

/// A part of a record's page that another area brings, such as the places of an offer.
package struct DeskPanel<R: Record>: Sendable {
  package let content: @Sendable (Stored<R>, StaffVisit) async throws -> HTML

  package init(_ content: @escaping @Sendable (Stored<R>, StaffVisit) async throws -> HTML) { self.content = content }
}

/// The words behind codes, as forms and lists of staff need them.
package struct Vocabulary: Sendable {
  package struct Choice: Sendable, Hashable {
    package let code: String
    /// German.
    package let label: String
    /// The code above it; empty at the top.
    package let parent: String

    package init(code: String, label: String, parent: String = "") {
      self.code = code
      self.label = label
      self.parent = parent
    }
  }

  /// What may be chosen today, in the catalogue's order.
  package let choices: @Sendable (_ catalogue: String) -> [Choice]
  /// The German name of a code, also of one that is no longer valid; the code itself where nobody knows it.
  package let label: @Sendable (_ catalogue: String, _ code: String) -> String

  package init(
    choices: @escaping @Sendable (_ catalogue: String) -> [Choice],
    label: @escaping @Sendable (_ catalogue: String, _ code: String) -> String
  ) {
    self.choices = choices
    self.label = label
  }

  package static let none = Vocabulary(choices: { _ in [] }, label: { $1 })
}
