// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// Addresses of files that belong to the program.
package enum AssetPath {
  package static let stylesheet = Path("assets", "verbund.css")
  package static let script = Path("assets", "verbund.js")
  package static let icon = Path("assets", "verbund.svg")
  package static let icons = Path("assets", "icons.svg")
  package static let pattern = "/assets/{name}"
}

/// How the language stands in front of local addresses.
package enum LanguagePrefix {
  /// `/en`, and `/de` where German is to be said too.
  package static func text(_ language: Language) -> String { "/\(language.code)" }

  /// Nothing for German, the language of addresses without a prefix.
  package static func usual(_ language: Language) -> String { language == .german ? "" : text(language) }
}
