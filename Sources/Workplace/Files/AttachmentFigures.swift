// SPDX-License-Identifier: EUPL-1.2
internal import Formats
package import Kernel
package import Records
package import Storage
package import Web

/// Pictures and documents of one record as its public page shows them.
package struct AttachmentFigures: Sendable {
  private let attachments: [Stored<Attachment>]
  private let texts: [RecordID<Attachment>: TranslatedFields]

  package init<R: Record>(_ id: RecordID<R>, _ language: Language, _ connection: Connection) throws {
    attachments = try connection.attachments(of: R.descriptor.kind, [id.text])[id.text] ?? []
    texts = try connection.translations(of: Attachment.self, attachments.map(\.id), into: language)
  }

  /// Nothing where there are none.
  package func html(_ view: View) -> HTML {
    if attachments.isEmpty { return HTML() }
    let pictures = attachments.filter(\.record.isPicture)
    let documents = attachments.filter { !$0.record.isPicture }
    return """
      \(each: pictures, { figure($0, view) })\(if: !documents.isEmpty, """
        <ul class="files">\(each: documents, { document($0, view) })</ul>
        """)
      """
  }

  private func title(_ stored: Stored<Attachment>, _ view: View) -> Localized {
    Localized(stored.record.title, "title", texts[stored.id] ?? [:], view.language)
  }

  private func figure(_ stored: Stored<Attachment>, _ view: View) -> HTML {
    let (record, title) = (stored.record, title(stored, view))
    let size: HTML? = record.width.flatMap { width in
      record.height.map { " width=\"\(width)\" height=\"\($0)\"" }
    }
    return """
      <figure class="pic"><img src="\(view.file(AttachmentPath.file(stored.id.text)))" alt="\(title.text)"\
      \(lang: title.language, on: view)\(size) loading="lazy" decoding="async">\
      \(if: !record.credit.isEmpty, "<figcaption class=\"small muted\" lang=\"de\">\(record.credit)</figcaption>")</figure>
      """
  }

  private func document(_ stored: Stored<Attachment>, _ view: View) -> HTML {
    let title = title(stored, view)
    return """
      <li><a href="\(view.file(AttachmentPath.file(stored.id.text)))"\(lang: title.language, on: view)>\(title.text)</a> \
      <span class="small muted">(PDF, \(view.texts.number(max(1, stored.record.size / 1024))) KiB)</span></li>
      """
  }
}
