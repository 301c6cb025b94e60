// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records
package import Storage

/// What can be done with messages of the public.
package enum FeedbackActions {
  /// Keeps a message for the tenant who will answer it.
  ///
  /// - Returns: the reference for the sender.
  /// - Throws: a `Problem` with everything that is wrong with it.
  package static func receive(
    _ message: FeedbackMessage, for tenant: TenantID, _ transaction: Transaction
  ) throws -> String {
    var kept = message
    let today = transaction.now.berlin.day
    kept.reference = FeedbackRules.reference(message.id, on: today)
    kept.due = FeedbackRules.due(for: message.topic, received: today)
    if let problem = Problem.joined(FeedbackRules.problems(in: kept)) { throw problem }
    try transaction.insert(kept, of: tenant, as: "feedback.received")
    return kept.reference
  }

  /// Notes that a message was dealt with; from then on its personal data are kept for 180 days.
  package static func finish(_ stored: Stored<FeedbackMessage>, _ transaction: Transaction) throws {
    var message = stored.record
    message.status = .done
    guard try transaction.save(message, over: stored, as: "feedback.finished"),
      let kept = try transaction.find(FeedbackMessage.self, stored.id, in: .tenant(stored.tenant))
    else { return }
    try transaction.archive(kept)
  }

  /// Takes a message up again that was brought back from the archive.
  package static func reopen(_ stored: Stored<FeedbackMessage>, _ transaction: Transaction) throws {
    var message = stored.record
    message.status = .open
    try transaction.save(message, over: stored, as: "feedback.reopened")
  }
}
