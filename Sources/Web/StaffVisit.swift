// SPDX-License-Identifier: EUPL-1.2
package import Access
package import Kernel
internal import Storage

/// A request of somebody who has signed in: a `Visit` alone never reaches staff pages.
package struct StaffVisit: Sendable {
  package let visit: Visit
  package let user: SignedIn

  /// Only the route table makes one, after it has checked who came.
  init(_ visit: Visit, _ user: SignedIn) {
    self.visit = visit
    self.user = user
  }

  package var services: Services { visit.services }
  package var view: View { visit.view }
  package var query: Parameters { visit.query }
  package var principal: Principal { user.principal }

  /// The tenant that the person works in.
  ///
  /// - Throws: a `Problem` for people who work in none.
  package func tenant() throws(Problem) -> TenantID {
    if let tenant = user.tenant { return tenant }
    throw Problem("access.no-tenant", .forbidden, "Bitte wählen Sie zuerst ein Zentrum, in dem Sie arbeiten.")
  }

  package func may(_ permission: Permission, about subject: Subject? = nil) -> Bool {
    Decision.on(.permission(permission), for: user, about: subject).isAllowed
  }

  /// - Throws: a `Problem` with the reason when the person may not.
  package func require(_ permission: Permission, about subject: Subject) throws(Problem) {
    let decision = Decision.on(.permission(permission), for: user, about: subject)
    guard decision.isAllowed else { throw Problem("access.refused", .forbidden, decision.reason) }
  }

  /// The hidden field of a form; it fits only this session.
  package var formToken: HTML {
    "<input type=\"hidden\" name=\"\(Forgery.field)\" value=\"\(sessionToken)\">"
  }

  /// The fields of the form that was sent.
  ///
  /// - Throws: a `Problem` when it is too large, of another type or was not made for this session.
  package func form(limit: Int = 262_144) async throws -> Parameters {
    let form = try await visit.formFields(limit: limit)
    try check(form[Forgery.field])
    return form
  }

  /// - Throws: a `Problem` `request.forged` when the token of a form is missing, wrong or of another session.
  package func check(_ token: String?) throws(Problem) {
    guard let token, Forgery.areEqual(token, sessionToken), visit.isFromOurPages != false else { throw .forged }
  }

  private var sessionToken: String {
    guard case .session(let session) = user.means else { return "" }
    return authenticationCode(of: "session \(session)", key: services.forgery.key)
  }
}
