// SPDX-License-Identifier: EUPL-1.2
package import Access
package import Kernel
package import Records
package import Search
package import Storage

/// What one area of the domain brings into the house; the product lists all slices by hand.
package struct Slice: Sendable {
  package let name: String
  package var kinds: [RecordKind]
  package var migrations: [Migration]
  /// The bytes of the slice's `Texts.csv`.
  package var texts: [UInt8]
  package var textKeys: [String]
  package var routes: @Sendable (Services) -> [Route]
  package var searchSources: [SearchSource]
  /// Addresses for the site map.
  package var siteMap: (@Sendable (Connection) throws -> [SiteMapEntry])?
  /// Everything that the slice's routes and records ask for.
  package var permissions: [Permission]
  /// Entries of the menu at the workplace.
  package var staffMenu: [StaffLink]
  /// Work that goes on behind the pages.
  package var jobs: @Sendable (Services) -> [JobKind]

  package init(
    name: String, kinds: [RecordKind] = [], migrations: [Migration] = [], texts: [UInt8] = [], textKeys: [String] = [],
    searchSources: [SearchSource] = [], siteMap: (@Sendable (Connection) throws -> [SiteMapEntry])? = nil,
    permissions: [Permission] = [], staffMenu: [StaffLink] = [],
    jobs: @escaping @Sendable (Services) -> [JobKind] = { _ in [] },
    routes: @escaping @Sendable (Services) -> [Route] = { _ in [] }
  ) {
    self.name = name
    self.kinds = kinds
    self.migrations = migrations
    self.texts = texts
    self.textKeys = textKeys
    self.searchSources = searchSources
    self.siteMap = siteMap
    self.permissions = permissions
    self.staffMenu = staffMenu
    self.jobs = jobs
    self.routes = routes
  }
}

/// One public page for the site map.
package struct SiteMapEntry: Sendable {
  package let path: Path
  /// ISO day of the last change; empty where it is not known.
  package let modified: String
  /// The languages of the interface in which the page is offered.
  package let languages: [Language]

  package init(_ path: Path, modified: String = "", in languages: [Language] = Language.interface) {
    self.path = path
    self.modified = modified
    self.languages = languages
  }
}

/// How records of one kind become documents of the search index.
package struct SearchSource: Sendable {
  package enum Selection: Sendable {
    /// The next records in the order of their ids.
    case after(String, limit: Int)
    case only([String])
  }

  /// What one look into the data brought.
  package struct Batch: Sendable {
    package var documents: [SearchDocument]
    /// The greatest id that was looked at; nothing when there were no more.
    package var last: String?

    package init(documents: [SearchDocument], last: String?) {
      self.documents = documents
      self.last = last
    }
  }

  /// The record's kind; a document's key is `kind:id`.
  package let kind: String
  /// Only what the public may see.
  package let documents: @Sendable (Connection, Selection) throws -> Batch
  /// Other kinds whose changes make documents of this kind different.
  package let followed: [Followed]

  /// For changed records of `kind` (their ids), the ids of those that must be indexed anew.
  package struct Followed: Sendable {
    package let kind: String
    package let affected: @Sendable (Connection, [String]) throws -> [String]

    package init(_ kind: String, affected: @escaping @Sendable (Connection, [String]) throws -> [String]) {
      self.kind = kind
      self.affected = affected
    }
  }

  package init(
    kind: String, followed: [Followed] = [],
    documents: @escaping @Sendable (Connection, Selection) throws -> Batch
  ) {
    self.kind = kind
    self.followed = followed
    self.documents = documents
  }
}
