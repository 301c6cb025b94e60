// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records
package import Storage
package import Web

/// What would make a record better for the people who read it, with one click to mend it (F131).
package struct QualityHint: Sendable, Hashable {
  /// The field that it is about.
  package let field: String
  /// A whole German sentence.
  package let sentence: String
  /// Where it can be mended.
  package let path: Path

  package init(_ field: String, _ sentence: String, _ path: Path) {
    self.field = field
    self.sentence = sentence
    self.path = path
  }
}

/// Rules for hints that hold for records of any kind.
package enum QualityRules {
  /// Fields that the public looks for and that are empty.
  package static func empty<R: Record>(_ names: [String], of stored: Stored<R>, slug: String) -> [QualityHint] {
    names.compactMap { name -> QualityHint? in
      guard let field = R.descriptor.field(name), field.read(stored.record).isBlank else { return nil }
      return QualityHint(
        name, "„\(field.info.label)“ ist noch leer.", DeskPath(slug).edit(stored.id.text).at("f-\(name)"))
    }
  }

  /// Translated fields that are missing in a language or older than the German text; empty German texts need none.
  package static func translations<R: Record>(
    into languages: [Language], of stored: Stored<R>, slug: String, _ connection: Connection
  ) throws -> [QualityHint] {
    let texts = try connection.translatedTexts(of: stored.id)
    var hints: [QualityHint] = []
    for language in languages where language != .german {
      let name = LanguageNames.name(language.code, in: .german)
      for field in R.descriptor.fields where field.info.isTranslated && !field.read(stored.record).isBlank {
        let path = DeskPath(slug).translation(stored.id.text, language)
        let label = field.info.label
        guard let text = texts.first(where: { $0.language == language && $0.field == field.name }), !text.text.isEmpty
        else {
          hints.append(QualityHint(field.name, "„\(label)“ gibt es noch nicht auf \(name).", path))
          continue
        }
        if text.sourceVersion < stored.version {
          hints.append(QualityHint(field.name, "„\(label)“ auf \(name) ist älter als der deutsche Text.", path))
        }
      }
    }
    return hints
  }

  /// Days on which something was checked and that lie too far back (F28).
  package static func unverified<R: Record>(
    _ name: String, after days: Int, today: Day, of stored: Stored<R>, slug: String
  ) -> [QualityHint] {
    guard let field = R.descriptor.field(name) else { return [] }
    let path = DeskPath(slug).edit(stored.id.text).at("f-\(name)")
    guard let day = field.read(stored.record).text.flatMap({ Day(iso: $0) }) else {
      return [QualityHint(name, "Dieser Eintrag wurde noch nie geprüft.", path)]
    }
    if day.adding(days: days) >= today { return [] }
    return [QualityHint(name, "Dieser Eintrag wurde zuletzt am \(day.german) geprüft.", path)]
  }
}

/// The hints of one record as a part of its page.
package func qualityHints(_ hints: [QualityHint], _ view: View) -> HTML {
  if hints.isEmpty {
    return "<p class=\"checked\">\(Icon.yes.html)\(view[WorkplaceText.hintNone])</p>"
  }
  return """
    <section class="box hints"><h2>\(view[WorkplaceText.hintHeading]) <span class="badge">\(hints.count)</span></h2>
    <ul class="plain">\(each: hints, { hint in
      """
      <li><span lang="de">\(hint.sentence)</span> <a href="\(view.link(hint.path))">\(view[WorkplaceText.hintMend])\
      <span class="vh" lang="de">: \(hint.sentence)</span></a></li>
      """
    })</ul></section>
    """
}
