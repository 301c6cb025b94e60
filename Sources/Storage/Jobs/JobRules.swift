// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// How one run of a job ended.
enum JobEnding: Sendable, Hashable {
  case done
  /// Somebody asked for it.
  case stopped
  /// The process ends; another one goes on.
  case handedBack
  case retry(afterSeconds: Int, String)
  case failed(String)
}

/// What becomes of a job's row; `Documentation/Algorithms/Jobs.md` has the picture and worked numbers.
struct JobOutcome: Sendable, Hashable {
  var state: JobState
  var attempts: Int
  var notBefore: Moment
  var error: String
  var checkpoint: String
  var endedAt: Moment?
}

enum JobRules {
  /// A run that is not heard of for so long is taken over by another process.
  static let leaseSeconds = 60
  /// Seconds before the second, third … try.
  static let delays = [30, 120, 600, 1800, 7200]
  static let daysKept = 90

  static func delay(afterTry number: Int) -> Int { delays[min(max(number, 1), delays.count) - 1] }

  /// What a fault means: a rule that was broken stays broken, so a `Problem` ends the job with its sentence; a database or
  /// partner that is busy passes; what nobody foresaw is tried again, because it may pass.
  static func ending(of error: any Error, attempt: Int, limit: Int, reference: String) -> JobEnding {
    let unforeseen = "Es ist ein Fehler aufgetreten (Kennung \(reference))."
    let problem = error as? Problem
    let sentence = problem?.sentence ?? unforeseen
    let isPassing = problem.map { $0.kind == .unavailable || $0.kind == .tooMany } ?? true
    return isPassing && attempt < limit ? .retry(afterSeconds: delay(afterTry: attempt), sentence) : .failed(sentence)
  }

  /// The row after a run; a job that comes again and again always waits for its next turn.
  static func outcome(of ending: JobEnding, _ job: Job, _ schedule: JobKind.Schedule, at now: Moment) -> JobOutcome {
    var after = JobOutcome(
      state: .done, attempts: job.attempts, notBefore: now, error: "", checkpoint: job.checkpoint, endedAt: now)
    switch ending {
    case .done: break
    case .stopped: after.state = .stopped
    case .handedBack:
      (after.state, after.attempts, after.endedAt) = (.waiting, max(job.attempts - 1, 0), nil)
      after.error = job.error
      return after
    case .retry(let seconds, let sentence):
      (after.state, after.notBefore, after.error) = (.waiting, now.adding(seconds: seconds), sentence)
      after.endedAt = nil
      return after
    case .failed(let sentence): (after.state, after.error) = (.failed, sentence)
    }
    if case .every(let seconds) = schedule {
      (after.state, after.attempts, after.checkpoint) = (.waiting, 0, "")
      after.notBefore = now.adding(seconds: seconds)
    }
    return after
  }

  /// For what a nightly job exists only once: its name and the German day; nothing before its time.
  ///
  /// A time that the clocks skip in March comes with the first minute after it, one that they repeat in October counts once.
  static func slot(ofNightly name: String, minutes: Int, at now: Moment) -> String? {
    let (day, minute) = now.berlin
    return minute >= minutes ? "\(name)/\(day.iso)" : nil
  }

  /// What can be read aloud on the telephone and found in the log.
  static func reference(_ id: RecordID<JobEntry>) -> String { String(id.text.suffix(8)) }
}
