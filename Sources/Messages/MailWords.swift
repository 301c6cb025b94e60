// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// The words around the text of a mail, in the languages of the interface; other languages get the German ones.
struct MailWords: Sendable {
  let greeting: String
  /// `{name}` is the place for the name.
  let greetingByName: String
  let regards: String
  let automatic: String
  /// Stands for a link that is not shown.
  let hiddenLink: String

  static func words(_ language: Language) -> MailWords {
    switch language {
    case .english: english
    case .arabic: arabic
    default: german
    }
  }

  /// The language that the words are in: that of the mail where we know it.
  static func language(_ wanted: Language) -> Language {
    Language.interface.contains(wanted) ? wanted : .german
  }

  private static let german = MailWords(
    greeting: "Guten Tag,", greetingByName: "Guten Tag {name},", regards: "Mit freundlichen Grüßen",
    automatic:
      "Diese Mail hat Verbund automatisch verschickt, die Arbeitsplattform der Kommunalen Integrationszentren.",
    hiddenLink: "[Link nur für die angeschriebene Person]")
  private static let english = MailWords(
    greeting: "Hello,", greetingByName: "Dear {name},", regards: "Kind regards",
    automatic: "This mail was sent automatically by Verbund, the work platform of the municipal integration centres.",
    hiddenLink: "[link for the addressee only]")
  private static let arabic = MailWords(
    greeting: "مرحبًا،", greetingByName: "مرحبًا {name}،", regards: "مع أطيب التحيات",
    automatic: "أُرسلت هذه الرسالة تلقائيًا من منصة Verbund، منصة عمل مراكز الاندماج البلدية.",
    hiddenLink: "[رابط مخصص للمرسل إليه فقط]")
}
