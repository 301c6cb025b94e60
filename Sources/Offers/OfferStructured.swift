// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Formats
internal import Kernel
internal import Organisations
internal import Records
internal import Storage
internal import Web

/// An offer in the vocabulary of schema.org, for search engines: a `Course`, a `GovernmentService` or a `Service`.
struct OfferStructured {
  let content: OfferPageContent
  let centers: CenterBook
  let book: CatalogueBook
  /// Address of the site in front of local paths.
  let site: String
  let view: View

  private static let training = "LA-FB"
  private static let authorities: Set<String> = ["ET-VER", "ET-GEM", "ET-ABH", "ET-SA", "ET-BZR", "ET-JA"]

  private var offer: Offer { content.offer }
  private var isCourse: Bool {
    offer.service == Self.training && content.detail.schedules.contains { $0.kind == .course }
  }
  private var url: String { site + view.link(OfferPath.one(offer.id)) }

  private var type: String {
    if isCourse { return "Course" }
    return Self.authorities.contains(content.detail.organisation?.record.kind ?? "") ? "GovernmentService" : "Service"
  }

  var bytes: [UInt8] {
    var json = JSONWriter(.html, reserving: 4096)
    json.object {
      $0.field("@context", "https://schema.org")
      $0.field("@type", type)
      $0.field("name", content.text(offer.title, "title", view).text)
      $0.field("description", content.text(offer.summary, "summary", view).text)
      $0.field("url", url)
      provider(&$0)
      audience(&$0)
      price(&$0)
      if isCourse { course(&$0) } else { service(&$0) }
    }
    return json.bytes
  }

  private func provider(_ json: inout JSONWriter) {
    guard let stored = content.detail.organisation else { return }
    let organisation = stored.record
    json.object("provider") {
      $0.field("@type", "Organization")
      $0.field("name", organisation.name)
      if centers.shows(.organisations, of: stored.tenant) {
        $0.field("url", site + view.link(OrganisationPath.organisation(organisation.id).path))
      }
    }
  }

  private func audience(_ json: inout JSONWriter) {
    if offer.targetGroups.isEmpty, offer.ageFrom == nil, offer.ageTo == nil { return }
    json.object("audience") {
      $0.field("@type", "PeopleAudience")
      if !offer.targetGroups.isEmpty {
        $0.field("audienceType", offer.targetGroups.map { book.name($0, view.language).text }.joined(separator: ", "))
      }
      $0.field("suggestedMinAge", ifPresent: offer.ageFrom)
      $0.field("suggestedMaxAge", ifPresent: offer.ageTo)
    }
  }

  private func price(_ json: inout JSONWriter) {
    guard let cents = offer.cost == .free ? 0 : offer.cost == .paid ? offer.costCents : nil else { return }
    json.object("offers") {
      $0.field("@type", "Offer")
      $0.field("price", "\(cents / 100).\(padded(cents % 100, 2))")
      $0.field("priceCurrency", "EUR")
    }
  }

  private func service(_ json: inout JSONWriter) {
    if let field = offer.fields.first { json.field("serviceType", book.name(field, view.language).text) }
    if let center = centers[content.detail.offer.tenant] {
      json.object("areaServed") {
        $0.field("@type", "AdministrativeArea")
        $0.field("name", center.municipality)
      }
    }
    json.object("availableChannel") { json in
      json.field("@type", "ServiceChannel")
      json.field("serviceUrl", url)
      if !offer.languages.isEmpty { json.list("availableLanguage", languages) }
      if !offer.phone.isEmpty || !offer.mail.isEmpty {
        json.object("servicePhone") {
          $0.field("@type", "ContactPoint")
          $0.field("telephone", ifPresent: offer.phone.isEmpty ? nil : offer.phone)
          $0.field("email", ifPresent: offer.mail.isEmpty ? nil : offer.mail)
        }
      }
      if !content.detail.places.isEmpty {
        json.list("serviceLocation", content.detail.places) { place($1.place, &$0) }
      }
    }
    let weekly = content.detail.schedules.filter {
      $0.weekday != nil && $0.everyWeeks == 1 && $0.monthWeek == nil && $0.opens != nil && $0.closes != nil
    }
    if !weekly.isEmpty { json.list("hoursAvailable", weekly) { hours($1, &$0) } }
  }

