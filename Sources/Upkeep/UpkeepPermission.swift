// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import Kernel
internal import Storage
internal import Web

package enum UpkeepPermission {
  private static let heads: Set<Role> = [.systemOperator, .coordinationHead, .centerHead]

  package static let viewJobs = Permission("jobs.view", "Aufträge sehen", heads)
  package static let steerJobs = Permission("jobs.steer", "Aufträge anhalten und neu beginnen", heads)
  package static let viewMails = Permission("messages.view", "Verschickte Mails sehen", heads)
  package static let resendMails = Permission("messages.resend", "Mails noch einmal verschicken", heads)

  package static let all = [viewJobs, steerJobs, viewMails, resendMails]
}

extension StaffVisit {
  /// Whether the person looks after the whole installation.
  var isOperator: Bool { user.memberships.contains { $0.role == .systemOperator && $0.tenant == nil } }

  /// Whose jobs and mails the person sees: operators all, everybody else those of the tenant they work in.
  ///
  /// - Throws: a `Problem` for people who do not have the permission just there.
  func reach(_ permission: Permission) throws(Problem) -> Scope {
    if isOperator, may(permission) { return .everyTenant }
    let tenant = try tenant()
    try require(permission, about: Subject(tenant: tenant))
    return .tenant(tenant)
  }
}
