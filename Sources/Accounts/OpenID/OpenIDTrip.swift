// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Storage
internal import Web

/// The way of one browser to the provider and back: a signed cookie, from which state, nonce and PKCE verifier follow.
///
/// Nothing is stored until the browser is back, so that nobody fills the database by starting again and again.
struct OpenIDTrip: Sendable {
  static let cookie = "openid"
  /// Seconds that signing in at the provider may take.
  static let lifetime = 600

  /// Where to go on afterwards.
  let target: LocalTarget?
  /// What the cookie holds.
  let text: String
  private let key: [UInt8]

  /// A new trip.
  init(to target: LocalTarget?, at now: Moment, key: [UInt8]) {
    let end = now.adding(seconds: Self.lifetime).milliseconds
    let place = TokenText.encode(Array((target?.text ?? "").utf8))
    let body = "\(hexadecimal(randomBytes(32))).\(end).\(place)"
    self.init(body: body, target: target, key: key)
  }

  /// A trip that a cookie brings back; nothing for one that was not made here or took too long.
  init?(_ text: String, at now: Moment, key: [UInt8]) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard text.utf8.count <= 4096, parts.count == 4, let end = Int64(parts[1]), now.milliseconds < end,
      let place = TokenText.decode(String(parts[2]))
    else { return nil }
    let target = LocalTarget(String(decoding: place, as: UTF8.self))
    self.init(body: parts[..<3].joined(separator: "."), target: target, key: key)
    guard Forgery.areEqual(self.text, text) else { return nil }
  }

  private init(body: String, target: LocalTarget?, key: [UInt8]) {
    self.target = target
    self.key = key
    text = body + "." + authenticationCode(of: "openid trip \(body)", key: key)
  }

  var state: String { derived("state") }
  var nonce: String { derived("nonce") }
  var verifier: String { derived("verifier") }
  var challenge: String { TokenText.encode(sha256(Array(verifier.utf8))) }

  func fits(state other: String) -> Bool { Forgery.areEqual(state, other) }

  private func derived(_ what: String) -> String { authenticationCode(of: "openid \(what) \(text)", key: key) }
}
