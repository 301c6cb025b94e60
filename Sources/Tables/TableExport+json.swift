// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
package import Records
package import Storage

extension RecordTable {
  /// The same as `exportCSV`, as a JSON list with one record in each line; lists of codes are lists, empty values null.
  package func exportJSON(
    _ connection: Connection, in scope: Scope, audience: Audience = .coordination,
    words: TableWords = TableWords(code: { $1 }, language: { $0 }), where condition: SQL = "1 = 1",
    write: ([UInt8]) throws -> Void
  ) throws {
    let columns = try exportColumns(connection, scope, audience, condition)
    var isFirst = true
    try write([UInt8(ascii: "[")])
    try connection.eachBatch(of: R.self, in: scope, where: condition) { batch in
      let beside = try Beside(connection, batch.map(\.id), self, columns)
      var bytes: [UInt8] = []
      for stored in batch {
        bytes += isFirst ? [UInt8(ascii: "\n")] : [UInt8(ascii: ","), UInt8(ascii: "\n")]
        isFirst = false
        var json = JSONWriter()
        json.object { members(of: stored, columns, beside, words, to: &$0) }
        bytes += json.bytes
      }
      try write(bytes)
    }
    try write(Array("\n]\n".utf8))
  }

  private func members(
    of stored: Stored<R>, _ columns: [TableColumn], _ beside: Beside, _ words: TableWords, to json: inout JSONWriter
  ) {
    json.field("id", stored.id.text)
    for case .field(let index) in columns {
      let info = fields[index].info
      json.field(info, words.shared(fields[index].read(stored.record), info.kind))
    }
    for case .companion(let index) in columns {
      json.field(companions[index].name, beside.companions[index][stored.id].flatMap { $0.isEmpty ? nil : $0 })
    }
    let languages = beside.translations.mapValues { ($0[stored.id] ?? [:]).filter { !$0.value.isEmpty } }
      .filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
    json.object("translations") { json in
      for (language, texts) in languages {
        json.object(language.code) { json in
          for (field, text) in texts.sorted(by: { $0.key < $1.key }) { json.field(field, text) }
        }
      }
    }
    json.name("source")
    guard let source = beside.sources[stored.id] else { return json.null() }
    json.object {
      $0.field("system", source.system)
      $0.field("id", source.source)
      $0.field("url", source.address.isEmpty ? nil : source.address)
    }
  }
}
