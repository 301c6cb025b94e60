// SPDX-License-Identifier: EUPL-1.2
internal import Formats
package import Kernel
package import Storage

/// Fills an empty installation with the catalogues of the Verbund.
package enum CatalogueActions {
  /// Loads the built-in catalogues for the coordination body, with their English and Arabic names; existing ones stay as they are.
  package static func install(_ transaction: Transaction, of tenant: TenantID) throws {
    let arabic = try names(PackageResources.catalogues_ar_csv)
    var reader = CSVReader(ByteSource(PackageResources.catalogues_csv), delimiter: .comma)
    _ = try reader.next()
    var position = 0
    while let row = try reader.next() {
      guard let catalogue = Catalogue(rawValue: row[0]) else { continue }
      position += 10
      var entry = CatalogueEntry(id: transaction.makeID())
      entry.catalogue = catalogue
      entry.code = row[1]
      entry.parent = row[2]
      entry.name = row[3]
      entry.description = row[5]
      entry.source = row[6]
      entry.position = position
      try transaction.insert(entry, of: tenant)
      if !row[4].isEmpty {
        try transaction.translate(entry.id, of: tenant, "name", into: .english, row[4], version: 1)
      }
      if let name = arabic[entry.code] {
        try transaction.translate(entry.id, of: tenant, "name", into: .arabic, name, version: 1)
      }
    }
    try installSynonyms(transaction, of: tenant)
  }

  private static func installSynonyms(_ transaction: Transaction, of tenant: TenantID) throws {
    var reader = CSVReader(ByteSource(PackageResources.synonyms_csv), delimiter: .comma)
    _ = try reader.next()
    while let row = try reader.next() {
      var set = SynonymSet(id: transaction.makeID())
      set.language = row[0]
      set.words = row[1]
      try transaction.insert(set, of: tenant)
    }
  }

  private static func names(_ table: [UInt8]) throws -> [String: String] {
    var names: [String: String] = [:]
    var reader = CSVReader(ByteSource(table), delimiter: .comma)
    _ = try reader.next()
    while let row = try reader.next() { names[row[0]] = row[1] }
    return names
  }
}
