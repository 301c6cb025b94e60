// SPDX-License-Identifier: EUPL-1.2

/// What the sign-in page says about what happened before; part of its address.
enum SignInNotice: String {
  case signedOut = "abgemeldet"
  case passwordSet = "passwort"
  case letter = "brief"

  var text: AccountText {
    switch self {
    case .signedOut: .noticeSignedOut
    case .passwordSet: .noticePasswordSet
    case .letter: .noticeLetter
    }
  }
}

/// What the page of one's own account says about what was just kept; part of its address.
enum AccountNotice: String {
  case data = "gespeichert"
  case password = "passwort"
  case secondFactorRemoved = "ohne-zweiten-faktor"
  case sessions = "sitzungen"

  var text: AccountText {
    switch self {
    case .data: .noticeData
    case .password: .noticePassword
    case .secondFactorRemoved: .noticeFactorRemoved
    case .sessions: .noticeSessions
    }
  }
}
