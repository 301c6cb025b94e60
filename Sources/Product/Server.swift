// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import Kernel
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import UnixSignals
internal import Web

/// The house behind a port.
package struct Server: Sendable {
  private let house: House
  private let host: String
  private let port: Int

  package init(_ house: House, host: String, port: Int) {
    self.house = house
    self.host = host
    self.port = port
  }

  /// Serves until the process is asked to end; running requests are finished and the index is kept.
  ///
  /// - Parameter onReady: is called with the real port once connections are accepted.
  /// - Throws: a `Problem` when the port is taken or not allowed.
  package func run(onReady: @escaping @Sendable (Int) -> Void) async throws {
    let http = HTTPServerBuilder.http1(
      configuration: HTTP1Channel.Configuration(
        additionalChannelHandlers: [RequestDeadline()], idleTimeout: .seconds(75)))
    let application = Application(
      responder: house.table.responder(), server: http,
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { onReady($0.localAddress?.port ?? port) }, logger: house.services.logger)
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: house.background.parts + [house.follower, application], gracefulShutdownSignals: [.sigterm, .sigint],
        logger: house.services.logger))
    do {
      try await group.run()
    } catch let error as IOError {
      throw portProblem(error)
    }
  }

  private func portProblem(_ error: IOError) -> Problem {
    switch error.errnoCode {
    case EADDRINUSE:
      Problem(
        "server.port-taken", .unavailable,
        "Der Port \(port) ist schon belegt. Wählen Sie einen anderen, zum Beispiel: --port \(port + 1)")
    case EACCES: Problem("server.port-refused", .forbidden, "Der Port \(port) darf hier nicht benutzt werden.")
    default:
      Problem(
        "server.cannot-listen", .unavailable,
        "Unter \(host):\(port) kann der Server nicht lauschen (Fehler \(error.errnoCode) des Systems).")
    }
  }
}
