// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Storage
internal import Web

/// The three forms; they differ in their fields and in who reads them.
enum FeedbackForm: Sendable {
  case message, suggestion, barrier
}

/// What a form sent, as typed.
struct FeedbackInput: Sendable {
  let form: FeedbackForm
  let values: [String: String]

  static let trap = "web"
  static let center = "zentrum"
  static let search = "suche"

  private static let names: Set<String> = [
    "art", "text", "name", "mail", "titel", "traeger", "link", "seite", "technik", center, search,
  ]

  init(_ form: FeedbackForm, _ sent: Parameters, subjects: [FeedbackSource]) {
    self.form = form
    let names = Self.names.union(subjects.map(\.parameter))
    var values: [String: String] = [:]
    for (name, value) in sent.pairs where values[name] == nil && names.contains(name) {
      values[name] = String(String.UnicodeScalarView(value.unicodeScalars.filter { $0 != "\r" && $0 != "\0" }))
    }
    self.values = values
  }

  /// Without white space at both ends.
  subscript(_ name: String) -> String { values[name]?.trimmed ?? "" }

  /// The message as far as it can be read from the fields.
  func message(_ id: RecordID<FeedbackMessage>, _ about: FeedbackAbout, _ language: Language) -> FeedbackMessage {
    var message = FeedbackMessage(id: id)
    message.topic = topic ?? .suggestion
    message.text = self["text"]
    message.name = self["name"]
    message.mail = self["mail"]
    message.language = language.code
    switch form {
    case .message:
      (message.aboutKind, message.about, message.aboutTitle) = (about.kind, about.key, about.title)
    case .suggestion:
      message.offerTitle = self["titel"]
      message.provider = self["traeger"]
      message.link = self["link"]
    case .barrier:
      let page = self["seite"]
      (message.aboutKind, message.about) = (page.isEmpty ? "" : "page", page)
      message.technology = self["technik"]
    }
    return message
  }

  /// Nothing when somebody sent a topic that the form does not have.
  var topic: FeedbackMessage.Topic? {
    switch form {
    case .suggestion: .newOffer
    case .barrier: .barrier
    case .message:
      FeedbackMessage.Topic(rawValue: self["art"]).flatMap { Self.topics.contains($0) ? $0 : nil }
    }
  }

  /// What people can choose from.
  static let topics: [FeedbackMessage.Topic] = [.error, .missing, .gone, .praise, .suggestion]

  /// The name of the form's field for a field of the record.
  static func field(_ name: String?) -> String? {
    switch name {
    case "offer_title": "titel"
    case "provider": "traeger"
    case "technology": "technik"
    case "about", "about_title": "seite"
    case "topic": "art"
    case let name: name
    }
  }
}

/// What a message is about and who shall read it.
struct FeedbackAbout: Sendable {
  var kind = ""
  var key = ""
  var title = ""
  var subject: FeedbackSource.Subject?
  /// The name of the subject in addresses, with its id.
  var parameter: (name: String, id: Identifier)?
  /// The centre that was chosen or that owns the subject; nothing for the coordination body.
  var center: Center?

  /// - Returns: what the values name; unknown things are left out rather than refused.
  init(_ input: FeedbackInput, _ sources: [FeedbackSource], _ centers: CenterBook, _ connection: Connection) throws {
    if input.form != .message {
      center = centers.center(slug: input[FeedbackInput.center])
      return
    }
    for source in sources {
      guard let id = Identifier(input[source.parameter]), let found = try source.find(connection, id) else { continue }
      kind = source.kind
      key = id.text
      title = String(found.title.prefix(300))
      subject = found
      parameter = (source.parameter, id)
      center = centers[found.tenant]
      return
    }
    center = centers.center(slug: input[FeedbackInput.center])
    let words = input[FeedbackInput.search]
    if !words.isEmpty { (kind, key) = ("search", String(words.prefix(200))) }
  }
}
