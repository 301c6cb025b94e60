// SPDX-License-Identifier: EUPL-1.2

/// One question to another server over HTTP.
package struct OutwardRequest: Sendable {
  /// Which servers may be asked at all.
  package enum Reach: Sendable {
    /// Servers that the operator named: also those of the own network.
    case anywhere
    /// Servers that somebody typed: never this machine nor a private network, whatever a name or a redirect leads to.
    case publicOnly
  }

  package let url: String
  package let reach: Reach
  package var headers: [(name: String, value: String)] = []
  /// A form to send; without one it is a GET, or a HEAD.
  package var form: [(name: String, value: String)]?
  package var isHead = false
  /// Name and password for HTTP Basic.
  package var credentials: (user: String, password: String)?
  /// A file with certificates to trust besides the system's.
  package var authorities: String?
  package var redirects = 0
  package var seconds = 10
  /// The most bytes of an answer.
  package var limit = 262_144

  package init(_ url: String, reach: Reach) {
    self.url = url
    self.reach = reach
  }
}

/// What another server answered.
package struct OutwardAnswer: Sendable {
  package let status: Int
  package let body: [UInt8]

  package init(status: Int, body: [UInt8]) {
    self.status = status
    self.body = body
  }
}

/// Why there is no answer.
package enum OutwardFault: Error, Sendable, Hashable {
  /// Not http or https, or an address that this request must not reach.
  case refused
  case unknownHost, unreachable, insecure, tooSlow, tooLarge
}
