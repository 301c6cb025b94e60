// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// How an organisation or a person stands to another organisation, and from when to when (F85).
///
/// Exactly one of `person` and `organisation` stands on the left; what is over keeps its days and is not deleted.
package struct Relation: Record, Equatable {
  package enum Bond: String, FieldChoice {
    case memberOf, partOf, cooperates, funds, follows
    case chairs, worksFor, volunteersFor, advises

    package var label: String {
      switch self {
      case .memberOf: "ist Mitglied von"
      case .partOf: "gehört zu"
      case .cooperates: "arbeitet zusammen mit"
      case .funds: "fördert"
      case .follows: "ist Nachfolge von"
      case .chairs: "leitet (Vorstand, Leitung)"
      case .worksFor: "ist beschäftigt bei"
      case .volunteersFor: "ist ehrenamtlich bei"
      case .advises: "berät"
      }
    }

    /// The same, read from the other side.
    package var reverse: String {
      switch self {
      case .memberOf: "hat als Mitglied"
      case .partOf: "umfasst"
      case .cooperates: "arbeitet zusammen mit"
      case .funds: "wird gefördert von"
      case .follows: "wird fortgeführt von"
      case .chairs: "wird geleitet von"
      case .worksFor: "beschäftigt"
      case .volunteersFor: "hat ehrenamtlich"
      case .advises: "wird beraten von"
      }
    }

    /// Whether only people can stand to an organisation like this.
    package var isOfPeople: Bool { self == .chairs || self == .worksFor || self == .volunteersFor }
  }

  package let id: RecordID<Relation>
  /// In words, such as "Schatzmeisterin"; the words of the bond where nothing was typed.
  package var role = ""
  package var person: RecordID<ContactPerson>?
  package var organisation: RecordID<Organisation>?
  package var bond = Bond.cooperates
  package var target: RecordID<Organisation>?
  package var since: Day?
  package var until: Day?
  package var note = ""

  package init(id: RecordID<Relation>) { self.id = id }

  private static let personal = PersonalData(
    purpose: "Zusammenarbeit des Zentrums mit Organisationen: wer dort wofür zuständig ist",
    legalBasis: "Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit § 3 DSG NRW", retention: .days(180))

  package static let descriptor = RecordDescriptor<Relation>(
    "relation", (one: "Beziehung", many: "Beziehungen"),
    fields: [
      .text(
        "role", \.role, "Bezeichnung", limit: 120, .listed, .audience(.staff), .personal(personal),
        .hint("Zum Beispiel „Schatzmeisterin“ oder „Träger“. Leer: die Art der Beziehung.")),
      .reference(
        "person", \.person, "Person", to: "contact_person", .listed, .audience(.staff), .section("Wer"),
        .hint("Entweder eine Person oder eine Organisation.")),
      .reference("organisation", \.organisation, "Organisation", to: "organisation", .listed, .audience(.staff)),
      .choice("bond", \.bond, "Art der Beziehung", .listed, .audience(.staff), .section("Wie und zu wem")),
      .reference(
        "target", \.target, "Zu welcher Organisation", to: "organisation", .required, .listed, .audience(.staff)),
      .day("since", \.since, "Seit", .listed, .audience(.staff), .section("Zeitraum")),
      .day("until", \.until, "Bis", .listed, .audience(.staff)),
      .longText("note", \.note, "Notiz", limit: 1000, .audience(.staff), .personal(personal)),
    ])

  package func holds(on day: Day) -> Bool {
    (since.map { $0 <= day } ?? true) && (until.map { $0 >= day } ?? true)
  }

  /// What speaks against it beside the limits of its fields.
  package var problems: [Problem] {
    var problems: [Problem] = []
    if (person == nil) == (organisation == nil) {
      problems.append(
        Problem(
          "relation.who", .invalid, "Bitte wählen Sie entweder eine Person oder eine Organisation.", field: "person"))
    }
    if bond.isOfPeople && person == nil && organisation != nil {
      problems.append(
        Problem(
          "relation.people-only", .invalid, "So kann nur eine Person zu einer Organisation stehen.", field: "bond"))
    }
    if organisation != nil && organisation == target {
      problems.append(
        Problem(
          "relation.itself", .invalid, "Eine Organisation steht nicht zu sich selbst in Beziehung.", field: "target"))
    }
    if let since, let until, until < since {
      problems.append(Problem("relation.days", .invalid, "„Bis“ liegt vor „Seit“.", field: "until"))
    }
    return problems
  }
}
