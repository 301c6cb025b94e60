// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Storage
internal import Synchronization

/// Pages of anonymous visitors as bytes, by content version, never by time.
///
/// Two generations: what was asked for lately stays, the rest goes when the younger one is full. A class because all
/// requests share it.
package final class PageCache: Sendable {
  struct Entry: Sendable {
    let headers: HTTPFields
    let body: ByteBuffer
    let tag: String
    /// The pattern of the route that made it.
    let route: String?
  }

  /// Content version and day: pages speak of "today".
  struct Version: Equatable, Sendable {
    let content: Int64
    let day: Int32
  }

  private struct State {
    var version = Version(content: -1, day: 0)
    var young: [String: Entry] = [:]
    var old: [String: Entry] = [:]
    var size = 0
    var hits = 0
    var misses = 0
  }

  /// What was looked for and found since the start, and what is kept now.
  package struct Figures: Sendable, Equatable {
    package let hits: Int
    package let misses: Int
    package let pages: Int
  }

  private let state = Mutex(State())
  /// Bytes of one generation.
  private let limit: Int
  private static let largestPage = 1 << 20

  /// - Parameter bytes: how much all kept pages may take.
  package init(bytes: Int = 48 << 20) { limit = bytes / 2 }

  func find(_ key: String, _ version: Version) -> Entry? {
    state.withLock { state in
      guard let entry = found(key, version, &state) else {
        state.misses += 1
        return nil
      }
      state.hits += 1
      return entry
    }
  }

  package var figures: Figures {
    state.withLock { state in
      Figures(hits: state.hits, misses: state.misses, pages: state.young.count + state.old.count)
    }
  }

  private func found(_ key: String, _ version: Version, _ state: inout State) -> Entry? {
    guard state.version == version else { return nil }
    if let entry = state.young[key] { return entry }
    guard let entry = state.old[key] else { return nil }
    keep(entry, key, &state)
    return entry
  }

  func keep(_ entry: Entry, _ key: String, _ version: Version) {
    guard entry.body.readableBytes <= Self.largestPage else { return }
    state.withLock { state in
      if state.version != version { state = State(version: version, hits: state.hits, misses: state.misses) }
      keep(entry, key, &state)
    }
  }

  private func keep(_ entry: Entry, _ key: String, _ state: inout State) {
    if state.size > limit {
      state.old = state.young
      state.young = [:]
      state.size = 0
    }
    state.young[key] = entry
    state.size += entry.body.readableBytes + key.utf8.count + 600
  }

  /// A strong entity tag out of the digest of the bytes.
  static func tag(_ digest: [UInt8]) -> String { "\"" + hexadecimal(Array(digest.prefix(12))) + "\"" }
}
