// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Web

/// What a program asked of a list, checked; every wrong value is refused by name.
struct FeedQuestion: Sendable {
  let page: Int
  var perPage: Int
  let isStream: Bool
  let search: String
  let isFull: Bool
  let isMinimal: Bool
  let fullServices: Bool
  let filter: FeedFilter
  /// Of terms: only those at the top, only those under one.
  let topOnly: Bool
  let parent: Identifier?

  static let usualPage = 50
  static let largestPage = 500

  init(_ query: Parameters, of kind: FeedKind) throws(Problem) {
    try query.refuseOthers(than: FeedParameter.names(of: kind))
    for pair in query.pairs where pair.value.trimmed.isEmpty && pair.name != "search" {
      throw Self.wrong(pair.name, "braucht einen Wert")
    }
    isMinimal = try Self.flag(query, "minimal")
    isFull = try Self.flag(query, "full")
    fullServices = try Self.flag(query, "full_service")
    page = try query.number("page", in: 1...1_000_000) ?? 1
    // Ids alone are asked for to compare all of them.
    perPage = try query.number("per_page", in: 1...Self.largestPage) ?? (isMinimal ? 1_000_000 : Self.usualPage)
    switch query["format"] {
    case nil, "json": isStream = false
    case "ndjson": isStream = true
    default: throw Self.wrong("format", "kennt nur: json, ndjson")
    }
    search = String((query["search"] ?? "").prefix(200))
    topOnly = try Self.flag(query, "top_only")
    parent = try Self.identifier(query, "parent_id")
    filter = try FeedFilter(query)
  }

  static func flag(_ query: Parameters, _ name: String) throws(Problem) -> Bool {
    switch query[name] {
    case nil, "false": return false
    case "true": return true
    default: throw wrong(name, "kennt nur: true, false")
    }
  }

  static func identifier(_ query: Parameters, _ name: String) throws(Problem) -> Identifier? {
    guard let text = query[name] else { return nil }
    guard let identifier = Identifier(text) else {
      throw wrong(name, "braucht eine Kennung wie 01a21000-8800-70bb-9cb4-1890a7797dea")
    }
    return identifier
  }

  static func wrong(_ name: String, _ reason: String) -> Problem {
    Problem("request.parameter", .malformed, "„\(name.prefix(60))“ \(reason).", field: String(name.prefix(60)))
  }
}

/// Conditions on services and their places; all of them hold together.
struct FeedFilter: Sendable {
  let term: Identifier?
  let taxonomy: Identifier?
  let organisation: Identifier?
  let modifiedAfter: Moment?
  let postcode: String?
  /// In metres around the postcode.
  let proximity: Int?
  let minimumAge: Int?
  let maximumAge: Int?
  let weekdays: [Weekday]
  /// Minutes since midnight.
  let startTime: Int?
  let endTime: Int?

  init(_ query: Parameters) throws(Problem) {
    term = try FeedQuestion.identifier(query, "taxonomy_term_id")
    taxonomy = try FeedQuestion.identifier(query, "taxonomy_id")
    organisation = try FeedQuestion.identifier(query, "organization_id")
    modifiedAfter = try Self.moment(query)
    postcode = query["postcode"]
    if let postcode, postcode.utf8.count != 5 || !postcode.utf8.allSatisfy({ (48...57).contains($0) }) {
      throw FeedQuestion.wrong("postcode", "braucht fünf Ziffern")
    }
    proximity = try query.number("proximity", in: 1...500_000)
    if proximity != nil, postcode == nil {
      throw FeedQuestion.wrong("proximity", "braucht auch „postcode“, um das sich der Kreis schließt")
    }
    minimumAge = try query.number("minimum_age", in: 0...120)
    maximumAge = try query.number("maximum_age", in: 0...120)
    weekdays = try Self.weekdays(query)
    startTime = try Self.time(query, "start_time")
    endTime = try Self.time(query, "end_time")
  }

  /// Whether nothing is asked for.
  var isEmpty: Bool {
    term == nil && taxonomy == nil && organisation == nil && modifiedAfter == nil && postcode == nil
      && minimumAge == nil && maximumAge == nil && weekdays.isEmpty && startTime == nil && endTime == nil
  }

  private static func moment(_ query: Parameters) throws(Problem) -> Moment? {
    guard let text = query["modified_after"] else { return nil }
    if let moment = Moment(iso: text) ?? Day(iso: text).map({ Moment($0) }) { return moment }
    throw FeedQuestion.wrong("modified_after", "braucht einen Zeitpunkt wie 2026-11-23T08:15:30Z")
  }

  /// `MO`, `MO,WE`, in the two letters of the specification.
  private static func weekdays(_ query: Parameters) throws(Problem) -> [Weekday] {
    var days: [Weekday] = []
    for part in (query["day"] ?? "").split(separator: ",", omittingEmptySubsequences: false) where query["day"] != nil {
      guard let index = FeedCalendar.dayNames.firstIndex(of: String(part)) else {
        throw FeedQuestion.wrong("day", "kennt nur: MO, TU, WE, TH, FR, SA, SU, auch mehrere mit Komma")
      }
      days.append(Weekday.allCases[index])
    }
    return days
  }

  private static func time(_ query: Parameters, _ name: String) throws(Problem) -> Int? {
    guard let text = query[name] else { return nil }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2,
      parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), (0...23).contains(hour), (0...59).contains(minute)
    else { throw FeedQuestion.wrong(name, "braucht eine Uhrzeit wie 09:30") }
    return hour * 60 + minute
  }
}