  private func hours(_ schedule: OfferSchedule, _ json: inout JSONWriter) {
    json.object {
      $0.field("@type", "OpeningHoursSpecification")
      $0.field("dayOfWeek", ifPresent: schedule.weekday.map(Self.dayOfWeek))
      $0.field("opens", ifPresent: schedule.opens.map(view.time))
      $0.field("closes", ifPresent: schedule.closes.map(view.time))
      $0.field("validFrom", ifPresent: schedule.startsOn?.iso)
      $0.field("validThrough", ifPresent: schedule.endsOn?.iso)
    }
  }

  private func course(_ json: inout JSONWriter) {
    json.field("isAccessibleForFree", ifPresent: offer.cost == .unknown ? nil : offer.cost == .free)
    json.object("hasCourseInstance") { json in
      json.field("@type", "CourseInstance")
      json.field("courseMode", "Onsite")
      if !offer.languages.isEmpty { json.list("inLanguage", languages) }
      json.field("startDate", ifPresent: offer.startsOn?.iso)
      json.field("endDate", ifPresent: offer.endsOn?.iso)
      if !content.detail.places.isEmpty { json.list("location", content.detail.places) { place($1.place, &$0) } }
      let times = content.detail.schedules.filter { $0.weekday != nil || $0.day != nil }
      if !times.isEmpty { json.list("courseSchedule", times) { schedule($1, &$0) } }
    }
  }

  private func schedule(_ schedule: OfferSchedule, _ json: inout JSONWriter) {
    json.object {
      $0.field("@type", "Schedule")
      if let weekday = schedule.weekday {
        if let week = schedule.monthWeek {
          $0.field("repeatFrequency", "P1M")
          $0.field("byDay", "\(week.ordinal)\(weekday.rawValue.prefix(2).uppercased())")
        } else {
          $0.field("repeatFrequency", "P\(schedule.everyWeeks)W")
          $0.field("byDay", Self.dayOfWeek(weekday))
        }
      }
      $0.field("startDate", ifPresent: (schedule.day ?? schedule.startsOn)?.iso)
      $0.field("endDate", ifPresent: (schedule.day ?? schedule.endsOn)?.iso)
      $0.field("startTime", ifPresent: schedule.opens.map(view.time))
      $0.field("endTime", ifPresent: schedule.closes.map(view.time))
      $0.field("scheduleTimezone", "Europe/Berlin")
    }
  }

  /// `https://schema.org/Monday`.
  private static func dayOfWeek(_ weekday: Weekday) -> String {
    "https://schema.org/\(weekday.rawValue.prefix(1).uppercased())\(weekday.rawValue.dropFirst())"
  }

  /// Names, as schema.org allows beside codes; ISO 639-3 codes would not be valid where BCP 47 has shorter ones.
  private var languages: [String] { offer.languages.map { LanguageNames.name($0, in: .english) } }

  private func place(_ place: Place, _ json: inout JSONWriter) {
    json.object { json in
      json.field("@type", "Place")
      json.field("name", place.name)
      json.object("address") {
        $0.field("@type", "PostalAddress")
        if !place.street.isEmpty { $0.field("streetAddress", place.street) }
        if !place.postcode.isEmpty { $0.field("postalCode", place.postcode) }
        if !place.town.isEmpty { $0.field("addressLocality", place.town) }
        $0.field("addressCountry", "DE")
      }
      if let point = place.point {
        json.object("geo") {
          $0.field("@type", "GeoCoordinates")
          $0.field("latitude", point.latitude)
          $0.field("longitude", point.longitude)
        }
      }
      if place.stepFree != .unknown {
        json.list("amenityFeature", [place.stepFree == .yes]) { json, isStepFree in
          json.object {
            $0.field("@type", "LocationFeatureSpecification")
            $0.field("name", view[OfferText.stepFree])
            $0.field("value", isStepFree)
          }
        }
      }
    }
  }
}
