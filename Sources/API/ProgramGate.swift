// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Storage
internal import Web

/// What every route for programs has in common: a token, not a browser's session; limits; errors as documents.
struct ProgramGate: Sendable {
  let services: Services
  let rate: ProgramRate

  /// A route that only tokens open. A session's cookie opens none of them, so no other site can make a browser write here.
  func route(
    _ method: HTTPRequest.Method, _ pattern: String, _ access: Requirement, _ handler: @escaping Route.StaffHandler
  ) -> Route {
    .staff(method, pattern, access) { staff in
      try await Self.answered {
        guard case .token = staff.user.means, Self.token(staff.visit) != nil else { throw ProgramProblem.notBearer }
        try count(staff.visit)
        return try await handler(staff)
      }
    }
  }

  /// A route that everybody may read, also from other sites' pages.
  func open(_ pattern: String, _ handler: @escaping Route.Handler) -> Route {
    Route(.get, pattern, .everyone) { visit in
      let reply = try await Self.answered {
        try count(visit)
        return try await handler(visit)
      }
      return reply.with(.accessControlAllowOrigin, "*").with(.accessControlExposeHeaders, "ETag, Link, Retry-After")
    }
  }

  private func count(_ visit: Visit) throws {
    try rate.count(
      token: Self.token(visit), address: visit.context.remoteAddress, at: services.database.time.now())
  }

  /// What stands behind `Authorization: Bearer`.
  static func token(_ visit: Visit) -> String? {
    guard let header = visit.headers[.authorization], header.utf8.count <= 4096 else { return nil }
    let parts = header.split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }

  /// Problems become documents here; anything else is logged by the gate outside.
  private static func answered(_ body: () async throws -> Reply) async rethrows -> Reply {
    do {
      return try await body()
    } catch let refusal as ProgramProblem {
      return refusal.reply
    } catch let problem as Problem {
      return ProgramProblem(problem).reply
    }
  }
}
