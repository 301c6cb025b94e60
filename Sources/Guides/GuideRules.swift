// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// What must hold for a tree of pages and for their language versions.
package enum GuideRules {
  /// How many pages may stand above one another.
  package static let depthLimit = 8

  /// Whether a page may stand under another.
  ///
  /// - Parameter parents: every page of the tenant with the page above it.
  /// - Throws: a `Problem` when the parent is unknown, lies under the page itself, or the tree would become too deep.
  package static func checkPlace(
    of page: RecordID<GuidePage>, under parent: RecordID<GuidePage>?,
    in parents: [RecordID<GuidePage>: RecordID<GuidePage>?]
  ) throws(Problem) {
    guard let parent else { return }
    guard parents[parent] != nil else {
      throw Problem("guide.unknown-parent", .invalid, "Die übergeordnete Seite gibt es nicht.", field: "parent")
    }
    var above = 0
    var next: RecordID<GuidePage>? = parent
    while let id = next {
      if id == page {
        throw Problem(
          "guide.cycle", .invalid, "Eine Seite kann nicht unter sich selbst oder unter einer ihrer Unterseiten stehen.",
          field: "parent")
      }
      above += 1
      if above > depthLimit { break }
      next = parents[id] ?? nil
    }
    if above + height(of: page, in: parents) > depthLimit {
      throw Problem(
        "guide.too-deep", .invalid, "Mehr als \(depthLimit) Ebenen sind nicht möglich.", field: "parent")
    }
  }

  /// Levels from the page down to its deepest page, itself included.
  static func height(
    of page: RecordID<GuidePage>, in parents: [RecordID<GuidePage>: RecordID<GuidePage>?]
  ) -> Int {
    var level: Set<RecordID<GuidePage>> = [page]
    var height = 1
    while height <= depthLimit {
      level = Set(parents.compactMap { id, parent in parent.map(level.contains) == true ? id : nil })
      if level.isEmpty { break }
      height += 1
    }
    return height
  }

  /// - Throws: a `Problem` when the revision that a translation names is not one of the source.
  package static func checkSource(_ basedOn: Int, of source: GuideText?) throws(Problem) {
    guard basedOn < 0 || basedOn > (source?.revision ?? 0) else { return }
    throw Problem(
      "guide.unknown-revision", .invalid, "Diese Fassung des deutschen Textes gibt es nicht.", field: "based_on")
  }
}
