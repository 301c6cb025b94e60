// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Synchronization

/// Counts the rows of a dump as `pg_restore` writes it: `COPY public.offer (id, …) FROM stdin;`, a line per row, `\.`.
///
/// Ends of lines inside of values are written as `\n` there, so a line is a row. A class because the pipe's reader and
/// whoever waits share it.
final class DumpCounter: Sendable {
  private struct State {
    var line: [UInt8] = []
    var table: String?
    var rows: [String: Int] = [:]
    var bytes = 0
  }

  private let state = Mutex(State())

  var rows: [String: Int] { state.withLock { $0.rows } }

  /// - Returns: how many bytes were read so far.
  func read(_ data: Data) -> Int {
    state.withLock { state in
      state.bytes += data.count
      let pieces = [UInt8](data).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for piece in pieces.dropLast() {
        Self.keep(piece, &state)
        Self.take(&state)
      }
      if let rest = pieces.last { Self.keep(rest, &state) }
      return state.bytes
    }
  }

  /// Only the beginnings of lines say anything.
  private static func keep(_ piece: ArraySlice<UInt8>, _ state: inout State) {
    if state.line.count < 300 { state.line.append(contentsOf: piece.prefix(300)) }
  }

  private static func take(_ state: inout State) {
    defer { state.line.removeAll(keepingCapacity: true) }
    if let table = state.table {
      if state.line == Array("\\.".utf8) { state.table = nil } else { state.rows[table, default: 0] += 1 }
      return
    }
    guard state.line.starts(with: "COPY ".utf8) else { return }
    let name = String(decoding: state.line.dropFirst(5).prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    let table = name.split(separator: ".").last.map { $0.filter { $0 != "\"" } } ?? ""
    state.table = table
    state.rows[table] = 0
  }
}
