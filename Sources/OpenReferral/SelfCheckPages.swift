// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Offers
internal import Organisations
internal import Records
internal import Storage
internal import Web

/// The page on which everybody sees what the feed holds and whether it keeps to its own rules (F167).
struct SelfCheckPages: Sendable {
  let services: Services
  let books: FeedBooks

  /// Services that are looked at, spread over all of them.
  private static let sample = 60

  func show(_ visit: Visit) async throws -> Reply {
    let report = try await report()
    let view = visit.view
    return visit.page(
      PageHead(view[FeedWord.heading], description: view[FeedWord.lead]),
      SelfCheckView(report: report, site: services.site.address, view: view).html)
  }

  private func report() async throws -> SelfCheckReport {
    let house = try await books.house()
    let offers = try await books.offers().ids(on: house.today)
    let places = try await books.links().ids(on: house.today).count
    let step = max(1, offers.count / Self.sample)
    let sample = stride(from: 0, to: offers.count, by: step).prefix(Self.sample).map { offers[$0] }
    return try await services.database.read { connection in
      let organisations = try FeedFinder.organisationIDs(FeedOrganisations.listed, connection)
      var check = SelfCheck(house.terms, organisations: Set(organisations.map(\.text)))
      for (id, item) in zip(sample, try FeedList<Offer>.services.load(sample, connection, house, .one)) {
        var json = JSONWriter(reserving: 8192)
        item(&json)
        check.check(try JSONValue(parsing: json.bytes), as: "service", at: "services/\(id.text)")
      }
      return SelfCheckReport(
        services: offers.count, organisations: organisations.count, places: places, terms: house.terms.all.count,
        sample: sample.count, objects: check.objects, findings: check.findings)
    }
  }
}

/// What the page says.
struct SelfCheckReport: Sendable {
  let services: Int
  let organisations: Int
  let places: Int
  let terms: Int
  let sample: Int
  let objects: Int
  let findings: [SelfCheck.Finding]
}

struct SelfCheckView {
  let report: SelfCheckReport
  let site: String
  let view: View

  /// Findings that are shown one by one.
  private static let shown = 20

  var html: HTML {
    """
    \(breadcrumb([], view))
    <h1>\(view[FeedWord.heading])</h1>
    <p class="lead">\(view[FeedWord.lead])</p>
    <section class="sec"><h2>\(view[FeedWord.contents])</h2><dl class="dl">\(each: facts, { fact in
      "<div><dt>\(fact.0)</dt><dd>\(fact.1)</dd></div>"
    })</dl></section>
    <section class="sec"><h2>\(view[FeedWord.result])</h2>\(result)<p>\(view[FeedWord.method])</p></section>
    <section class="sec"><h2>\(view[FeedWord.addresses])</h2>\
    <ul>\(each: links, { "<li><a href=\"\(view.file($0.1))\">\($0.0)</a> <bdi>\(site)\($0.1.text)</bdi></li>" })</ul>
    <p>\(view[FeedWord.use])</p></section>
    """
  }

  private var facts: [(String, String)] {
    let number = view.texts.number
    return [
      (view[FeedWord.version], "HSDS \(FeedVersion.specification)"),
      (view[FeedWord.services], number(report.services)),
      (view[FeedWord.organizations], number(report.organisations)),
      (view[FeedWord.places], number(report.places)),
      (view[FeedWord.terms], number(report.terms)),
    ]
  }

  private var result: HTML {
    let checked = view(
      FeedWord.checked,
      ["services": view.texts.number(report.sample), "objects": view.texts.number(report.objects)])
    if report.sample == 0 { return "<p class=\"note warn\">\(view[FeedWord.nothing])</p>" }
    if report.findings.isEmpty { return "<p class=\"note ok\">\(view[FeedWord.fine]) \(checked)</p>" }
    let shown = report.findings.prefix(Self.shown)
    return """
      <div class="note bad"><p>\(view.count(FeedWord.faults, report.findings.count)) \(checked)</p>\
      <ul>\(each: Array(shown), { "<li>\(word($0.fault)): <bdi lang=\"en\" dir=\"ltr\">\($0.place)</bdi></li>" })</ul></div>
      """
  }

  private func word(_ fault: SelfCheck.Finding.Fault) -> String {
    switch fault {
    case .missing: view[FeedWord.faultMissing]
    case .unknown: view[FeedWord.faultUnknown]
    case .wrongForm: view[FeedWord.faultForm]
    case .isNull: view[FeedWord.faultNull]
    case .dangling: view[FeedWord.faultDangling]
    }
  }

  private var links: [(String, Path)] {
    [
      (view[FeedWord.linkStart], FeedPath.root), (view[FeedWord.linkServices], FeedPath.list(.services)),
      (view[FeedWord.linkDescription], FeedPath.openAPI), (view[FeedWord.linkProfile], FeedPath.profile),
    ]
  }
}
