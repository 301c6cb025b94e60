// SPDX-License-Identifier: EUPL-1.2

/// The colours a centre can choose from: checked pairs for light and dark pages.
///
/// Each reaches 4.5 : 1 as text, under text and as a tinted ground; the ratios stand in `Documentation/Algorithms/Accents.md`.
package struct Accent: Sendable {
  package let name: String
  /// Accent, text on it, tinted ground, hover.
  let light: [String]
  let dark: [String]

  package static let all: [Accent] = [
    Accent(
      name: "Petrol", light: ["#0d5c63", "#ffffff", "#e0eeee", "#08434a"],
      dark: ["#7fd0d3", "#06282b", "#17383a", "#a9e2e3"]),
    Accent(
      name: "Blau", light: ["#1b5593", "#ffffff", "#dce9f7", "#133b67"],
      dark: ["#9cc6f2", "#0b243e", "#1a344b", "#c2dcf7"]),
    Accent(
      name: "Nachtblau", light: ["#2b3f80", "#ffffff", "#e0e4f3", "#1e2c5a"],
      dark: ["#aebdf5", "#121a36", "#202c44", "#cdd6f9"]),
    Accent(
      name: "Violett", light: ["#5f3f93", "#ffffff", "#e7e2f1", "#422c67"],
      dark: ["#cbb4f0", "#281a3e", "#342c4b", "#dfd0f6"]),
    Accent(
      name: "Pflaume", light: ["#7a3169", "#ffffff", "#f2e1ee", "#552249"],
      dark: ["#e6afd6", "#33152c", "#3e263b", "#f0cde6"]),
    Accent(
      name: "Beere", light: ["#951f47", "#ffffff", "#f6dde5", "#681632"],
      dark: ["#f7abc0", "#3f0d1e", "#49202e", "#facbd8"]),
    Accent(
      name: "Ziegelrot", light: ["#9c2a1b", "#ffffff", "#f7dfdc", "#6d1d13"],
      dark: ["#f9b1a3", "#42120b", "#4b241d", "#fbcfc6"]),
    Accent(
      name: "Rost", light: ["#8a3d0c", "#ffffff", "#f7e6dc", "#612b08"],
      dark: ["#f5b88b", "#3a1a05", "#452b18", "#f9d3b7"]),
    Accent(
      name: "Ocker", light: ["#6f4d00", "#ffffff", "#f7efdc", "#4e3600"],
      dark: ["#ecc470", "#2f2000", "#3a3113", "#f3daa6"]),
    Accent(
      name: "Oliv", light: ["#53580f", "#ffffff", "#f5f7dc", "#3a3e0b"],
      dark: ["#cdd37e", "#232506", "#303519", "#e0e4af"]),
    Accent(
      name: "Waldgrün", light: ["#24602f", "#ffffff", "#e0f2e4", "#194321"],
      dark: ["#95d5a0", "#0f2814", "#1e3825", "#bde5c4"]),
    Accent(
      name: "Schiefer", light: ["#3e525c", "#ffffff", "#e6ebed", "#2b3940"],
      dark: ["#b3cad6", "#1a2227", "#283336", "#d0dee6"]),
  ]

  /// The stylesheet of a centre with this colour.
  var stylesheet: String {
    ":root{\(Self.properties(light))}\n@media screen and (prefers-color-scheme:dark){:root{\(Self.properties(dark))}}\n"
  }

  private static func properties(_ colours: [String]) -> String {
    zip(["accent", "accent-ink", "accent-soft", "accent-deep"], colours).map { "--\($0):\($1)" }.joined(separator: ";")
  }
}
