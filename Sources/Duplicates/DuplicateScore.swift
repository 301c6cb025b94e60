// SPDX-License-Identifier: EUPL-1.2

/// What two records have in common, as the list of pairs names it.
enum DuplicateReason: String, Sendable, CaseIterable {
  case identifier, name, similarName, address, phone, mail, website, anchor
}

/// How likely two records mean the same thing, from 0 to 1.
struct DuplicateScore: Sendable {
  let value: Double
  let reasons: [DuplicateReason]

  /// From here on a pair is shown at all.
  static let possible = 0.6
  static let likely = 0.8

  init(_ one: DuplicateFacts, _ other: DuplicateFacts, _ profile: DuplicateProfile) {
    let likeness = NameLikeness.of(one.words, other.words)
    let shared = one.identifiers.contains { other.identifiers[$0.key] == $0.value }
    let contradicts = one.identifiers.contains { key, number in other.identifiers[key].map { $0 != number } ?? false }
    let gate = shared ? 1 : Self.gate(likeness, profile.names)
    var reasons: [DuplicateReason] = []
    var doubt = 1 - 0.6 * likeness * likeness
    if gate == 0 {
      (value, self.reasons) = (0, [])
      return
    }
    func evidence(_ holds: Bool, _ weight: Double, _ reason: DuplicateReason?) {
      guard holds else { return }
      doubt *= 1 - weight
      if let reason { reasons.append(reason) }
    }
    evidence(shared, 0.9, .identifier)
    if likeness == 1 { reasons.append(.name) } else if likeness >= 0.5 { reasons.append(.similarName) }
    let samePost = !one.postcode.isEmpty && one.postcode == other.postcode
    let sameTown = !one.town.isEmpty && one.town == other.town
    let sameStreet = !one.street.isEmpty && one.street == other.street && (samePost || sameTown)
    evidence(sameStreet, 0.5, .address)
    evidence(!sameStreet && samePost, 0.2, nil)
    evidence(!sameStreet && !samePost && sameTown, 0.05, nil)
    let samePhone = !one.phone.isEmpty && one.phone == other.phone
    let sameMail = !one.mail.isEmpty && one.mail == other.mail
    evidence(samePhone, 0.5, .phone)
    evidence(sameMail, 0.5, .mail)
    evidence(!one.host.isEmpty && one.host == other.host, 0.3, .website)
    evidence(!one.anchor.isEmpty && one.anchor == other.anchor, 0.4, .anchor)
    var score = (1 - doubt) * gate
    if contradicts && !shared { score *= 0.4 }
    if !samePhone && !sameMail && !shared {
      if Self.differ(one.postcode, other.postcode) { score *= 0.6 }
      if Self.differ(one.anchor, other.anchor) { score *= 0.7 }
    }
    if Self.differ(one.day, other.day) { score *= 0.7 }
    value = (score * 1000).rounded() / 1000
    self.reasons = reasons
  }

  private static func differ(_ one: String, _ other: String) -> Bool { !one.isEmpty && !other.isEmpty && one != other }

  private static func gate(_ likeness: Double, _ names: ClosedRange<Double>) -> Double {
    min(1, max(0, (likeness - names.lowerBound) / (names.upperBound - names.lowerBound)))
  }
}

/// How alike two names are: words that fit each other, counted by their letters.
enum NameLikeness {
  /// 1 for the same words in any order, 0 for none in common.
  static func of(_ one: [[UInt8]], _ other: [[UInt8]]) -> Double {
    if one.isEmpty || other.isEmpty { return 0 }
    if one == other { return 1 }
    let (shorter, longer) = one.count <= other.count ? (one, other) : (other, one)
    var taken = [Bool](repeating: false, count: longer.count)
    var matched = 0.0
    for word in shorter {
      var (best, place) = (0.0, -1)
      for (index, candidate) in longer.enumerated() where !taken[index] {
        let likeness = alike(word, candidate)
        if likeness > best { (best, place) = (likeness, index) }
        if best == 1 { break }
      }
      guard place >= 0 else { continue }
      taken[place] = true
      matched += best * Double(word.count + longer[place].count)
    }
    let letters = one.reduce(0) { $0 + $1.count } + other.reduce(0) { $0 + $1.count }
    let likeness = matched / Double(letters)
    return numbersDiffer(one, other) ? likeness / 2 : likeness
  }

  /// 1 for equal words, less for each typing error; 0 when there are too many of them for the length.
  static func alike(_ one: [UInt8], _ other: [UInt8]) -> Double {
    if one == other { return 1 }
    let longest = max(one.count, other.count)
    let allowed = longest < 4 ? 0 : longest < 8 ? 1 : 2
    if allowed == 0 || abs(one.count - other.count) > allowed { return 0 }
    if isNumber(one) || isNumber(other) { return 0 }
    let errors = distance(one, other)
    return errors > allowed ? 0 : 1 - Double(errors) / Double(longest)
  }

  /// Grundschule 12 is not Grundschule 21.
  private static func numbersDiffer(_ one: [[UInt8]], _ other: [[UInt8]]) -> Bool {
    let (left, right) = (one.filter(isNumber), other.filter(isNumber))
    return !left.isEmpty && !right.isEmpty && Set(left) != Set(right)
  }

  private static func isNumber(_ word: [UInt8]) -> Bool { word.allSatisfy { (48...57).contains($0) } }

  /// Letters too many, missing, wrong, or two neighbours swapped.
  static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    let width = other.count + 1
    var before = [Int](repeating: 0, count: width)
    var above = Array(0..<width)
    var row = above
    for i in 0..<one.count {
      row[0] = i + 1
      for j in 0..<other.count {
        var cost = min(above[j] + (one[i] == other[j] ? 0 : 1), above[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] { cost = min(cost, before[j - 1] + 1) }
        row[j + 1] = cost
      }
      (before, above, row) = (above, row, before)
    }
    return above[other.count]
  }
}
