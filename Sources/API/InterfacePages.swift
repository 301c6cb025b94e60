// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// The addresses of the description.
enum InterfacePath {
  static let page = Path("schnittstelle")
  static let openAPI = Path("api", "v1", "openapi.json")

  static let pagePattern = "/schnittstelle"  // path: the page for people
  static let openAPIPattern = "/api/v1/openapi.json"  // path: the programs' part
  static let rootPattern = "/api/v1"  // path: the programs' part
}

/// The description of the interface: for programs as OpenAPI, for people as a page with examples.
struct InterfacePages: Sendable {
  let services: Services
  let gate: ProgramGate
  let resources: [AnyResource]
  let publicKinds: [PublicKind]
  let values: PublicValues.Source

  var routes: [Route] {
    let (address, resources, publicKinds, read) = (services.site.address, resources, publicKinds, values.read)
    let time = services.database.time
    let description = Live(services.database, of: values.kinds) { connection in
      OpenAPI(
        address: address, resources: resources, publicKinds: publicKinds, values: try read(connection, time.today)
      ).bytes
    }
    return [
      gate.open(InterfacePath.openAPIPattern) { visit in
        try visit.query.refuseOthers(than: [])
        return .json(try await description())
      },
      Route(.get, InterfacePath.rootPattern, .everyone) { .seeOther($0.view.link(InterfacePath.page)) },
      Route(.get, InterfacePath.pagePattern, .everyone, page),
    ]
  }

  @Sendable private func page(_ visit: Visit) async throws -> Reply {
    let view = visit.view
    let heading = view[InterfaceText.heading]
    let main: HTML = """
      <h1>\(heading)</h1><p class="lead">\(view[InterfaceText.lead])</p>
      <p><a class="btn alt" href="\(InterfacePath.openAPI.text)">\(view[InterfaceText.description])</a></p>
      \(part(.openHeading, [.openText], "curl '\(site)/api/v1/offers?q=Deutschkurs&per_page=5'", view))
      \(part(.tokenHeading, [.tokenText, .tokenSecret], "export TOKEN='…'", view))
      \(part(.readHeading, [.readText], readExample, view))
      \(part(.writeHeading, [.writeText, .repeatText], writeExample, view))
      \(part(.changesHeading, [.changesText], "curl '\(site)/api/v1/changes?after=0&limit=100'", view))
      \(part(.errorsHeading, [.errorsText], errorExample, view))
      \(part(.limitsHeading, [.limitsText], nil, view))\(kinds(view))
      """
    return visit.page(PageHead(heading, description: view[InterfaceText.lead]), main)
  }

  private var site: String { services.site.address }
  private var kind: String { resources.first?.kind.kind ?? "organisation" }

  private var readExample: String {
    """
    curl -H "Authorization: Bearer $TOKEN" \\
      '\(site)/api/v1/records/\(kind)?sort=-modified_at&limit=50'
    """
  }

  private var writeExample: String {
    """
    curl -X PATCH -H "Authorization: Bearer $TOKEN" \\
      -H 'Content-Type: application/merge-patch+json' -H 'If-Match: "3"' \\
      -d '{"website":"https://example.org"}' \\
      '\(site)/api/v1/records/\(kind)/ID'
    """
  }

  private var errorExample: String {
    """
    {"type":"urn:verbund:problem:record.no-mail","title":"Angaben nicht gültig","status":422,
     "detail":"…","code":"record.no-mail","errors":[{"field":"mail","pointer":"/mail","message":"…","code":"record.no-mail"}]}
    """
  }

  private func part(_ heading: InterfaceText, _ texts: [InterfaceText], _ example: String?, _ view: View) -> HTML {
    """
    <section class="sec"><h2>\(view[heading])</h2>\(each: texts, { "<p>\(view[$0])</p>" })\
    \(example.map { "<pre dir=\"ltr\" tabindex=\"0\"><code>\($0)</code></pre>" as HTML } ?? HTML())</section>
    """
  }

  private func kinds(_ view: View) -> HTML {
    if resources.isEmpty { return HTML() }
    return """
      <section class="sec"><h2>\(view[InterfaceText.kindsHeading])</h2><table>\
      <caption>\(view[InterfaceText.kindsCaption])</caption><thead><tr><th scope="col">\(view[InterfaceText.kind])</th>\
      <th scope="col">\(view[InterfaceText.kindAddress])</th></tr></thead><tbody>\(each: resources, { resource in
        """
        <tr><th scope="row" lang="de">\(resource.kind.many)</th>\
        <td><code dir="ltr">\(ResourcePath.list(resource.kind.kind).text)</code></td></tr>
        """
      })</tbody></table></section>
      """
  }
}
