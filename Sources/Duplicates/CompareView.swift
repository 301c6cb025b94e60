// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Everything that the page of a pair shows.
struct CompareContent: Sendable {
  /// What refers to the record that is archived, of one kind.
  struct Moving: Sendable {
    let many: String
    let count: Int
    /// At most five names; none for kinds without.
    let titles: [String]
  }

  let plan: MergePlan
  /// What a value says to people, by field: of the record that stays, the other one, both.
  let texts: [String: [MergeSide: String]]
  let moving: [Moving]
  let translations: Int
  let sources: Int
  let score: Double
  let reasons: [DuplicateReason]
  let dismissal: (name: String, at: Moment)?

  init(_ plan: MergePlan, _ referring: [MergedKind], _ connection: Connection) throws {
    self.plan = plan
    let (kind, tenant, source) = (plan.kind, plan.target.tenant, plan.source)
    let values = plan.fields.flatMap { field in
      [field.kept, field.other, field.both ?? .null].map { (info: field.info, value: $0) }
    }
    let words = try FieldWords(
      try kind.vocabulary(connection, tenant), kind.references, for: values, connection, tenant)
    var texts: [String: [MergeSide: String]] = [:]
    for field in plan.fields {
      for side in MergeSide.allCases {
        texts[field.info.name, default: [:]][side] = words.plain(field.value(side), field.info)
      }
    }
    self.texts = texts
    moving = try Self.moving(kind.kind, source, referring, connection)
    translations = try connection.mergeTranslations(kind.kind, source.id).values.count { !$0.isEmpty }
    sources = try connection.mergeSources(kind.kind, source.id, tenant).count
    let score = DuplicateScore(kind.facts(plan.target), kind.facts(source), kind.profile)
    (self.score, reasons) = (score.value, score.reasons)
    dismissal = try connection.dismissal(tenant, kind.kind, plan.target.id, source.id)
  }

  private static func moving(
    _ kind: String, _ source: MergeState, _ referring: [MergedKind], _ connection: Connection
  ) throws -> [Moving] {
    try referring.compactMap { other in
      let found = try other.pointing(to: kind, source.id, of: source.tenant, connection).flatMap(\.states)
      let open = found.filter { !$0.isArchived && $0.id != source.id }
      let states = Dictionary(open.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }).values
      if states.isEmpty { return nil }
      let titles = other.about == nil ? states.map(\.title).filter { !$0.isEmpty }.sorted() : []
      return Moving(many: other.many, count: states.count, titles: Array(titles.prefix(5)))
    }
  }
}

/// Two records side by side, field by field, with what a merge would do.
struct CompareView: DuplicateDrawing {
  let view: View
  let token: HTML
  let content: CompareContent
  let sides: [String: MergeSide]
  let problem: Problem?
  let mayMerge: Bool
  let told: DuplicateNotice?

  private var plan: MergePlan { content.plan }
  private var slug: String { plan.kind.slug }

  var html: HTML {
    """
    <h1>\(view[DuplicateWord.compareTitle])</h1>\(told(told))\(summary(problem))\(dismissed)
    <p class="lead">\(view[DuplicateWord.compareLead])</p>
    <dl class="dl"><div><dt>\(view[DuplicateWord.stays])</dt><dd>\(link(plan.target))</dd></div>\
    <div><dt>\(view[DuplicateWord.goes])</dt><dd>\(link(plan.source))</dd></div>\
    <div><dt>\(view[DuplicateWord.score])</dt><dd>\(likelihood(content.score))</dd></div>\
    <div><dt>\(view[DuplicateWord.reasons])</dt><dd>\
    \(content.reasons.isEmpty ? "–" : content.reasons.map { view[word($0)] }.joined(separator: ", "))</dd></div></dl>
    <p><a href="\(view.link(DuplicatePath.pair(slug, plan.source.id, plan.target.id)))">\(view[DuplicateWord.turn])</a></p>
    \(mayMerge ? form : readOnly)

    """
  }

  private func link(_ state: MergeState) -> HTML {
    """
    <a href="\(view.link(DeskPath(slug).record(state.id.text)))" lang="de">\(state.title)</a>
    """
  }

  private var dismissed: HTML {
    guard let dismissal = content.dismissal else { return HTML() }
    let sentence = view(
      DuplicateWord.dismissedNote, ["name": dismissal.name, "day": view.day(dismissal.at.berlin.day)])
    return """
      <div class="note">\(Icon.info.html)<p>\(sentence)</p>\(if: mayMerge, """
        <form method="post" action="\(view.link(DuplicatePath.dismiss(slug, plan.target.id, plan.source.id)))">\(token)\
        <button class="btn alt" name="\(MergeInput.recall)" value="1">\(view[DuplicateWord.recall])</button></form>
        """)</div>
      """
  }

