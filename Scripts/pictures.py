#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Takes the pictures of README and handbook, or of any pages, from a running server with example data.

Usage: pictures.py BASE FOLDER [PATH[@WIDTH[:LANGUAGE[:dark]]] ...]
Without paths: the pictures that the documentation shows. `$offer` in a path stands for the first offer of the list,
`$guide` for the first page of the guide.
"""

import json
import re
import sys
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Tests" / "External"))
from outside import LANGUAGES, browser, set_view  # noqa: E402

DOCUMENTATION = {
    "start": "/@1280", "angebot": "/angebote/$offer@1280", "suche": "/suche?q=Sprachkurs+mit+Kinderbetreuung@1280",
    "zentrum": "/zentren/dortmund@1280", "finden": "/finden@1280",
}


def first(base, kind):
    with urllib.request.urlopen(f"{base}/api/v1/{kind}?per_page=1", timeout=30) as answer:
        return json.load(answer)["items"][0]["id"]


def take(driver, base, wish, file):
    path, _, look = wish.partition("@")
    width, language, scheme = (look.split(":") + ["", ""])[:3] if look else ("1280", "", "")
    if "$offer" in path:
        path = path.replace("$offer", first(base, "offers"))
    if "$guide" in path:
        path = path.replace("$guide", first(base, "guides"))
    set_view(driver, int(width or 1280), dark=scheme == "dark")
    driver.get(base + (LANGUAGES.get(language) or "/de") + path)
    height = driver.execute_script("return Math.max(document.documentElement.scrollHeight, 900)")
    wider = driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    set_view(driver, int(width or 1280), dark=scheme == "dark", height=min(height, 2400))
    driver.save_screenshot(str(file))
    print(f"{file.name}: {path} {width} {language or 'de'} {scheme or 'light'}" + (f", {wider} px too wide" if wider > 0 else ""), flush=True)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    base, folder = sys.argv[1].rstrip("/"), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    wishes = {re.sub(r"[^a-z0-9]+", "-", wish.lower()).strip("-") or "start": wish for wish in sys.argv[3:]} or DOCUMENTATION
    driver = browser()
    try:
        for name, wish in wishes.items():
            take(driver, base, wish, folder / f"{name}.png")
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
