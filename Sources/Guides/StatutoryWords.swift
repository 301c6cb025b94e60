// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Foundation
internal import Kernel
internal import Storage
internal import Web

/// Words in braces that stand for the operator of the installation in the pages that the law asks for.
///
/// What they say is kept once, with the coordination body, so that imprint, privacy notice and accessibility statement in all
/// languages follow a change at once. Other words in braces stay as they are.
struct StatutoryWords: Sendable {
  static let name = "{Name}"
  static let address = "{Anschrift}"
  static let phone = "{Telefon}"
  static let mail = "{E-Mail}"

  private let body: CoordinationBody?
  /// The name in the reader's language, where there is one.
  private let translatedName: String?
  private let view: View

  init(_ connection: Connection, _ body: CoordinationBody?, _ view: View) throws {
    self.body = body
    self.view = view
    translatedName = try body.flatMap { body in
      try connection.translations(of: CoordinationBody.self, [body.id], into: view.language)[body.id]?["name"]
    }
  }

  /// The content with everything filled in; what nobody has entered says so.
  func filled(_ content: String) -> String {
    var content = content
    for (word, html) in values where content.contains(word) {
      content = content.replacingOccurrences(of: word, with: html.text)
    }
    return content
  }

  /// A description without words in braces.
  func plain(_ excerpt: String) -> String {
    let values = [
      (Self.name, translatedName ?? body?.name ?? ""), (Self.address, body?.address ?? ""),
      (Self.phone, body?.phone ?? ""), (Self.mail, body?.mail ?? ""),
    ]
    return values.reduce(excerpt) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }

  private var values: [(String, HTML)] {
    [
      (Self.name, text(translatedName ?? body?.name, isTranslated: translatedName != nil)),
      (Self.address, text(body?.address, isTranslated: false)),
      (Self.phone, link(body?.phone) { "<a href=\"\(phoneLink($0))\"><bdi dir=\"ltr\">\($0)</bdi></a>" }),
      (Self.mail, link(body?.mail) { "<a href=\"mailto:\($0)\">\($0)</a>" }),
    ]
  }

  private func text(_ text: String?, isTranslated: Bool) -> HTML {
    guard let text, !text.isEmpty else { return unknown }
    return "\(Localized(text, isTranslated ? view.language : .german), on: view)"
  }

  private func link(_ text: String?, _ make: (String) -> HTML) -> HTML {
    guard let text, !text.isEmpty else { return unknown }
    return make(text)
  }

  private var unknown: HTML { "(\(view[GuideWord.notEntered]))" }
}
