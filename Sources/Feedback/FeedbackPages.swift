// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Centers
internal import HTTPTypes
internal import Kernel
internal import Messages
internal import Storage
internal import Web

/// The forms of the public: message, suggested offer, barrier. They are never kept as bytes for others.
struct FeedbackPages: Sendable {
  let services: Services
  let sources: [FeedbackSource]
  let centers: Live<CenterBook>

  /// Messages that one address may send within an hour.
  private static let hourlyLimit = 10

  init(_ services: Services, _ sources: [FeedbackSource]) {
    self.services = services
    self.sources = sources
    centers = Live(services.database, of: CenterBook.kinds) { try CenterBook($0) }
  }

  var routes: [Route] {
    let forms: [(String, FeedbackForm)] = [
      (FeedbackPath.formPattern, .message), (FeedbackPath.suggestionPattern, .suggestion),
      (FeedbackPath.barrierPattern, .barrier),
    ]
    return forms.flatMap { pattern, form in
      [
        Route(.get, pattern, .everyone) { try await show(form, $0) },
        Route(.post, pattern, .everyone) { try await receive(form, $0) },
      ]
    } + [Route(.get, FeedbackPath.thanksPattern, .everyone, thanks)]
  }

  private func show(_ form: FeedbackForm, _ visit: Visit) async throws -> Reply {
    let input = FeedbackInput(form, visit.query, subjects: sources)
    let centers = try await centers()
    let about = try await about(input, centers)
    return page(input, about, centers, [], .ok, visit)
  }

  private func receive(_ form: FeedbackForm, _ visit: Visit) async throws -> Reply {
    let sent = try await visit.form(.token)
    let input = FeedbackInput(form, sent, subjects: sources)
    let centers = try await centers()
    let about = try await about(input, centers)
    let database = services.database
    let message = input.message(database.ids.make(), about, visit.language)
    if sent[FeedbackInput.trap] != nil {
      return thanks(about, FeedbackRules.reference(message.id, on: database.time.today), form, visit)
    }
    let problems = problems(input, message, about)
    guard problems.isEmpty else { return page(input, about, centers, problems, .unprocessableContent, visit) }
    do {
      try await services.limiter.count(
        "feedback", from: visit.context.remoteAddress, at: database.time.now(), limit: Self.hourlyLimit)
    } catch let error as Problem {
      return page(input, about, centers, [error], .tooManyRequests, visit)
    }
    let tenant = try tenant(form, about, centers)
    let letter = FeedbackLetters(services).letter(message, for: tenant, centers, on: database.time.today)
    let reference = try await database.write(by: .visitor) { transaction in
      if let letter { try transaction.post(letter, of: tenant) }
      return try FeedbackActions.receive(message, for: tenant, transaction)
    }
    return thanks(about, reference, form, visit)
  }

  private func thanks(_ visit: Visit) async throws -> Reply {
    let input = FeedbackInput(.message, visit.query, subjects: sources)
    let about = try await about(input, try await centers())
    let reference = visit.query["kennung"].flatMap { FeedbackRules.isReference($0) ? $0 : nil }
    let view = visit.view
    let head = PageHead(view[FeedbackWord.thanksHeading], isIndexed: false)
    let isBarrier = input["art"] == FeedbackMessage.Topic.barrier.rawValue
    return visit.page(
      head, feedbackThanks(isBarrier: isBarrier, reference: reference, back: about.subject, view), isPublic: false)
  }

  private func about(_ input: FeedbackInput, _ centers: CenterBook) async throws -> FeedbackAbout {
    try await services.database.read { try FeedbackAbout(input, sources, centers, $0) }
  }

  /// Everything that is wrong, by the names of the form's fields.
  private func problems(_ input: FeedbackInput, _ message: FeedbackMessage, _ about: FeedbackAbout) -> [Problem] {
    var problems: [Problem] = []
    if input.topic == nil {
      problems.append(
        Problem("feedback.unknown-topic", .invalid, "Bitte wählen Sie aus, worum es geht.", field: "topic"))
    }
    var checked = message
    checked.reference = FeedbackRules.reference(message.id, on: services.database.time.today)
    problems += FeedbackRules.problems(in: checked)
    let isChosen = !input[FeedbackInput.center].isEmpty
    if about.center == nil, input.form == .suggestion || (input.form == .message && isChosen) {
      problems.append(
        Problem(
          "feedback.unknown-center", .invalid, "Bitte wählen Sie eine Stadt oder einen Kreis aus der Liste.",
          field: FeedbackInput.center))
    }
    return problems.map { problem in
      var copy = problem
      copy.field = FeedbackInput.field(problem.field)
      return copy
    }
  }

  /// Barriers concern the site, which the coordination body runs; everything else goes to the centre it is about.
  private func tenant(_ form: FeedbackForm, _ about: FeedbackAbout, _ centers: CenterBook) throws(Problem) -> TenantID {
    if form != .barrier {
      if let tenant = about.subject?.tenant ?? about.center?.tenant { return tenant }
    }
    if let body = centers.coordination(on: services.database.time.today) { return body.tenant }
    throw Problem(
      "feedback.nobody", .unavailable, "Zurzeit kann niemand Ihre Nachricht empfangen. Bitte versuchen Sie es später.")
  }

  private func page(
    _ input: FeedbackInput, _ about: FeedbackAbout, _ centers: CenterBook, _ problems: [Problem],
    _ status: HTTPResponse.Status, _ visit: Visit
  ) -> Reply {
    let (token, cookie) = visit.formToken()
    let filled = FilledForm(view: visit.view, values: input.values, problems: problems)
    let view = FeedbackView(form: input.form, filled: filled, about: about, centers: centers.centers, token: token)
    let isPlain = input.values.isEmpty
    let head = PageHead(visit.view[input.form.heading], isIndexed: isPlain)
    let reply = visit.page(head, view.html, status: status, isPublic: false)
    return cookie.map { reply.setting($0) } ?? reply
  }

  private func thanks(_ about: FeedbackAbout, _ reference: String, _ form: FeedbackForm, _ visit: Visit) -> Reply {
    let topic = form == .barrier ? FeedbackMessage.Topic.barrier.rawValue : ""
    let path = FeedbackPath.thanks(topic, reference: reference, about: about.parameter.map { ($0.name, $0.id.text) })
    return .seeOther(visit.view.link(path))
  }
}

extension FeedbackForm {
  fileprivate var heading: FeedbackWord {
    switch self {
    case .message: .heading
    case .suggestion: .suggestionHeading
    case .barrier: .barrierHeading
    }
  }
}
