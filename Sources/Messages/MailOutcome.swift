// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// What a try to send one mail came to; the text is what the page of mails shows.
enum MailOutcome: Sendable, Hashable {
  case accepted
  /// The server will never take mails to this address.
  case addressRefused(String)
  /// The server will never take this mail.
  case mailRefused(String)
  /// The server asked to come back later.
  case postponed(String)
  /// Nothing to do with this mail: the server does not answer, is not trusted or does not let us in.
  case serverFault(String)
}

/// What the server said last, and where.
struct MailReply: Sendable, Hashable {
  /// The command that was refused: `RCPT`, `MAIL`, `DATA`, `AUTH`, `STAR` …; empty for the greeting.
  var stage = ""
  /// 0 where nothing was refused.
  var code = 0
  var line = ""
  /// libcurl's code (`CURLcode`); 0 for success.
  var fault = 0
}

/// From replies to outcomes, from outcomes to what becomes of a mail; `Documentation/Algorithms/Outbox.md` has the table.
enum OutboxRules {
  /// Seconds before the second … eighth try: together 67 hours and 11 minutes.
  static let delays = [60, 600, 3600, 21_600, 43_200, 86_400, 86_400]
  static var tries: Int { delays.count + 1 }
  /// One process holds a mail so long at most; longer than libcurl may need.
  static let claimSeconds = 360
  /// After a fault of the server nobody tries for so long.
  static let pauseSeconds = 60
  static let daysKept = 90

  /// When the next try is; nothing after the last one.
  static func delay(afterTry number: Int) -> Int? {
    delays.indices.contains(number - 1) ? delays[number - 1] : nil
  }

  static func outcome(of reply: MailReply) -> MailOutcome {
    if reply.fault == 0 { return .accepted }
    let said = "\(MailReply.cleaned(reply.line))"
    if reply.code >= 500 {
      switch reply.stage {
      case "RCPT": return recipientRefused(reply, said)
      case "DATA": return .mailRefused("Der Mailserver nimmt diese Mail nicht an: \(said)")
      case "MAIL" where reply.code == 552: return .mailRefused("Dem Mailserver ist diese Mail zu groß: \(said)")
      case "MAIL": return .serverFault("Der Mailserver nimmt unseren Absender nicht an: \(said)")
      default: break
      }
    } else if reply.code >= 400, reply.code != 421, ["RCPT", "MAIL", "DATA"].contains(reply.stage) {
      return .postponed("Der Mailserver bittet um einen späteren Versuch: \(said)")
    }
    return .serverFault(sentence(ofFault: reply.fault, said))
  }

  /// Enhanced codes (RFC 3463) of class 1 and 2 speak of the address and its mailbox; 7 and others of policy, which may
  /// hit us although the address is fine.
  private static func recipientRefused(_ reply: MailReply, _ said: String) -> MailOutcome {
    let words = reply.line.split { $0 == " " || $0 == "-" }
    let parts = words.count > 1 ? words[1].split(separator: ".") : []
    let isEnhanced = parts.count == 3 && parts.allSatisfy { Int($0) != nil }
    let isAboutAddress = isEnhanced ? ["1", "2"].contains(parts[1]) : [550, 551, 553].contains(reply.code)
    return isAboutAddress
      ? .addressRefused("Diese Adresse nimmt keine Mails an: \(said)")
      : .mailRefused("Der Mailserver stellt an diese Adresse nicht zu: \(said)")
  }

  /// libcurl's codes as its manual lists them (libcurl-errors).
  private static func sentence(ofFault fault: Int, _ said: String) -> String {
    let sentence =
      switch fault {
      case 6: "Der Name des Mailservers ist nicht bekannt."
      case 7: "Der Mailserver ist nicht erreichbar."
      case 28: "Der Mailserver hat nicht rechtzeitig geantwortet."
      case 60, 51, 77, 83, 91: "Das Zertifikat des Mailservers ist nicht vertrauenswürdig; es wurde nichts verschickt."
      case 64: "Der Mailserver bietet keine verschlüsselte Verbindung an; es wurde nichts verschickt."
      case 67: "Der Mailserver lässt uns mit diesem Namen und Passwort nicht hinein."
      default: "Die Verbindung zum Mailserver brach ab (Fehler \(fault))."
      }
    return said.isEmpty ? sentence : "\(sentence) \(said)"
  }
}

extension MailReply {
  /// A server's words may hold anything; a line of them without control characters is enough.
  static func cleaned(_ line: String) -> String {
    String(String.UnicodeScalarView(line.unicodeScalars.prefix(200).filter { $0.value >= 32 && $0.value != 127 }))
  }
}
