// SPDX-License-Identifier: EUPL-1.2
internal import CCurl
internal import Foundation

/// Asks other servers, on threads of its own, because libcurl waits for the network.
///
/// Each request is bounded in time and size; certificates are always checked; no proxy of the environment is used.
package enum Outward {
  package typealias Send = @Sendable (OutwardRequest) async throws(OutwardFault) -> OutwardAnswer

  private static let queue = DispatchQueue(label: "verbund.outward", attributes: .concurrent)
  private static let isStarted = verbund_curl_start() == CURLE_OK

  package static let send: Send = { (request: OutwardRequest) async throws(OutwardFault) -> OutwardAnswer in
    guard isStarted, isPlain(request.url), request.url.hasPrefix("https://") || request.url.hasPrefix("http://") else {
      throw .refused
    }
    let result: Result<OutwardAnswer, OutwardFault> = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: perform(request)) }
    }
    return try result.get()
  }

  /// Neither blanks nor control characters nor anything beyond ASCII.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.count <= 4096 && text.utf8.allSatisfy { (33...126).contains($0) }
  }

  private static func perform(_ request: OutwardRequest) -> Result<OutwardAnswer, OutwardFault> {
    let lines = request.headers.map { "\(line($0.name)): \(line($0.value))" }.joined(separator: "\n")
    let form = request.form.map { $0.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&") }
    let texts = [
      request.url, lines, form, request.credentials?.user, request.credentials?.password, request.authorities,
    ]
    return pointing(to: texts[...]) { pointers in
      var question = verbund_question(
        url: pointers[0], body: pointers[2], body_count: form?.utf8.count ?? 0, header_lines: pointers[1],
        user: pointers[3], password: pointers[4], authorities: pointers[5], is_head: request.isHead ? 1 : 0,
        only_public: request.reach == .publicOnly ? 1 : 0, redirects: request.redirects, seconds: request.seconds,
        limit: request.limit)
      var reply = verbund_reply()
      let code = verbund_http_ask(&question, &reply)
      defer { free(reply.bytes) }
      if reply.is_refused != 0, code != CURLE_OK { return .failure(.refused) }
      if reply.is_too_large != 0 { return .failure(.tooLarge) }
      guard code == CURLE_OK else { return .failure(fault(code)) }
      let body = UnsafeRawBufferPointer(start: reply.bytes, count: reply.count)
      return .success(OutwardAnswer(status: reply.status, body: Array(body)))
    }
  }

  private static func fault(_ code: CURLcode) -> OutwardFault {
    switch code {
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT, CURLE_TOO_MANY_REDIRECTS: .refused
    case CURLE_COULDNT_RESOLVE_HOST: .unknownHost
    case CURLE_OPERATION_TIMEDOUT: .tooSlow
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE: .insecure
    default: .unreachable
    }
  }

  /// A text that cannot begin another header.
  private static func line(_ text: String) -> String {
    String(decoding: text.utf8.filter { $0 >= 32 && $0 != 127 }, as: UTF8.self)
  }

  /// As `application/x-www-form-urlencoded` has it.
  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { encoded, byte in
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126: encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default: encoded += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }

  /// C texts that live as long as `body` runs; nothing stays null.
  private static func pointing<T>(
    to texts: ArraySlice<String?>, _ found: [UnsafePointer<CChar>?] = [], _ body: ([UnsafePointer<CChar>?]) -> T
  ) -> T {
    guard let first = texts.first else { return body(found) }
    guard let text = first else { return pointing(to: texts.dropFirst(), found + [nil], body) }
    return text.withCString { pointing(to: texts.dropFirst(), found + [$0], body) }
  }
}

/// Asks the name service whether the domain of a mail address exists.
package enum MailDomain {
  package typealias IsUnknown = @Sendable (String) async -> Bool

  private static let queue = DispatchQueue(label: "verbund.names")

  /// True only where the name service says so; nobody is blamed while it does not answer.
  package static let isUnknown: IsUnknown = { domain in
    guard domain.utf8.count <= 253, domain.utf8.allSatisfy({ (33...126).contains($0) }) else { return true }
    return await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: verbund_domain_is_unknown(domain) == 1) }
    }
  }
}
