#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Every kind of public page with the Tab key alone: the skip link comes first and works, everything that can be used is
reached in order, where one is can be seen, nothing holds one fast.

Usage: keyboard_check.py BASE [--quick] [--only PART-OF-KIND]
"""

import sys

import outside

MOST_STOPS = 400
# Marks what should be reached (one button of a radio group, nothing inside closed details) and records every focus.
PREPARE = """
const shown = e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && !e.closest('[inert]');
const wanted = [...document.querySelectorAll(
  'a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex],[contenteditable=true],iframe')]
  .filter(e => e.tabIndex >= 0 && shown(e));
const groups = new Set();
window.kbStops = wanted.filter(e => {
  if (e.type !== 'radio') return true;
  const key = (e.form ? [...document.forms].indexOf(e.form) : '') + e.name;
  const chosen = [...document.getElementsByName(e.name)].some(o => o.checked && o.form === e.form);
  if (chosen ? !e.checked : groups.has(key)) return false;
  groups.add(key); return true;
});
const look = e => { const s = getComputedStyle(e);
  return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.borderWidth, s.backgroundColor,
          s.color, s.textDecorationLine, s.textDecorationThickness].join(';'); };
const looks = e => [e, e.parentElement, e.closest('label'), e.id && document.querySelector('label[for="' + CSS.escape(e.id) + '"]'),
                    ...e.children].filter(Boolean).map(look).join('|');
const before = new Map(window.kbStops.map(e => [e, looks(e)]));
window.kbSeen = [];
document.addEventListener('focusin', event => {
  const e = event.target, box = e.getBoundingClientRect();
  const middle = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1));
  window.kbSeen.push({stop: window.kbStops.indexOf(e), html: e.outerHTML.slice(0, 120),
    changed: !before.has(e) || before.get(e) !== looks(e),
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    covered: !!middle && !e.contains(middle) && !middle.contains(e) && getComputedStyle(middle).position === 'sticky'});
});
return {stops: window.kbStops.map(e => e.outerHTML.slice(0, 120)),
        raised: wanted.filter(e => e.tabIndex > 0).map(e => e.outerHTML.slice(0, 120))};
"""


def press_tab(driver, times):
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.keys import Keys

    chain = ActionChains(driver, duration=0)
    for _ in range(times):
        chain.send_keys(Keys.TAB)
    chain.perform()


def walk_through(driver, wanted):
    """All focus events until every stop was met once more or nothing moves any longer."""
    seen, rounds_without_new = [], 0
    while len(seen) < wanted + 5 and len(seen) < MOST_STOPS and rounds_without_new < 2:
        press_tab(driver, 20)
        now = driver.execute_script("return window.kbSeen")
        rounds_without_new = rounds_without_new + 1 if len(now) == len(seen) else 0
        seen = now
    return seen


def check_page(driver, checks, site, path, width):
    label = f"{path} {width} px"
    outside.set_view(driver, width)
    driver.get(site.base + path)
    expected = driver.execute_script(PREPARE)
    stops = expected["stops"][:MOST_STOPS]
    checks.check(not expected["raised"], f"no positive tabindex {label}", " ".join(expected["raised"]))
    seen = walk_through(driver, len(stops))
    reached = {entry["stop"] for entry in seen}
    missing = [html for index, html in enumerate(stops) if index not in reached]
    checks.check(not missing, f"all {len(stops)} reached {label}", f"{len(missing)} not: " + " ".join(missing[:4]))
    first_round = [entry["stop"] for entry in seen[: len(stops)] if entry["stop"] >= 0]
    backward = [stops[later] for earlier, later in zip(first_round, first_round[1:]) if later < earlier and later != 0 and later < len(stops)]
    checks.check(not backward, f"in reading order {label}", " ".join(backward[:3]))
    unseen = unique(entry["html"] for entry in seen if not entry["changed"] or not entry["inView"] or entry["covered"])
    checks.check(not unseen, f"focus can be seen {label}", f"{len(unseen)} not: " + " ".join(unseen[:4]))
    check_skip_link(driver, checks, site, path, label)


def unique(texts):
    return list(dict.fromkeys(texts))


def check_skip_link(driver, checks, site, path, label):
    """The first stop leads past the head of the page: after Enter the next stop lies inside <main>."""
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.keys import Keys

    driver.get(site.base + path)
    driver.execute_script(PREPARE)
    press_tab(driver, 1)
    first = driver.execute_script(
        "const e = document.activeElement, t = e.hash && document.getElementById(decodeURIComponent(e.hash.slice(1)));"
        "return {html: e.outerHTML.slice(0, 160), leads: !!t && !!t.closest('main')}"
    )
    if not checks.check(first["leads"], f"skip link first {label}", first["html"]):
        return
    ActionChains(driver, duration=0).send_keys(Keys.ENTER).pause(0.1).send_keys(Keys.TAB).perform()
    place = driver.execute_script(
        "const e = document.activeElement, m = document.querySelector('main');"
        "const later = s => m.contains(s) || !!(m.compareDocumentPosition(s) & Node.DOCUMENT_POSITION_FOLLOWING);"
        "return {html: e.outerHTML.slice(0, 120), past: e === document.body || later(e) || !window.kbStops.some(later)}"
    )
    checks.check(place["past"], f"skip link works {label}", place["html"])


def main():
    options = outside.arguments(
        __doc__.split("\n")[0], (("--quick",), {"action": "store_true"}), (("--only",), {"default": ""})
    )
    checks, site = outside.Checks("keyboard"), outside.Site(options.base)
    kinds = {kind: paths for kind, paths in outside.discover(site).items() if options.only in kind}
    driver = outside.browser()
    try:
        for paths in kinds.values():
            for language, width in (("de", 1280),) if options.quick else (("de", 1280), ("de", 360), ("ar", 1280)):
                path = outside.in_language(site, paths[0], language)
                try:
                    check_page(driver, checks, site, path, width)
                except Exception as problem:  # one broken page must not hide the others
                    checks.fail(f"page {path}", f"{type(problem).__name__} {problem}"[:300])
    finally:
        driver.quit()
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
