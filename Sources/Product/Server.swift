// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import Kernel
internal import Logging
internal import Monitoring
internal import NIOCore
internal import ServiceLifecycle
internal import UnixSignals
internal import Web

/// The house behind a port.
package struct Server: Sendable {
  private let house: House
  private let host: String
  private let port: Int
  private let drain: Duration

  /// - Parameter drain: how long the server still takes requests after it was asked to end and says that it is not ready,
  ///   so that whatever distributes visitors has noticed.
  package init(_ house: House, host: String, port: Int, drain: Duration = .zero) {
    self.house = house
    self.host = host
    self.port = port
    self.drain = drain
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
        services: house.background.parts
          + [house.follower, application, Draining(vitals: house.services.vitals, time: drain)],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: house.services.logger))
    do {
      try await group.run()
    } catch let error as IOError {
      throw portProblem(error)
    }
  }

  /// Ends first: parts of a group are asked to end from the last to the first, each after the one behind it has ended.
  private struct Draining: Service {
    let vitals: Vitals
    let time: Duration

    func run() async throws {
      try? await gracefulShutdown()
      vitals.beginDraining()
      if time > .zero { try? await Task.sleep(for: time) }
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
