// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Formats
internal import HTTPTypes
internal import Kernel
package import Records
internal import Storage
internal import Web
package import Workplace

/// The records of one desk as programs read and write them; everything follows from the desk and the descriptor.
package struct Resource<R: Record>: Sendable {
  let desk: Desk<R>
  let references: [String: ResourceReference]
  /// Fields that programs cannot set: those that only steps change, and references to kinds that are not named here.
  let readOnly: Set<String>

  /// - Parameters:
  ///   - references: the kinds that fields of the record refer to.
  ///   - fixed: fields that only steps and actions of the area change; the same as for the forms of the desk.
  package init(_ desk: Desk<R>, references: [ResourceReference] = [], fixed: Set<String> = []) {
    self.desk = desk
    self.references = Dictionary(references.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    let known = self.references
    let unknown = R.descriptor.fields.filter { field in
      if case .reference(let kind) = field.info.kind { return known[kind] == nil }
      return false
    }
    readOnly = fixed.union(unknown.map(\.name))
  }

  var kind: String { R.descriptor.kind }

  /// Without the record's type, as the slice and the description hold it.
  package var erased: AnyResource {
    AnyResource(
      kind: R.descriptor.info, view: desk.view, edit: desk.edit, readOnly: readOnly,
      nullable: ResourceInput<R>.nullable, filters: ResourceQuery<R>.filters(desk).map(\.info),
      sorts: ResourceQuery<R>.sorts, steps: desk.steps.map { AnyResource.Step(slug: $0.slug, label: $0.label) },
      routes: { gate in ResourceHandlers(self, gate).routes },
      seen: { connection, user, tenant, ids in
        guard Decision.on(.permission(desk.view), for: user).isAllowed else { return [:] }
        let access = ResourceAccess(self, user, in: tenant)
        var seen: [Identifier: Bool] = [:]
        try connection.each(
          """
          select id, archived_at from \(table: R.self)
          where \(Scope.tenantOfKnown(tenant).condition) and id in (\(list: ids.map(\.text))) and \(access.condition)
          """
        ) { row in seen[try row.identifier()] = row.optionalText() == nil }
        // Whoever sees all of a tenant's records misses none but erased ones.
        if access.seesAll { for id in ids where seen[id] == nil { seen[id] = false } }
        return seen
      })
  }
}

/// A resource as data and closures.
package struct AnyResource: Sendable {
  struct Step: Sendable {
    let slug: String
    let label: String
  }

  let kind: RecordKind
  let view: Permission
  let edit: Permission
  let readOnly: Set<String>
  /// Fields that may be left empty.
  let nullable: Set<String>
  let filters: [FieldInfo]
  let sorts: [String]
  let steps: [Step]
  let routes: @Sendable (ProgramGate) -> [Route]
  /// Those of the ids that somebody may see; true for records that are not archived.
  let seen: @Sendable (Connection, SignedIn, TenantID, [Identifier]) throws -> [Identifier: Bool]
}

/// The addresses of one kind.
enum ResourcePath {
  static let root = "/api/v1/records/"  // path: the programs' part

  static func pattern(_ kind: String, _ rest: String = "") -> String { root + kind + rest }

  static func list(_ kind: String, _ query: [(String, String)] = []) -> Path {
    Path(["api", "v1", "records", kind], query: query)
  }

  static func one(_ kind: String, _ id: String) -> Path { Path("api", "v1", "records", kind, id) }
}
