// SPDX-License-Identifier: EUPL-1.2
package import HTTPTypes
package import NIOCore

/// What a handler answers with: plain values, turned into a response by the gate.
package struct Reply: Sendable {
  package var status: HTTPResponse.Status
  package var headers: HTTPFields
  package var body: ByteBuffer
  /// Whether the same bytes may be given to every anonymous visitor until the content changes.
  package var isPublic: Bool
  /// What tells the body from all others, where it is known already; see `PageCache.tag`.
  var digest: [UInt8]?
  /// Writes the body piece by piece instead of `body`; see `Reply.stream`.
  var writing: (@Sendable (ReplyWriter) async throws -> Void)?

  package init(_ status: HTTPResponse.Status, _ type: String, _ body: [UInt8], isPublic: Bool = false) {
    self.status = status
    headers = [.contentType: type]
    self.body = ByteBuffer(bytes: body)
    self.isPublic = isPublic
  }

  /// A body that was written in pieces.
  ///
  /// - Parameter digest: tells it from all others; its pieces were digested while others were still written.
  package static func json(pieces: [[UInt8]], digest: [UInt8]) -> Reply {
    var reply = Reply(.ok, "application/json", [], isPublic: true)
    reply.body.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
    for piece in pieces { reply.body.writeBytes(piece) }
    reply.digest = digest
    return reply
  }

  package static func page(_ html: HTML, status: HTTPResponse.Status = .ok, isPublic: Bool = true) -> Reply {
    Reply(status, "text/html; charset=utf-8", html.bytes, isPublic: isPublic && status == .ok)
  }

  package static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok, isPublic: Bool = true) -> Reply {
    Reply(status, "application/json", bytes, isPublic: isPublic && status == .ok)
  }

  /// 303: the result of a form is another page. `location` is a link that the view made, never text of a request.
  package static func seeOther(_ location: String) -> Reply {
    var reply = Reply(.seeOther, "text/plain; charset=utf-8", [])
    reply.headers[.location] = location
    return reply
  }

  package func with(_ name: HTTPField.Name, _ value: String) -> Reply {
    var copy = self
    copy.headers.append(HTTPField(name: name, value: value))
    return copy
  }

  package func setting(_ cookie: Cookie) -> Reply { with(.setCookie, cookie.header) }
}

/// A cookie to set; all of ours are HttpOnly and SameSite=Lax, and Secure behind HTTPS.
package struct Cookie: Sendable {
  let name: String
  let value: String
  /// In seconds; 0 removes it.
  let age: Int
  let isSecure: Bool

  /// - Parameter value: letters, digits and `-_.~` only; everything else is dropped, so no header can be broken.
  package init(_ name: String, _ value: String, age: Int, isSecure: Bool) {
    self.name = name
    self.value = String(decoding: value.utf8.filter(Self.isSafe), as: UTF8.self)
    self.age = age
    self.isSecure = isSecure
  }

  var header: String {
    "\(name)=\(value); Path=/; Max-Age=\(age); HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
  }

  private static func isSafe(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95, 126: true
    default: false
    }
  }
}

extension HTTPFields {
  /// The value of one cookie of the request; nothing for a missing or malformed one.
  package func cookie(_ name: String) -> String? {
    for header in self[values: .cookie] {
      for pair in header.utf8.prefix(8192).split(separator: UInt8(ascii: ";")) {
        let trimmed = pair.drop { $0 == 32 }
        guard let separator = trimmed.firstIndex(of: UInt8(ascii: "=")), trimmed[..<separator].elementsEqual(name.utf8)
        else { continue }
        return String(trimmed[trimmed.index(after: separator)...])
      }
    }
    return nil
  }
}
