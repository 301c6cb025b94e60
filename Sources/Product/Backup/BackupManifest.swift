// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Foundation
package import Kernel
internal import Monitoring

/// What lies beside a backup: how to know that the file is the same and that what came back is all of it.
package struct BackupManifest: Sendable, Equatable {
  package static let form = "verbund-backup/1"

  /// `sqlite` or `postgres`.
  package var engine: String
  /// The version of Verbund that made it.
  package var version: String
  package var madeAt: Moment
  package var bytes: Int
  /// SHA-256 in hexadecimal digits.
  package var digest: String
  /// Rows of each table, counted in the file itself.
  package var rows: [String: Int]

  package init(engine: String, madeAt: Moment, bytes: Int, digest: String, rows: [String: Int]) {
    self.engine = engine
    self.madeAt = madeAt
    self.bytes = bytes
    self.digest = digest
    self.rows = rows
    version = ProductVersion.text
  }

  /// Where it lies for a backup.
  package static func path(of backup: String) -> String { backup + ".manifest.json" }

  package var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("format", Self.form)
      json.field("engine", engine)
      json.field("version", version)
      json.field("made_at", madeAt.iso)
      json.field("bytes", bytes)
      json.field("sha256", digest)
      json.object("rows") { json in
        for (table, count) in rows.sorted(by: { $0.key < $1.key }) { json.field(table, count) }
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  /// - Throws: a `Problem` for a file that is no such manifest.
  package init(parsing bytes: [UInt8]) throws(Problem) {
    let node = JSONNode(try JSONValue(parsing: bytes))
    guard try node.field("format").text() == Self.form, let madeAt = Moment(iso: try node.field("made_at").text())
    else {
      throw Problem("backup.manifest", .invalid, "Das Begleitblatt der Sicherung ist nicht lesbar.")
    }
    engine = try node.field("engine").text()
    version = try node.field("version").text()
    self.madeAt = madeAt
    self.bytes = try node.field("bytes").integer()
    digest = try node.field("sha256").text()
    rows = [:]
    for (table, count) in try node.field("rows").fields() { rows[table] = try count.integer() }
  }
}
