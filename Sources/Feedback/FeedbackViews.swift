// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Formats
internal import Kernel
internal import Web

/// One of the forms on its page.
struct FeedbackView {
  let form: FeedbackForm
  let filled: FilledForm
  let about: FeedbackAbout
  let centers: [Center]
  let token: HTML

  private var view: View { filled.view }

  var html: HTML {
    switch form {
    case .message: message
    case .suggestion: suggestion
    case .barrier: barrier
    }
  }

  private var message: HTML {
    let goal = about.center?.name ?? view[FeedbackWord.statewide]
    let words = filled.values[FeedbackInput.search] ?? ""
    return """
      \(breadcrumb(about.subject.map { [(Localized($0.title, view.language), $0.path)] } ?? [], view))
      <h1>\(view[FeedbackWord.heading])</h1>
      <p class="lead">\(view[FeedbackWord.lead])\(if: about.subject != nil, " \(view(FeedbackWord.goesTo, ["name": goal]))")</p>
      \(filled.summary)
      <form class="form" method="post" action="\(view.link(FeedbackPath.form))" novalidate>\(token)\
      \(about.parameter.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.id.text)\">" as HTML })\
      \(filled.hidden(FeedbackInput.search))
      \(about.subject.map(subject))\
      \(if: about.subject == nil && !words.isEmpty, "<p class=\"note\">\(view(FeedbackWord.aboutSearch, ["words": words]))</p>")
      \(filled.choices("art", .topic, FeedbackInput.topics.map { ($0.rawValue, $0.word) }))
      \(filled.area("text", .text))
      \(if: about.subject == nil, filled.select(FeedbackInput.center, .center, addressees))
      \(sender)\(filled.trap)
      <button class="btn">\(view[FeedbackWord.send])</button></form>
      """
  }

  /// What it is about, with what stands there now.
  private func subject(_ subject: FeedbackSource.Subject) -> HTML {
    """
    <div class="note"><p>\(view[FeedbackWord.about]) <b>\(subject.title)</b></p>\(if: !subject.values.isEmpty, """
      <details><summary>\(view[FeedbackWord.currentValues])</summary><dl class="dl" lang="de" dir="ltr">\
      \(each: subject.values, { "<div><dt>\($0.label)</dt><dd>\($0.value)</dd></div>" })</dl></details>
      """)</div>
    """
  }

  private var suggestion: HTML {
    """
    \(breadcrumb([], view))
    <h1>\(view[FeedbackWord.suggestionHeading])</h1>
    <p class="lead">\(view[FeedbackWord.suggestionLead])</p>
    \(filled.summary)
    <form class="form" method="post" action="\(view.link(FeedbackPath.suggestion))" novalidate>\(token)
    \(filled.line("titel", .offerTitle, isRequired: true))
    \(filled.area("text", .offerText, hint: .offerTextHint))
    \(filled.line("traeger", .provider))
    \(filled.select(FeedbackInput.center, .suggestionCenter, [("", Localized("–", view.language))] + places))
    \(filled.line("link", .link, type: "url", fill: "url", limit: 2000))
    \(sender)\(filled.trap)
    <button class="btn">\(view[FeedbackWord.suggestionSend])</button></form>
    """
  }

  private var barrier: HTML {
    """
    \(breadcrumb([(Localized(view[FeedbackWord.accessibility], view.language), FeedbackPath.accessibility)], view))
    <h1>\(view[FeedbackWord.barrierHeading])</h1>
    <p class="lead">\(view[FeedbackWord.barrierLead])</p>
    \(filled.summary)
    <form class="form" method="post" action="\(view.link(FeedbackPath.barrier))" novalidate>\(token)
    \(filled.line("seite", .barrierPage, limit: 500))
    \(filled.area("text", .barrierText, hint: .barrierTextHint))
    \(filled.line("technik", .technology, hint: .technologyHint))
    \(sender)\(filled.trap)
    <button class="btn">\(view[FeedbackWord.barrierSend])</button></form>
    <section class="sub prose"><h2>\(view[FeedbackWord.barrierOther])</h2><p>\(view[FeedbackWord.barrierOtherText]) \
    <a href="\(view.link(FeedbackPath.accessibility))">\(view[FeedbackWord.accessibility])</a></p></section>
    """
  }

  /// Who wrote, if they want to say.
  private var sender: HTML {
    """
    \(filled.line("name", .name, fill: "name"))
    \(filled.line("mail", .mail, hint: .mailHint, type: "email", fill: "email", limit: 254))
    <p class="hint">\(view[FeedbackWord.privacy]) \
    <a href="\(view.link(FeedbackPath.privacy))">\(view[FeedbackWord.privacyLink])</a></p>
    """
  }

  private var addressees: [(value: String, label: Localized)] {
    [("", Localized(view[FeedbackWord.statewide], view.language))] + places
  }

  private var places: [(value: String, label: Localized)] {
    centers.map { ($0.slug, Localized($0.municipality, .german)) }
  }
}

/// Says that a message has arrived.
func feedbackThanks(isBarrier: Bool, reference: String?, back: FeedbackSource.Subject?, _ view: View) -> HTML {
  """
  <h1>\(view[FeedbackWord.thanksHeading])</h1><div class="note ok">\(Icon.yes.html)<h2>\(view[FeedbackWord.thanksArrived])</h2>\
  <p>\(view[isBarrier ? FeedbackWord.thanksBarrier : FeedbackWord.thanksText])\
  \(reference.map { " \(view[FeedbackWord.reference]) <b><bdi dir=\"ltr\">\($0)</bdi></b>" as HTML })</p></div>
  <p>\(back.map { subject -> HTML in
    "<a class=\"btn alt\" href=\"\(view.link(subject.path))\">\(view(FeedbackWord.back, ["name": subject.title]))</a> "
  })<a class="btn alt" href="\(view.link(.home))">\(view[WebText.toHome])</a></p>
  """
}

extension FeedbackMessage.Topic {
  fileprivate var word: FeedbackWord {
    switch self {
    case .error: .topicError
    case .missing: .topicMissing
    case .gone: .topicGone
    case .praise: .topicPraise
    case .suggestion, .barrier, .newOffer: .topicSuggestion
    }
  }
}
