// SPDX-License-Identifier: EUPL-1.2
package import Access
package import HTTPTypes

/// One line of a slice's table of addresses: where, who may, what happens.
package struct Route: Sendable {
  package typealias Handler = @Sendable (Visit) async throws -> Reply

  package let method: HTTPRequest.Method
  /// German, without the language in front, with `{names}` for its parts.
  package let pattern: String
  package let access: Requirement
  package let handler: Handler

  package init(
    _ method: HTTPRequest.Method, _ pattern: String, _ access: Requirement, _ handler: @escaping Handler
  ) {
    self.method = method
    self.pattern = pattern
    self.access = access
    self.handler = handler
  }
}
