// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import HTTPTypes
internal import Kernel
internal import Monitoring
internal import Storage
internal import Web

/// What machines ask that look after the server: is it alive, may visitors be sent to it, how is it.
struct HealthPages {
  private let services: Services
  private let readiness: Readiness

  init(_ services: Services, _ migrations: [Migration]) {
    self.services = services
    readiness = Readiness(services.database, services.vitals, migrations)
  }

  var routes: [Route] {
    [
      Route(.get, HealthPath.live, .everyone) { _ in Self.text("ok\n") },
      Route(.get, HealthPath.ready, .everyone) { [readiness] _ in Self.told(await readiness.hindrances()) },
      Route(.get, HealthPath.metrics, .everyone) { [services, readiness] visit in
        guard MetricsAccess(token: services.site.metricsToken).admits(visit) else { return Self.refusal(visit) }
        return await MetricsPage(services, readiness).reply()
      },
    ]
  }

  private static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
    Reply(status, "text/plain; charset=utf-8", Array(text.utf8))
  }

  private static func told(_ hindrances: [Hindrance]) -> Reply {
    var json = JSONWriter()
    json.object { json in
      json.field("status", hindrances.isEmpty ? "ready" : "unavailable")
      json.list("reasons", hindrances) { json, hindrance in
        json.object { json in
          json.field("code", hindrance.code)
          json.field("text", hindrance.sentence)
        }
      }
    }
    return .json(json.bytes, status: hindrances.isEmpty ? .ok : .serviceUnavailable, isPublic: false)
  }

  /// Says nothing of what would be there.
  private static func refusal(_ visit: Visit) -> Reply {
    let isAsked = visit.headers[.authorization] != nil
    let reply = text(
      "Die Kennzahlen sind nur auf diesem Rechner oder mit einem Schlüssel zu lesen.\n", status: .notFound)
    return isAsked ? reply.with(.wwwAuthenticate, "Bearer") : reply
  }
}
