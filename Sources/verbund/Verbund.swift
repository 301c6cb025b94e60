// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser

/// The command line of Verbund.
@main
struct Verbund: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verbund",
    abstract: "Verbund: Arbeitsplattform und Portal der Kommunalen Integrationszentren in NRW.",
    subcommands: [
      ServeCommand.self, MigrateCommand.self, DemoCommand.self, ImportCommand.self, ExportCommand.self,
      SearchCommand.self, RoutesCommand.self, CheckCommand.self, LogoCommand.self, BenchCommand.self,
      AccountCommand.self, TenantCommand.self, BackupCommand.self, RestoreCommand.self, CopyCommand.self,
    ])
}
