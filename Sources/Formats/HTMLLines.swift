// SPDX-License-Identifier: EUPL-1.2

/// Lines of text with folded white space, as they stand inside of a paragraph, a heading or a cell.
///
/// Made so that reading its own written form gives the same lines again: neighbouring runs differ in their marks,
/// blanks and line breaks carry exactly the marks that both neighbours have.
struct HTMLLines: Hashable {
  private(set) var runs: [HTMLRun]

  var isEmpty: Bool { runs.isEmpty }

  /// The runs as paragraphs; two line breaks in a row begin a new one. Without any visible character: none.
  static func paragraphs(_ runs: [HTMLRun]) -> [HTMLLines] {
    var paragraphs: [[[HTMLRun]]] = [[]]
    for line in runs.split(omittingEmptySubsequences: false, whereSeparator: \.isBreak) {
      let folded = fold(line)
      if !folded.isEmpty {
        paragraphs[paragraphs.count - 1].append(folded)
      } else if paragraphs.last?.isEmpty == false {
        paragraphs.append([])
      }
    }
    return paragraphs.filter { !$0.isEmpty }.map { HTMLLines(runs: joined($0)) }
  }

  /// The runs as one line; line breaks become blanks.
  static func single(_ runs: [HTMLRun]) -> HTMLLines {
    HTMLLines(runs: fold(runs.map { $0.isBreak ? HTMLRun(text: " ", marks: $0.marks) : $0 }[...]))
  }

  /// The language and direction that all of the text has, and the text without them.
  var hoisted: (lang: String?, dir: String?, runs: [HTMLRun]) {
    guard var common = runs.first?.marks else { return (nil, nil, []) }
    for run in runs { common = common.common(run.marks) }
    let rest = runs.map { run in
      var run = run
      if common.lang != nil { run.marks.lang = nil }
      if common.dir != nil { run.marks.dir = nil }
      return run
    }
    return (common.lang, common.dir, rest)
  }

  /// The same in bold.
  var strong: HTMLLines {
    let bold = runs.map { run in
      var run = run
      run.marks.isStrong = true
      return run
    }
    var parts: [HTMLRun] = []
    for run in bold { Self.add(run, to: &parts) }
    return HTMLLines(runs: parts)
  }

  private static func joined(_ lines: [[HTMLRun]]) -> [HTMLRun] {
    var runs: [HTMLRun] = []
    for line in lines {
      if let last = runs.last, let first = line.first {
        runs.append(HTMLRun(text: "", marks: last.marks.common(first.marks), isBreak: true))
      }
      runs += line
    }
    return runs
  }

  /// One line with single blanks between words, none at its ends; empty if nothing of it can be seen.
  private static func fold(_ line: ArraySlice<HTMLRun>) -> [HTMLRun] {
    var folded: [HTMLRun] = []
    var hasBlank = false
    var isVisible = false
    for run in line {
      for word in words(run.text) {
        guard let word else {
          hasBlank = true
          continue
        }
        var marks = run.marks
        if word.isVisible { isVisible = true } else { marks.href = nil }
        if hasBlank, let last = folded.last {
          add(HTMLRun(text: " ", marks: last.marks.common(marks)), to: &folded)
        }
        hasBlank = false
        add(HTMLRun(text: word.text, marks: marks), to: &folded)
      }
    }
    return isVisible ? trimmed(folded) : []
  }

  /// Without no-break spaces at both ends, which authors use to push text around.
  private static func trimmed(_ line: [HTMLRun]) -> [HTMLRun] {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\u{A0}" }
    var line = line[...]
    while let first = line.first {
      let rest = first.text.unicodeScalars.drop(while: isBlank)
      if !rest.isEmpty {
        line[line.startIndex].text = String(rest)
        break
      }
      line = line.dropFirst()
    }
    while let last = line.last {
      let end = last.text.unicodeScalars.lastIndex { !isBlank($0) }
      if let end {
        line[line.endIndex - 1].text = String(last.text.unicodeScalars[...end])
        break
      }
      line = line.dropLast()
    }
    return Array(line)
  }

  private static func add(_ run: HTMLRun, to runs: inout [HTMLRun]) {
    if let last = runs.last, last.marks == run.marks, !last.isBreak, !run.isBreak {
      runs[runs.count - 1].text += run.text
    } else {
      runs.append(run)
    }
  }

  /// Words and, as nil, the white space between them; characters that no page may contain are left out.
  private static func words(_ text: String) -> [(text: String, isVisible: Bool)?] {
    var words: [(text: String, isVisible: Bool)?] = []
    var word = String.UnicodeScalarView()
    var isVisible = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D:
        if !word.isEmpty { words.append((String(word), isVisible)) }
        words.append(nil)
        word = String.UnicodeScalarView()
        isVisible = false
      case 0..<0x20, 0x7F..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF, 0xFDD0...0xFDEF: continue
      case 0x1FFFE... where scalar.value & 0xFFFE == 0xFFFE: continue
      case 0xA0, 0xAD, 0x200B...0x200F, 0x2028...0x202F, 0x2060...0x206F: word.append(scalar)
      default:
        isVisible = true
        word.append(scalar)
      }
    }
    if !word.isEmpty { words.append((String(word), isVisible)) }
    return words
  }
}
