// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
internal import Kernel
internal import Messages
internal import Monitoring
internal import Search
internal import Storage
internal import Web

/// The figures of this process and of the shared work, in Prometheus' text; no figure belongs to a person.
struct MetricsPage {
  private let services: Services
  private let readiness: Readiness

  init(_ services: Services, _ readiness: Readiness) {
    self.services = services
    self.readiness = readiness
  }

  /// What the database knows; asked in one look.
  private struct Shared: Sendable {
    let jobs: [WorkFigures]
    let mails: [WorkFigures]
    let last: Int64
    let waitingSince: Moment?
  }

  /// Answers also while the database does not: then without what only it knows.
  func reply() async -> Reply {
    let hindrances = await readiness.hindrances()
    let answers = !hindrances.contains(.silent) && !hindrances.contains(.unreachable)
    var text = MetricsText()
    addProcess(&text)
    addRequests(&text)
    text.value(
      "verbund_ready", .gauge, "1 while visitors may be sent to this process.", hindrances.isEmpty ? 1 : 0)
    text.value("verbund_database_up", .gauge, "1 while the database answers within a second.", answers ? 1 : 0)
    text.value("verbund_index_documents", .gauge, "Documents in the search index.", Double(services.index.count))
    if let applied = services.vitals.applied {
      text.value(
        "verbund_index_applied_age_seconds", .gauge, "Seconds since changes were last taken into the search index.",
        applied.secondsAgo)
    }
    if answers, let shared = try? await shared() { add(shared, &text) }
    if answers, let statistics = try? await services.database.statistics() { add(statistics, &text) }
    return Reply(.ok, MetricsText.type, Array(text.text.utf8))
  }

  private func shared() async throws -> Shared {
    let (now, applied) = (services.database.time.now(), services.database.content.applied)
    return try await services.database.read { connection in
      Shared(
        jobs: try connection.jobFigures(at: now), mails: try connection.outboxFigures(),
        last: try connection.lastChange(),
        waitingSince: try connection.oldest("select min(at) from change_log where number > \(Int(applied))"))
    }
  }

  private func addProcess(_ text: inout MetricsText) {
    text.family("verbund_build_info", .gauge, "Version and engine, always 1.") {
      $0.sample(1, [("version", ProductVersion.text), ("engine", services.database.engineName)])
    }
    text.value(
      "verbund_uptime_seconds", .gauge, "Seconds since the process began.", services.vitals.begin.secondsAgo)
    guard let process = ProcessFigures.read() else { return }
    text.value(
      "process_resident_memory_bytes", .gauge, "Memory in use, in bytes.", Double(process.residentBytes))
    text.value("process_cpu_seconds_total", .counter, "Processor time used, in seconds.", process.cpuSeconds)
    text.value("process_open_fds", .gauge, "Open files and connections.", Double(process.openFiles))
    text.value("process_threads", .gauge, "Threads of the process.", Double(process.threads))
  }

  private func addRequests(_ text: inout MetricsText) {
    let counts = services.vitals.requests.counts
    text.family("verbund_requests_total", .counter, "Answered requests by route, method and class of status.") { text in
      for (route, counts) in counts {
        for (answer, count) in counts.answers.sorted(by: { $0.key < $1.key }) {
          text.sample(
            Double(count), [("route", route), ("method", answer.method), ("status", "\(answer.statusClass)xx")])
        }
      }
    }
    text.family(
      "verbund_request_seconds", .histogram, "Seconds until the head of the answer was ready, by route."
    ) { text in
      for (route, counts) in counts { text.samples(counts.latency, [("route", route)]) }
    }
    text.value(
      "verbund_requests_running", .gauge, "Requests that are being answered now.",
      Double(services.vitals.requests.running))
    let cache = services.cache.figures
    text.family("verbund_page_cache_lookups_total", .counter, "Looks for a kept page, by result.") {
      $0.sample(Double(cache.hits), [("result", "hit")])
      $0.sample(Double(cache.misses), [("result", "miss")])
    }
    text.value("verbund_page_cache_pages", .gauge, "Pages that are kept now.", Double(cache.pages))
  }

  private func add(_ shared: Shared, _ text: inout MetricsText) {
    let now = services.database.time.now()
    for (name, words, figures) in [("jobs", "Jobs", shared.jobs), ("outbox_mails", "Mails", shared.mails)] {
      text.family("verbund_\(name)", .gauge, "\(words) by state.") { text in
        for line in figures { text.sample(Double(line.count), [("state", line.state)]) }
      }
      text.family(
        "verbund_\(name)_oldest_seconds", .gauge, "\(words): how long the oldest has been due or running, 0 for none."
      ) { text in
        for line in figures where line.state == "waiting" || line.state == "running" {
          text.sample(Self.seconds(since: line.oldest, now), [("state", line.state)])
        }
      }
    }
    text.value(
      "verbund_index_changes_behind", .gauge, "Changes that the search index has not taken in yet.",
      Double(max(0, shared.last - services.database.content.applied)))
    text.value(
      "verbund_index_behind_seconds", .gauge, "How long the oldest of them has waited, 0 for none.",
      Self.seconds(since: shared.waitingSince, now))
    text.value("verbund_changes_total", .counter, "Number of the newest change.", Double(shared.last))
  }

  private func add(_ statistics: EngineStatistics, _ text: inout MetricsText) {
    if let bytes = statistics.bytes {
      text.value("verbund_database_bytes", .gauge, "What the data take on the disk.", Double(bytes))
    }
    guard !statistics.pools.isEmpty else { return }
    let gauges: [(name: String, help: String, value: (EngineStatistics.Pool) -> Double?)] = [
      ("limit", "The most connections that may be open.", { Double($0.limit) }),
      ("open", "Open connections.", { Double($0.open) }), ("busy", "Connections in use.", { Double($0.busy) }),
      ("waiting", "Callers that wait for a connection.", { Double($0.waiting) }),
      ("behind_seconds", "How far a copy is behind.", { $0.secondsBehind }),
      ("used", "1 while it is asked; a copy that is too far behind is left out.", { $0.isUsed ? 1 : 0 }),
    ]
    let counters: [(name: String, help: String, value: (EngineStatistics.Pool) -> Double?)] = [
      ("leases", "Connections handed out.", { Double($0.leases) }),
      ("waits", "Callers that had to wait.", { Double($0.waits) }),
      ("waited_seconds", "Seconds that callers waited.", { $0.secondsWaited }),
      ("timeouts", "Callers that gave up waiting.", { Double($0.timeouts) }),
      ("reconnections", "Connections made anew after they broke.", { Double($0.reconnections) }),
    ]
    for (kind, lines) in [(MetricsText.Kind.gauge, gauges), (.counter, counters)] {
      for line in lines {
        let name = "verbund_pool_\(line.name)" + (kind == .counter ? "_total" : "")
        text.family(name, kind, line.help) { text in
          for pool in statistics.pools {
            if let value = line.value(pool) { text.sample(value, [("pool", pool.name)]) }
          }
        }
      }
    }
  }

  private static func seconds(since moment: Moment?, _ now: Moment) -> Double {
    moment.map { max(0, Double(now.milliseconds - $0.milliseconds) / 1000) } ?? 0
  }
}
