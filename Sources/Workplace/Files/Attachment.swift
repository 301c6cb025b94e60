// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records
internal import Storage

/// A picture or a document that belongs to a record of any kind; its bytes lie in a table of their own.
package struct Attachment: Record, Equatable {
  package let id: RecordID<Attachment>
  /// For pictures the text that stands for them; for documents what they are.
  package var title = ""
  package var credit = ""
  package var aboutKind = ""
  /// The id of the record.
  package var about = ""
  package var name = ""
  package var type = ""
  package var size = 0
  package var width: Int?
  package var height: Int?

  package init(id: RecordID<Attachment>) { self.id = id }

  package static let descriptor = RecordDescriptor<Attachment>(
    "attachment", (one: "Bild oder Datei", many: "Bilder und Dateien"),
    fields: [
      .text("title", \.title, "Beschreibung", limit: 300, .required, .listed, .translated),
      .text("credit", \.credit, "Bildnachweis", limit: 200),
      .text("about_kind", \.aboutKind, "Art des Eintrags", limit: 40, .required, .audience(.staff)),
      .text("about", \.about, "Eintrag", limit: 40, .required, .audience(.staff)),
      .text("name", \.name, "Dateiname", limit: 120, .listed, .audience(.staff)),
      .text("type", \.type, "Dateityp", limit: 40, .required),
      .integer("size", \.size, "Größe in Byte", in: 1...20_000_000),
      .integer("width", \.width, "Breite", in: 1...100_000),
      .integer("height", \.height, "Höhe", in: 1...100_000),
    ])

  package var isPicture: Bool { type.hasPrefix("image/") }
}

enum AttachmentMigrations {
  static let all = [
    Migration(
      "2026-11-29-d-attachments",
      [
        """
        create table attachment (
          id text primary key not null, tenant text not null, version bigint not null,
          created_at text not null, modified_at text not null, archived_at text,
          title text not null, credit text not null, about_kind text not null, about text not null,
          name text not null, type text not null, size bigint not null, width bigint, height bigint)
        """,
        "create index attachment_about on attachment (about_kind, about)",
        "create table attachment_file (id text primary key not null, tenant text not null, content text not null)",
      ])
  ]
}
