// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Testing

@Suite("Ids as text")
struct IdentifierTextTests {
  @Test("What is written is read again, in either case")
  func roundTrip() throws {
    var seed: UInt64 = 1
    for _ in 0..<2000 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let id = Identifier(high: seed, low: seed ^ (seed << 17) ^ 0x0123_4567_89AB_CDEF)
      #expect(Identifier(id.text) == id && Identifier(id.text.uppercased()) == id)
    }
    let known = Identifier(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210)
    #expect(known.text == "01234567-89ab-cdef-fedc-ba9876543210")
  }

  @Test("At every place only digits and dashes are read")
  func everyByte() {
    let good = Array("01a22499-f800-7004-96ce-357062130dd8".utf8)
    let digits = Set("0123456789abcdefABCDEF".utf8)
    for place in good.indices {
      let isDash = [8, 13, 18, 23].contains(place)
      for byte in UInt8.min...UInt8.max {
        var bytes = good
        bytes[place] = byte
        let isRead = bytes.withUnsafeBufferPointer { Identifier(utf8: $0) } != nil
        #expect(isRead == (isDash ? byte == 45 : digits.contains(byte)), "\(byte) at \(place)")
      }
    }
    #expect(Identifier("") == nil && Identifier(String(decoding: good.dropLast(), as: UTF8.self)) == nil)
  }
}
