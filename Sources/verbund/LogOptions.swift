// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Kernel
import Logging
import Monitoring

/// How the server tells what goes on; on the error output, a line per event.
struct LogOptions: ParsableArguments {
  @Option(help: "Form der Zeilen: text oder json") var log = LineLog.Form.text
  @Option(help: "Ab welcher Wichtigkeit: debug, info, notice, warning, error") var logLevel = Level.notice
  @Flag(help: "Eine Zeile je Anfrage: Weg, Ergebnis und Dauer, nie Adressen oder Personen") var accessLog = false

  enum Level: String, CaseIterable, ExpressibleByArgument {
    case debug, info, notice, warning, error

    var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .notice }
  }

  func logger(_ label: String = "verbund") -> Logger {
    var handler = LineLog(label, log, time: .system, write: Terminal.complain(bytes:))
    handler.logLevel = logLevel.level
    return Logger(label: label, factory: { _ in handler })
  }

  /// Gets every answered request, whatever the level; nothing where nobody asked for it.
  var accessLogger: Logger? {
    guard accessLog else { return nil }
    var logger = logger("verbund.access")
    logger.logLevel = .notice
    return logger
  }
}

extension LineLog.Form: ExpressibleByArgument {}
