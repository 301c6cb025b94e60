// SPDX-License-Identifier: EUPL-1.2
internal import Records
package import Web

/// People who may sign in (F159, F165), and what each of them may (F153, F154, F155).
package enum Accounts {
  /// The pages about rights know this slice's own permissions only.
  package static let slice = slice(rights: .empty)

  /// - Parameter book: what all slices ask for, so that rights on their records can be given and explained.
  package static func slice(rights book: RightsBook) -> Slice {
    Slice(
      name: "Accounts", kinds: [Account.descriptor.info] + Rights.kinds,
      migrations: AccountMigrations.all + RightsMigrations.all + OpenIDMigrations.all,
      texts: PackageResources.Texts_csv,
      textKeys: AccountText.allCases.map(\.rawValue) + RightsText.allCases.map(\.rawValue),
      permissions: Rights.permissions, staffMenu: Rights.staffMenu, jobs: { [AccountLetters($0).job] },
      routes: { routes($0) + RightsPages($0, book).routes })
  }

  private static func routes(_ services: Services) -> [Route] {
    let press = PasswordPress()
    let signIn = SignInPages(services: services, press: press)
    return signIn.routes + PasswordPages(pages: signIn).routes + OpenIDPages(signIn).routes
      + AccountPages(services: services, press: press).routes
      + SecondFactorPages(services: services, press: press).routes
  }
}
