// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Storage
internal import Web

/// The pages of one's own account, as markup.
struct AccountView {
  let own: OwnAccount
  let form: AccountForm
  let token: HTML
  let user: SignedIn

  private var view: View { form.view }

  func account(_ notice: AccountNotice?) -> HTML {
    """
    <h1>\(view[AccountText.accountHeading])</h1>
    \(notice.map { "<div class=\"note ok\" role=\"status\">\(Icon.yes.html)<p>\(view[$0.text])</p></div>" as HTML })\(form.summary)
    <section class="sub" aria-labelledby="daten"><h2 id="daten">\(view[AccountText.dataHeading])</h2>\(data)</section>
    \(if: own.centers.count > 1, centers)
    <section class="sub" aria-labelledby="sicherheit"><h2 id="sicherheit">\(view[AccountText.securityHeading])</h2>\
    \(security)</section>
    <section class="sub" aria-labelledby="sitzungen"><h2 id="sitzungen">\(view[AccountText.sessionsHeading])</h2>\
    \(sessions)</section>
    <section class="sub" aria-labelledby="verlauf"><h2 id="verlauf">\(view[AccountText.historyHeading])</h2>\
    \(history)</section>
    """
  }

  func password() -> HTML {
    """
    <h1>\(view[AccountText.passwordHeading])</h1><p class="lead">\(view[AccountText.passwordLead])</p>\(form.summary)
    <form class="form" method="post" action="\(view.link(AccountPath.password))" novalidate>\(token)
    \(form.line(SignInField.password, .currentPassword, .password))
    \(form.line(SignInField.newPassword, .newPassword, .newPassword, hint: .newPasswordHint))
    \(form.line(SignInField.repeated, .repeated, .newPassword))
    <button class="btn">\(view[AccountText.newPasswordButton])</button></form>
    """
  }

  private var data: HTML {
    """
    <form class="form" method="post" action="\(view.link(AccountPath.account))" novalidate>\(token)
    \(form.line(SignInField.name, .name, .text(limit: Account.nameLimit, fill: "name")))
    <p>\(view[AccountText.mail]): <b><bdi dir="ltr">\(own.account.record.mail)</bdi></b> – \(view[AccountText.mailFixed])</p>
    \(form.select(SignInField.language, .language, Language.interface.map { language in
      (language.code, "\(LanguageNames.own(language))")
    }))
    <button class="btn">\(view[AccountText.save])</button></form>
    """
  }

  private var centers: HTML {
    """
    <section class="sub" aria-labelledby="zentren"><h2 id="zentren">\(view[AccountText.centerHeading])</h2>
    <form class="form" method="post" action="\(view.link(AccountPath.center))">\(token)
    <div class="f"><label for="zentrum">\(view[AccountText.center])</label><select id="zentrum" name="\(SignInField.tenant)">\
    \(each: own.centers, { center in
      """
      <option value="\(center.tenant)" lang="de"\(if: center.tenant == user.tenant, " selected")>\(center.name)</option>
      """
    })</select></div><button class="btn alt">\(view[AccountText.centerChoose])</button></form></section>
    """
  }

  private var security: HTML {
    let isOn = own.factor?.isConfirmed == true
    return """
      <dl class="dl"><div><dt>\(view[AccountText.password])</dt><dd>\(own.passwordChange.map {
        view(AccountText.passwordSince, ["day": moment($0)])
      }) <a href="\(view.link(AccountPath.password))">\(view[AccountText.passwordHeading])</a></dd></div>
      <div><dt>\(view[AccountText.factorHeading])</dt><dd>\(view[isOn ? AccountText.factorOn : AccountText.factorOff]) \
      <a href="\(view.link(AccountPath.secondFactor))">\
      \(view[isOn ? AccountText.factorManage : AccountText.factorBegin])</a></dd></div>\(own.provider.map { elsewhere($0) })</dl>
      """
  }

