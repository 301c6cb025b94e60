// SPDX-License-Identifier: EUPL-1.2
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension Float {
  /// The natural logarithm; of values below the smallest positive number a very small one.
  var logarithm: Float { logf(Swift.max(self, .leastNormalMagnitude)) }
  var exponential: Float { expf(self) }
  var power2: Float { exp2f(self) }
}
