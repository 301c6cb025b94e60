// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Centers
import Foundation
import Kernel
import Records
import Storage

struct LogoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logo", abstract: "Gibt einem Zentrum sein Logo (PNG, JPEG oder WebP, höchstens 100 KiB).")

  @OptionGroup var data: DatabaseOptions
  @Option(help: "Zentrum: Amtlicher Gemeindeschlüssel oder Adressteil") var center: String
  @Argument(help: "Bilddatei; ein leerer Name entfernt das Logo") var file: String

  func run() async throws {
    try await telling {
      let database = try await data.open()
      let id = try await database.center(named: center).id
      let logo = file.isEmpty ? "" : try CenterLogo.text(of: try bytes())
      try await database.write(by: .system("logo")) { transaction in
        guard let stored = try transaction.find(Center.self, id, in: .everyTenant) else { throw Problem.unknownCenter }
        var record = stored.record
        record.logo = logo
        try transaction.save(record, over: stored)
      }
      Terminal.say(file.isEmpty ? "Logo entfernt." : "Logo gespeichert.")
      try database.close()
    }
  }

  private func bytes() throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Problem("file.unreadable", .notFound, "Die Datei „\(file)“ lässt sich nicht lesen.")
    }
    return Array(data)
  }
}

extension Problem {
  fileprivate static let unknownCenter = Problem("center.unknown", .notFound, "Dieses Zentrum gibt es nicht.")
}
