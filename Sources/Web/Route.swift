// SPDX-License-Identifier: EUPL-1.2
package import Access
package import HTTPTypes

/// Said by every route that needs no sign-in, so that none is public by oversight.
package enum PublicAccess: Sendable { case everyone }

/// One line of a slice's table of addresses: where, who may, what happens.
package struct Route: Sendable {
  package typealias Handler = @Sendable (Visit) async throws -> Reply
  package typealias StaffHandler = @Sendable (StaffVisit) async throws -> Reply

  enum Action: Sendable {
    case guest(Handler)
    case staff(StaffHandler)
  }

  package let method: HTTPRequest.Method
  /// German, without the language in front, with `{names}` for its parts.
  package let pattern: String
  package let access: Requirement
  let action: Action

  /// A route that everybody may take; whoever needs a person writes `Route.staff`.
  package init(
    _ method: HTTPRequest.Method, _ pattern: String, _ access: PublicAccess, _ handler: @escaping Handler
  ) {
    self.init(method, pattern, .everyone, .guest(handler))
  }

  /// A route for people who have signed in; the permission is checked before the handler is called, what it holds for a
  /// single record the handler asks with `StaffVisit.require`.
  package static func staff(
    _ method: HTTPRequest.Method, _ pattern: String, _ access: Requirement, _ handler: @escaping StaffHandler
  ) -> Route {
    Route(method, pattern, access == .everyone ? .signedIn : access, .staff(handler))
  }

  private init(_ method: HTTPRequest.Method, _ pattern: String, _ access: Requirement, _ action: Action) {
    self.method = method
    self.pattern = pattern
    self.access = access
    self.action = action
  }
}
