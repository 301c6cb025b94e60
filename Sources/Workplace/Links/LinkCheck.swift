// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Outward
package import Storage

/// Why a link leads nowhere.
enum LinkFault: String, Sendable {
  /// The server says that there is no such page, or the name service that there is no such domain.
  case missing
  case unknownHost = "unknown-host"
  case unreachable, insecure, slow, refused, failing

  var isCertain: Bool { self == .missing || self == .refused }
}

/// Looks at every link once a night, politely: one after the other, HEAD first, the longest unseen first, a bounded number.
package struct LinkCheck: Sendable {
  package static let job = "links.check"

  let sources: [LinkSource]
  let send: Outward.Send
  let isUnknownDomain: MailDomain.IsUnknown

  private static let batch = 200
  /// Addresses of one night.
  private static let most = 4000
  private static let hoursBetween = 20

  package init(
    _ sources: [LinkSource], send: @escaping Outward.Send = Outward.send,
    isUnknownDomain: @escaping MailDomain.IsUnknown = MailDomain.isUnknown
  ) {
    self.sources = sources
    self.send = send
    self.isUnknownDomain = isUnknownDomain
  }

  package var kind: JobKind {
    JobKind(Self.job, "Links prüfen", .nightly(minutes: 240)) { try await perform($0) }
  }

  package func perform(_ run: JobRun) async throws {
    let start = run.database.time.now()
    for source in sources { try await collect(source, at: start, run) }
    try await run.database.write(by: Self.author) { try $0.forgetLinks(seenBefore: start) }
    // Asked for by a person, everything is looked at again.
    let hours = run.principal.kind == .user ? 0 : Self.hoursBetween
    let before = start.adding(seconds: -3600 * hours)
    let addresses = try await run.database.read { try $0.addressesToCheck(before: before, limit: Self.most) }
    for (index, address) in addresses.enumerated() {
      let fault = await look(at: address)
      try await run.database.write(by: Self.author) { try $0.keepCheck(of: address, fault) }
      try await run.report(JobProgress(done: index + 1, total: addresses.count))
    }
  }

  private static let author = Principal.system("links")

  private func collect(_ source: LinkSource, at start: Moment, _ run: JobRun) async throws {
    var last = ""
    while true {
      let after = last
      let holders = try await run.database.read { try source.batch($0, after, Self.batch) }
      guard let end = holders.last else { return }
      last = end.id.text
      try await run.database.write(by: Self.author) { try $0.noteLinks(of: source.kind, holders, seen: start) }
      try await run.report(JobProgress(done: 0, note: "Links werden gesammelt."))
    }
  }

  private func look(at address: String) async -> LinkFault? {
    if address.hasPrefix("mailto:") {
      return await isUnknownDomain(String(address.dropFirst("mailto:".count))) ? .missing : nil
    }
    var request = OutwardRequest(address, reach: .publicOnly)
    (request.redirects, request.seconds, request.isHead) = (5, 10, true)
    if let status = try? await send(request).status, Self.fault(status) == nil { return nil }
    // Not every server answers HEAD as it would answer a reader.
    (request.isHead, request.limit) = (false, 65_536)
    do throws(OutwardFault) {
      return Self.fault(try await send(request).status)
    } catch {
      return Self.fault(error)
    }
  }

  /// Pages that ask for a sign-in, or ask us to come later, are there.
  private static func fault(_ status: Int) -> LinkFault? {
    switch status {
    case 404, 410: .missing
    case 401, 403, 405, 407, 429, 451, 999: nil
    case 400...: .failing
    default: nil
    }
  }

  private static func fault(_ fault: OutwardFault) -> LinkFault? {
    switch fault {
    case .refused: .refused
    case .unknownHost: .unknownHost
    case .unreachable: .unreachable
    case .insecure: .insecure
    case .tooSlow: .slow
    case .tooLarge: nil
    }
  }
}
