// SPDX-License-Identifier: EUPL-1.2
internal import Formats
package import Kernel
package import Logging

/// Writes every event as one line: JSON for machines or text for people.
package struct LineLog: LogHandler {
  package enum Form: String, Sendable, CaseIterable { case text, json }

  package var logLevel: Logger.Level = .notice
  package var metadata: Logger.Metadata = [:]
  package var metadataProvider: Logger.MetadataProvider? = RequestMark.provider
  private let label: String
  private let form: Form
  private let time: TimeSource
  private let write: @Sendable ([UInt8]) -> Void

  /// The server's own name for the request, which other programs of this house do not know.
  private static let serverKey = "hb.request.id"

  /// - Parameter write: gets one whole line with its end; called from any thread.
  package init(_ label: String, _ form: Form, time: TimeSource, write: @escaping @Sendable ([UInt8]) -> Void) {
    self.label = label
    self.form = form
    self.time = time
    self.write = write
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var all = metadata.merging(metadataProvider?.get() ?? [:]) { _, provided in provided }
    all.merge(event.metadata ?? [:]) { _, given in given }
    if let error = event.error { all["error"] = "\(String(describing: error))" }
    if let mark = all.removeValue(forKey: Self.serverKey), all[RequestMark.key] == nil { all[RequestMark.key] = mark }
    let pairs = all.sorted { $0.key < $1.key }.map { ($0.key, String(describing: $0.value)) }
    switch form {
    case .json: write(Array(json(event, pairs)))
    case .text: write(Array(text(event, pairs).utf8))
    }
  }

  private func json(_ event: LogEvent, _ pairs: [(String, String)]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("at", time.now().iso)
      json.field("level", event.level.rawValue)
      json.field("source", label)
      json.field("message", String(describing: event.message))
      for (name, value) in pairs where !Self.own.contains(name) { json.field(name, value) }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private static let own: Set<String> = ["at", "level", "source", "message"]

  private func text(_ event: LogEvent, _ pairs: [(String, String)]) -> String {
    let details = pairs.map { " \($0.0)=\(Self.oneLine($0.1))" }.joined()
    return
      "\(time.now().iso) \(event.level.rawValue) \(label): \(Self.oneLine(String(describing: event.message)))\(details)\n"
  }

  /// Whatever is logged stays on its line.
  private static func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}
