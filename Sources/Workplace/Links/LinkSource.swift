// SPDX-License-Identifier: EUPL-1.2
internal import Formats
package import Kernel
package import Records
package import Storage
package import Web

/// Records of one kind whose links are checked (F35).
package struct LinkSource: Sendable {
  /// One record with the addresses in it.
  package struct Holder: Sendable {
    let id: Identifier
    let tenant: TenantID
    let title: String
    /// Where it is mended.
    let path: Path
    let addresses: [String]

    package init(id: Identifier, tenant: TenantID, title: String, path: Path, addresses: [String]) {
      self.id = id
      self.tenant = tenant
      self.title = title
      self.path = path
      self.addresses = addresses
    }
  }

  let kind: String
  /// Holders whose id follows, in the order of their ids; at most so many.
  let batch: @Sendable (Connection, _ after: String, _ limit: Int) throws -> [Holder]

  package init(
    kind: String, batch: @escaping @Sendable (Connection, _ after: String, _ limit: Int) throws -> [Holder]
  ) {
    self.kind = kind
    self.batch = batch
  }

  /// All link, mail and rich text fields of a kind of record that has a desk.
  ///
  /// - Parameter condition: which records matter, such as those that are public.
  package static func records<R: Record>(
    of type: R.Type, slug: String, where condition: SQL = "1 = 1"
  ) -> LinkSource {
    LinkSource(kind: R.descriptor.kind) { connection, after, limit in
      try connection.list(R.self, in: .everyTenant, where: "id > \(after) and \(condition)", limit: limit).map {
        stored in
        let title = R.descriptor.titleField?.read(stored.record).text ?? ""
        return Holder(
          id: stored.id.identifier, tenant: stored.tenant, title: title.isEmpty ? R.descriptor.one : title,
          path: DeskPath(slug).record(stored.id.text),
          addresses: R.descriptor.fields.flatMap { addresses(in: $0.read(stored.record), $0.info.kind) })
      }
    }
  }

  private static func addresses(in value: Value, _ kind: FieldKind) -> [String] {
    guard let text = value.text, !text.isEmpty else { return [] }
    switch kind {
    case .link: return [text]
    case .mail: return ["mailto:" + text]
    case .richText: return addresses(inHTML: text)
    default: return []
    }
  }

  /// The addresses that links of clean HTML lead to; every night all texts are gone through, so byte by byte.
  package static func addresses(inHTML html: String) -> [String] {
    var html = html
    return html.withUTF8 { bytes in
      var found: [String] = []
      let all = UnsafeRawBufferPointer(bytes)
      var start = 0
      while let hit = ByteSearch.first(opening, in: all, start..<all.count) {
        let first = hit + opening.count
        guard let end = all[first...].firstIndex(of: UInt8(ascii: "\"")) else { break }
        if end > first {
          found.append(String(decoding: all[first..<end], as: UTF8.self).replacing("&amp;", with: "&"))
        }
        start = end + 1
      }
      return found
    }
  }

  private static let opening = Array("href=\"".utf8)
}

/// An address as it is checked: of the web without the place on its page, or the domain of a mailbox.
enum CheckedAddress {
  static func of(_ text: String) -> String? {
    guard let link = SafeLink(text) else { return nil }
    if link.address.hasPrefix("mailto:") {
      let mailbox = link.address.dropFirst("mailto:".count).prefix { $0 != "?" }
      guard let at = mailbox.lastIndex(of: "@") else { return nil }
      let domain = mailbox[mailbox.index(after: at)...].lowercased()
      return domain.isEmpty ? nil : "mailto:" + domain
    }
    guard link.isExternal else { return nil }
    return String(link.address.prefix { $0 != "#" })
  }
}
