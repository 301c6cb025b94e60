// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Web

/// Remembers the reader's choice of language and leads back to where they were.
enum LanguagePage {
  private static let year = 365 * 86_400

  static func change(_ visit: Visit) throws -> Reply {
    guard let language = Language(visit.part("code")), Language.interface.contains(language) else {
      throw Problem.notFound
    }
    let target = LocalTarget.path(visit.query[PortalPath.continueName] ?? "") ?? .home
    let view = View(
      texts: visit.services.texts(language), prefix: LanguagePrefix.usual(language),
      today: visit.view.today)
    return Reply.seeOther(view.link(target)).setting(
      Cookie(Negotiation.cookie, language.code, age: year, isSecure: visit.services.site.isSecure))
  }
}
