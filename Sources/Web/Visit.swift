// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
package import Hummingbird
package import HummingbirdCore
package import Kernel
internal import Logging
internal import NIOCore
internal import Storage

/// The context that a request carries through the router: who came, in which language.
///
/// A visitor is a guest until a sign-in makes staff of them; a staff context can only be made from one with a user.
package struct GuestContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  package var negotiation: Negotiation
  package var principal: Principal
  /// The other end's address, for rate limits only; never stored or logged.
  package internal(set) var remoteAddress: String

  package init(source: Source) {
    coreContext = CoreRequestContextStorage(source: source)
    negotiation = Negotiation("", HTTPFields())
    principal = .visitor
    remoteAddress = source.channel.remoteAddress?.ipAddress ?? ""
  }
}

/// A request as a handler sees it.
package struct Visit: Sendable {
  package let services: Services
  package let request: Request
  package let context: GuestContext
  package let query: Parameters
  /// The content that the visit found at its beginning: what it makes is kept for that content only.
  let version: PageCache.Version

  init(_ services: Services, _ request: Request, _ context: GuestContext) {
    self.services = services
    self.request = request
    self.context = context
    version = services.pageVersion
    let target = context.negotiation.target
    let bytes = target.utf8
    if let mark = bytes.firstIndex(of: UInt8(ascii: "?")) {
      query = Parameters(encoded: bytes[bytes.index(after: mark)...])
    } else {
      query = Parameters([])
    }
  }

  package var language: Language { context.negotiation.language }

  package var view: View {
    View(
      texts: services.texts(language), prefix: context.negotiation.prefix, today: Day(number: version.day))
  }

  /// A part of the address, decoded.
  package func part(_ name: String) -> String { context.parameters.get(name) ?? "" }

  /// A record's id in the address.
  ///
  /// - Throws: a `Problem` "not found" for anything that is no id.
  package func id<Subject>(_ name: String, _ type: Subject.Type = Subject.self) throws(Problem) -> RecordID<Subject> {
    guard let id = RecordID<Subject>(part(name)) else { throw .notFound }
    return id
  }

  /// The address of this page without language and query.
  package var path: String { String(context.negotiation.target.prefix { $0 != "?" }) }

  /// The page's address without the language, with its query.
  package var target: String { context.negotiation.target }

  /// The fields of the form that was sent, at most 64 KiB.
  ///
  /// - Throws: a `Problem` when it is larger, of another type or was not sent from one of our pages.
  package func form(_ guarding: FormGuard = .origin) async throws -> Parameters {
    let form = try await formFields(limit: 65_536)
    try services.forgery.check(form, request.headers, hosts: ownHosts, guarding)
    return form
  }

  /// The fields of a form whose origin is not checked yet.
  func formFields(limit: Int) async throws -> Parameters {
    let type = request.headers[.contentType] ?? ""
    guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
      throw Problem("request.no-form", .malformed, "Diese Seite erwartet ein Formular.")
    }
    return Parameters(encoded: try await body(limit: limit)[...])
  }

  /// The bytes that were sent.
  ///
  /// - Throws: a `Problem` when there are more than `limit`.
  package func body(limit: Int) async throws -> [UInt8] {
    let tooLarge = Problem(
      "request.too-large", .tooLarge, "Das ist zu viel auf einmal (höchstens \(limit / 1024) KiB).")
    if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limit { throw tooLarge }
    do {
      return Array(try await request.body.collect(upTo: limit).readableBytesView)
    } catch {
      throw tooLarge
    }
  }

  /// What the browser says about the page that the request came from; nothing where it says nothing.
  var isFromOurPages: Bool? { Forgery.originSpeaks(request.headers, hosts: ownHosts) }

  /// Under which names this site is asked: as the browser says, and as the operator says for sites behind a proxy.
  private var ownHosts: [String] {
    let named = services.site.address.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first
    return [request.head.authority ?? "", named.map(String.init) ?? ""].filter { !$0.isEmpty }
  }
}

extension Problem {
  package static let notFound = Problem("request.not-found", .notFound, "Diese Seite gibt es nicht (mehr).")
  package static let forged = Problem(
    "request.forged", .forbidden,
    "Das Formular ist abgelaufen oder kam nicht von dieser Seite. Bitte laden Sie die Seite neu und senden Sie es noch einmal."
  )
}
