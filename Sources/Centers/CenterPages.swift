// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Formats
internal import Foundation
internal import HTTPTypes
package import Kernel
internal import Records
internal import Storage
internal import Web

/// What centres show by themselves: colours, logo and the list for programs. Their start pages belong to the portal.
struct CenterPages: Sendable {
  let services: Services
  let centers: Live<CenterBook>

  init(_ services: Services) {
    self.services = services
    centers = Live(services.database, of: CenterBook.kinds) { try CenterBook($0) }
  }

  var routes: [Route] {
    [
      Route(.get, CenterPath.stylesheetPattern, .everyone, stylesheet),
      Route(.get, CenterPath.logoPattern, .everyone, logo),
      Route(.get, CenterPath.programList, .everyone, programList),
      Route(.get, CenterPath.programDetail, .everyone, programDetail),
    ]
  }

  private func stylesheet(_ visit: Visit) async throws -> Reply {
    let file = visit.part("file")
    guard file.hasSuffix(".css"), let center = try await centers().center(slug: String(file.dropLast(4))) else {
      throw Problem.notFound
    }
    let accent = Accent.all[center.accent % Accent.all.count]
    return Reply(.ok, "text/css; charset=utf-8", Array(accent.stylesheet.utf8), isPublic: true)
  }

  private func logo(_ visit: Visit) async throws -> Reply {
    guard let center = try await centers().center(slug: visit.part("slug")), let image = CenterLogo(center.logo) else {
      throw Problem.notFound
    }
    return Reply(.ok, image.type, image.bytes, isPublic: true)
  }

  private func programList(_ visit: Visit) async throws -> Reply {
    try visit.query.admit(only: ListPage.parameters.union(["center", "kind", "district_government"]))
    let page = try ListPage(visit.query)
    let book = try await centers()
    var found = book.centers
    if let name = visit.query["center"] { found = [try book.known(name, parameter: "center")] }
    if let kind = visit.query["kind"] {
      guard let kind = Center.Kind(rawValue: kind) else {
        throw Self.unknown("kind", Center.Kind.allCases.map(\.rawValue))
      }
      found = found.filter { $0.kind == kind }
    }
    if let district = visit.query["district_government"] {
      let districts = Set(book.centers.map(\.districtGovernment))
      guard districts.contains(district) else { throw Self.unknown("district_government", districts.sorted()) }
      found = found.filter { $0.districtGovernment == district }
    }
    let items = found.dropFirst(page.offset).prefix(page.perPage)
    return .list(Array(items), total: found.count, page) { json, center in json.center(center) }
  }

  private func programDetail(_ visit: Visit) async throws -> Reply {
    let book = try await centers()
    let name = visit.part("center")
    let center = book.center(named: name) ?? RecordID<Center>(name).flatMap { book[$0] }
    guard let center else { throw Problem.notFound }
    var json = JSONWriter(reserving: 4096)
    json.center(center, municipalities: book.municipalities(of: center), spaces: book.spaces(of: center))
    return .json(json.bytes)
  }

  private static func unknown(_ name: String, _ known: [String]) -> Problem {
    Problem(
      "request.parameter", .malformed, "„\(name)“ kennt nur: \(known.joined(separator: ", ")).", field: name)
  }
}

extension CenterBook {
  /// - Throws: a `Problem` that names the parameter when there is no such centre.
  package func known(_ name: String, parameter: String) throws(Problem) -> Center {
    if let center = center(named: name) { return center }
    throw Problem(
      "request.parameter", .malformed,
      "„\(parameter)“ nennt kein Zentrum. Möglich sind der Amtliche Gemeindeschlüssel (05913000) oder der Name in Adressen (dortmund).",
      field: parameter)
  }
}

extension JSONWriter {
  fileprivate mutating func center(
    _ center: Center, municipalities: [Municipality]? = nil, spaces: [SocialSpace]? = nil
  ) {
    object { json in
      json.field("id", center.id.text)
      for field in Center.descriptor.fields where field.info.audience == .everyone && field.name != "logo" {
        json.field(field.info, field.read(center))
      }
      json.field("url", CenterPath.home(center).text)
      if let municipalities {
        json.list("municipalities", municipalities) { json, town in
          json.object {
            $0.field("id", town.id.text)
            $0.field("name", town.name)
            $0.field("slug", town.slug)
          }
        }
      }
      if let spaces {
        json.list("social_spaces", spaces) { json, space in
          json.object {
            $0.field("id", space.id.text)
            $0.field("name", space.name)
            $0.field("slug", space.slug)
          }
        }
      }
    }
  }
}
