// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Storage
internal import Web

/// What a write is answered with; kept for a day where the program named its request, so that sending it again does nothing.
struct ProgramAnswer: Sendable, Hashable {
  var status: Int
  var tag = ""
  var location = ""
  var body: [UInt8] = []

  var reply: Reply {
    var reply = Reply.json(body, status: HTTPResponse.Status(code: status), isPublic: false)
    if status == 204 { reply.headers[.contentType] = nil }
    if !tag.isEmpty { reply.headers[.eTag] = tag }
    if !location.isEmpty { reply.headers[.location] = location }
    return reply
  }
}

/// The name that a program gave a request (`Idempotency-Key`), with what tells another request of that name apart.
struct RequestName: Sendable {
  let name: String
  private let account: String
  private let tenant: TenantID
  private let digest: String

  private static let hours = 24

  /// - Returns: nothing when the request has no name.
  /// - Throws: a `Problem` for a name that is empty, too long or not of visible letters.
  init?(_ staff: StaffVisit, _ body: [UInt8]) throws(Problem) {
    guard let field = HTTPField.Name("Idempotency-Key"), let name = staff.visit.headers[field] else { return nil }
    guard (1...255).contains(name.utf8.count), name.utf8.allSatisfy({ (33...126).contains($0) }) else {
      throw Problem(
        "api.idempotency-key", .malformed, "„Idempotency-Key“ braucht 1 bis 255 sichtbare Zeichen.",
        field: "Idempotency-Key")
    }
    self.name = name
    account = staff.user.account.text
    tenant = try staff.tenant()
    let conditions = staff.visit.headers[.ifMatch] ?? ""
    digest = hexadecimal(sha256(Array("\(staff.visit.target)\n\(conditions)\n".utf8) + body))
  }

  /// The kept answer, or a new one that is kept in the same transaction.
  ///
  /// - Throws: a `Problem` `api.key-reused` when another request had the name.
  func once(_ transaction: Transaction, _ make: () throws -> ProgramAnswer) throws -> ProgramAnswer {
    let oldest = transaction.now.adding(seconds: -Self.hours * 3600)
    try transaction.run("delete from program_answer where at < \(oldest)")
    let kept = try transaction.first(
      """
      select request, status, tag, location, body from program_answer
      where account = \(account) and tenant = \(tenant) and name = \(name)
      """
    ) { row in
      let request = row.text()
      let answer = ProgramAnswer(
        status: row.integer(), tag: row.text(), location: row.text(), body: Array(row.text().utf8))
      return (request, answer)
    }
    if let (request, answer) = kept {
      if request == digest { return answer }
      throw Problem(
        "api.key-reused", .invalid, "Unter diesem „Idempotency-Key“ wurde schon eine andere Anfrage gesendet.")
    }
    let answer = try make()
    try transaction.run(
      """
      insert into program_answer (account, tenant, name, request, status, tag, location, body, at)
      values (\(account), \(tenant), \(name), \(digest), \(answer.status), \(answer.tag), \(answer.location),
        \(String(decoding: answer.body, as: UTF8.self)), \(transaction.now))
      """)
    return answer
  }
}

enum APIMigrations {
  static let all = [
    Migration(
      "2026-11-25-k-program-answers",
      [
        """
        create table program_answer (
          account text not null, tenant text not null, name text not null, request text not null,
          status bigint not null, tag text not null, location text not null, body text not null, at text not null,
          primary key (account, tenant, name))
        """,
        "create index program_answer_at on program_answer (at)",
        "create index change_log_tenant on change_log (tenant, number)",
      ])
  ]
}
