// SPDX-License-Identifier: EUPL-1.2
internal import Formats

/// How our feed narrows the schemas of HSDS: for each schema file a JSON merge patch (RFC 7396).
enum FeedProfile {
  static let bytes: [UInt8] = {
    var json = JSONWriter(reserving: 8192)
    json.object { json in
      for shape in FeedShape.all {
        json.object(shape.name + ".json") { patch(shape, &$0) }
      }
    }
    return json.bytes
  }()

  private static func patch(_ shape: FeedShape, _ json: inout JSONWriter) {
    json.list("required", shape.fields.filter(\.isRequired).map(\.name))
    let narrowed = shape.fields.filter { meaning($0, shape) != nil || isNarrow($0) }
    guard !narrowed.isEmpty else { return }
    json.object("properties") { json in
      for field in narrowed {
        json.object(field.name) { json in
          json.field("description", ifPresent: meaning(field, shape))
          switch field.form {
          case .choice(let values): json.list("enum", values)
          case .time: json.field("pattern", FeedCalendar.timePattern)
          case .day: json.field("format", "date")
          case .integer: json.field("type", "integer")
          default: break
          }
        }
      }
    }
  }

  private static func isNarrow(_ field: FeedShape.Field) -> Bool {
    switch field.form {
    case .choice, .time, .day, .integer: true
    default: false
    }
  }

  private static func meaning(_ field: FeedShape.Field, _ shape: FeedShape) -> String? {
    meanings["\(shape.name).\(field.name)"]
  }

  private static let meanings = [
    "service.description": "Plain text in German, one line for each paragraph or list item.",
    "service.status": "Only services that the public may use now are in the feed.",
    "service.wait_time": "Weeks as \"3 Wochen\", or \"Warteliste\" where nobody knows how long.",
    "service.assured_date": "The day on which the centre last checked the service.",
    "service.last_modified": "The last change of the service, its organization or one of its places.",
    "service.contacts": "Only people who agreed to be named in public.",
    "service.program": "The first programme; all of them are among the attributes.",
    "organization.locations": "Its places, and its own address as a postal location.",
    "schedule.opens_at":
      "German time with its offset from UTC; dates in the other half of the year have the same clock time.",
    "schedule.notes":
      "Exceptions in German words. Weekly times pause on public holidays in North Rhine-Westphalia unless it says otherwise.",
    "schedule.attributes": "The kind of time: course, consultation hour, opening hours, by arrangement.",
    "language.code": "ISO 639-3.",
    "cost_option.amount": "Euros for each person and course; 0 where the service is free.",
    "accessibility.description": "One question with its answer for each object, or a remark.",
    "service_capacity.available": "Free places on the day of updated.",
  ]
}
