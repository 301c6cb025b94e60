// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Formats
internal import Kernel
internal import Storage
internal import Web

/// What search engines read of a page: an article and the way down to it (schema.org).
func guideStructured(_ page: GuidePageView, site: String) -> [UInt8] {
  let address = { (path: Path) in site + page.view.link(path) }
  let own = address(page.address(page.node))
  let steps = page.steps + [(Localized(page.version.title, page.version.language), page.address(page.node))]
  var json = JSONWriter(.html, reserving: 2048)
  json.object { json in
    json.field("@context", "https://schema.org")
    json.list("@graph", [0, 1]) { json, part in
      json.object { json in
        if part == 0 {
          json.field("@type", "Article")
          json.field("@id", own)
          json.field("url", own)
          json.field("headline", page.version.title)
          json.field("name", page.version.title)
          json.field("inLanguage", page.version.language.code)
          json.field("dateModified", page.changed.iso)
          json.object("publisher") {
            $0.field("@type", "GovernmentOrganization")
            $0.field("name", page.owner?.name ?? page.view[WebText.siteName])
          }
          json.field("isBasedOn", ifPresent: page.provenance.flatMap { $0.address.isEmpty ? nil : $0.address })
        } else {
          breadcrumb(steps.map { ($0.0.text, address($0.1)) }, &json)
        }
      }
    }
  }
  return json.bytes
}

private func breadcrumb(_ steps: [(name: String, address: String)], _ json: inout JSONWriter) {
  json.field("@type", "BreadcrumbList")
  json.list("itemListElement", steps.enumerated()) { json, step in
    json.object {
      $0.field("@type", "ListItem")
      $0.field("position", step.offset + 1)
      $0.field("name", step.element.name)
      $0.field("item", step.element.address)
    }
  }
}
