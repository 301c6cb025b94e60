// SPDX-License-Identifier: EUPL-1.2
package import Kernel
import Synchronization

/// Ids that repeat from run to run. A class because they are counted.
package final class TestIDs: Sendable {
  private let numbers: Mutex<SeededNumbers>
  private let now: Moment

  package init(at now: Moment, seed: UInt64 = 7) {
    numbers = Mutex(SeededNumbers(seed: seed))
    self.now = now
  }

  package var source: IDSource {
    IDSource { [self] in
      numbers.withLock { numbers in
        IDSource.version7(at: now, random: numbers.next(), numbers.next())
      }
    }
  }
}
