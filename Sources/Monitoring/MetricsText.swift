// SPDX-License-Identifier: EUPL-1.2

/// Writes figures in Prometheus' text format, version 0.0.4.
///
/// ```swift
/// var text = MetricsText()
/// text.family("verbund_jobs", .gauge, "Jobs by state.") { $0.sample(3, [("state", "waiting")]) }
/// // # HELP verbund_jobs Jobs by state.
/// // # TYPE verbund_jobs gauge
/// // verbund_jobs{state="waiting"} 3
/// ```
package struct MetricsText: Sendable {
  package enum Kind: String, Sendable { case counter, gauge, histogram }

  package static let type = "text/plain; version=0.0.4; charset=utf-8"

  package private(set) var text = ""
  private var name = ""

  package init() {}

  /// All samples of one name must be written together.
  package mutating func family(
    _ name: String, _ kind: Kind, _ help: String, _ samples: (inout MetricsText) -> Void
  ) {
    text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
    self.name = name
    samples(&self)
  }

  /// A family of a single value.
  package mutating func value(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
    family(name, kind, help) { $0.sample(value) }
  }

  package mutating func sample(_ value: Double, _ labels: [(name: String, value: String)] = [], suffix: String = "") {
    text += name + suffix
    if !labels.isEmpty {
      let written = labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
      text += "{\(written.joined(separator: ","))}"
    }
    text += " \(Self.number(value))\n"
  }

  package mutating func samples(_ histogram: LatencyHistogram, _ labels: [(name: String, value: String)]) {
    var sum = 0
    for (index, bound) in LatencyHistogram.bounds.enumerated() {
      sum += histogram.counts[index]
      sample(Double(sum), labels + [("le", Self.number(bound))], suffix: "_bucket")
    }
    sample(Double(histogram.total), labels + [("le", "+Inf")], suffix: "_bucket")
    sample(histogram.sum, labels, suffix: "_sum")
    sample(Double(histogram.total), labels, suffix: "_count")
  }

  private static func number(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value > 0 ? "+Inf" : "-Inf" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
