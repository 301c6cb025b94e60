// SPDX-License-Identifier: EUPL-1.2
internal import Web

/// What rows of the audit log tell, in the reader's words; several codes may mean the same to a reader.
enum ProtocolAction: String, TextKey {
  case created = "privacy.action-created"
  case changed = "privacy.action-changed"
  case edited = "privacy.action-edited"
  case moved = "privacy.action-moved"
  case archived = "privacy.action-archived"
  case restored = "privacy.action-restored"
  case translated = "privacy.action-translated"
  case commented = "privacy.action-commented"
  case commentDeleted = "privacy.action-comment-deleted"
  case sentToReview = "privacy.action-sent-to-review"
  case sentBack = "privacy.action-sent-back"
  case published = "privacy.action-published"
  case paused = "privacy.action-paused"
  case withdrawn = "privacy.action-withdrawn"
  case verified = "privacy.action-verified"
  case imported = "privacy.action-imported"
  case vanished = "privacy.action-vanished"
  case merged = "privacy.action-merged"
  case unmerged = "privacy.action-unmerged"
  case read = "privacy.action-read"
  case searched = "privacy.action-searched"
  case exported = "privacy.action-exported"
  case erased = "privacy.action-erased"
  case anonymised = "privacy.action-anonymised"
  case kept = "privacy.action-kept"
  case removed = "privacy.action-removed"
  case lent = "privacy.action-lent"
  case ended = "privacy.action-ended"
  case received = "privacy.action-received"
  case finished = "privacy.action-finished"
  case reopened = "privacy.action-reopened"
  case signedIn = "privacy.action-signed-in"
  case signInFailed = "privacy.action-sign-in-failed"
  case signedOut = "privacy.action-signed-out"
  case locked = "privacy.action-locked"
  case unlocked = "privacy.action-unlocked"
  case invited = "privacy.action-invited"
  case activated = "privacy.action-activated"
  case passwordChanged = "privacy.action-password-changed"
  case mailChanged = "privacy.action-mail-changed"
  case secondFactor = "privacy.action-second-factor"
  case identity = "privacy.action-identity"
  case centerChosen = "privacy.action-center-chosen"
  case importStep = "privacy.action-import-step"
  case importEnded = "privacy.action-import-ended"
  case job = "privacy.action-job"
  case centerMoved = "privacy.action-center-moved"

  /// As addresses name it.
  var name: String { String(rawValue.dropFirst(Self.prefix.count)) }

  private static let prefix = "privacy.action-"

  init?(name: String) { self.init(rawValue: Self.prefix + name) }

  /// By the code of an audit row, `offer.created`; nothing for one that has no words.
  init?(code: String) {
    let ending = String(code.split(separator: ".", maxSplits: 1).last ?? "")
    guard let action = Self.byEnding[ending] else { return nil }
    self = action
  }

  private static let byEnding = Dictionary(
    allCases.flatMap { action in action.endings.map { ($0, action) } }, uniquingKeysWith: { first, _ in first })

  /// Codes without their kind of record.
  var endings: [String] {
    switch self {
    case .created: ["created"]
    case .changed: ["changed"]
    case .edited: ["edited"]
    case .moved: ["moved"]
    case .archived: ["archived"]
    case .restored: ["restored"]
    case .translated: ["translated", "translation-confirmed"]
    case .commented: ["commented"]
    case .commentDeleted: ["comment-deleted"]
    case .sentToReview: ["sent-to-review"]
    case .sentBack: ["sent-back"]
    case .published: ["published"]
    case .paused: ["paused"]
    case .withdrawn: ["withdrawn", "unpublished"]
    case .verified: ["verified", "reviewed"]
    case .imported: ["imported"]
    case .vanished: ["vanished"]
    case .merged: ["merged", "merged-into", "done"]
    case .unmerged: ["merge-undone", "undone"]
    case .read: ["read", "shown", "links-seen"]
    case .searched: ["searched"]
    case .exported: ["exported", "inventory-exported"]
    case .erased: ["erased", "emptied"]
    case .anonymised: ["anonymised", "redacted"]
    case .kept: ["kept"]
    case .removed: ["removed"]
    case .lent: ["lent"]
    case .ended: ["ended"]
    case .received: ["received"]
    case .finished: ["finished"]
    case .reopened: ["reopened"]
    case .signedIn: ["signed-in"]
    case .signInFailed: ["sign-in-failed"]
    case .signedOut: ["signed-out", "session-ended", "sessions-ended"]
    case .locked: ["locked"]
    case .unlocked: ["unlocked"]
    case .invited: ["invited", "invitation-sent"]
    case .activated: ["activated"]
    case .passwordChanged: ["password-changed", "letter-asked"]
    case .mailChanged: ["mail-changed"]
    case .secondFactor: ["second-factor-set", "second-factor-removed", "recovery-code-used"]
    case .identity: ["identity-linked", "identity-unlinked", "credentials-removed"]
    case .centerChosen: ["center-chosen"]
    case .importStep: ["uploaded", "sheet_chosen", "mapped", "previewed", "decided", "started", "undo_started"]
    case .importEnded: ["refused", "discarded", "cancelled"]
    case .job: ["retried", "stopped", "rebuild-asked"]
    case .centerMoved: ["moved-in", "moved-out"]
    }
  }
}
