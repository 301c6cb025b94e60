// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Foundation
package import Kernel
internal import Records
package import Storage

/// What can be done with pictures and documents of a record.
package enum AttachmentActions {
  /// Bytes of one file, and files of one record.
  package static let limit = 4 << 20
  static let most = 20
  private static let side = 12_000

  /// Puts a file beside a record. Pictures lose what the camera wrote beside them.
  ///
  /// - Throws: a `Problem` at `datei` for anything but pictures (PNG, JPEG, WebP) and PDF, for too large ones and for more
  ///   than twenty; at `title` where the description is missing.
  @discardableResult
  package static func add(
    _ bytes: [UInt8], named name: String, title: String, credit: String, about kind: String, _ record: Identifier,
    of tenant: TenantID, _ transaction: Transaction
  ) throws -> RecordID<Attachment> {
    guard !title.isEmpty else {
      throw Problem(
        "attachment.no-title", .invalid, "Bitte beschreiben Sie, was zu sehen oder zu lesen ist.", field: "title")
    }
    guard bytes.count <= limit else {
      throw Problem("attachment.too-large", .tooLarge, "Die Datei darf höchstens 4 MiB groß sein.", field: "datei")
    }
    guard let file = SniffedFile(bytes), max(file.width ?? 1, file.height ?? 1) <= side else {
      throw Problem(
        "attachment.type", .invalid,
        "Möglich sind Bilder (PNG, JPEG, WebP, höchstens 12.000 Punkte breit und hoch) und PDF-Dateien.", field: "datei"
      )
    }
    let present = try transaction.attachments(of: kind, [record.text])[record.text]?.count ?? 0
    guard present < most else {
      throw Problem("attachment.too-many", .conflict, "Mehr als \(most) Dateien hat kein Eintrag.", field: "datei")
    }
    let clean = PictureCleaning.cleaned(bytes, file.kind)
    var attachment = Attachment(id: transaction.makeID())
    (attachment.title, attachment.credit, attachment.name) = (title, credit, name)
    (attachment.aboutKind, attachment.about, attachment.type) = (kind, record.text, file.kind.rawValue)
    (attachment.size, attachment.width, attachment.height) = (clean.count, file.width, file.height)
    try transaction.insert(attachment, of: tenant)
    try transaction.run(
      """
      insert into attachment_file (id, tenant, content)
      values (\(attachment.id), \(tenant), \(Data(clean).base64EncodedString()))
      """)
    return attachment.id
  }

  /// Takes a file away; its bytes are gone, that it was there stays in the history.
  package static func remove(_ stored: Stored<Attachment>, _ transaction: Transaction) throws {
    try transaction.archive(stored)
    try transaction.run("delete from attachment_file where id = \(stored.id)")
  }
}

extension Connection {
  /// What some records of a kind have, oldest first.
  package func attachments(of kind: String, _ records: [String]) throws -> [String: [Stored<Attachment>]] {
    let found = try list(
      Attachment.self, in: .everyTenant, where: "about_kind = \(kind) and about in (\(list: records))", limit: 2000)
    return Dictionary(grouping: found, by: \.record.about)
  }

  /// The bytes of a file.
  func attachmentBytes(_ id: RecordID<Attachment>) throws -> [UInt8]? {
    try first("select content from attachment_file where id = \(id)") { $0.text() }
      .flatMap { Data(base64Encoded: $0) }.map { Array($0) }
  }
}