  /// Signing in at a provider, and how to end it.
  private func elsewhere(_ provider: OpenIDConfiguration) -> HTML {
    let name = provider.name.isEmpty ? provider.issuer : provider.name
    let state: HTML
    if let since = own.linkedSince {
      state = """
        \(view(AccountText.openIDLinked, ["name": name, "day": moment(since)]))\
        <form method="post" action="\(view.link(AccountPath.openIDEnd))">\(token)\
        <button class="btn alt">\(view[AccountText.openIDEnd])</button></form>
        """
    } else {
      state = "\(view(AccountText.openIDOpen, ["name": name]))"
    }
    return "<div><dt>\(view[AccountText.openIDHeading])</dt><dd>\(state)</dd></div>"
  }

  private var sessions: HTML {
    """
    <div class="scroll" role="region" tabindex="0" aria-label="\(view[AccountText.sessionsHeading])"><table>\
    <caption class="vh">\(view[AccountText.sessionsHeading])</caption><thead><tr>\
    <th scope="col">\(view[AccountText.sessionDevice])</th><th scope="col">\(view[AccountText.sessionSince])</th>\
    <th scope="col">\(view[AccountText.sessionSeen])</th><th scope="col">\(view[AccountText.sessionEnd])</th></tr></thead>
    <tbody>\(each: own.sessions, session)</tbody></table></div>
    \(if: own.sessions.count > 1, """
      <form method="post" action="\(view.link(AccountPath.sessions))">\(token)\
      <button class="btn alt">\(view[AccountText.sessionsEndOthers])</button></form>
      """)
    """
  }

  private func session(_ session: AccountSession) -> HTML {
    let isOwn = session.id == own.session.id
    let device = session.device.isEmpty ? view[AccountText.sessionUnknown] : session.device
    return """
      <tr><th scope="row"><bdi>\(device)</bdi>\
      \(if: isOwn, " <span class=\"tag a\">\(view[AccountText.sessionOwn])</span>")</th>\
      <td class="n">\(moment(session.madeAt))</td><td class="n">\(moment(session.seenAt))</td><td>\
      <form method="post" action="\(view.link(AccountPath.sessions))">\(token)\
      <input type="hidden" name="\(SignInField.session)" value="\(session.id)">\
      <button class="btn alt">\(view[AccountText.sessionEndOne])<span class="vh">: \(device), \(moment(session.seenAt))</span>\
      </button></form></td></tr>
      """
  }

  private var history: HTML {
    """
    <p>\(view[AccountText.historyLead])</p><div class="scroll" role="region" tabindex="0" \
    aria-label="\(view[AccountText.historyHeading])"><table>\
    <caption class="vh">\(view[AccountText.historyHeading])</caption><thead><tr>\
    <th scope="col">\(view[AccountText.historyWhen])</th><th scope="col">\(view[AccountText.historyWhat])</th></tr></thead>
    <tbody>\(each: own.history, { entry in
      """
      <tr><td class="n">\(Moment(iso: entry.at).map(moment))</td><td>\(view[AccountEvent.text(entry.action)])</td></tr>
      """
    })</tbody></table></div>
    """
  }

  /// Day and time by the clock in Germany.
  private func moment(_ moment: Moment) -> String {
    let (day, minutes) = moment.berlin
    return "\(view.day(day)), \(view.time(minutes))"
  }
}

/// What happened to an account, as its owner reads it.
enum AccountEvent {
  static func text(_ action: String) -> AccountText {
    switch action {
    case "account.signed-in": .eventSignedIn
    case "account.signed-out": .eventSignedOut
    case "account.sign-in-failed": .eventFailed
    case "account.password-changed": .eventPassword
    case "account.second-factor-set": .eventFactorSet
    case "account.second-factor-removed": .eventFactorRemoved
    case "account.recovery-code-used": .eventRecoveryCode
    case "account.sessions-ended", "account.session-ended": .eventSessionsEnded
    case "account.invited", "account.invitation-sent": .eventInvited
    case "account.letter-asked": .eventLetter
    case "account.activated": .eventActivated
    case "account.center-chosen": .eventCenter
    case "account.identity-linked": .eventLinked
    case "account.identity-unlinked": .eventUnlinked
    default: .eventChanged
    }
  }
}
