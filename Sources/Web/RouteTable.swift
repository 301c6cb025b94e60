// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
package import Hummingbird
internal import HummingbirdCore
internal import Kernel

/// All addresses of the product, as one router.
package struct RouteTable: Sendable {
  package let routes: [Route]
  private let services: Services

  static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace]

  /// - Throws: a `Problem` when two routes have the same method and address.
  package init(_ slices: [Slice], _ services: Services) throws {
    self.services = services
    routes = Assets.routes + slices.flatMap { $0.routes(services) }
    var seen: Set<String> = []
    for route in routes where !seen.insert("\(route.method) \(route.pattern)").inserted {
      throw Problem("route.twice", .conflict, "Die Adresse „\(route.pattern)“ ist zweimal vergeben.")
    }
  }

  /// The responder that a server or a test asks.
  package func responder() -> Watch<Gate<RouterResponder<GuestContext>>> {
    let router = Router(context: GuestContext.self)
    for (pattern, here) in Dictionary(grouping: routes, by: \.pattern) { add(pattern, here, to: router) }
    return Watch(services, Gate(services, router.buildResponder()))
  }

  private func add(_ pattern: String, _ here: [Route], to router: Router<GuestContext>) {
    var open = Set(Self.methods)
    for route in here {
      on(pattern, route.method, to: router, route)
      open.remove(route.method)
      if route.method == .get {
        on(pattern, .head, to: router, route)
        open.remove(.head)
      }
    }
    let allowed = Self.methods.filter { !open.contains($0) }.map(\.rawValue).joined(separator: ", ")
    for method in open {
      router.on(RouterPath(pattern), method: method) { [services] request, context in
        let visit = Visit(services, request, context)
        let problem = Problem("request.method", .methodNotAllowed, "Diese Adresse kennt die Methode nicht.")
        return PageKey.response(ProblemPage.reply(problem, visit).with(.allow, allowed), visit)
      }
    }
  }

  private func on(
    _ pattern: String, _ method: HTTPRequest.Method, to router: Router<GuestContext>, _ route: Route
  ) {
    router.on(RouterPath(pattern), method: method) { [services] request, context in
      let visit = Visit(services, request, context)
      var response = PageKey.response(try await Self.answer(visit, route), visit)
      if method == .head { response.body = ResponseBody() }
      return response
    }
  }

  private static func answer(_ visit: Visit, _ route: Route) async throws -> Reply {
    switch route.action {
    case .guest(let handler): return try await handler(visit)
    case .staff(let handler):
      guard let somebody = try await visit.services.door.identify(visit.request.headers) else {
        return try askToSignIn(visit)
      }
      let decision = Decision.on(route.access, for: somebody)
      guard decision.isAllowed else { throw Problem("access.refused", .forbidden, decision.reason) }
      return try await handler(StaffVisit(visit, somebody))
    }
  }

  /// People who only look are led to the sign-in and back; everything else is refused.
  private static func askToSignIn(_ visit: Visit) throws -> Reply {
    let isPage = visit.request.method == .get && !ProblemPage.isForPrograms(visit.path)
    guard isPage, let path = visit.services.door.signInPath(visit.target) else {
      throw Problem("access.sign-in", .unauthenticated, "Dafür müssen Sie sich anmelden.")
    }
    return .seeOther(visit.view.link(path))
  }
}
