// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
internal import Storage
internal import Web

extension DeskForms {
  /// The translated fields of a desk's records for an agency; nothing where there are none.
  var agency: AgencyTexts? {
    guard R.descriptor.fields.contains(where: \.info.isTranslated) else { return nil }
    return AgencyTexts(
      list: path.list, heading: R.descriptor.many, kind: R.descriptor.kind, permission: desk.edit,
      units: { try agencyUnits($0, $1, onlyOpen: $2, $3) }, keep: { try keepUnits($0, $1, $2, $3) })
  }

  /// Records that are read at a time.
  private static var agencyBatch: Int { 400 }
  private static var agencyLimit: Int { 20_000 }

  private func agencyUnits(
    _ staff: StaffVisit, _ language: Language, onlyOpen: Bool, _ connection: Connection
  ) throws -> [XLIFFDocument.Unit] {
    let tenant = try staff.tenant()
    let access = access(staff, tenant)
    var units: [XLIFFDocument.Unit] = []
    var last = ""
    while units.count < Self.agencyLimit {
      let records = try connection.list(
        R.self, in: .tenantOfKnown(tenant), where: "id > \(last)", limit: Self.agencyBatch)
      guard let end = records.last else { break }
      last = end.id.text
      for stored in records where staff.may(desk.edit, about: desk.subject(of: stored)) {
        let texts = try connection.translatedTexts(of: stored.id).filter { $0.language == language }
        let title = title(stored.record, access)
        for info in translatedFields(stored.record, access) where access.writes(info.name) {
          let text = texts.first { $0.field == info.name }
          let isOpen = text.map { $0.text.isEmpty || $0.sourceVersion < stored.version } ?? true
          if onlyOpen, !isOpen { continue }
          let target = text?.text ?? ""
          let id = AgencyUnitID(
            R.descriptor.kind, stored.id.identifier, info.name, version: stored.version, target: target)
          units.append(
            XLIFFDocument.Unit(
              id: id.text, note: "\(title) – \(info.label)",
              source: R.descriptor.field(info.name)?.read(stored.record).text ?? "", target: target))
        }
      }
    }
    return units
  }

  private func keepUnits(
    _ staff: StaffVisit, _ units: [XLIFFDocument.Unit], _ language: Language, _ transaction: Transaction
  ) throws -> [AgencyTexts.Outcome] {
    try units.map { unit -> AgencyTexts.Outcome in
      do {
        return try keep(unit, language, staff, transaction)
      } catch let problem as Problem
        where problem.isAboutInput || problem.kind == .forbidden || problem.kind == .conflict
      {
        return .refused(problem.sentence)
      }
    }
  }

  private func keep(
    _ unit: XLIFFDocument.Unit, _ language: Language, _ staff: StaffVisit, _ transaction: Transaction
  ) throws -> AgencyTexts.Outcome {
    if unit.target.isEmpty { return .same }
    guard let id = AgencyUnitID(unit.id), id.kind == R.descriptor.kind,
      let stored = try transaction.find(R.self, RecordID(id.record), in: .tenant(staff.tenant())),
      stored.archivedAt == nil, id.version <= stored.version
    else { return .refused("Diesen Eintrag gibt es hier nicht (mehr).") }
    try staff.require(desk.edit, about: desk.subject(of: stored))
    let access = access(staff, stored.tenant)
    guard let info = translatedFields(stored.record, access).first(where: { $0.name == id.field }),
      access.writes(info.name)
    else { return .refused("Dieses Feld wird nicht übersetzt.") }
    let present = try transaction.translatedTexts(of: stored.id)
      .first { $0.language == language && $0.field == info.name }
    let text = try Self.translatedText(unit.target, info)
    if text == present?.text ?? "" {
      guard let present, present.sourceVersion < id.version else { return .same }
      try transaction.confirmTranslation(
        of: stored.id, in: stored.tenant, info.name, into: language, version: id.version)
      return .kept
    }
    guard AgencyUnitID.digest(present?.text ?? "") == id.digest else {
      return .refused("Der Text wurde hier inzwischen anders übersetzt; er bleibt, wie er ist.")
    }
    try transaction.translate(stored.id, of: stored.tenant, info.name, into: language, text, version: id.version)
    return .kept
  }
}
