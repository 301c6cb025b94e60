// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Storage
internal import Web

/// The names of centres and coordination bodies, for lists that show rows of all of them.
struct TenantNames: Sendable {
  private let names: [TenantID: String]

  static let kinds = CenterBook.kinds

  init(_ connection: Connection) throws {
    let book = try CenterBook(connection)
    var names = Dictionary(book.centers.map { ($0.tenant, $0.municipality) }) { first, _ in first }
    for body in book.bodies { names[body.tenant] = body.shortName }
    self.names = names
  }

  func name(_ tenant: TenantID?, _ view: View) -> String {
    guard let tenant, tenant != .ofInstallation else { return view[UpkeepWord.installation] }
    return names[tenant] ?? tenant.text
  }
}

extension View {
  /// A moment by the clock in Germany.
  func moment(_ moment: Moment) -> String {
    let (day, minutes) = moment.berlin
    return "\(self.day(day)), \(time(minutes))"
  }
}
