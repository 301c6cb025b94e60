// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records

/// Whether somebody has to pay.
package enum OfferCost: String, FieldChoice {
  case free, paid, unknown

  package var label: String {
    switch self {
    case .free: "kostenlos"
    case .paid: "kostenpflichtig"
    case .unknown: "nicht bekannt"
    }
  }
}

/// How long an offer will stay (F34).
package enum OfferContinuity: String, FieldChoice {
  /// For the time of a funding.
  case project
  /// Paid for good (verstetigt).
  case perpetuated
  /// It is decided that it ends.
  case ending
  case unknown

  package var label: String {
    switch self {
    case .project: "Projekt"
    case .perpetuated: "verstetigt"
    case .ending: "läuft aus"
    case .unknown: "nicht bekannt"
    }
  }
}

/// How far along an offer is on its way to the public and out of it again.
package enum OfferStatus: String, FieldChoice {
  case draft, review, published, paused, ended

  package var label: String {
    switch self {
    case .draft: "Entwurf"
    case .review: "in Prüfung"
    case .published: "veröffentlicht"
    case .paused: "pausiert"
    case .ended: "beendet"
    }
  }
}

/// What happens at the times of a schedule.
package enum ScheduleKind: String, FieldChoice {
  /// Dates at which a course or group meets.
  case course
  /// Hours in which people may come with their questions.
  case consultation
  case opening
  /// No fixed times: by arrangement.
  case appointment

  package var label: String {
    switch self {
    case .course: "Kurszeit"
    case .consultation: "Sprechzeit"
    case .opening: "Öffnungszeit"
    case .appointment: "nach Vereinbarung"
    }
  }
}

extension Weekday: FieldChoice {
  package var label: String {
    switch self {
    case .monday: "Montag"
    case .tuesday: "Dienstag"
    case .wednesday: "Mittwoch"
    case .thursday: "Donnerstag"
    case .friday: "Freitag"
    case .saturday: "Samstag"
    case .sunday: "Sonntag"
    }
  }
}
