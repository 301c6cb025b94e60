// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Web

/// Addresses of organisations.
package enum OrganisationPath {
  /// The list, narrowed by pairs such as `("art", "ET-MSO")`.
  case narrowed([(String, String)])
  case organisation(RecordID<Organisation>)
  case programList([(String, String)])
  case program(RecordID<Organisation>)
  /// The form in which anybody can say what is wrong with an organisation's data (F13).
  case correction(RecordID<Organisation>)

  package static let list = Path("organisationen")

  package static let listPattern = "/organisationen"
  package static let pattern = "/organisationen/{organisation}"
  package static let programListPattern = "/api/v1/organisations"
  package static let programPattern = "/api/v1/organisations/{organisation}"

  package var path: Path {
    switch self {
    case .narrowed(let query): Path("organisationen", query: query)
    case .organisation(let id): Path("organisationen", id.text)
    case .programList(let query): Path("api", "v1", "organisations", query: query)
    case .program(let id): Path("api", "v1", "organisations", id.text)
    case .correction(let id): Path("rueckmeldung", query: [("organisation", id.text)])
    }
  }
}

/// Addresses of the address book that all centres share.
enum AddressBookPath {
  static let pattern = "/arbeitsplatz/adressbuch"

  static func page(_ words: String = "", page: Int = 1) -> Path {
    Path("arbeitsplatz", "adressbuch", query: [("suche", words), ("page", page > 1 ? String(page) : "")])
  }
}
