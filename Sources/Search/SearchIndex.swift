// SPDX-License-Identifier: EUPL-1.2
internal import Synchronization

/// A full-text index in memory, derived from records that live elsewhere.
///
/// A class, because its owner and all searching tasks share one changing reference to the current snapshot. Searches
/// take the snapshot and never wait for a change; changes wait for one another and may take as long as a merge (about
/// a second for 50,000 documents).
package final class SearchIndex: Sendable {
  private let current: Mutex<SearchSnapshot>
  private let writing = Mutex<Void>(())
  private let pool = ScratchPool()
  private let synonyms: Mutex<SynonymTable>
  private let ranking: SearchRanking

  package init(synonyms: [SynonymGroup] = [], ranking: SearchRanking = SearchRanking()) {
    self.synonyms = Mutex(SynonymTable(synonyms))
    self.ranking = ranking
    current = Mutex(SnapshotBuilder(ranking: ranking).empty())
  }

  /// The index as it is now.
  package var snapshot: SearchSnapshot { current.withLock { $0 } }

  package var count: Int { snapshot.count }

  /// The number of the last change the index knows of.
  package var stamp: Int64 { snapshot.stamp }

  /// Takes in new and changed documents and drops deleted ones; both are visible when it returns.
  ///
  /// - Parameter stamp: kept with the index and its file; nil leaves it as it is.
  package func apply(upserts: [SearchDocument], deletes: [String] = [], stamp: Int64? = nil) {
    writing.withLock { _ in
      let old = snapshot
      let new = SnapshotBuilder(ranking: ranking).applying(
        upserts: upserts, deletes: deletes, stamp: stamp ?? old.stamp, to: old)
      replace(with: new)
    }
  }

  /// Forgets everything and starts again from these documents.
  package func rebuild(from documents: [SearchDocument], stamp: Int64) {
    writing.withLock { _ in
      let builder = SnapshotBuilder(ranking: ranking)
      replace(with: builder.merging(builder.empty(), upserts: documents, stamp: stamp))
    }
  }

  /// Joins later changes with the large segment, as happens by itself when they have become many.
  package func compact() {
    writing.withLock { _ in
      replace(with: SnapshotBuilder(ranking: ranking).merging(snapshot, upserts: [], stamp: stamp))
    }
  }

  package func search(_ query: SearchQuery) -> SearchAnswer { search(query, in: snapshot) }

  /// Searches an earlier snapshot, so that several answers fit each other.
  package func search(_ query: SearchQuery, in snapshot: SearchSnapshot) -> SearchAnswer {
    let searching = Searching(snapshot: snapshot, synonyms: synonyms.withLock { $0 }, ranking: ranking)
    return pool.borrow { searching.answer(query, &$0) }
  }

  /// Uses other synonyms from now on; documents need not be indexed again.
  package func setSynonyms(_ groups: [SynonymGroup]) {
    let table = SynonymTable(groups)
    synonyms.withLock { $0 = table }
  }

  /// Puts a loaded snapshot in place, after any running change.
  func adopt(_ loaded: SearchSnapshot) { writing.withLock { _ in replace(with: loaded) } }

  private func replace(with new: SearchSnapshot) { current.withLock { $0 = new } }
}
