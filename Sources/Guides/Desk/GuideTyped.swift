// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// What somebody types into the editor of one language version.
struct GuideTyped: Sendable {
  enum Format: String, Sendable { case markdown, html }

  static let title = "titel"
  static let excerpt = "kurztext"
  static let content = "text"
  static let format = "format"
  static let minor = "klein"
  static let basedOn = "fassung"
  static let action = "tun"
  static let preview = "vorschau"

  var title = ""
  var excerpt = ""
  var content = ""
  var format = Format.markdown
  var isMinor = false
  /// The version of the stored text from which the form began; 0 where there was none.
  var version = 0
  /// The revision of the German text that stood beside it.
  var basedOn: Int?

  init() {}

  init(_ form: Parameters) {
    title = form[Self.title] ?? ""
    excerpt = form[Self.excerpt] ?? ""
    content = form[Self.content] ?? ""
    format = form[Self.format].flatMap { Format(rawValue: $0) } ?? .markdown
    isMinor = form[Self.minor] != nil
    version = form[GuideDesk.version].flatMap { Int($0) } ?? 0
    basedOn = form[Self.basedOn].flatMap { Int($0) }
  }

  /// Markdown where that can say all of the text and nobody asked for HTML.
  init(_ stored: Stored<GuideText>, html isHTML: Bool) throws {
    let clean = try CleanHTML(cleaning: stored.record.content)
    let markdown = isHTML ? nil : Markdown.text(of: clean)
    title = stored.record.title
    excerpt = stored.record.excerpt
    content = markdown ?? clean.text
    format = markdown == nil ? .html : .markdown
    version = stored.version
  }

  /// - Throws: a `Problem` at the content for texts that are too large or too deep.
  func clean() throws(Problem) -> CleanHTML {
    do {
      return format == .markdown ? try Markdown.html(content) : try CleanHTML(cleaning: content)
    } catch {
      throw error.at(Self.content)
    }
  }

  /// Why there can be no preview.
  var contentProblems: [Problem] {
    do {
      _ = try clean()
      return []
    } catch {
      return error.all
    }
  }

  /// - Throws: a `Problem` that names every field that is missing.
  func draft() throws -> GuideDraft {
    var problems: [Problem] = []
    if title.isEmpty { problems.append(Problem("guide.no-title", .invalid, "Der Titel fehlt.", field: Self.title)) }
    let clean = try clean()
    if clean.isEmpty { problems.append(Problem("guide.no-text", .invalid, "Der Text fehlt.", field: Self.content)) }
    if let problem = Problem.joined(problems) { throw problem }
    return GuideDraft(title: title, excerpt: excerpt.isEmpty ? nil : excerpt, content: clean)
  }
}
