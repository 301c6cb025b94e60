// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Messages
internal import Web

/// The list of mails on its page.
struct MailListView {
  let mails: [Mail]
  let total: Int
  /// How many were not sent for want of a mail server.
  let kept: Int
  let page: ListPage
  let filter: MailFilter
  /// Only where mails of several centres are shown.
  let names: TenantNames?
  let view: View

  var html: HTML {
    """
    <h1>\(view[UpkeepWord.mails])</h1><p class="lead">\(view[UpkeepWord.mailsLead])</p>
    \(if: kept > 0, "<div class=\"note warn\">\(Icon.warn.html)<p>\(view.count(UpkeepWord.keptNote, kept))</p></div>")
    <form class="form" method="get" action="\(view.link(UpkeepPath.mails()))" role="search">\
    \(if: filter.state != nil, "<input type=\"hidden\" name=\"zustand\" value=\"\(filter.state?.rawValue)\">")\
    <div class="f"><label for="suche">\(view[UpkeepWord.search])</label>\
    <input id="suche" name="suche" type="search" maxlength="254" value="\(filter.words)"></div>\
    <button class="btn">\(view[UpkeepWord.searchButton])</button></form>
    \(stateLinks(states, view))
    <p class="total">\(view.count(UpkeepWord.mailsCount, total))</p>
    \(mails.isEmpty ? "<p>\(view[UpkeepWord.noMails])</p>" : table)
    \(pager(page, total: total, view) { UpkeepPath.mails(filter, page: $0) })
    """
  }

  private var states: [(label: String, path: Path, isCurrent: Bool)] {
    let all: [MailState?] = [nil] + MailState.allCases
    return all.map { state in
      let path = UpkeepPath.mails(MailFilter(state: state, words: filter.words))
      return (state.map { view[$0.word] } ?? view[UpkeepWord.all], path, filter.state == state)
    }
  }

  private var table: HTML {
    """
    <div class="scroll" tabindex="0" role="region" aria-label="\(view[UpkeepWord.mails])"><table>\
    <caption class="vh">\(view[UpkeepWord.mails])</caption><thead><tr>\
    <th scope="col">\(view[UpkeepWord.subjectColumn])</th><th scope="col">\(view[UpkeepWord.addresseeColumn])</th>\
    \(if: names != nil, "<th scope=\"col\">\(view[UpkeepWord.centerColumn])</th>")\
    <th scope="col">\(view[UpkeepWord.stateColumn])</th><th scope="col">\(view[UpkeepWord.timesColumn])</th></tr></thead>
    <tbody>\(each: mails, row)</tbody></table></div>
    """
  }

  private func row(_ mail: Mail) -> HTML {
    """
    <tr><th scope="row"><a href="\(view.link(UpkeepPath.mail(mail.id)))"><bdi\(lang: mail.language, on: view)>\
    \(mail.subject)</bdi></a></th><td><bdi>\(mail.name)</bdi>\(if: !mail.name.isEmpty, "<br>")\
    <bdi dir="ltr">\(mail.address)</bdi></td>\(names.map { "<td>\($0.name(mail.tenant, view))</td>" as HTML })\
    <td>\(mailTag(mail, view))</td><td>\(view.moment(mail.sentAt ?? mail.createdAt))</td></tr>

    """
  }
}

/// One mail as its recipient reads it.
struct MailDetailView {
  let mail: Mail
  let text: String
  let showsLinks: Bool
  /// Nothing where it cannot be sent again.
  let token: HTML?
  let isResent: Bool
  let view: View

  var html: HTML {
    """
    <h1><bdi\(lang: mail.language, on: view)>\(mail.subject)</bdi></h1>
    \(upkeepNotice(isResent && mail.state == .waiting ? .doneResent : nil, view))
    <dl class="dl">\(each: facts, { "<dt>\($0.label)</dt><dd>\($0.value)</dd>" })</dl>
    \(token.map { fields in
      "<div class=\"acts\">\(upkeepButton(view[UpkeepWord.resend], about: mail.subject, UpkeepPath.resend(mail.id), fields: fields, view))</div>" as HTML
    })
    \(if: showsLinks, "<div class=\"note warn\">\(Icon.warn.html)<p>\(view[UpkeepWord.linksShown])</p></div>")
    <section class="sub"><h2>\(view[UpkeepWord.text])</h2>\
    <div class="box prose"\(lang: mail.language, on: view)>\(each: paragraphs, paragraph)</div></section>
    """
  }

  private var facts: [(label: String, value: HTML)] {
    let name: HTML = mail.name.isEmpty ? "" : "<bdi>\(mail.name)</bdi>, "
    var facts: [(label: String, value: HTML)] = [
      (view[UpkeepWord.addresseeColumn], "\(name)<bdi dir=\"ltr\">\(mail.address)</bdi>"),
      (view[UpkeepWord.stateColumn], mailTag(mail, view)), (view[UpkeepWord.purpose], "\(mail.purpose)"),
      (view[UpkeepWord.written], "\(view.moment(mail.createdAt))"),
    ]
    if let sent = mail.sentAt { facts.append((view[UpkeepWord.sent], "\(view.moment(sent))")) }
    if mail.state == .waiting { facts.append((view[UpkeepWord.nextTry], "\(view.moment(mail.nextAt))")) }
    if !mail.error.isEmpty {
      facts.append((view[UpkeepWord.error], "<span lang=\"de\" dir=\"ltr\">\(mail.error)</span>"))
    }
    return facts
  }

  private var paragraphs: [[Substring]] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.split { $0.isEmpty }.map(Array.init)
  }

  private func paragraph(_ lines: [Substring]) -> HTML {
    "<p>\(each: lines.enumerated(), { "\(if: $0.offset > 0, "<br>")\($0.element)" })</p>"
  }
}

private func mailTag(_ mail: Mail, _ view: View) -> HTML {
  let isBad = mail.state == .failed || mail.state == .bounced || mail.state == .kept
  let mark: HTML = isBad ? "tag w" : "tag"
  return """
    <span class="\(mark)">\(view[mail.state.word])</span>\
    \(if: mail.attempts > 1, " <small>\(view.count(UpkeepWord.attempts, mail.attempts))</small>")
    """
}

extension MailState {
  fileprivate var word: UpkeepWord {
    switch self {
    case .waiting: .mailWaiting
    case .sent: .mailSent
    case .failed: .mailFailed
    case .bounced: .mailBounced
    case .kept: .mailKept
    }
  }
}
