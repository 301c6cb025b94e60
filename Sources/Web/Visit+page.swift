// SPDX-License-Identifier: EUPL-1.2
package import HTTPTypes
internal import HummingbirdCore
internal import Kernel

extension Visit {
  /// The value of the cookie that makes pages personal; nothing for the anonymous visitor whose pages are kept as bytes.
  package var personal: String? {
    request.headers.contains(.cookie) ? request.headers.cookie(services.frame.personalCookie) : nil
  }

  /// How many things the visitor keeps: ids in the cookie are separated by dots.
  package var keptCount: Int { personal?.utf8.split(separator: UInt8(ascii: ".")).count ?? 0 }

  /// A whole page in the frame.
  package func page(_ head: PageHead, _ main: HTML, status: HTTPResponse.Status = .ok, isPublic: Bool = true) -> Reply {
    let frame = PageFrame(
      view: view, frame: services.frame, parts: services.frameParts, site: services.site, target: target,
      kept: keptCount)
    return .page(frame.document(head, main), status: status, isPublic: isPublic && personal == nil)
  }

  /// The token for a form of this visitor, and the cookie that belongs to it.
  package func formToken() -> (field: HTML, cookie: Cookie?) {
    let (token, cookie) = services.forgery.token(request.headers, isSecure: services.site.isSecure)
    return ("<input type=\"hidden\" name=\"\(Forgery.field)\" value=\"\(token)\">", cookie)
  }
}
