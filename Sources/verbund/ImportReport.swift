// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Tables

/// What an import did, in words for the person at the terminal.
struct ImportReport {
  struct Tally {
    let name: String
    let added: Int
    let changed: Int
    let unchanged: Int
    let vanished: Int
    let faulty: Int?

    init(_ name: String, _ added: Int, _ changed: Int, _ unchanged: Int, _ vanished: Int, faulty: Int? = nil) {
      self.name = name
      self.added = added
      self.changed = changed
      self.unchanged = unchanged
      self.vanished = vanished
      self.faulty = faulty
    }
  }

  let unit: String
  let rows: Int
  var tallies: [Tally] = []
  var faulty = 0
  var problems: [String] = []
  var problemCount = 0
  var notices: [String] = []
  var isKept = false
  var errorFile: String?

  private static let shownProblems = 50

  init(unit: String, rows: Int) {
    self.unit = unit
    self.rows = rows
  }

  init(_ report: TableReport) {
    self.init(unit: "Einträge", rows: report.rows)
    tallies = [Tally("Einträge", report.inserted, report.changed, report.unchanged, 0, faulty: report.faulty)]
    problems = report.problems.map(\.text)
    problemCount = report.problemCount
    notices = report.notices.map(\.sentence)
    isKept = report.isKept
  }

  var hasWritten: Bool { tallies.contains { $0.added + $0.changed + $0.vanished > 0 } }

  static func sentence(_ problem: Problem) -> String {
    guard let field = problem.field, !problem.sentence.contains(field) else { return problem.sentence }
    return "\(field): \(problem.sentence)"
  }

  func tell(isDryRun: Bool, skipsInvalid: Bool) {
    for notice in notices.prefix(Self.shownProblems) { Terminal.say("Hinweis: \(notice)") }
    if notices.count > Self.shownProblems {
      Terminal.say("… und \(Self.grouped(notices.count - Self.shownProblems)) weitere Hinweise.")
    }
    for problem in problems.prefix(Self.shownProblems) { Terminal.complain(problem) }
    let more = problemCount - min(problems.count, Self.shownProblems)
    if more > 0 { Terminal.complain("… und \(Self.grouped(more)) weitere Fehler.") }
    for tally in tallies { Terminal.say(Self.line(tally)) }
    if faulty > 0 { Terminal.say("Fehlerhaft: \(Self.grouped(faulty))") }
    if let errorFile { Terminal.say("Das Fehlerhafte steht in \(errorFile).") }
    Terminal.say(verdict(isDryRun: isDryRun, skipsInvalid: skipsInvalid))
  }

  private func verdict(isDryRun: Bool, skipsInvalid: Bool) -> String {
    if isKept { return hasWritten ? "Gespeichert." : "Nichts zu tun: Alles ist schon so da." }
    if problemCount == 0 {
      return isDryRun ? "Probelauf: Es wurde nichts gespeichert." : "Es wurde nichts gespeichert."
    }
    if isDryRun, skipsInvalid { return "Probelauf: Es wurde nichts gespeichert; das Fehlerhafte würde ausgelassen." }
    return "Es wurde nichts gespeichert. Bitte beheben Sie die Fehler, oder lassen Sie Fehlerhaftes mit "
      + "--skip-invalid aus."
  }

  private static func line(_ tally: Tally) -> String {
    var parts = [
      "\(grouped(tally.added)) neu", "\(grouped(tally.changed)) geändert", "\(grouped(tally.unchanged)) unverändert",
      "\(grouped(tally.vanished)) verschwunden",
    ]
    if let faulty = tally.faulty { parts.append("\(grouped(faulty)) fehlerhaft") }
    return "\(tally.name): \(parts.joined(separator: ", "))"
  }

  /// `12.345`.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(abs(number)))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(".") }
      text.append(digit)
    }
    return text
  }
}
