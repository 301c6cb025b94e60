// SPDX-License-Identifier: EUPL-1.2
package import Catalogues
package import Centers
internal import Kernel
internal import Organisations
internal import Records
internal import Storage
package import Tables

extension TableWords {
  /// The words of one centre's files: catalogues, languages, and by name everything that records of the centre refer to.
  ///
  /// Towns and social spaces stand in files for programs by the part of their address, the centre by its AGS, because ids
  /// differ from installation to installation.
  ///
  /// - Parameter center: nothing for files of the coordination body or of all centres.
  package static func verbund(_ catalogues: CatalogueBook, _ centers: CenterBook, of center: Center?) -> TableWords {
    let base = TableWords.verbund(catalogues)
    var words = base
    words.code = { catalogue, text in
      switch catalogue {
      case spaceCatalogue: space(text, centers, center)
      case postcodeCatalogue: text.utf8.count == 5 && text.utf8.allSatisfy { (48...57).contains($0) } ? text : nil
      default: base.code(catalogue, text)
      }
    }
    words.codeName = { catalogue, code in
      guard catalogue == spaceCatalogue else { return base.codeName(catalogue, code) }
      return RecordID(code).flatMap { centers[$0] as SocialSpace? }?.name ?? code
    }
    words.references.append(.records(of: Center.self) { [$0.ags, $0.slug, $0.name, $0.municipality] })
    words.sharedName = { kind, id in shared(kind, id, centers) ?? id }
    return words
  }

  private static let spaceCatalogue = "sozialraum"
  private static let postcodeCatalogue = "postleitzahl"

  private static func shared(_ kind: String, _ id: String, _ centers: CenterBook) -> String? {
    switch kind {
    case Center.descriptor.kind: RecordID<Center>(id).flatMap { centers[$0] }?.ags
    case Municipality.descriptor.kind: RecordID<Municipality>(id).flatMap { centers[$0] }?.slug
    case SocialSpace.descriptor.kind, spaceCatalogue: RecordID<SocialSpace>(id).flatMap { centers[$0] }?.slug
    default: nil
    }
  }

  /// The id of a social space of the centre by its id, the part of its address or its name.
  private static func space(_ text: String, _ centers: CenterBook, _ center: Center?) -> String? {
    if let id = RecordID<SocialSpace>(text) { return centers[id] == nil ? nil : id.text }
    guard let center else { return nil }
    let spaces = centers.spaces(of: center)
    let wanted = text.lowercased()
    let named = spaces.filter { $0.name.lowercased() == wanted }
    return (spaces.first { $0.slug == text } ?? (named.count == 1 ? named[0] : nil))?.id.text
  }
}
