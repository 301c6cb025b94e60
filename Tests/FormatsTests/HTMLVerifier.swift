// SPDX-License-Identifier: EUPL-1.2

/// Looks at cleaned HTML with eyes that share nothing with the code that cleans: every tag must be spelt exactly
/// as allowed and be closed in order, every attribute must be a known one with a harmless value.
struct HTMLVerifier {
  private static let attributes: [String: Set<String>] = [
    "a": ["href", "rel"], "span": ["lang", "dir"], "p": ["lang", "dir"], "h2": ["lang", "dir"], "h3": ["lang", "dir"],
    "h4": ["lang", "dir"],
    "li": ["lang", "dir"], "dt": ["lang", "dir"], "dd": ["lang", "dir"], "caption": ["lang", "dir"],
    "th": ["scope", "lang", "dir"],
    "td": ["lang", "dir"], "ul": [], "ol": [], "dl": [], "blockquote": [], "table": [], "thead": [], "tbody": [],
    "tr": [], "strong": [],
    "em": [], "abbr": [], "br": [], "hr": [],
  ]
  private static let parents: [String: Set<String>] = [
    "li": ["ul", "ol"], "tr": ["thead", "tbody"], "td": ["tr"], "th": ["tr"], "thead": ["table"], "tbody": ["table"],
    "caption": ["table"],
    "dt": ["dl"], "dd": ["dl"], "h2": [""], "h3": [""], "h4": [""],
  ]
  private static let onlyElements: Set<String> = ["ul", "ol", "dl", "table", "thead", "tbody", "tr", "blockquote", ""]

  /// What is wrong with a text; empty if nothing is.
  static func complaints(_ html: String) -> [String] {
    var complaints: [String] = []
    var open: [String] = []
    var level = 1
    for (index, part) in html.split(separator: "<", omittingEmptySubsequences: false).enumerated() {
      if index == 0 {
        if !part.isEmpty { complaints.append("text outside: \(part)") }
        continue
      }
      let pieces = part.split(separator: ">", omittingEmptySubsequences: false)
      guard pieces.count == 2 else {
        complaints.append("stray bracket in \(part)")
        continue
      }
      complaints += tag(String(pieces[0]), &open)
      if let heading = Int(pieces[0].dropFirst().prefix(1)), pieces[0].first == "h" {
        if heading > level + 1 { complaints.append("h\(heading) after h\(level)") }
        level = heading
      }
      if onlyElements.contains(open.last ?? ""), pieces[1].contains(where: { !$0.isWhitespace }) {
        complaints.append("text in \(open.last ?? "nothing"): \(pieces[1])")
      }
      if pieces[1].unicodeScalars.contains(where: { $0.value < 32 && $0 != "\n" || (127..<160).contains($0.value) }) {
        complaints.append("control character")
      }
    }
    if !open.isEmpty { complaints.append("not closed: \(open)") }
    return complaints
  }

  private static func tag(_ tag: String, _ open: inout [String]) -> [String] {
    if tag.hasPrefix("/") {
      return open.popLast() == String(tag.dropFirst()) ? [] : ["unexpected <\(tag)>"]
    }
    let name = String(tag.prefix { $0 != " " })
    guard let allowed = attributes[name] else { return ["element <\(tag)>"] }
    var complaints: [String] = []
    if let parents = parents[name], !parents.contains(open.last ?? "") {
      complaints.append("\(name) in \(open.last ?? "nothing")")
    }
    if name == "a", open.contains("a") { complaints.append("link in link") }
    if name == "p", open.contains(where: { ["p", "h2", "h3", "h4", "a"].contains($0) }) {
      complaints.append("p in \(open)")
    }
    for part in tag.dropFirst(name.count).split(separator: "\" ") {
      let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
      let attribute = halves[0].trimmingPrefix(" ")
      let value = halves.count == 2 ? halves[1].filter { $0 != "\"" } : "none"
      if !allowed.contains(String(attribute)) || !isHarmless(String(attribute), value) {
        complaints.append("attribute in <\(tag)>")
      }
    }
    if !["br", "hr"].contains(name) { open.append(name) }
    return complaints
  }

  private static func isHarmless(_ attribute: String, _ value: String) -> Bool {
    switch attribute {
    case "rel": return value == "noopener"
    case "scope": return ["row", "col"].contains(value)
    case "dir": return ["ltr", "rtl", "auto"].contains(value)
    case "lang": return value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    default:
      if value.unicodeScalars.contains(where: { $0.value <= 32 }) || value.isEmpty { return false }
      if ["http://", "https://", "mailto:", "tel:", "/", "#", "?", "."].contains(where: value.hasPrefix) {
        return !value.hasPrefix("//")
      }
      return !value.prefix { $0 != "/" && $0 != "?" && $0 != "#" }.contains { $0 == ":" || $0 == "&" }
    }
  }
}
