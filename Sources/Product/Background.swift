// SPDX-License-Identifier: EUPL-1.2
internal import Logging
internal import Messages
internal import ServiceLifecycle
internal import Storage
internal import Upkeep
internal import Web

/// What goes on beside the requests: jobs and the delivery of mails.
package struct Background: Sendable {
  let jobs: JobRunner
  private let post: OutboxDelivery

  init(_ services: Services, _ slices: [Slice], mail: MailConfiguration?) {
    let (database, logger) = (services.database, services.logger)
    jobs = JobRunner(database, slices.flatMap { $0.jobs(services) }, signal: database.work) { fault in
      logger.error(
        "job failed",
        metadata: ["job": "\(fault.job)", "reference": "\(fault.reference)", "error": "\(fault.error)"])
    }
    post = OutboxDelivery(database, mail, letterhead: Upkeep.letterhead, signal: database.work) { error in
      logger.error("mail not delivered", metadata: ["error": "\(error)"])
    }
  }

  /// Each ends with the server: jobs are handed back, a mail that is under way is finished.
  var parts: [any ServiceLifecycle.Service] {
    [Part { await jobs.run() }, Part { await post.run() }]
  }

  /// Does all jobs that are due, one after the other; for tests and commands.
  package func finishJobs() async throws {
    while try await jobs.runNext() {}
  }

  private struct Part: ServiceLifecycle.Service {
    let work: @Sendable () async -> Void

    func run() async throws { await cancelWhenGracefulShutdown { await work() } }
  }
}
