// SPDX-License-Identifier: EUPL-1.2
package import Centers
package import Tables

/// Towns and social spaces as files; a district's come with its own data.
package enum AreaTables {
  package static let towns = RecordTable<Municipality>(
    identity: ["slug"], aliases: ["name": ["Kommune", "Gemeinde", "Stadt", "town"], "postcodes": ["PLZ"]])

  package static let spaces = RecordTable<SocialSpace>(
    identity: ["slug"],
    aliases: [
      "name": ["Sozialraum", "Stadtteil", "Quartier", "quarter"], "municipality": ["Gemeinde", "Stadt", "town"],
    ])
}
