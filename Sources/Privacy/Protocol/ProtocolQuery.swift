// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// What somebody looks for in the protocol of a tenant.
struct ProtocolQuery: Sendable, Hashable {
  var person = ""
  var kind = ""
  var action = ""
  var record = ""
  var from: Day?
  var until: Day?

  init() {}

  /// - Throws: a `Problem` at the field for a day that is none.
  init(_ query: Parameters) throws(Problem) {
    person = Self.word(query["person"])
    kind = Self.word(query["art"])
    action = Self.word(query["aktion"])
    record = Self.word(query["eintrag"])
    from = try Self.day(query["von"], "von")
    until = try Self.day(query["bis"], "bis")
  }

  private static func word(_ text: String?) -> String { String((text ?? "").prefix(120)) }

  private static func day(_ text: String?, _ name: String) throws(Problem) -> Day? {
    guard let text else { return nil }
    if let day = Day(iso: text) { return day }
    throw Problem("request.parameter", .malformed, "Bitte geben Sie ein Datum an.", field: name)
  }

  var pairs: [(String, String)] {
    [
      ("person", person), ("art", kind), ("aktion", action), ("eintrag", record), ("von", from?.iso ?? ""),
      ("bis", until?.iso ?? ""),
    ]
  }

  fileprivate func condition(of tenant: TenantID) -> SQL {
    var condition: SQL = "tenant = \(tenant)"
    if !person.isEmpty {
      let like = "%\(Self.escaped(person.lowercased()))%"
      condition = "\(condition) and (lower(actor_name) like \(like) escape '!' or actor = \(person))"
    }
    if !kind.isEmpty { condition = "\(condition) and kind = \(kind)" }
    if !action.isEmpty { condition = "\(condition) and (\(actions))" }
    if !record.isEmpty { condition = "\(condition) and record = \(record)" }
    if let from { condition = "\(condition) and at >= \(RetentionRules.start(of: from))" }
    if let until { condition = "\(condition) and at < \(RetentionRules.start(of: until.adding(days: 1)))" }
    return condition
  }

  /// Rows of one action have several codes; what is no action of ours is looked for as it is.
  private var actions: SQL {
    guard let known = ProtocolAction(name: action) else {
      return "action like \("%\(Self.escaped(action))%") escape '!'"
    }
    return known.endings.reduce("1 = 0") { "\($0) or action like \("%.\(Self.escaped($1))") escape '!'" }
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, letter in
      if letter == "%" || letter == "_" || letter == "!" { escaped.append("!") }
      escaped.append(letter)
    }
  }
}

/// One row of the protocol as its page shows it.
struct ProtocolRow: Sendable, Hashable {
  let number: Int
  let at: String
  let actor: String
  let action: String
  let kind: String
  let record: String
  let changes: String
}

extension Connection {
  /// Newest first.
  ///
  /// - Parameter below: only rows with smaller numbers, so that files are whole while the protocol grows.
  func protocolRows(
    _ query: ProtocolQuery, of tenant: TenantID, below number: Int = .max, limit: Int, offset: Int = 0
  ) throws -> [ProtocolRow] {
    try rows(
      """
      select number, at, actor_name, action, kind, record, changes from audit_log
      where \(query.condition(of: tenant)) and number < \(number) order by number desc limit \(limit) offset \(offset)
      """
    ) { row in
      ProtocolRow(
        number: row.integer(), at: row.text(), actor: row.text(), action: row.text(), kind: row.text(),
        record: row.text(), changes: row.text())
    }
  }

  /// Counts up to 10,000 and one: nobody pages further, and the protocol of years is long.
  func countProtocol(_ query: ProtocolQuery, of tenant: TenantID) throws -> Int {
    try number(
      """
      select count(*) from (select number from audit_log where \(query.condition(of: tenant)) limit 10001) as found
      """)
  }
}
