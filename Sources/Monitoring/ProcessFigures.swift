// SPDX-License-Identifier: EUPL-1.2
internal import Foundation

/// What the system says of this process; nothing where it has no `/proc`.
package struct ProcessFigures: Sendable, Equatable {
  /// Memory that is really used, in bytes.
  package let residentBytes: Int
  package let cpuSeconds: Double
  package let threads: Int
  package let openFiles: Int

  package static func read() -> ProcessFigures? {
    guard let memory = content("statm"), let status = content("stat"),
      let pages = memory.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
      let files = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/fd")
    else { return nil }
    // The name in the second field may hold blanks and brackets; fields are counted behind it.
    let fields = status[(status.lastIndex(of: ")") ?? status.startIndex)...].split(separator: " ")
    guard fields.count > 17, let user = Double(fields[12]), let system = Double(fields[13]),
      let threads = Int(fields[18])
    else { return nil }
    return ProcessFigures(
      residentBytes: pages * sysconf(Int32(_SC_PAGESIZE)),
      cpuSeconds: (user + system) / Double(sysconf(Int32(_SC_CLK_TCK))),
      threads: threads, openFiles: files.count)
  }

  private static let folder = "/proc/self"  // path: the system's own view of this process

  private static func content(_ name: String) -> String? {
    FileManager.default.contents(atPath: "\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) }
  }
}
