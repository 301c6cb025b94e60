// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records
package import Storage
internal import Web

/// What colleagues tell each other about a record; neither the public nor providers see it.
package struct RecordComment: Record, Equatable {
  package let id: RecordID<RecordComment>
  package var aboutKind = ""
  package var about = ""
  package var text = ""
  /// The account of who wrote it.
  package var author = ""
  package var authorName = ""

  package init(id: RecordID<RecordComment>) { self.id = id }

  package static let limit = 2000

  private static let personal = PersonalData(
    purpose: "Absprachen zwischen Beschäftigten zu einem Eintrag",
    legalBasis: "Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit § 3 DSG NRW und § 18 DSG NRW",
    retention: .withRecord)

  package static let descriptor = RecordDescriptor<RecordComment>(
    "record_comment", (one: "Kommentar", many: "Kommentare"),
    fields: [
      .longText("text", \.text, "Kommentar", limit: limit, .required, .listed, .audience(.staff), .personal(personal)),
      .text("about_kind", \.aboutKind, "Art des Eintrags", limit: 60, .required, .audience(.staff)),
      .text("about", \.about, "Eintrag", limit: 36, .required, .audience(.staff)),
      .text("author", \.author, "Konto", limit: 36, .required, .audience(.nobody), .personal(personal)),
      .text(
        "author_name", \.authorName, "Verfasst von", limit: 200, .required, .audience(.staff), .personal(personal)),
    ])
}

/// The tables that records' pages need beside those of the records.
package enum RecordMigrations {
  package static let all = [
    Migration(
      "2026-11-25-r-record-comments",
      [
        """
        create table record_comment (
          id text primary key not null, tenant text not null, version bigint not null,
          created_at text not null, modified_at text not null, archived_at text,
          about_kind text not null, about text not null, text text not null,
          author text not null, author_name text not null)
        """,
        "create index record_comment_about on record_comment (tenant, about_kind, about)",
      ])
  ]
}

extension Connection {
  /// The comments on one record, newest first, at most a hundred.
  package func comments(on kind: String, _ id: Identifier, of tenant: TenantID) throws -> [Stored<RecordComment>] {
    try list(
      RecordComment.self, in: .tenant(tenant), where: "about_kind = \(kind) and about = \(id.text)",
      order: "created_at desc", limit: 100)
  }
}

extension Transaction {
  /// Keeps a comment. Its words stay out of the audit row, so that they are gone when it is deleted; the row stands in the
  /// history of the record that it is about.
  package func comment(
    _ text: String, on kind: String, _ about: Identifier, of tenant: TenantID
  ) throws {
    var comment = RecordComment(id: makeID())
    (comment.aboutKind, comment.about, comment.text) = (kind, about.text, text)
    (comment.author, comment.authorName) = (principal.id, String(principal.name.prefix(200)))
    if let problem = Problem.joined(RecordComment.descriptor.problems(in: comment)) { throw problem }
    try run(
      """
      insert into record_comment (id, tenant, version, created_at, modified_at, about_kind, about, text, author, author_name)
      values (\(comment.id), \(tenant), 1, \(now), \(now), \(kind), \(comment.about), \(comment.text), \(comment.author),
        \(comment.authorName))
      """)
    try audit("\(kind).commented", kind: kind, record: about, of: tenant)
  }

  /// Deletes a comment of the same author.
  ///
  /// - Throws: a `Problem` "not found" where it is another's or on another record.
  package func deleteComment(
    _ id: RecordID<RecordComment>, on kind: String, _ about: Identifier, of tenant: TenantID
  ) throws {
    let count = try run(
      """
      delete from record_comment
      where id = \(id) and tenant = \(tenant) and about_kind = \(kind) and about = \(about.text)
        and author = \(principal.id)
      """)
    if count == 0 { throw Problem.notFound }
    try audit("\(kind).comment-deleted", kind: kind, record: about, of: tenant)
  }
}