  private var form: HTML {
    """
    <form method="post" action="\(view.link(DuplicatePath.merge(slug, plan.target.id, plan.source.id)))">\(token)\
    <input type="hidden" name="\(MergeInput.keptVersion)" value="\(plan.target.version)">\
    <input type="hidden" name="\(MergeInput.otherVersion)" value="\(plan.source.version)">
    <h2>\(view[DuplicateWord.fields])</h2>\(each: plan.fields, field)\(alike)\(moving)
    <div class="acts"><button class="btn">\(view[DuplicateWord.merge])</button></div>
    <p class="hint">\(view[DuplicateWord.mergeHint])</p></form>
    \(if: content.dismissal == nil, """
      <form method="post" action="\(view.link(DuplicatePath.dismiss(slug, plan.target.id, plan.source.id)))">\(token)\
      <div class="acts"><button class="btn alt">\(view[DuplicateWord.dismiss])</button></div>\
      <p class="hint">\(view[DuplicateWord.dismissHint])</p></form>
      """)
    """
  }

  private var alike: HTML { plan.fields.isEmpty ? "<p>\(view[DuplicateWord.allAlike])</p>" : HTML() }

  private func field(_ field: MergeField) -> HTML {
    let name = field.info.name
    return """
      <fieldset class="f" id="\(MergeInput.side(name))"><legend lang="de">\(field.info.label)</legend>\
      \(each: MergeSide.allCases, { side in
        side == .both && field.both == nil ? HTML() : option(field, side)
      })</fieldset>

      """
  }

  private func option(_ field: MergeField, _ side: MergeSide) -> HTML {
    let name = field.info.name
    return """
      <label class="opt"><input type="radio" name="\(MergeInput.side(name))" value="\(side.rawValue)" required\
      \(if: sides[name] == side, " checked")> <span><b>\(view[label(side)])</b><br>\(text(name, side))</span></label>
      """
  }

  private func label(_ side: MergeSide) -> DuplicateWord {
    switch side {
    case .kept: .sideKept
    case .other: .sideOther
    case .both: .sideBoth
    }
  }

  private func text(_ field: String, _ side: MergeSide) -> HTML {
    let text = content.texts[field]?[side] ?? ""
    if text.isEmpty { return "–" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return """
      <span lang="de" dir="ltr">\(each: Array(lines.enumerated()), { index, line in
        index == 0 ? "\(line)" : "<br>\(line)"
      })</span>
      """
  }

  private var readOnly: HTML {
    """
    <p class="note">\(view[DuplicateWord.mayNot])</p>
    <div class="scroll" role="region" aria-label="\(view[DuplicateWord.fields])" tabindex="0"><table class="list">\
    <caption>\(view[DuplicateWord.fields])</caption><thead><tr><th scope="col">\(view[DuplicateWord.kind])</th>\
    <th scope="col">\(view[DuplicateWord.sideKept])</th><th scope="col">\(view[DuplicateWord.sideOther])</th></tr></thead>\
    <tbody>\(each: plan.fields, { field in
      """
      <tr><th scope="row" lang="de">\(field.info.label)</th><td>\(text(field.info.name, .kept))</td>\
      <td>\(text(field.info.name, .other))</td></tr>
      """
    })</tbody></table></div>\(moving)
    """
  }

  private var moving: HTML {
    var items = content.moving.map { moving -> HTML in
      let names = moving.titles.joined(separator: ", ") + (moving.count > moving.titles.count ? ", …" : "")
      return """
        <li lang="de">\(moving.many): \(view.texts.number(moving.count))\(if: !moving.titles.isEmpty, " (\(names))")</li>
        """
    }
    for (word, count) in [(DuplicateWord.translations, content.translations), (.sources, content.sources)]
    where count > 0 { items.append("<li>\(view[word]): \(view.texts.number(count))</li>") }
    return """
      <h2>\(view[DuplicateWord.moves])</h2>\
      \(items.isEmpty ? "<p>\(view[DuplicateWord.movesNothing])</p>" as HTML : """
        <p>\(view[DuplicateWord.movesLead])</p><ul>\(each: items, { $0 })</ul>
        """)
      """
  }
}
