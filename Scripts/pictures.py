#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Takes the pictures of README and handbook, or of any pages, from a running server with example data.

Usage: pictures.py BASE FOLDER [--as MAIL] [--only NAME] [PATH[@WIDTH[:LANGUAGE[:dark]]] ...]
Without paths: the pictures that the documentation shows, those of the workplace as somebody of the example data; some
leave an example record or an import behind. `$offer` in a path stands for the first offer of the list, `$guide` for the
first page of the guide, `$organisation` for the first organisation of the person's list.
"""

import argparse
import json
import pathlib
import re
import sys
import tempfile
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Tests" / "External"))
import staff  # noqa: E402
import staff_records  # noqa: E402
from outside import LANGUAGES, browser, set_view, sign_in  # noqa: E402
from smaller_png import smaller  # noqa: E402

DOCUMENTATION = {
    "start": "/@1280", "angebot": "/angebote/$offer@1280",
    "anmelden": "/anmelden@1280",
}
WORKPLACE = {
    "arbeitsplatz": "/arbeitsplatz@1280", "liste": "/arbeitsplatz/organisationen?ansicht=alle@1280",
    "formular": "/arbeitsplatz/organisationen/$organisation/bearbeiten@1280", "verlauf": "history", "import": "import", "team": "/arbeitsplatz/team@1280",
}  # fmt: skip
TABLE = """Name;PLZ;Ort;E-Mail
Elterncafé Hörde e. V.;44263;Dortmund;kontakt@elterncafe.example
Lernwerkstatt Nordmarkt;44145;Dortmund;post@lernwerkstatt.example
Nachbarschaftshaus Eving;44339;Dortmund;keine Adresse
Frauentreff Scharnhorst;44328;Dortmund;treff@scharnhorst.example
"""
HIGHEST = 1500


def first(base, kind):
    with urllib.request.urlopen(f"{base}/api/v1/{kind}?per_page=1", timeout=30) as answer:
        return json.load(answer)["items"][0]["id"]


def filled(base, path, site):
    if "$offer" in path:
        path = path.replace("$offer", first(base, "offers"))
    if "$guide" in path:
        path = path.replace("$guide", first(base, "guides"))
    if "$organisation" in path:
        rows = staff_records.rows(site.ask(f"{staff_records.LIST}?ansicht=alle&f-status=active", with_cookies=True))
        path = path.replace("$organisation", rows[0].rpartition("/")[2])
    return path


def history(driver, base, site):
    """The history of a record that was changed twice."""
    path = staff_records.make(site, "Stadtteilhaus Nordmarkt", town="Dortmund", summary="Treffpunkt für Familien im Viertel")
    for change in ({"summary": "Treffpunkt und Beratung für Familien im Viertel"}, {"phone": "0231 5550123", "opening_hours": "Mo bis Fr 9 bis 17 Uhr"}):
        place = f"{path}/bearbeiten"
        staff.send_form(site, place, staff.form_to(site.ask(place, with_cookies=True), "/bearbeiten"), {**change, "feld-sichern": "1"})
    driver.get(f"{base}/de{path}/verlauf")


def preview(driver, base, site):
    """The preview of a small table with a mistake in it."""
    driver.get(f"{base}/de/arbeitsplatz/import")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "Vereine.csv"
        file.write_text(TABLE, "utf-8")
        driver.find_element("id", "datei").send_keys(str(file))
        driver.find_element("css selector", "main form[enctype] button").click()
    driver.find_element("css selector", "main form[action$='/zuordnung'] button").click()


STATES = {"history": history, "import": preview}


def take(driver, base, wish, file, site=None):
    path, _, look = wish.partition("@")
    width, language, scheme = (look.split(":") + ["", ""])[:3] if look else ("1280", "", "")
    set_view(driver, int(width or 1280), dark=scheme == "dark")
    if path in STATES:
        STATES[path](driver, base, site)
    else:
        driver.get(base + (LANGUAGES.get(language) or "/de") + filled(base, path, site))
    height = driver.execute_script("return Math.max(document.documentElement.scrollHeight, 700)")
    wider = driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    set_view(driver, int(width or 1280), dark=scheme == "dark", height=min(height, HIGHEST))
    file.write_bytes(smaller(driver.get_screenshot_as_png()))
    size = file.stat().st_size // 1000
    print(f"{file.name}: {path} {width} {language or 'de'} {scheme or 'light'}, {size} kB" + (f", {wider} px too wide" if wider > 0 else ""), flush=True)


def take_all(base, folder, wishes, mail):
    driver = browser()
    try:
        site = staff.signed_in(base, mail) if mail else None
        if mail and not sign_in(driver, base, mail):
            sys.exit(f"{mail} cannot sign in")
        for name, wish in wishes.items():
            take(driver, base, wish, folder / f"{name}.png", site)
    finally:
        driver.quit()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("base")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--as", dest="mail", default="")
    parser.add_argument("--only", default="", help="one name of the documentation's pictures")
    options = parser.parse_args()
    base = options.base.rstrip("/")
    options.folder.mkdir(parents=True, exist_ok=True)
    wishes = {re.sub(r"[^a-z0-9]+", "-", wish.lower()).strip("-") or "start": wish for wish in options.paths}
    if wishes:
        take_all(base, options.folder, wishes, options.mail)
        return
    for mail, pictures in (("", DOCUMENTATION), (options.mail or staff.PEOPLE["head"], WORKPLACE)):
        chosen = {name: wish for name, wish in pictures.items() if options.only in ("", name)}
        if chosen:
            take_all(base, options.folder, chosen, mail)


if __name__ == "__main__":
    main()
