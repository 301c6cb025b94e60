// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Web

/// What happened to a record, newest first: who, when, what, from what to what.
struct HistoryView {
  let entries: [HistoryEntry]
  let fields: [FieldInfo]
  let text: FieldText
  let path: DeskPath
  let id: String
  let version: Int
  let mayTakeBack: (HistoryEntry) -> Bool
  let token: HTML
  let view: View

  var html: HTML {
    if entries.isEmpty { return "<p class=\"muted\">\(view[RecordText.historyNone])</p>" }
    return
      "<ol class=\"plain\" reversed>\(each: Array(entries.enumerated()), { item($0.element, index: $0.offset) })</ol>"
  }

  private func item(_ entry: HistoryEntry, index: Int) -> HTML {
    let shown = entry.action == "created" ? entry.changes.filter { !$0.new.isBlank } : entry.changes
    return """
      <li class="box" id="n\(String(entry.number))"><h2>\(view[Self.label(entry.action)])</h2>\
      <p class="muted small"><b>\(entry.actor.name)</b>, \(when(entry))</p>\(undid(entry, index))\
      \(if: !shown.isEmpty, table(shown, entry))\
      \(if: mayTakeBack(entry), """
        <form method="post" action="\(view.link(path.takeBack(id, entry.number)))">\(token)\
        \(HTML.hidden(FormInput.version, String(version)))<button class="btn alt">\(view[RecordText.takeBack])\
        <span class="vh"> (\(when(entry)))</span></button></form>
        """)</li>
      """
  }

  private func when(_ entry: HistoryEntry) -> String {
    guard let (day, minutes) = entry.at?.berlin else { return "" }
    return "\(view.day(day)), \(view.time(minutes))"
  }

  private func undid(_ entry: HistoryEntry, _ index: Int) -> HTML? {
    TakeBack.undone(by: entry, among: entries[(index + 1)...]).map { older in
      """
      <p class="small"><a href="#n\(String(older.number))">\(view(RecordText.historyUndid, ["when": when(older)]))</a></p>
      """
    }
  }

  private func table(_ changes: [HistoryChange], _ entry: HistoryEntry) -> HTML {
    let hasOld = entry.action != "created"
    return """
      <div class="scroll" role="region" tabindex="0" aria-label="\(view[Self.label(entry.action)]), \(when(entry))"><table>\
      <caption class="vh">\(view[Self.label(entry.action)]), \(when(entry))</caption>\
      <thead><tr><th scope="col">\(view[RecordText.historyField])</th>\
      \(if: hasOld, "<th scope=\"col\">\(view[RecordText.historyOld])</th>")\
      <th scope="col">\(view[RecordText.historyNew])</th></tr></thead><tbody>\(each: changes, { change in
        "<tr><th scope=\"row\">\(label(change))</th>\(cells(change, hasOld: hasOld))</tr>"
      })</tbody></table></div>
      """
  }

  private func cells(_ change: HistoryChange, hasOld: Bool) -> HTML {
    let (old, new) = (plain(change.old, change), plain(change.new, change))
    guard hasOld else { return "<td>\(cell(new))</td>" }
    guard info(change)?.holdsProse == true, old.utf8.count + new.utf8.count > 80, !old.isEmpty, !new.isEmpty else {
      return "<td>\(cell(old))</td><td>\(cell(new))</td>"
    }
    let parts = WordDifference.parts(old, new)
    return "<td>\(side(parts, isOld: true))</td><td>\(side(parts, isOld: false))</td>"
  }

  private func cell(_ text: String) -> HTML { text.isEmpty ? "<span class=\"muted\">–</span>" : lines(text) }

  private func side(_ parts: [WordDifference.Part], isOld: Bool) -> HTML {
    var html = HTML()
    for (index, part) in parts.enumerated() {
      switch part {
      case .same(let text): html += lines(Self.shortened(text, isFirst: index == 0, isLast: index == parts.count - 1))
      case .removed(let text): if isOld { html += "<del>\(lines(text))</del>" }
      case .added(let text): if !isOld { html += "<ins>\(lines(text))</ins>" }
      }
    }
    return html
  }

  /// Long passages that stayed the same, down to the words beside the change.
  static func shortened(_ text: String, isFirst: Bool, isLast: Bool) -> String {
    let words = WordDifference.words(text)
    let near = 12
    guard words.count > near * 3 else { return text }
    let head = isFirst ? "" : words.prefix(near).joined()
    let tail = isLast ? "" : words.suffix(near).joined()
    return "\(head) … \(tail)"
  }

  /// What stands in the way of taking a change back.
  func obstacles(_ obstacles: [TakeBack.Obstacle], _ number: Int64?) -> HTML {
    """
    <div class="note bad" role="alert" tabindex="-1"><h2>\(view[RecordText.obstacleHeading])</h2>\
    <p>\(view[RecordText.obstacleText])</p><ul>\(each: obstacles, { obstacle in
      let since = entries.first { entry in
        entry.number > (number ?? 0)
          && entry.changes.contains { $0.field == obstacle.change.field && $0.language == obstacle.change.language }
      }
      return """
        <li><b>\(label(obstacle.change))</b>: \(view[RecordText.obstaclePresent]) \
        „\(plain(obstacle.present, obstacle.change))“\(since.map { entry -> HTML in
          " (\(entry.actor.name), <a href=\"#n\(String(entry.number))\">\(when(entry))</a>)"
        })</li>
        """
    })</ul></div>
    """
  }

  private func info(_ change: HistoryChange) -> FieldInfo? { fields.first { $0.name == change.field } }

  private func label(_ change: HistoryChange) -> String {
    let label = info(change)?.label ?? change.field
    return change.language.map { "\(label) (\(LanguageNames.name($0.code, in: view.language)))" } ?? label
  }

  private func plain(_ value: Value, _ change: HistoryChange) -> String {
    info(change).map { text.plain(value, $0) } ?? value.text ?? ""
  }

  /// What an action is called; actions of areas that are not listed here are changes.
  private static func label(_ action: String) -> RecordText {
    switch action {
    case "created": .actionCreated
    case "archived": .actionArchived
    case "restored": .actionRestored
    case "translated": .actionTranslated
    case "translation-confirmed": .actionTranslationConfirmed
    case "commented": .actionCommented
    case "comment-deleted": .actionCommentDeleted
    case "published": .actionPublished
    case "unpublished", "withdrawn": .actionUnpublished
    case "imported": .actionImported
    case "reviewed", "verified": .actionVerified
    case "merged": .actionMerged
    default: .actionChanged
    }
  }
}
