// SPDX-License-Identifier: EUPL-1.2
package import Logging

/// The id under which a request is found again in the logs of all machines that it passed.
package enum RequestMark {
  package static let header = "X-Request-ID"
  /// What log lines call it.
  static let key = "request"

  /// The request that the current task answers; for log lines only, nothing is decided by it.
  @TaskLocal package static var current: String?

  /// Puts the current request on every line of a logger that was made with it.
  package static let provider = Logger.MetadataProvider { current.map { [key: "\($0)"] } ?? [:] }

  /// The id that another machine gave the request, when it is one: 8 to 64 letters, digits, `-`, `_` or `.`.
  package static func accepted(_ text: String?) -> String? {
    guard let text, 8...64 ~= text.utf8.count, text.utf8.allSatisfy(isAllowed) else { return nil }
    return text
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95: true
    default: false
    }
  }
}
