// SPDX-License-Identifier: EUPL-1.2
import API
import Foundation
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing
import Web

@Suite("Lists and changes for programs")
struct ListTests {
  @Test("Pages of every order hold each record once", arguments: ["title", "-title", "seats", "-seats", "modified_at"])
  func paging(sort: String) async throws {
    let shop = try await Orchestra()
    for index in 0..<23 {
      try await shop.plant {
        $0.title = ["Äpfel", "apfel", "Zither", "Straße"][index % 4]
        $0.seats = index % 3 == 0 ? nil : index % 5
      }
    }
    var seen: [String] = []
    var next: String? = Orchestra.list + "?limit=4&sort=\(sort)&only=id,title"
    while let address = next, seen.count < 40 {
      let page = try await shop.send(.get, address)
      #expect(page.status == 200)
      for item in try page.items() {
        #expect(item.keys.sorted() == ["id", "title"])
        seen.append(try #require(item["id"] as? String))
      }
      next = try page.json()["next"] as? String
    }
    #expect(seen.count == 23 && Set(seen).count == 23)
    try shop.product.remove()
  }

  @Test("Filters narrow by the kind of the field")
  func filters() async throws {
    let shop = try await Orchestra()
    try await shop.plant {
      $0.color = "rot"
      $0.languages = ["ara", "deu"]
      $0.day = Day(iso: "2026-12-01")
    }
    try await shop.plant {
      $0.size = .large
      $0.seats = 7
    }
    for (query, count) in [
      ("color=rot", 1), ("languages=deu", 1), ("languages=de", 0), ("size=large", 1), ("size=large&size=small", 2),
      ("day.from=2026-12-01&day.to=2026-12-01", 1), ("seats.from=8", 0), ("seats=7&color=rot", 0), ("title=Harfe", 2),
      ("archived=true", 0), ("modified_after=2030-01-01T00:00:00Z", 0),
    ] {
      let answer = try await shop.send(.get, "?" + query)
      #expect(try answer.status == 200 && answer.items().count == count, "\(query)")
    }
    try shop.product.remove()
  }

  @Test(
    "Wrong parameters are named",
    arguments: [
      "gibtesnicht=1", "limit=0", "limit=abc", "limit=", "sort=hidden", "sort=story", "cursor=x", "archived=ja",
      "only=hidden", "day=gestern", "seats.from=x", "size=huge", "owner=1", "modified_after=bald", "color=%27",
      "hidden=x", "cursor=WyJ0aXRsZSIsMSwieCJd",
    ])
  func wrong(query: String) async throws {
    let shop = try await Orchestra()
    let answer = try await shop.send(.get, "?" + query)
    #expect(answer.status == 400, "\(query)")
    let name = query.prefix { $0 != "=" }
    #expect(answer.body.contains("\"parameter\":\"\(name)\""), "\(answer.body)")
    try shop.product.remove()
  }

  @Test("Without a token the feed tells what is public, was public and ended, and no draft")
  func feed() async throws {
    let shop = try await Orchestra()
    let draft = try await shop.plant()
    let shown = try await shop.plant { $0.status = "public" }
    let ended = try await shop.plant { $0.status = "public" }
    let stored = try await shop.stored(ended)
    try await shop.product.database.write(by: .system("test")) { transaction in
      var record = stored.record
      record.status = "draft"
      try transaction.save(record, over: stored)
    }
    let open = try await shop.send(.get, "/api/v1/changes", as: nil)
    let lines = try open.items().map { "\($0["id"] as? String ?? "") \($0["operation"] as? String ?? "")" }
    #expect(lines == ["\(shown.text) saved", "\(ended.text) removed"])
    #expect(open.header("Access-Control-Allow-Origin") == "*" && !open.body.contains(draft.text))
    let last = try #require(try open.json()["last"] as? Int)
    #expect(try await shop.send(.get, "/api/v1/changes?after=\(last)", as: nil).items().isEmpty)

    let own = try await shop.send(.get, "/api/v1/changes", as: "anna").items().compactMap { $0["id"] as? String }
    #expect(Set(own) == [draft.text, shown.text, ended.text])
    #expect(try await shop.send(.get, "/api/v1/changes", as: "olga").items().isEmpty)
    #expect(try await shop.send(.get, "/api/v1/changes", as: "nix").items().isEmpty)
    #expect(try await shop.send(.get, "/api/v1/changes", as: "abgelaufen").status == 401)
    for query in ["after=-1", "after=x", "limit=0", "limit=1001", "x=1", "after="] {
      #expect(try await shop.send(.get, "/api/v1/changes?" + query, as: nil).status == 400, "\(query)")
    }
    try shop.product.remove()
  }

  @Test("Too many requests are told when to come back; another token is not held up")
  func limits() async throws {
    let shop = try await Orchestra(limits: ProgramLimits(perToken: 2, perAddress: 4))
    for _ in 0..<2 { #expect(try await shop.send(.get).status == 200) }
    let refused = try await shop.send(.get)
    #expect(refused.status == 429 && refused.header("Retry-After") == "30")
    #expect(try await shop.send(.get, "", as: "lea").status == 200)
    try shop.product.remove()
  }

  @Test("Every answer is as the description says")
  func described() async throws {
    let shop = try await Orchestra()
    try await shop.plant()
    let full = try await shop.plant {
      $0.color = "rot"
      $0.languages = ["ara"]
      $0.seats = 3
      $0.weight = 0.5
      $0.day = Day(iso: "2026-12-01")
      $0.website = "https://example.org"
      $0.inside = "x"
    }
    let description = try await shop.send(.get, "/api/v1/openapi.json", as: nil)
    #expect(description.status == 200 && description.header("Access-Control-Allow-Origin") == "*")
    #expect(description.body.contains(#""enum":["orchester-a","orchester-b"]"#))
    let schemas = try Schemas(description.json())
    for (path, name) in [
      ("", "instrument_list"), ("/\(full.text)", "instrument"), ("/\(full.text)/history", "history"),
      ("/api/v1/changes", "changes"), ("?limit=0", "problem"), ("/\(shop.here.text)", "problem"),
    ] {
      let answer = try await shop.send(.get, path)
      #expect(try schemas.faults(answer.json(), name) == [], "\(path)")
    }
    #expect(try !schemas.faults(["id": 1], "instrument").isEmpty)
    try shop.product.remove()
  }
}

/// As much of JSON Schema as the description uses.
struct Schemas {
  private let all: [String: Any]

  init(_ document: [String: Any]) throws {
    let components = try #require(document["components"] as? [String: Any])
    all = try #require(components["schemas"] as? [String: Any])
  }

  /// Where a value is not as a schema says.
  func faults(_ value: Any, _ name: String) throws -> [String] {
    faults(value, try #require(all[name] as? [String: Any]), name)
  }

  private func faults(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    if let reference = schema["$ref"] as? String, let name = reference.split(separator: "/").last {
      guard let target = all[String(name)] as? [String: Any] else { return ["\(place): \(reference)"] }
      return faults(value, target, place)
    }
    var found: [String] = []
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    if !types.isEmpty, !types.contains(where: { Self.fits(value, $0) }) { found.append("\(place): \(types)") }
    if let object = value as? [String: Any] {
      let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
      for name in schema["required"] as? [String] ?? [] where object[name] == nil { found.append("\(place).\(name)") }
      for (name, member) in object {
        if let property = properties[name] {
          found += faults(member, property, "\(place).\(name)")
        } else if schema["additionalProperties"] as? Bool == false {
          found.append("\(place).\(name): unknown")
        }
      }
    }
    if let items = value as? [Any], let schema = schema["items"] as? [String: Any] {
      for (index, item) in items.enumerated() { found += faults(item, schema, "\(place)[\(index)]") }
    }
    if let text = value as? String {
      if let limit = schema["maxLength"] as? Int, text.unicodeScalars.count > limit { found.append("\(place): long") }
      if let pattern = schema["pattern"] as? String, text.range(of: pattern, options: .regularExpression) == nil {
        found.append("\(place): \(pattern)")
      }
      if let allowed = schema["enum"] as? [Any], !allowed.contains(where: { $0 as? String == text }) {
        found.append("\(place): enum")
      }
    }
    return found
  }

  private static func fits(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "null": return value is NSNull
    case "object": return value is [String: Any]
    case "array": return value is [Any]
    case "string": return value is String
    case "boolean": return value is Bool
    case "integer": return value is Int && !(value is NSNull)
    case "number": return value is Double
    default: return false
    }
  }
}
