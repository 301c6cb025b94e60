// SPDX-License-Identifier: EUPL-1.2

/// How one kind of organisation is named and describes itself.
struct OrganisationKind: Sendable {
  enum Rule: String, Sendable {
    /// Every centre has at least one.
    case one
    /// Drawn by weight.
    case weighted = "w"
    /// One in each larger municipality of a district.
    case municipal = "gem"
  }

  let code: String
  let rule: Rule
  let weight: Int
  let legalForms: [String]
  var names: [Phrase] = []
  var profiles: [Phrase] = []
  var needs: [Phrase] = []
}

/// A community with the languages of its members and the names of its associations.
struct Community: Sendable {
  let name: String
  let languages: [String]
  let names: [Phrase]
  let weight: Int
}

/// The tables behind all organisations.
struct OrganisationKinds: Sendable {
  let kinds: [OrganisationKind]
  let communities: [Community]

  init(_ vocabulary: Vocabulary) throws(DemoFault) {
    kinds = try Self.readKinds(vocabulary)
    communities = try Self.readCommunities(vocabulary)
  }

  private static func readKinds(_ vocabulary: Vocabulary) throws(DemoFault) -> [OrganisationKind] {
    let table = try DemoTable("OrganisationKinds")
    var kinds: [OrganisationKind] = []
    for row in table.rows {
      guard let rule = OrganisationKind.Rule(rawValue: row[1]) else {
        throw DemoFault(table: table.name, reason: "unknown rule \(row[1])")
      }
      kinds.append(
        OrganisationKind(code: row[0], rule: rule, weight: try table.number(row[2]), legalForms: parts(row[3], ";")))
    }
    for row in try DemoTable("OrganisationTexts").rows {
      guard let position = kinds.firstIndex(where: { $0.code == row[0] }) else {
        throw DemoFault(table: "OrganisationTexts", reason: "unknown kind \(row[0])")
      }
      let phrase = try vocabulary.phrase(row[2])
      switch row[1] {
      case "name": kinds[position].names.append(phrase)
      case "profile": kinds[position].profiles.append(phrase)
      default: kinds[position].needs.append(phrase)
      }
    }
    return kinds
  }

  private static func readCommunities(_ vocabulary: Vocabulary) throws(DemoFault) -> [Community] {
    let table = try DemoTable("Communities")
    var communities: [Community] = []
    for row in table.rows {
      var names: [Phrase] = []
      for name in parts(row[2], ";") { names.append(try vocabulary.phrase(name)) }
      communities.append(
        Community(name: row[0], languages: parts(row[1], ";"), names: names, weight: try table.number(row[3])))
    }
    return communities
  }
}
