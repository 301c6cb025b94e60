// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
package import Kernel

/// The mail server through which mails leave, and who sends them.
///
/// `VERBUND_SMTP=smtp://user:password@mail.example:587`, `VERBUND_MAIL_FROM=Verbund <verbund@integration.example>`.
/// `smtps://` stands for TLS from the first byte (port 465). Behind a question mark: `ca` (a file with certificates to
/// trust), `timeout` (seconds for one mail, 5 to 300), `starttls=off` (no TLS; without sign-in only).
package struct MailConfiguration: Sendable {
  package static let serverVariable = "VERBUND_SMTP"
  package static let senderVariable = "VERBUND_MAIL_FROM"

  /// For libcurl, without user and password.
  let url: String
  let host: String
  let user: String?
  let password: MailPassword?
  let isSecure: Bool
  let authorities: String?
  let seconds: Int
  package let sender: MailSender

  /// What the environment says; nothing where no mail server is named, so that mails are kept.
  ///
  /// - Throws: a `Problem` that names the variable, never its value, because that may hold the password.
  package static func read(_ environment: [String: String]) throws(Problem) -> MailConfiguration? {
    let server = environment[serverVariable] ?? ""
    let from = environment[senderVariable] ?? ""
    if server.isEmpty {
      if from.isEmpty { return nil }
      throw bad(serverVariable, "fehlt, obwohl \(senderVariable) gesetzt ist.")
    }
    guard let sender = MailSender(from) else {
      throw bad(senderVariable, "muss eine Adresse sein, zum Beispiel: Verbund <verbund@integration.example>")
    }
    return try MailConfiguration(server, from: sender)
  }

  package init(_ address: String, from sender: MailSender) throws(Problem) {
    guard let parts = URLComponents(string: address), let scheme = parts.scheme, let named = parts.host, !named.isEmpty,
      ["smtp", "smtps"].contains(scheme), parts.path.isEmpty || parts.path == "/"
    else { throw Self.bad(Self.serverVariable, "muss so aussehen: smtp://name:passwort@mail.example:587") }
    var options: [String: String] = [:]
    for item in parts.queryItems ?? [] { options[item.name] = item.value ?? "" }
    if let unknown = options.keys.first(where: { !["ca", "timeout", "starttls"].contains($0) }) {
      throw Self.bad(Self.serverVariable, "kennt die Angabe „\(unknown.prefix(20))“ nicht.")
    }
    seconds = try Self.seconds(options["timeout"])
    isSecure = try Self.isSecure(options["starttls"], scheme)
    host = named.contains(":") && !named.hasPrefix("[") ? "[\(named)]" : named
    user = parts.user
    password = parts.password.map(MailPassword.init)
    guard (user == nil) == (password == nil) else {
      throw Self.bad(Self.serverVariable, "braucht Name und Passwort, oder keines von beiden.")
    }
    guard isSecure || user == nil else {
      throw Self.bad(Self.serverVariable, "darf ohne Verschlüsselung kein Passwort enthalten.")
    }
    authorities = options["ca"]
    self.sender = sender
    let port = parts.port ?? (scheme == "smtps" ? 465 : 587)
    url = "\(scheme)://\(host):\(port)/\(MailAddress.domain(of: sender.address))"
  }

  /// What the server says when it starts.
  package static func announcement(_ configuration: MailConfiguration?) -> String {
    if let configuration {
      return "Mails werden über \(configuration.host) verschickt, Absender \(configuration.sender.address)."
    }
    return "Kein Mailserver eingerichtet (\(serverVariable)): Mails werden aufbewahrt, aber nicht verschickt."
  }

  private static func seconds(_ text: String?) throws(Problem) -> Int {
    guard let text else { return 60 }
    guard let seconds = Int(text), 5...300 ~= seconds else {
      throw bad(serverVariable, "hat eine Wartezeit, die nicht zwischen 5 und 300 Sekunden liegt.")
    }
    return seconds
  }

  private static func isSecure(_ text: String?, _ scheme: String) throws(Problem) -> Bool {
    switch text {
    case nil, "on": return true
    case "off" where scheme == "smtp": return false
    default: throw bad(serverVariable, "kennt bei „starttls“ nur on und off.")
    }
  }

  private static func bad(_ variable: String, _ what: String) -> Problem {
    Problem("messages.configuration", .malformed, "\(variable) \(what)", field: variable)
  }
}

/// Who mails come from: `Verbund <verbund@integration.example>` or the address alone.
package struct MailSender: Sendable, Hashable {
  package let name: String
  package let address: String

  /// Nothing for a text that holds no valid address.
  package init?(_ text: String) {
    guard let open = text.lastIndex(of: "<"), text.last == ">" else {
      self.init(name: "", address: text)
      return
    }
    let name = text[..<open].filter { $0 != "\"" }
    let inner = text[text.index(after: open)...].dropLast()
    self.init(name: name.trimmingCharacters(in: .whitespaces), address: String(inner))
  }

  package init?(name: String, address: String) {
    guard MailAddress.isValid(address), LetterRules.isLine(name, limit: LetterRules.nameLimit) else { return nil }
    self.name = name
    self.address = address
  }
}

/// A password that no log, no error and no debugger's description shows.
struct MailPassword: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  let text: String

  init(_ text: String) { self.text = text }

  var description: String { "•••" }
  var debugDescription: String { "•••" }
  var customMirror: Mirror { Mirror(self, children: [:]) }
}
