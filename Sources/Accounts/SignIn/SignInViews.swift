// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Web

/// The pages around signing in, as markup.
struct SignInView {
  let form: AccountForm
  /// The hidden field against forged forms.
  let token: HTML
  /// Where one may sign in instead.
  let provider: OpenIDConfiguration?

  private var view: View { form.view }

  func signIn(_ notice: SignInNotice?) -> HTML {
    """
    <h1>\(view[AccountText.signInHeading])</h1><p class="lead">\(view[AccountText.signInLead])</p>
    \(notice.map { "<div class=\"note ok\" role=\"status\">\(Icon.yes.html)<p>\(view[$0.text])</p></div>" as HTML })\(form.summary)
    <form class="form" method="post" action="\(view.link(AccountPath.signIn))" novalidate>\(token)\
    \(form.hidden(LocalTarget.field))
    \(form.line(SignInField.mail, .mail, .mail))
    \(form.line(SignInField.password, .password, .password))
    \(form.check(SignInField.keep, .keep, hint: .keepHint))
    <button class="btn">\(view[AccountText.signInButton])</button></form>
    \(provider.map { elsewhere($0) })<p class="after"><a href="\(view.link(AccountPath.forgotten))">\(view[AccountText.forgottenLink])</a></p>
    """
  }

  private func elsewhere(_ provider: OpenIDConfiguration) -> HTML {
    let target = form.values[LocalTarget.field] ?? ""
    let words =
      provider.name.isEmpty
      ? view[AccountText.openIDButton] : view(AccountText.openIDButtonNamed, ["name": provider.name])
    return """
      <p><a class="btn alt" href="\(view.link(AccountPath.openID(to: target)))">\(words)</a></p>
      """
  }

  func secondStep() -> HTML {
    """
    <h1>\(view[AccountText.secondHeading])</h1><p class="lead">\(view[AccountText.secondLead])</p>\(form.summary)
    <form class="form" method="post" action="\(view.link(AccountPath.secondStep))" novalidate>\(token)\
    \(form.hidden(LocalTarget.field))
    \(form.line(SignInField.code, .code, .code, hint: .codeHint))
    <button class="btn">\(view[AccountText.signInButton])</button></form>
    <p><a href="\(view.link(AccountPath.signIn))">\(view[AccountText.startAgain])</a></p>
    """
  }

  func forgotten() -> HTML {
    """
    <h1>\(view[AccountText.forgottenHeading])</h1><p class="lead">\(view[AccountText.forgottenLead])</p>\(form.summary)
    <form class="form" method="post" action="\(view.link(AccountPath.forgotten))" novalidate>\(token)
    \(form.line(SignInField.mail, .mail, .mail))
    <button class="btn">\(view[AccountText.forgottenButton])</button></form>
    <p class="after"><a href="\(view.link(AccountPath.signIn))">\(view[AccountText.backToSignIn])</a></p>
    """
  }

  /// Sets a password behind a link; the mail address is there for the password store of the browser.
  func setPassword(_ account: Account, _ purpose: AccountLinkPurpose, link: Path) -> HTML {
    let isNew = purpose == .invitation
    return """
      <h1>\(view[isNew ? AccountText.welcomeHeading : AccountText.newPasswordHeading])</h1>
      <p class="lead">\(view(isNew ? AccountText.welcomeLead : AccountText.newPasswordLead, ["name": account.name]))</p>
      \(form.summary)
      <form class="form" method="post" action="\(view.link(link))" novalidate>\(token)
      <div class="f"><label for="konto">\(view[AccountText.mail])</label>\
      <input id="konto" type="email" value="\(account.mail)" autocomplete="username" dir="ltr" readonly></div>
      \(form.line(SignInField.newPassword, .newPassword, .newPassword, hint: .newPasswordHint))
      \(form.line(SignInField.repeated, .repeated, .newPassword))
      <button class="btn">\(view[AccountText.newPasswordButton])</button></form>
      """
  }
}

/// Says that a link works no more, and how to get another.
func overLink(_ view: View) -> HTML {
  """
  <h1>\(view[AccountText.linkOverHeading])</h1>
  <p class="lead">\(view.texts[named: "problem.account.link-over"] ?? Problem.linkOver.sentence)</p>
  <p><a class="btn" href="\(view.link(AccountPath.forgotten))">\(view[AccountText.forgottenLink])</a> \
  <a class="btn alt" href="\(view.link(AccountPath.signIn))">\(view[AccountText.backToSignIn])</a></p>
  """
}

/// Names of the forms' fields.
enum SignInField {
  static let mail = "mail"
  static let password = "passwort"
  static let newPassword = "neu"
  static let repeated = "nochmal"
  static let keep = "merken"
  static let code = "code"
  static let name = "name"
  static let language = "sprache"
  static let session = "sitzung"
  /// As the head of all staff pages sends it.
  static let tenant = "tenant"
}
