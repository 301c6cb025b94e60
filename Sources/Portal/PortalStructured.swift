// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Formats
internal import Kernel
internal import Web

/// What search engines read of the portal's own pages, as JSON-LD after schema.org.
enum PortalStructured {
  private static let context = "https://schema.org"

  /// The site with its search, and who runs it.
  static func site(_ site: SiteConfiguration, _ body: CoordinationBody?, _ view: View) -> [UInt8] {
    var json = JSONWriter(.html, reserving: 1024)
    let home = site.address + view.link(.home)
    json.object { json in
      json.field("@context", context)
      json.list("@graph", [true, false]) { json, isSite in
        json.object { json in
          if isSite {
            json.field("@type", "WebSite")
            json.field("@id", "\(site.address)/#website")
            json.field("url", home)
            json.field("name", view[WebText.siteName])
            json.field("inLanguage", view.language.code)
            json.object("publisher") { $0.field("@id", "\(site.address)/#organisation") }
            json.object("potentialAction") { search(&$0, site.address + view.link(PortalPath.search)) }
          } else {
            json.field("@type", "GovernmentOrganization")
            json.field("@id", "\(site.address)/#organisation")
            json.field("name", body?.name ?? view[WebText.siteName])
            json.field("alternateName", ifPresent: body?.shortName)
            json.field("url", home)
            json.object("areaServed") { area(&$0, "Nordrhein-Westfalen") }
          }
        }
      }
    }
    return json.bytes
  }

  private static func search(_ json: inout JSONWriter, _ address: String) {
    json.field("@type", "SearchAction")
    json.object("target") {
      $0.field("@type", "EntryPoint")
      $0.field("urlTemplate", address + "?q={search_term_string}")
    }
  }

  private static func area(_ json: inout JSONWriter, _ name: String) {
    json.field("@type", "AdministrativeArea")
    json.field("name", name)
  }

  /// A centre as an office of the public administration.
  static func center(
    _ center: Center, _ centers: CenterBook, _ introduction: Localized, _ site: SiteConfiguration, _ view: View
  ) -> [UInt8] {
    var json = JSONWriter(.html, reserving: 1024)
    json.object { json in
      json.field("@context", context)
      json.field("@type", "GovernmentOffice")
      json.field("@id", site.address + CenterPath.home(center).text)
      json.field("name", center.name)
      json.field("url", site.address + view.link(CenterPath.home(center)))
      if !introduction.isEmpty { json.field("description", introduction.text) }
      json.object("address") { address(&$0, center) }
      json.field("telephone", ifPresent: center.phone.isEmpty ? nil : center.phone)
      json.field("email", ifPresent: center.mail.isEmpty ? nil : center.mail)
      json.field("sameAs", ifPresent: center.website.isEmpty ? nil : center.website)
      json.object("areaServed") { area(&$0, center.municipality) }
      if let latitude = center.latitude, let longitude = center.longitude {
        json.object("geo") {
          $0.field("@type", "GeoCoordinates")
          $0.field("latitude", latitude)
          $0.field("longitude", longitude)
        }
      }
      json.object("parentOrganization") {
        $0.field("@type", "GovernmentOrganization")
        $0.field("@id", "\(site.address)/#organisation")
      }
    }
    return json.bytes
  }

  private static func address(_ json: inout JSONWriter, _ center: Center) {
    json.field("@type", "PostalAddress")
    json.field("streetAddress", ifPresent: center.street.isEmpty ? nil : center.street)
    json.field("postalCode", ifPresent: center.postcode.isEmpty ? nil : center.postcode)
    json.field("addressLocality", center.town.isEmpty ? center.seat : center.town)
    json.field("addressRegion", "Nordrhein-Westfalen")
    json.field("addressCountry", "DE")
  }
}
