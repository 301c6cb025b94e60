// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records
package import Storage

/// What follows for a person from consents given, withdrawn and expired.
package enum ConsentActions {
  /// Keeps a new or changed consent, and what it allows.
  package static func keep(
    _ consent: Consent, over stored: Stored<Consent>?, of tenant: TenantID, _ transaction: Transaction
  ) throws {
    var consent = consent
    if let problem = Problem.joined(consent.problems) { throw problem }
    if consent.subject.isEmpty { consent.subject = consent.purpose.label }
    if let stored { try transaction.save(consent, over: stored) } else { try transaction.insert(consent, of: tenant) }
    for person in Set([consent.person, stored?.record.person].compactMap { $0 }) { try follow(person, transaction) }
  }

  package static func archive(_ stored: Stored<Consent>, _ transaction: Transaction) throws {
    try transaction.archive(stored)
    if let person = stored.record.person { try follow(person, transaction) }
  }

  package static func withdraw(_ stored: Stored<Consent>, _ transaction: Transaction) throws {
    var consent = stored.record
    consent.withdrawnOn = transaction.now.berlin.day
    try transaction.save(consent, over: stored, as: "consent.withdrawn")
    if let person = consent.person { try follow(person, transaction) }
  }

  /// Brings what is shown of a person into line with the consents that hold today.
  ///
  /// A day of consent that was typed with the person counts as long as no consent for publication was ever noted.
  package static func follow(_ id: RecordID<ContactPerson>, _ transaction: Transaction) throws {
    guard let stored = try transaction.find(ContactPerson.self, id, in: .everyTenant), stored.archivedAt == nil else {
      return
    }
    let consents = try transaction.list(Consent.self, in: .tenant(stored.tenant), where: "person = \(id)")
      .map(\.record)
    let today = transaction.now.berlin.day
    var person = stored.record
    let publication = consents.filter { $0.purpose == .publication }
    if let holding = publication.last(where: { $0.holds(on: today) }) {
      person.consentOn = holding.givenOn
    } else if !publication.isEmpty {
      (person.isPublic, person.consentOn) = (false, nil)
    }
    if !consents.contains(where: { $0.purpose == .addressBook && $0.holds(on: today) }) { person.isShared = false }
    if person != stored.record { try transaction.save(person, over: stored, as: "contact_person.consent-followed") }
  }

  /// What expired yesterday ends last night.
  static let job = JobKind("consent.expiry", "Abgelaufene Einwilligungen beachten", .nightly(minutes: 70)) { run in
    let today = run.database.time.today
    var done = 0
    var last = ""
    while true {
      let after = last
      let people = try await run.database.read { connection in
        try connection.rows(
          """
          select distinct p.id from contact_person p
          join consent c on c.person = p.id
          where p.archived_at is null and (p.is_public = 1 or p.is_shared = 1) and p.id > \(after)
            and (c.expires_on < \(today) or c.withdrawn_on <= \(today) or c.archived_at is not null)
          order by p.id limit 200
          """
        ) { try $0.id(ContactPerson.self) }
      }
      guard let end = people.last else { break }
      try await run.database.write(by: .system("consent")) { transaction in
        for person in people { try follow(person, transaction) }
      }
      (done, last) = (done + people.count, end.text)
      try await run.report(JobProgress(done: done))
    }
  }
}
