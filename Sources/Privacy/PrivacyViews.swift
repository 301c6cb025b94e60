// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web

extension View {
  /// A moment by the clock in Germany.
  func moment(_ moment: Moment) -> String {
    let (day, minutes) = moment.berlin
    return "\(self.day(day)), \(time(minutes))"
  }

  func retention(_ retention: PersonalData.Retention, from begin: PersonalKind.Begin) -> String {
    switch (retention, begin) {
    case (.withRecord, _): self[PrivacyWord.withRecord]
    case (.days(let days), .archived): count(PrivacyWord.daysArchived, days)
    case (.days(let days), .created): count(PrivacyWord.daysCreated, days)
    }
  }

  func audience(_ audience: Audience) -> String {
    switch audience {
    case .everyone: self[PrivacyWord.everyone]
    case .staff: self[PrivacyWord.staff]
    case .coordination: self[PrivacyWord.coordination]
    case .nobody: self[PrivacyWord.nobody]
    }
  }
}

/// A table that can be scrolled by keyboard.
func privacyTable(_ caption: String, _ heads: [String], _ rows: [HTML]) -> HTML {
  """
  <div class="scroll" tabindex="0" role="region" aria-label="\(caption)"><table><caption class="vh">\(caption)</caption>\
  <thead><tr>\(each: heads, { "<th scope=\"col\">\($0)</th>" })</tr></thead>
  <tbody>\(each: rows, { "<tr>\($0)</tr>\n" })</tbody></table></div>

  """
}
