// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Records
package import Storage

extension Transaction {
  /// Keeps the reason for a step beside the record, as a comment of whoever took it.
  ///
  /// - Throws: a `Problem` at `text` when there are no words or too many.
  package func comment<R: Record>(_ text: String, on stored: Stored<R>) throws {
    try comment(text, on: R.descriptor.kind, stored.id.identifier, of: stored.tenant)
  }
}
