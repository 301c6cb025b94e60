// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Kernel
internal import Logging
internal import Monitoring
internal import Offers
internal import Search
internal import ServiceLifecycle
internal import Storage
package import Web

/// Keeps everything derived in step with the change log: the search index, the word groups, the content version.
///
/// Writes of this process wake it at once; those of other processes on the same file are seen within half a second. An
/// actor, so that one look at the log ends before the next begins.
package actor Follower: Service {
  let services: Services
  let sources: [SearchSource]
  private let file: String?
  private var unsaved = 0
  private var day: Day?

  /// Raised whenever documents are made differently, so that an older index file is not used.
  private static let revision = 1
  private static let batch = 2000

  /// - Parameter file: where the index is kept between starts; nothing keeps it in memory only.
  package init(_ services: Services, _ slices: [Slice], file: String?) {
    self.services = services
    sources = slices.flatMap(\.searchSources)
    self.file = file.map(Self.keptFile)
  }

  /// Where the index of a database is kept, beside its file.
  static func keptFile(_ path: String) -> String { "\(path).index-\(revision)" }

  /// Loads the index or makes it anew, then takes in what has changed since.
  ///
  /// - Returns: whether it had to be made anew.
  @discardableResult
  package func prepare() async throws -> Bool {
    services.index.setSynonyms(try await services.database.read { try $0.synonymGroups() })
    try await services.database.numberChanges()
    let last = try await services.database.read { try $0.lastChange() }
    let isLoaded = file.map { services.index.load(from: $0) } ?? false
    let isUsable = isLoaded && services.index.stamp <= last
    if isUsable {
      services.database.content.raise(to: services.index.stamp, kinds: [])
      try await catchUp()
    } else {
      try await rebuild(at: last)
    }
    services.vitals.noteIndexReady()
    return !isUsable
  }

  /// Takes in all changes that are not known yet.
  package func catchUp() async throws {
    try await services.database.numberChanges()
    while true {
      let after = services.database.content.applied
      let changes = try await services.database.read { try $0.changes(after: after, limit: Self.batch) }
      guard let last = changes.last else { return }
      try await take(changes, last.number)
      services.database.content.raise(to: last.number, kinds: Set(changes.map(\.kind)))
      services.vitals.noteApplied()
      unsaved += changes.count
    }
  }

  package func run() async throws {
    let content = services.database.content
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.follow() }
      group.addTask {
        try? await cancelWhenGracefulShutdown {
          while true {
            try await Task.sleep(for: .milliseconds(500))
            content.wake()
          }
        }
      }
      await group.next()
      group.cancelAll()
      content.wake()
    }
    save()
  }

  /// Writes the index to its file when something has changed since it was read or written.
  package func save() {
    guard let file, unsaved > 0 else { return }
    do {
      try services.index.save(to: file)
      unsaved = 0
    } catch {
      services.logger.warning("index not saved", metadata: ["error": "\(error)"])
    }
  }

  /// Ends what is over, at start and with each new day.
  private func endPast() async throws {
    let today = services.database.time.today
    guard day != today else { return }
    day = today
    try await services.database.write(by: .system("calendar")) { _ = try OfferActions.endPast(on: today, $0) }
  }

  private func follow() async {
    while !Task.isCancelled && !Task.isShuttingDownGracefully {
      do {
        try await endPast()
        await services.database.content.nextWrite()
        try await catchUp()
      } catch {
        services.logger.error("changes not followed", metadata: ["error": "\(error)"])
      }
    }
  }

  private func rebuild(at stamp: Int64) async throws {
    var documents: [SearchDocument] = []
    for source in sources {
      var last: String? = ""
      while let after = last {
        let batch = try await services.database.read { connection in
          try source.documents(connection, .after(after, limit: Self.batch))
        }
        documents += batch.documents
        last = batch.last
      }
    }
    services.index.rebuild(from: documents, stamp: stamp)
    services.database.content.raise(to: stamp, kinds: Set(sources.map(\.kind)))
    unsaved += 1
    save()
  }

  private func take(_ changes: [LoggedChange], _ number: Int64) async throws {
    var ids: [String: Set<String>] = [:]
    for change in changes { ids[change.kind, default: []].insert(change.record.text) }
    if ids["synonym_set"] != nil {
      services.index.setSynonyms(try await services.database.read { try $0.synonymGroups() })
    }
    var upserts: [SearchDocument] = []
    var deletes: [String] = []
    for source in sources {
      let (documents, gone) = try await documents(of: source, changed: ids)
      upserts += documents
      deletes += gone
    }
    services.index.apply(upserts: upserts, deletes: deletes, stamp: number)
  }

  private func documents(
    of source: SearchSource, changed ids: [String: Set<String>]
  ) async throws -> (documents: [SearchDocument], gone: [String]) {
    try await services.database.read { connection in
      var wanted = ids[source.kind] ?? []
      for followed in source.followed {
        if let changed = ids[followed.kind] {
          wanted.formUnion(try followed.affected(connection, changed.sorted()))
        }
      }
      var documents: [SearchDocument] = []
      let sorted = wanted.sorted()
      for start in stride(from: 0, to: sorted.count, by: 500) {
        let part = Array(sorted[start..<min(start + 500, sorted.count)])
        documents += try source.documents(connection, .only(part)).documents
      }
      let found = Set(documents.map(\.key))
      return (documents, sorted.map { "\(source.kind):\($0)" }.filter { !found.contains($0) })
    }
  }
}
