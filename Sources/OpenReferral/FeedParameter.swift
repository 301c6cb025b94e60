// SPDX-License-Identifier: EUPL-1.2
internal import Formats

/// The parameters of the feed: what each list takes, and what our description of the interface says about them.
struct FeedParameter: Sendable {
  enum Form: Sendable {
    case text
    case flag
    case uuid
    case moment
    case number(ClosedRange<Int>)
    case choice([String])
    case pattern(String)
  }

  let name: String
  let form: Form
  let description: String

  init(_ name: String, _ form: Form, _ description: String) {
    self.name = name
    self.form = form
    self.description = description
  }

  static func of(_ kind: FeedKind) -> [FeedParameter] {
    switch kind {
    case .services: paging + [search] + filters + [full, minimal]
    case .serviceAtLocations: paging + [search] + filters + places + [full]
    case .organizations: paging + [search, term, taxonomy, full, fullService]
    case .taxonomies: paging + [search]
    case .taxonomyTerms: paging + [search, taxonomy, topOnly, parent]
    }
  }

  static func names(of kind: FeedKind) -> Set<String> { Set(of(kind).map(\.name)) }

  static let fullService = FeedParameter(
    "full_service", .flag, "The services of the organization fully nested instead of their direct fields.")

  private static let paging = [
    FeedParameter("page", .number(1...1_000_000), "Page from 1; not used with format=ndjson."),
    FeedParameter(
      "per_page", .number(1...FeedQuestion.largestPage),
      "Items of one page; organizations with their services come at most 50 at once."),
    FeedParameter(
      "format", .choice(["json", "ndjson"]), "ndjson streams all results, one per line, without pages."),
  ]
  private static let search = FeedParameter("search", .text, "Full text search; at most 200 characters count.")
  private static let term = FeedParameter(
    "taxonomy_term_id", .uuid, "Records that have this very taxonomy term, also as strategy or programme.")
  private static let taxonomy = FeedParameter("taxonomy_id", .uuid, "Records with any term of this taxonomy.")
  private static let full = FeedParameter("full", .flag, "Fully nested records instead of direct fields.")
  private static let minimal = FeedParameter(
    "minimal", .flag, "Only id and modified_date, without per_page all services in one page: to see what has gone.")
  private static let topOnly = FeedParameter(
    "top_only", .flag, "Only terms that have no term above them in their taxonomy.")
  private static let parent = FeedParameter("parent_id", .uuid, "Only terms directly below this term.")

  private static let filters = [
    term, taxonomy, FeedParameter("organization_id", .uuid, "Services of this organization."),
    FeedParameter(
      "modified_after", .moment,
      "Services that changed at or after this moment, themselves, their organization or their places."),
    FeedParameter(
      "minimum_age", .number(0...120), "Services open to people of this age or older: no maximum age below it."),
    FeedParameter(
      "maximum_age", .number(0...120), "Services open to people of this age or younger: no minimum age above it."),
    FeedParameter(
      "day", .pattern("^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$"),
      "Services with a time on one of these days of the week."),
    FeedParameter(
      "start_time", .pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$"),
      "Services with a time that begins at or after it, German time."),
    FeedParameter(
      "end_time", .pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$"),
      "Services with a time that ends at or before it, German time; with start_time, the same time meets both."),
  ]

  private static let places = [
    FeedParameter(
      "postcode", .pattern("^[0-9]{5}$"), "Places with this postcode; with proximity, the centre of the circle."),
    FeedParameter(
      "proximity", .number(1...500_000), "Places within so many metres of the middle of the postcode; needs postcode."),
  ]
}

extension FeedParameter {
  func describe(_ json: inout JSONWriter) {
    json.object { json in
      json.field("name", name)
      json.field("in", "query")
      json.field("required", false)
      json.field("description", description)
      json.object("schema") { form.describe(&$0) }
    }
  }
}

extension FeedParameter.Form {
  fileprivate func describe(_ json: inout JSONWriter) {
    switch self {
    case .text: json.field("type", "string")
    case .flag: json.field("type", "boolean")
    case .uuid:
      json.field("type", "string")
      json.field("format", "uuid")
    case .moment:
      json.field("type", "string")
      json.field("format", "date-time")
    case .number(let range):
      json.field("type", "integer")
      json.field("minimum", range.lowerBound)
      json.field("maximum", range.upperBound)
    case .choice(let values):
      json.field("type", "string")
      json.list("enum", values)
    case .pattern(let pattern):
      json.field("type", "string")
      json.field("pattern", pattern)
    }
  }
}
