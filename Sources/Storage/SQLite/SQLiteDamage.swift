// SPDX-License-Identifier: EUPL-1.2

extension Database {
  /// What the engine itself finds wrong with its data, in German lines; a server looks after that by itself.
  package func damage() async throws -> [String] {
    guard engineName == "sqlite" else { return [] }
    return try await read { connection in
      let broken = try connection.rows("pragma quick_check(20)") { $0.text() }.filter { $0 != "ok" }
      let dangling = try connection.rows("pragma foreign_key_check") { row -> String in
        let table = row.text()
        row.skip(1)
        return "Tabelle \(table): Eine Zeile verweist auf etwas in \(row.text()), das es nicht gibt."
      }
      return broken.map { "Die Datenbankdatei ist beschädigt: \($0)" } + dangling.prefix(20)
    }
  }
}
