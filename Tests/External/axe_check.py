#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Accessibility of every kind of public page: axe-core (WCAG 2.1 A/AA) in German, English and Arabic, at three widths,
light and dark; no sideways scrolling, nothing on the browser's console. Pictures go to var/screenshots.

Usage: axe_check.py BASE [--shots FOLDER] [--quick] [--only PART-OF-KIND]
"""

import base64
import itertools
import pathlib
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, Queue

import outside

WIDTHS = (360, 768, 1280)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}, resultTypes: ['violations', 'incomplete']})
  .then(found => done({violations: found.violations.map(brief), incomplete: found.incomplete.map(brief)}))
  .catch(problem => done({problem: String(problem)}));
function brief(rule) {
  return {id: rule.id, help: rule.help, nodes: rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160)),
          more: rule.nodes.length, why: rule.nodes[0] ? (rule.nodes[0].failureSummary || '').slice(0, 200) : ''};
}
"""


def axe_script():
    import axe_playwright_python

    return (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


class Walk:
    def __init__(self, site, checks, shots, quick):
        self.site, self.checks, self.shots, self.quick = site, checks, shots, quick
        self.script = axe_script()
        self.notes = {}

    def views(self):
        if self.quick:
            return [(360, False), (1280, True)]
        return list(itertools.product(WIDTHS, (False, True)))

    def page(self, driver, kind, path, language):
        target = outside.in_language(self.site, path, language)
        outside.set_view(driver, 1280)
        driver.get_log("browser")
        driver.get(self.site.base + target)
        driver.execute_script(self.script)
        for width, dark in self.views():
            self.view(driver, kind, target, language, width, dark)
        self.console(driver, kind, target)

    def view(self, driver, kind, target, language, width, dark):
        label = f"{target} {language} {width} px {'dark' if dark else 'light'}"
        outside.set_view(driver, width, dark)
        found = driver.execute_async_script(RUN, TAGS)
        if "problem" in found:
            self.checks.fail(f"axe {label}", found["problem"])
            return
        faults = [
            f"{rule['id']} ({rule['help']}; {rule['more']}×) {' '.join(rule['nodes'])} {rule['why']}"
            for rule in found["violations"]
        ]
        self.checks.check(not faults, f"axe {label}", " | ".join(faults).replace("\n", " "))
        for rule in found["incomplete"]:
            self.notes.setdefault(rule["id"], (label, rule["nodes"][:1]))
        if not dark:
            self.sideways(driver, label)
        self.picture(driver, kind, language, width, dark)

    def sideways(self, driver, label):
        wide, seen = driver.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        self.checks.check(wide <= seen + 1, f"no sideways scrolling {label}", f"{wide} px wide")

    def console(self, driver, kind, target):
        """Messages of the browser: refused inline code, missing files, script errors. A page that answers 404 may say so."""
        lines = [entry["message"] for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        if kind.startswith("fehlt:"):
            lines = [line for line in lines if "status of 404" not in line]
        self.checks.check(not lines, f"console {target}", " | ".join(lines)[:600])

    def picture(self, driver, kind, language, width, dark):
        if not self.shots or (dark and width == 768) or (language == "en" and width != 1280):
            return
        size = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": width, "height": min(size["height"], 4000), "scale": 1}
        shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
        name = re.sub(r"[^\w]+", "-", kind.replace("*", "eins")).strip("-") or "start"
        file = pathlib.Path(self.shots) / f"{name}-{language}-{width}-{'dunkel' if dark else 'hell'}.png"
        file.write_bytes(base64.b64decode(shot["data"]))


def main():
    options = outside.arguments(
        __doc__.split("\n")[0],
        (("--shots",), {"default": "var/screenshots"}),
        (("--quick",), {"action": "store_true"}),
        (("--only",), {"default": ""}),
    )
    checks, site = outside.Checks("axe"), outside.Site(options.base)
    pathlib.Path(options.shots).mkdir(parents=True, exist_ok=True)
    walk = Walk(site, checks, options.shots, options.quick)
    kinds = {kind: paths for kind, paths in outside.discover(site).items() if options.only in kind}
    languages = ["de", "ar"] if options.quick else list(outside.LANGUAGES)
    work = Queue()
    for (kind, paths), language in itertools.product(kinds.items(), languages):
        work.put((kind, paths[0], language))
    checks.note(f"{len(kinds)} kinds of pages: {', '.join(kinds)}")

    def walk_some(_):
        driver = outside.browser()
        try:
            while True:
                try:
                    kind, path, language = work.get_nowait()
                except Empty:
                    return
                try:
                    walk.page(driver, kind, path, language)
                except Exception as problem:  # one broken page must not hide the others
                    checks.fail(f"page {path} {language}", f"{type(problem).__name__} {problem}"[:300])
        finally:
            driver.quit()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(walk_some, range(2)))
    for rule, (label, nodes) in sorted(walk.notes.items()):
        checks.note(f"axe could not decide {rule}, first at {label}: {' '.join(nodes)}")
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
