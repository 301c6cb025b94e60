// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
internal import Web

/// The fields of a record in their sections; fields without a value are named together.
struct RecordView {
  let info: RecordKind
  let path: DeskPath
  let id: String
  let title: String
  let values: [(info: FieldInfo, value: Value)]
  let text: FieldText
  let references: ReferenceBook
  let view: View

  var sections: HTML {
    var sections: [(title: String, fields: [(info: FieldInfo, value: Value)])] = []
    for item in values {
      if let title = item.info.sectionTitle {
        sections.append((title, [item]))
      } else if sections.isEmpty {
        sections.append((view[RecordText.particulars], [item]))
      } else {
        sections[sections.count - 1].fields.append(item)
      }
    }
    return """
      \(each: sections, { section in
        """
        <section class="sub"><h2>\(section.title)</h2><dl class="dl">\(each: section.fields, { item in
          "<div><dt>\(item.info.label)</dt><dd>\(value(item.value, item.info))</dd></div>"
        })</dl></section>
        """
      })
      """
  }

  /// A value as markup: links where it is an address or a reference.
  func value(_ value: Value, _ info: FieldInfo) -> HTML {
    if value.isBlank { return "<span class=\"muted\">\(view[RecordText.empty])</span>" }
    switch (info.kind, value) {
    case (.richText, .text(let html)):
      guard let clean = try? CleanHTML(cleaning: html) else { return "\(FieldText.words(of: html))" }
      return "<div class=\"prose\">\(HTML(clean: clean.text))</div>"
    case (.reference(let kind), .text(let id)):
      let label = text.plain(value, info)
      guard text.titles[id] != nil, let path = references[kind]?.path(id) else { return "\(label)" }
      return "<a href=\"\(view.link(path))\">\(label)</a>"
    case (.link, .text(let address)): return WebAddress.link(address) ?? "\(address)"
    case (.mail, .text(let address)): return WebAddress.link("mailto:" + address, shown: address) ?? "\(address)"
    case (.phone, .text(let number)): return WebAddress.link("tel:" + number, shown: number) ?? "\(number)"
    default: return lines(text.plain(value, info))
    }
  }
}

/// Addresses that somebody entered, as links.
enum WebAddress {
  /// Nothing for an address that a page must not link to.
  static func link(_ address: String, shown: String? = nil) -> HTML? {
    guard !address.isEmpty, let link = SafeLink(address) else { return nil }
    let rel: HTML = link.isExternal ? " rel=\"noopener noreferrer\"" : ""
    return "<a href=\"\(link.address)\"\(rel)>\(shown ?? address)</a>"
  }
}
