// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Web

/// The description of the feed after OpenAPI 3.1.
enum FeedDescription {
  /// - Parameter site: the address of the installation, without a slash at the end.
  static func bytes(_ site: String) -> [UInt8] {
    var json = JSONWriter(reserving: 32_768)
    json.object { json in
      json.field("openapi", "3.1.0")
      json.object("info") {
        $0.field("title", "Verbund: HSDS")
        $0.field("version", FeedVersion.profile)
        $0.field(
          "description",
          "Published offers of the municipal integration centres of North Rhine-Westphalia after the Human Services Data "
            + "Specification \(FeedVersion.specification). Open without a key. Absent fields are left out.")
        $0.object("license") { license in
          license.field("name", "EUPL-1.2 (software)")
          license.field("identifier", "EUPL-1.2")
        }
      }
      json.list("servers", [site + FeedPath.root.text]) { json, address in
        json.object { $0.field("url", address) }
      }
      json.object("paths", paths)
      json.object("components", components)
    }
    return json.bytes
  }

  private static let shapes: [FeedKind: String] = [
    .services: "service", .organizations: "organization", .serviceAtLocations: "service_at_location",
    .taxonomies: "taxonomy", .taxonomyTerms: "taxonomy_term",
  ]

  // MARK: Paths

  private static func paths(_ json: inout JSONWriter) {
    json.object("/") { json in
      get("about", "What this interface is", [], &json) { json in
        json.object("200") { success("#/components/schemas/about", &$0) }
      }
    }
    for kind in FeedKind.allCases {
      let shape = shapes[kind] ?? ""
      json.object("/" + kind.rawValue) { json in
        get("list_\(kind.rawValue)", "A page of \(kind.rawValue)", FeedParameter.of(kind), &json) { json in
          json.object("200") { success("#/components/schemas/\(shape)_page", lines: true, &$0) }
          refusal("400", "A parameter is unknown or has a wrong value.", &json)
          refusal("429", "Too many complete streams within an hour.", &json)
        }
      }
      json.object("/" + kind.rawValue + "/{id}") { json in
        let more = kind == .organizations ? [FeedParameter.fullService] : []
        get("one_\(shape)", "One \(shape), fully nested", more, withID: true, &json) { json in
          json.object("200") { success("#/components/schemas/\(shape)", &$0) }
          refusal("400", "A parameter is unknown or has a wrong value.", &json)
          refusal("404", "There is no such record, or it is not public any more.", &json)
        }
      }
    }
  }

  private static func get(
    _ name: String, _ summary: String, _ parameters: [FeedParameter], withID: Bool = false, _ json: inout JSONWriter,
    _ responses: (inout JSONWriter) -> Void
  ) {
    json.object("get") { json in
      json.field("operationId", name)
      json.field("summary", summary)
      json.name("parameters")
      json.array { json in
        if withID {
          json.object { json in
            json.field("name", "id")
            json.field("in", "path")
            json.field("required", true)
            json.object("schema") {
              $0.field("type", "string")
              $0.field("format", "uuid")
            }
          }
        }
        for parameter in parameters { parameter.describe(&json) }
      }
      json.object("responses", responses)
    }
  }

  private static func success(_ schema: String, lines: Bool = false, _ json: inout JSONWriter) {
    json.field("description", "As asked")
    json.object("headers") { json in
      json.object("Access-Control-Allow-Origin") { header in
        header.object("schema") { $0.field("type", "string") }
      }
    }
    json.object("content") { json in
      json.object("application/json") { json in json.object("schema") { $0.field("$ref", schema) } }
      if lines {
        json.object("application/x-ndjson") { json in json.object("schema") { $0.field("type", "string") } }
      }
    }
  }

  private static func refusal(_ status: String, _ description: String, _ json: inout JSONWriter) {
    json.object(status) { json in
      json.field("description", description)
      json.object("content") { json in
        json.object(ProblemDocument.contentType) { json in
          json.object("schema") { $0.field("$ref", "#/components/schemas/problem") }
        }
      }
    }
  }

  // MARK: Schemas

  private static func components(_ json: inout JSONWriter) {
    json.object("schemas") { json in
      for shape in FeedShape.all {
        json.name(shape.name)
        shape.describe(&json)
      }
      for kind in FeedKind.allCases { page(shapes[kind] ?? "", hasMinimal: kind == .services, &json) }
      minimal(&json)
      about(&json)
      problem(&json)
    }
  }

  private static let counts = ["total_items", "total_pages", "page_number", "size"]
  private static let flags = ["first_page", "last_page", "empty"]

  private static func page(_ shape: String, hasMinimal: Bool, _ json: inout JSONWriter) {
    json.object(shape + "_page") { json in
      json.field("type", "object")
      json.list("required", counts + flags + ["contents"])
      json.object("properties") { json in
        for name in counts {
          json.object(name) {
            $0.field("type", "integer")
            $0.field("minimum", 0)
          }
        }
        for name in flags { json.object(name) { $0.field("type", "boolean") } }
        json.object("contents") { json in
          json.field("type", "array")
          json.object("items") { json in
            guard hasMinimal else { return json.field("$ref", FeedShape.Form.reference(shape)) }
            json.list("oneOf", [shape, "minimal_" + shape]) { json, name in
              json.object { $0.field("$ref", FeedShape.Form.reference(name)) }
            }
          }
        }
      }
    }
  }

  /// What `minimal=true` gives: nothing but these two, so that it is never taken for a whole service.
  private static func minimal(_ json: inout JSONWriter) {
    json.object("minimal_service") { json in
      json.field("type", "object")
      json.list("required", ["id", "modified_date"])
      json.field("additionalProperties", false)
      json.object("properties") { json in
        string("id", "uuid", &json)
        string("modified_date", "date-time", &json)
      }
    }
  }

  private static func about(_ json: inout JSONWriter) {
    json.object("about") { json in
      json.field("type", "object")
      json.list("required", ["version", "profile", "openapi_url"])
      json.object("properties") { json in
        string("version", nil, &json)
        string("profile", "uri", &json)
        string("openapi_url", "uri", &json)
        string("description", nil, &json)
      }
    }
  }

  private static func problem(_ json: inout JSONWriter) {
    json.object("problem") { json in
      json.field("type", "object")
      json.list("required", ["type", "title", "status", "detail", "code"])
      json.object("properties") { json in
        for name in ["type", "title", "detail", "code"] { string(name, nil, &json) }
        json.object("status") { $0.field("type", "integer") }
      }
    }
  }

  private static func string(_ name: String, _ format: String?, _ json: inout JSONWriter) {
    json.object(name) {
      $0.field("type", "string")
      $0.field("format", ifPresent: format)
    }
  }
}
