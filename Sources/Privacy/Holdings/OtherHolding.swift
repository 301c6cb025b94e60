// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records
package import Storage

/// Personal data in tables that are no records, described by hand.
package struct OtherHolding: Sendable {
  /// One thing that was found for a person.
  package struct Found: Sendable, Hashable {
    package let title: String
    package let at: String
    package let values: [String]
  }

  package let name: String
  /// German, as the record of processing activities lists them.
  package let data: String
  package let purpose: String
  package let legalBasis: String
  package let retention: String
  package let audience: String
  let count: @Sendable (Connection, Scope) throws -> Int
  /// What the tenant holds of persons with any of these mail addresses or account ids.
  let find: @Sendable (Connection, TenantID, _ mails: [String], _ accounts: [String]) throws -> [Found]
  /// Copies of a record's values.
  let erase: @Sendable (Transaction, _ kind: String, Identifier, TenantID) throws -> Void

  package init(
    _ name: String, data: String, purpose: String, legalBasis: String = Self.publicTask, retention: String,
    audience: String, count: @escaping @Sendable (Connection, Scope) throws -> Int,
    find: @escaping @Sendable (Connection, TenantID, [String], [String]) throws -> [Found] = { _, _, _, _ in [] },
    erase: @escaping @Sendable (Transaction, String, Identifier, TenantID) throws -> Void = { _, _, _, _ in }
  ) {
    self.name = name
    self.data = data
    self.purpose = purpose
    self.legalBasis = legalBasis
    self.retention = retention
    self.audience = audience
    self.count = count
    self.find = find
    self.erase = erase
  }

  package static let publicTask = "Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit § 3 DSG NRW"

  /// Everything beside records that the foundations and slices of Verbund keep.
  package static let all = [outbox, refused, jobs, sessions, signIns, imports, savedViews, protocolNames]

  package static let outbox = OtherHolding(
    "Mails", data: "Adresse, Name, Text der Mail", purpose: "Zustellung von Nachrichten und Nachweis der Zustellung",
    retention: "90 Tage nach dem Versand", audience: "Leitung, Systembetrieb",
    count: { try $0.number("select count(*) from outbox where \($1.condition)") },
    find: { connection, tenant, mails, _ in
      try connection.rows(
        """
        select subject, created_at, address, name, blocks from outbox
        where tenant = \(tenant) and lower(address) in (\(list: mails)) order by created_at, id limit 500
        """
      ) { row in
        Found(title: row.text(), at: row.text(), values: [row.text(), row.text(), row.text()])
      }
    })

  package static let refused = OtherHolding(
    "Unzustellbare Adressen", data: "Adresse, Grund der Ablehnung",
    purpose: "Keine weiteren Mails an Adressen, die es nicht gibt", retention: "90 Tage", audience: "Systembetrieb",
    count: { connection, scope in
      scope == .everyTenant ? try connection.number("select count(*) from refused_address") : 0
    })

  package static let jobs = OtherHolding(
    "Aufträge", data: "Name der beauftragenden Person, Eingabe und Bericht des Auftrags",
    purpose: "Ausführung und Nachweis von Hintergrundarbeiten", retention: "90 Tage nach dem Ende",
    audience: "Leitung, Systembetrieb", count: { try $0.number("select count(*) from job where \($1.condition)") },
    find: { connection, tenant, _, accounts in
      try connection.rows(
        """
        select name, asked_at, principal_name, note from job
        where tenant = \(tenant) and principal in (\(list: accounts)) order by asked_at, id limit 500
        """
      ) { row in Found(title: row.text(), at: row.text(), values: [row.text(), row.text()]) }
    })

  package static let sessions = OtherHolding(
    "Sitzungen", data: "Konto, Art des Geräts, Zeiten", purpose: "Angemeldet bleiben; eigene Sitzungen beenden",
    retention: "bis zur Abmeldung oder zum Ablauf der Sitzung", audience: "nur die Person selbst",
    count: { try $0.number("select count(*) from account_session where \($1.condition)") },
    find: { connection, _, _, accounts in
      try connection.rows(
        "select device, made_at, seen_at from account_session where account in (\(list: accounts)) order by made_at"
      ) { row in Found(title: row.text(), at: row.text(), values: [row.text()]) }
    })

  package static let signIns = OtherHolding(
    "Anmeldeversuche", data: "Zähler je Adresse und Netzadresse", purpose: "Schutz vor dem Erraten von Kennwörtern",
    retention: "wenige Stunden nach dem letzten Versuch", audience: "niemand",
    count: { connection, scope in
      scope == .everyTenant ? try connection.number("select count(*) from sign_in_count") : 0
    })

  /// Values of an import that belong to a record are erased with the record; the import can then not undo that one.
  package static let imports = OtherHolding(
    "Importe", data: "Zeilen der importierten Dateien, vorherige Werte geänderter Einträge",
    purpose: "Vorschau und Rücknahme von Importen", retention: "mit dem Import; Werte gelöschter Personen sofort",
    audience: "Beschäftigte des Zentrums",
    count: { connection, scope in
      try connection.number(
        "select count(*) from import_row where run in (select id from import_run where \(scope.condition))")
    },
    erase: { transaction, kind, record, tenant in
      let own: SQL = "run in (select id from import_run where tenant = \(tenant))"
      try transaction.run(
        "update import_change set changes = '{}' where kind = \(kind) and record = \(record.text) and \(own)")
      try transaction.run(
        "update import_row set cells = '[]', title = '', detail = '' where record = \(record.text) and \(own)")
    })

  package static let savedViews = OtherHolding(
    "Gespeicherte Ansichten", data: "Konto, Name und Filter der Ansicht", purpose: "Wiederkehrende Suchen",
    retention: "bis die Person sie löscht", audience: "nur die Person selbst",
    count: { try $0.number("select count(*) from saved_view where \($1.condition)") },
    find: { connection, tenant, _, accounts in
      try connection.rows(
        """
        select name, created_at, query from saved_view
        where tenant = \(tenant) and account in (\(list: accounts)) order by created_at, id limit 500
        """
      ) { row in Found(title: row.text(), at: row.text(), values: [row.text()]) }
    })

  package static let protocolNames = OtherHolding(
    "Protokoll", data: "Wer wann welchen Eintrag geändert oder gelesen hat",
    purpose: "Nachweis und Rücknahme von Änderungen (Art. 5 Abs. 2 DSGVO)",
    retention: "dauerhaft; Namen bis zur Löschung des Kontos, Werte bis zur Löschung des Eintrags",
    audience: "Leitung, Systembetrieb",
    count: { try $0.number("select count(*) from audit_log where actor_kind = 'user' and \($1.condition)") })
}
