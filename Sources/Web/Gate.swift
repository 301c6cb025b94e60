// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
package import Hummingbird
package import HummingbirdCore
internal import Kernel
internal import Logging
internal import NIOCore
internal import Storage

/// The outermost part of the server: language, kept pages, errors and the headers of every answer.
package struct Gate<Inner: HTTPResponder>: HTTPResponder where Inner.Context == GuestContext {
  let services: Services
  let inner: Inner

  package init(_ services: Services, _ inner: Inner) {
    self.services = services
    self.inner = inner
  }

  package func respond(to request: Request, context: GuestContext) async throws -> Response {
    let negotiation = Negotiation(request.head.path ?? "", request.headers)
    if request.method == .get || request.method == .head, let kept = keptPage(request, negotiation) {
      context.coreContext.endpointPath.value = kept.route
      return kept.response
    }
    var context = context
    context.negotiation = negotiation
    let visit = Visit(services, Self.localised(request, negotiation), context)
    guard (request.head.path ?? "").utf8.count <= 65_536 else {
      var reply = ProblemPage.reply(Problem("request.too-large", .tooLarge, "Die Adresse ist zu lang."), visit)
      reply.status = .uriTooLong
      return finished(reply, visit)
    }
    do {
      let response = try await inner.respond(to: visit.request, context: context)
      // Only the router itself answers without a language: it knows no such address.
      if response.headers.contains(.contentLanguage) { return response }
      return finished(answer(to: HTTPError(response.status), visit), visit)
    } catch {
      return finished(answer(to: error, visit), visit)
    }
  }

  private func keptPage(_ request: Request, _ negotiation: Negotiation) -> (response: Response, route: String?)? {
    guard services.site.isCaching, !isPersonal(request.headers) else { return nil }
    guard let entry = services.cache.find(PageKey.text(negotiation), services.pageVersion) else { return nil }
    if let wished = request.headers[.ifNoneMatch], PageKey.matches(wished, entry.tag) {
      return (Response(status: .notModified, headers: entry.headers), entry.route)
    }
    let body = request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: entry.body)
    return (Response(status: .ok, headers: entry.headers, body: body), entry.route)
  }

  private func isPersonal(_ headers: HTTPFields) -> Bool {
    headers.contains(.cookie) && headers.cookie(services.frame.personalCookie) != nil
  }

  private func answer(to error: any Error, _ visit: Visit) -> Reply {
    if let problem = error as? Problem { return ProblemPage.reply(problem, visit) }
    if let error = error as? HTTPError {
      switch error.status {
      case .notFound: return ProblemPage.reply(.notFound, visit)
      case .contentTooLarge:
        return ProblemPage.reply(Problem("request.too-large", .tooLarge, "Die Anfrage ist zu groß."), visit)
      default: break
      }
    }
    let reference = String(visit.context.id.suffix(8))
    services.logger.error(
      "request failed",
      metadata: ["reference": "\(reference)", "error": "\(error)", "method": "\(visit.request.method)"])
    return ProblemPage.fault(reference, visit)
  }

  private func finished(_ reply: Reply, _ visit: Visit) -> Response { PageKey.response(reply, visit) }

  private static func localised(_ request: Request, _ negotiation: Negotiation) -> Request {
    let isKnown = RouteTable.methods.contains(request.method)
    guard !negotiation.isNegotiated || !isKnown else { return request }
    var head = request.head
    head.path = negotiation.target
    // Methods that nobody knows are answered as one that no address has: with those that it has (405), or 404.
    if !isKnown { head.method = .trace }
    return Request(head: head, body: request.body)
  }
}

/// How replies become responses, and which of them are kept.
enum PageKey {
  static func text(_ negotiation: Negotiation) -> String {
    negotiation.language.code + negotiation.prefix + negotiation.target
  }

  /// Puts the headers of every answer on a reply and keeps it where it may be kept.
  static func response(_ reply: Reply, _ visit: Visit) -> Response {
    let services = visit.services
    var headers = SecurityHeaders.fields
    if services.site.isSecure { headers[.strictTransportSecurity] = "max-age=31536000" }
    for field in reply.headers { headers.append(field) }
    headers[.contentLanguage] = visit.language.code
    if reply.isPublic, ProblemPage.isForPrograms(visit.path), !headers.contains(.accessControlAllowOrigin) {
      headers[.accessControlAllowOrigin] = "*"
    }
    if visit.context.negotiation.isNegotiated { headers[.vary] = "Accept-Language, Cookie" }
    if let body = reply.streamedBody(visit) {
      headers[.cacheControl] = "no-store"
      return Response(status: reply.status, headers: headers, body: body)
    }
    guard reply.isPublic, visit.request.method == .get || visit.request.method == .head else {
      headers[.cacheControl] = "no-store"
      return Response(status: reply.status, headers: headers, body: ResponseBody(byteBuffer: reply.body))
    }
    let tag = PageCache.tag(reply.digest ?? reply.body.withUnsafeReadableBytes(sha256))
    headers[.eTag] = tag
    headers[.cacheControl] = visit.context.negotiation.isNegotiated ? "private, no-cache" : "public, no-cache"
    if services.site.isCaching {
      let entry = PageCache.Entry(
        headers: headers, body: reply.body, tag: tag, route: visit.context.endpointPath)
      services.cache.keep(entry, text(visit.context.negotiation), visit.version)
    }
    if let wished = visit.request.headers[.ifNoneMatch], matches(wished, tag) {
      return Response(status: .notModified, headers: headers)
    }
    return Response(status: reply.status, headers: headers, body: ResponseBody(byteBuffer: reply.body))
  }

  /// Whether `If-None-Match` names the tag (RFC 9110, weak comparison).
  static func matches(_ header: String, _ tag: String) -> Bool {
    if header == tag || header == "*" { return true }
    return header.split(separator: ",").contains { part in
      let name = part.drop { $0 == " " }
      return name == tag || (name.hasPrefix("W/") && name.dropFirst(2) == tag)
    }
  }
}

/// Headers that keep browsers from doing what no page of ours asks for.
enum SecurityHeaders {
  static let fields: HTTPFields = {
    var fields = HTTPFields()
    fields[.contentSecurityPolicy] =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
      + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    fields[.xContentTypeOptions] = "nosniff"
    // For browsers that do not know frame-ancestors.
    if let name = HTTPField.Name("X-Frame-Options") { fields[name] = "DENY" }
    if let name = HTTPField.Name("Referrer-Policy") { fields[name] = "same-origin" }
    if let name = HTTPField.Name("Cross-Origin-Opener-Policy") { fields[name] = "same-origin" }
    if let name = HTTPField.Name("Permissions-Policy") { fields[name] = "camera=(), microphone=(), geolocation=()" }
    return fields
  }()
}

extension Services {
  /// What kept pages must have been made for.
  var pageVersion: PageCache.Version {
    PageCache.Version(content: database.content.applied, day: database.time.today.number)
  }
}
