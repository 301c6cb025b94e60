// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Centers
import Product
import Search
import Web

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Sucht wie das Portal und zeigt die besten Treffer.")

  @OptionGroup var data: DatabaseOptions
  @Option(help: "Sprache, in der gesucht wird") var language = "de"
  @Option(help: "Nur dieses Zentrum (Adressteil, zum Beispiel dortmund)") var center: String?
  @Option(help: "Anzahl der Treffer") var limit = 10
  @Argument(help: "Wonach gesucht wird") var words: [String]

  func run() async throws {
    try await telling {
      let house = try await data.house()
      var query = SearchQuery(words.joined(separator: " "))
      query.language = language
      query.limit = max(1, min(limit, 100))
      if let center {
        query.filters["center"] = [try await house.services.database.center(named: center).slug]
      }
      let index = house.services.index
      let answer = index.search(query)
      Terminal.say("\(answer.total) Treffer" + (answer.didYouMean.map { " (meinten Sie: \($0)?)" } ?? ""))
      for hit in answer.hits {
        Terminal.say("\(hit.score.rounded(toPlaces: 2))\t\(hit.key)\t\(index.snapshot.label(hit.key))")
      }
    }
  }
}

extension Float {
  fileprivate func rounded(toPlaces places: Int) -> String {
    let scale: Float = places == 2 ? 100 : 1
    return String((self * scale).rounded() / scale)
  }
}
