// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
internal import Web

extension Reply {
  /// Hands the browser its session; without "keep" it forgets it when it is closed. A session, not a date, ends on the server.
  func opening(_ session: SignInToken, isKept: Bool, isSecure: Bool) -> Reply {
    if isKept {
      return setting(
        Cookie(AccountDoor.cookie, session.text, age: AccountSession.longest.kept, isSecure: isSecure))
    }
    let secure = isSecure ? "; Secure" : ""
    return with(
      .setCookie, "\(AccountDoor.cookie)=\(session.text); Path=/; HttpOnly; SameSite=Lax\(secure)")
  }

  /// Everything that a browser gets when somebody has signed in.
  func opening(_ pass: SignInPass, isSecure: Bool) -> Reply {
    opening(pass.session, isKept: pass.isKept, isSecure: isSecure).marking(pass.mark, isSecure: isSecure)
      .setting(Cookie(SignInChallenge.cookie, "", age: 0, isSecure: isSecure))
  }

  func marking(_ mark: SignInToken, isSecure: Bool) -> Reply {
    setting(Cookie(BrowserMark.cookie, mark.text, age: BrowserMark.lifetime, isSecure: isSecure))
  }

  func closing(isSecure: Bool) -> Reply { setting(Cookie(AccountDoor.cookie, "", age: 0, isSecure: isSecure)) }
}

extension Visit {
  /// What is at the other end.
  var browser: Browser {
    let headers = self.headers
    let forwarded = HTTPField.Name("X-Forwarded-For").flatMap { headers[$0] }
    return Browser(
      address: NetworkAddress.visitor(context.remoteAddress, forwarded: forwarded),
      name: DeviceName.text(headers[.userAgent]),
      mark: headers.cookie(BrowserMark.cookie).flatMap { SignInToken($0) },
      session: headers.cookie(AccountDoor.cookie).flatMap { SignInToken($0) })
  }
}
