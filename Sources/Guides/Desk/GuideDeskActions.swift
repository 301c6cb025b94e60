// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records
package import Storage
internal import Web

/// One step of a page within its tree.
package enum GuideStep: String, Sendable, CaseIterable {
  case up = "hoch"
  case down = "runter"
  /// Under the neighbour before it, as its last page.
  case inward = "ein"
  /// Behind the page above it.
  case outward = "aus"
}

extension GuideActions {
  /// Moves a page one step; a step that leads nowhere does nothing.
  ///
  /// - Throws: a `Problem` when the tree would become too deep, or for pages that the law asks for.
  package static func step(_ stored: Stored<GuidePage>, _ step: GuideStep, _ transaction: Transaction) throws {
    try refuseStatutory(stored)
    let (tenant, parent) = (stored.tenant, stored.record.parent)
    var siblings = try transaction.guideSiblings(under: parent, in: tenant).filter(\.record.statutory.isEmpty)
    guard let index = siblings.firstIndex(where: { $0.id == stored.id }) else { throw Problem.notFound }
    switch step {
    case .up where index > 0:
      siblings.swapAt(index, index - 1)
      try renumber(siblings, transaction)
    case .down where index + 1 < siblings.count:
      siblings.swapAt(index, index + 1)
      try renumber(siblings, transaction)
    case .inward where index > 0: try move(stored, under: siblings[index - 1].id, transaction)
    case .outward:
      guard let parent, let above = try transaction.find(GuidePage.self, parent, in: .tenant(tenant)) else { return }
      try move(stored, under: above.record.parent, transaction)
      try put(stored.id, behind: above, transaction)
    default: return
    }
  }

  /// Puts a page under any other of the same tenant.
  ///
  /// - Throws: a `Problem` at `parent` where that would be a circle or too deep, or the page above is not known.
  package static func relocate(
    _ stored: Stored<GuidePage>, under parent: RecordID<GuidePage>?, _ transaction: Transaction
  ) throws {
    try refuseStatutory(stored)
    if stored.record.parent != parent { try move(stored, under: parent, transaction) }
  }

  private static func put(
    _ id: RecordID<GuidePage>, behind above: Stored<GuidePage>, _ transaction: Transaction
  ) throws {
    var siblings = try transaction.guideSiblings(under: above.record.parent, in: above.tenant)
    guard let from = siblings.firstIndex(where: { $0.id == id }) else { return }
    let moved = siblings.remove(at: from)
    guard let to = siblings.firstIndex(where: { $0.id == above.id }) else { return }
    siblings.insert(moved, at: to + 1)
    try renumber(siblings, transaction)
  }

  /// Saves only those whose number is another one now.
  private static func renumber(_ siblings: [Stored<GuidePage>], _ transaction: Transaction) throws {
    for (index, stored) in siblings.enumerated() {
      var page = stored.record
      page.position = (index + 1) * 10
      try transaction.save(page, over: stored, as: "guide_page.moved")
    }
  }

  /// Shows a page to the public or takes it back.
  ///
  /// - Throws: a `Problem` when there is no German text to show.
  package static func setStatus(
    _ stored: Stored<GuidePage>, _ status: GuidePage.Status, _ transaction: Transaction
  ) throws {
    if status == .draft { try refuseStatutory(stored) }
    let german = try transaction.guideText(of: stored.id, in: .german)?.record
    if status == .published, german?.content.isEmpty ?? true || german?.isVanished == true {
      throw Problem(
        "guide.no-german-text", .conflict, "Ohne deutschen Text kann eine Seite nicht veröffentlicht werden.")
    }
    var page = stored.record
    page.status = status
    try transaction.save(
      page, over: stored, as: status == .published ? "guide_page.published" : "guide_page.withdrawn")
  }

  static func refuseStatutory(_ stored: Stored<GuidePage>) throws(Problem) {
    if stored.record.statutory.isEmpty { return }
    throw Problem(
      "guide.statutory", .conflict,
      "Diese Seite verlangt das Gesetz. Sie kann geändert, aber nicht verschoben oder entfernt werden.")
  }
}
