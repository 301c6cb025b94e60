// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
package import Messages
internal import Storage

extension Upkeep {
  /// Who signs the mails of a tenant: the centre or the coordination body with its public address, otherwise the Verbund.
  package static let letterhead: Letterhead.Source = { connection, tenant, _ in
    guard let tenant else { return Letterhead(name: "Verbund") }
    if let center = try connection.find(Center.self, RecordID(tenant.identifier), in: .tenant(tenant))?.record {
      let place = [center.street, "\(center.postcode) \(center.town)"].filter { $0 != " " && !$0.isEmpty }
      return Letterhead(
        name: center.name, lines: [place.joined(separator: ", "), center.phone, center.website].filter { !$0.isEmpty },
        replyTo: center.mail)
    }
    let body = try connection.find(CoordinationBody.self, RecordID(tenant.identifier), in: .tenant(tenant))?.record
    guard let body else { return Letterhead(name: "Verbund") }
    return Letterhead(
      name: body.name, lines: [body.phone, body.website].filter { !$0.isEmpty }, replyTo: body.mail)
  }
}
