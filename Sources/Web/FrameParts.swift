// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Synchronization

/// The parts of the frame that are the same on many pages, as markup: made when they are first needed, then only copied.
///
/// A class because all requests share them. Texts and menus do not change while a process runs, so nothing is ever
/// forgotten; there are as many parts as languages and menu entries.
package final class FrameParts: Sendable {
  enum Part: Sendable { case start, menu, footer }

  struct Key: Hashable, Sendable {
    let part: Part
    let language: Language
    let prefix: String
    /// The menu entry that is marked; nothing where none is.
    var current: Path?
  }

  private let kept = Mutex<[Key: HTML]>([:])

  package init() {}

  func html(_ key: Key, _ make: () -> HTML) -> HTML {
    if let html = kept.withLock({ $0[key] }) { return html }
    let html = make()
    kept.withLock { $0[key] = html }
    return html
  }
}
