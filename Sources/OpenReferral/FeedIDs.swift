// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// What objects of the feed are made of that are no records of ours, but must have an id (addresses, languages, prices).
enum FeedPart: UInt64, Sendable {
  case phone = 1, language, price, funding, capacity, unit, area, attribute, program, address, access, identifier
  case taxonomy, postalPlace, postalAddress, contactPhone, scheduleKind
}

extension Identifier {
  /// The id of a part: a UUIDv8 (RFC 9562) that is the same as long as owner, kind and name stay the same.
  func part(_ part: FeedPart, _ name: some StringProtocol) -> Identifier {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return self.part(part, number: hash)
  }

  func part(_ part: FeedPart) -> Identifier { self.part(part, number: 0) }

  func part(_ part: FeedPart, number: UInt64) -> Identifier {
    let one = Self.mixed(high ^ Self.mixed(number &+ part.rawValue &* 0x9e37_79b9_7f4a_7c15))
    let other = Self.mixed(low &+ one)
    return Identifier(
      high: one & 0xffff_ffff_ffff_0fff | 0x8000, low: other & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000)
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
