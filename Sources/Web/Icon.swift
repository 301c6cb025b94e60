// SPDX-License-Identifier: EUPL-1.2

/// The icons of the sprite `icons.svg`; each stands beside a text, never alone.
package enum Icon: String, CaseIterable, Sendable {
  case pin, clock, globe, people, coin, phone, mail, link, keep, print, yes, no, warn, find, go, menu, sift, pen, easy
  case day, info
  case unknown = "unk"
  case close = "x"

  package var html: HTML {
    "<svg class=\"i\" aria-hidden=\"true\"><use href=\"\(AssetPath.icons.text)#\(rawValue)\"/></svg>"
  }

  /// Turned round in right-to-left pages.
  package var flipping: HTML {
    "<svg class=\"i flip\" aria-hidden=\"true\"><use href=\"\(AssetPath.icons.text)#\(rawValue)\"/></svg>"
  }

  /// The pinwheel of the wordmark.
  static let mark: HTML = """
    <svg viewBox="0 0 32 32" aria-hidden="true"><rect class="m1" x="1" y="1" width="19" height="9" rx="2.5"/>\
    <rect class="m2" x="22" y="1" width="9" height="19" rx="2.5"/>\
    <rect class="m3" x="12" y="22" width="19" height="9" rx="2.5"/>\
    <rect class="m4" x="1" y="12" width="9" height="19" rx="2.5"/>\
    <rect class="m5" x="12" y="12" width="8" height="8" rx="2"/></svg>
    """
}
