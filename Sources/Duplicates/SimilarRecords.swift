// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Centers
package import Kernel
package import Organisations
internal import Records
package import Storage
package import Web
package import Workplace

/// A record that may mean the same as one that somebody writes down: "Gibt es das schon?".
package struct SimilarRecord: Sendable, Hashable {
  package let id: String
  package let title: String
  package let town: String
  /// From 0 to 1; at least 0.6.
  package let score: Double
}

extension Duplicates {
  /// Organisations of a tenant that may mean the same as one that need not be kept yet, the likeliest first, at most five;
  /// those that somebody has dismissed are left out.
  package static func similar(
    to organisation: Organisation, in tenant: TenantID, _ services: Services, _ connection: Connection
  ) throws -> [SimilarRecord] {
    guard let kind = DuplicateKinds.all(services).first(where: { $0.kind == Organisation.descriptor.kind }) else {
      return []
    }
    let facts = DuplicateFacts(kind.profile, id: organisation.id.identifier, tenant: tenant, isOpen: false) { name in
      Organisation.descriptor.field(name)?.read(organisation).text ?? ""
    }
    let finder = DuplicateFinder(profile: kind.profile, isAcross: false)
    let scores = try DuplicateIndex(kinds: [kind]).candidates(of: facts, kind, connection).compactMap { candidate in
      finder.scored(facts, candidate).map { (candidate.id, $0.score.value) }
    }
    let open = try scores.filter { id, _ in
      try connection.dismissal(tenant, kind.kind, organisation.id.identifier, id) == nil
    }
    let best = open.sorted { ($0.1, $1.0) > ($1.1, $0.0) }.prefix(5)
    let states = try kind.some(connection, .tenant(tenant), best.map(\.0))
    return best.compactMap { id, score in
      states.first { $0.id == id }.map { state in
        SimilarRecord(id: id.text, title: state.title, town: state.values["town"]?.text ?? "", score: score)
      }
    }
  }

  /// What the page of an organisation says of its doubles here and, for public ones, in other centres.
  package static func panel(_ services: Services) -> DeskPanel<Organisation> {
    let centers = Live(services.database, of: CenterBook.kinds) { try CenterBook($0) }
    return DeskPanel { stored, staff in
      let subject = Subject(tenant: stored.tenant)
      let isOwn = staff.may(view, about: subject) && stored.archivedAt == nil
      guard isOwn else { return HTML() }
      let isOpen = stored.record.status == .active
      let (here, there) = try await services.database.read { connection in
        (
          try similar(to: stored.record, in: stored.tenant, services, connection),
          isOpen ? try connection.acrossPairs(with: stored.id.identifier) : []
        )
      }
      let others = there.map { $0.one.id == stored.id.text ? $0.other : $0.one }
      return SimilarView(
        view: staff.view, id: stored.id.identifier, here: here, there: others, centers: try await centers()
      ).html
    }
  }

  /// The same as hints, which quality lists and the page after saving show.
  package static func hints(
    _ services: Services
  ) -> @Sendable (Stored<Organisation>, Connection) throws -> [QualityHint] {
    { stored, connection in
      let found = try similar(to: stored.record, in: stored.tenant, services, connection)
      return found.compactMap { other -> QualityHint? in
        guard let id = Identifier(other.id) else { return nil }
        return QualityHint(
          "name", "Gibt es das schon? „\(other.title)“ könnte dieselbe Organisation sein.",
          DuplicatePath.pair(DuplicateKinds.organisationSlug, id, stored.id.identifier))
      }
    }
  }
}

/// Doubles of one organisation, here and elsewhere; nothing where there are none.
struct SimilarView: DuplicateDrawing {
  let view: View
  let id: Identifier
  let here: [SimilarRecord]
  let there: [AcrossPair.Side]
  let centers: CenterBook

  var html: HTML {
    if here.isEmpty && there.isEmpty { return HTML() }
    return """
      <section class="sub"><h2>\(view[DuplicateWord.panel])</h2>\(if: !here.isEmpty, """
        <p>\(view[DuplicateWord.panelHere])</p><ul>\(each: here, own)</ul>
        """)\(if: !there.isEmpty, """
        <p>\(view[DuplicateWord.panelThere])</p><ul>\(each: there, other)</ul>
        """)</section>
      """
  }

  private func own(_ record: SimilarRecord) -> HTML {
    guard let other = Identifier(record.id) else { return HTML() }
    let path = DuplicatePath.pair(DuplicateKinds.organisationSlug, other, id)
    return """
      <li><a href="\(view.link(path))" lang="de">\(named(record.title, record.town))</a> – \(likelihood(record.score))</li>
      """
  }

  private func other(_ side: AcrossPair.Side) -> HTML {
    guard let id = RecordID<Organisation>(side.id) else { return HTML() }
    let path = OrganisationPath.organisation(id).path
    return """
      <li><a href="\(view.link(path))" lang="de">\(named(side.name, side.town))</a>, \
      \(german(centers[side.tenant]?.name ?? "–"))</li>
      """
  }

  private func named(_ name: String, _ town: String) -> String { town.isEmpty ? name : "\(name) (\(town))" }
}
