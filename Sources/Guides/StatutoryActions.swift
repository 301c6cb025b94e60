// SPDX-License-Identifier: EUPL-1.2
internal import Formats
package import Kernel
internal import Records
package import Storage

extension GuideActions {
  /// Puts the pages that the law asks for into an installation, in all languages of the interface; from then on their texts
  /// are content like any other. Pages that are there already stay as they are.
  package static func installStatutory(_ transaction: Transaction, of tenant: TenantID) throws {
    for (number, page) in StatutoryPage.allCases.enumerated() {
      let isThere =
        try transaction.number(
          "select count(*) from guide_page where tenant = \(tenant) and statutory = \(page.rawValue)") > 0
      if !isThere { try install(page, position: number, transaction, of: tenant) }
    }
  }

  private static func install(
    _ page: StatutoryPage, position: Int, _ transaction: Transaction, of tenant: TenantID
  ) throws {
    var id: RecordID<GuidePage>?
    for language in Language.interface {
      let today = transaction.now.berlin.day
      let body = StatutoryOperator(
        name: StatutoryWords.name, address: StatutoryWords.address, phone: StatutoryWords.phone,
        mail: StatutoryWords.mail,
        statementDay: language == .german ? today.german : today.iso)
      let text = StatutoryTexts.all(for: body).first { $0.page == page && $0.language == language.code }
      guard let text else { continue }
      let content = try CleanHTML(cleaning: text.html)
      let draft = GuideDraft(title: text.title, content: content)
      if let id {
        try translate(id, into: language, draft, of: tenant, transaction)
      } else {
        var place = GuidePlace(position: position, slug: page.rawValue)
        place.statutory = page.rawValue
        id = try create(draft, in: language, at: place, of: tenant, transaction)
      }
    }
  }
}
