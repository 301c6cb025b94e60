// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
package import Hummingbird
package import HummingbirdCore
internal import Logging
internal import Monitoring

/// Stands in front of everything else: gives each request its id, finds out who is behind a proxy, counts the answers.
///
/// Times end with the answer's head; a streamed body is not waited for.
package struct Watch<Inner: HTTPResponder>: HTTPResponder where Inner.Context == GuestContext {
  let services: Services
  let inner: Inner

  package init(_ services: Services, _ inner: Inner) {
    self.services = services
    self.inner = inner
  }

  package func respond(to request: Request, context: GuestContext) async throws -> Response {
    let begin = Ticks.now
    var context = context
    if !services.site.proxies.isEmpty {
      context.remoteAddress = ForwardedAddress.visitor(
        request.headers.lines(WayHeader.forwarded), behind: context.remoteAddress, trusting: services.site.proxies)
    }
    let mark = RequestMark.accepted(request.headers.lines(WayHeader.mark).first) ?? context.id
    let requests = services.vitals.requests
    requests.begin()
    defer { requests.end() }
    let asked = context
    var response = try await RequestMark.$current.withValue(mark) {
      try await inner.respond(to: request, context: asked)
    }
    if let name = WayHeader.mark { response.headers[name] = mark }
    let (route, seconds) = (context.endpointPath.flatMap(Self.pattern), begin.secondsAgo)
    requests.note(route: route, method: request.method.rawValue, status: response.status.code, seconds: seconds)
    logAccess(request, route, response.status.code, seconds, mark)
    return response
  }

  /// Patterns only, no addresses: what somebody looked for stays with them.
  private func logAccess(_ request: Request, _ route: String?, _ status: Int, _ seconds: Double, _ mark: String) {
    services.vitals.accessLog?.notice(
      "answered",
      metadata: [
        "request": "\(mark)", "method": "\(request.method)", "route": "\(route ?? RequestTally.unknown)",
        "status": "\(status)", "ms": "\((seconds * 10_000).rounded() / 10)",
      ])
  }

  /// Hummingbird's own word for "no such route" is no pattern.
  private static func pattern(_ path: String) -> String? { path.hasPrefix("/") ? path : nil }
}

/// Headers that machines on the way put on a request.
private enum WayHeader {
  static let mark = HTTPField.Name(RequestMark.header)
  static let forwarded = HTTPField.Name("X-Forwarded-For")
}

extension HTTPFields {
  fileprivate func lines(_ name: HTTPField.Name?) -> [String] { name.map { self[values: $0] } ?? [] }
}

/// Who is behind a proxy, as far as it can be believed.
enum ForwardedAddress {
  /// The last address of the list that no trusted machine has; what stands before it anybody may have written.
  ///
  /// - Parameter peer: the other end of the connection; only when it is trusted the header counts at all.
  static func visitor(_ lines: [String], behind peer: String, trusting proxies: Set<String>) -> String {
    guard proxies.contains(peer) else { return peer }
    let parts: [Substring] = lines.flatMap { (line: String) -> [Substring] in line.split(separator: ",") }
    let addresses = parts.map { part in String(part.filter { $0 != " " }) }
    for address in addresses.reversed() where !address.isEmpty && !proxies.contains(address) {
      return address.utf8.count <= 45 ? address : peer
    }
    return peer
  }
}
