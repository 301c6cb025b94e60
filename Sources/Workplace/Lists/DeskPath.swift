// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Web

/// Addresses of the workplace and of its lists.
package struct DeskPath: Sendable {
  package let slug: String

  package init(_ slug: String) { self.slug = slug }

  package static let start = Path("arbeitsplatz")
  package static let account = Path("konto")
  package static let changeTenant = Path("konto", "zentrum")
  package static let signOut = Path("abmelden")
  static let stylesheet = Path("assets", "arbeitsplatz.css")
  static let script = Path("assets", "arbeitsplatz.js")

  package var list: Path { Path("arbeitsplatz", slug) }
  package var new: Path { Path("arbeitsplatz", slug, "neu") }
  package var bulk: Path { Path("arbeitsplatz", slug, "sammel") }
  var views: Path { Path("arbeitsplatz", slug, "ansichten") }

  func list(_ query: [(String, String)]) -> Path { Path(["arbeitsplatz", slug], query: query) }

  func export(_ form: String, _ query: [(String, String)]) -> Path {
    Path(["arbeitsplatz", slug, "ausgabe", form], query: query)
  }

  func removeView(_ view: String) -> Path { Path("arbeitsplatz", slug, "ansichten", view, "loeschen") }

  package func record(_ id: String) -> Path { Path("arbeitsplatz", slug, id) }
  package func edit(_ id: String) -> Path { Path("arbeitsplatz", slug, id, "bearbeiten") }
  package func history(_ id: String) -> Path { Path("arbeitsplatz", slug, id, "verlauf") }

  /// The pattern of a route below the desk.
  func pattern(_ rest: String...) -> String { "/" + (["arbeitsplatz", slug] + rest).joined(separator: "/") }
}
