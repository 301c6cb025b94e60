#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Accessibility and HTML of the pages after the sign-in: axe-core on every kind of page of five roles and on the states
that only work leads to (mistakes, conflict, bulk change, import), at 360 and 1280 px, light and dark; the Nu checker on the
same pages; the keyboard alone on the same addresses. Pictures go to var/screenshots/arbeitsplatz.

Usage: staffaxe_check.py BASE [--shots FOLDER] [--quick] [--only PART-OF-NAME] [--no-keyboard]
"""

import pathlib
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, Queue

import axe_check
import keyboard_check
import nu_check
import outside
import staff
import staff_records

# What each of them is looked at for; everything else is the same page with less on it.
ROLES = {"head": None, "operator": ("team", "betrieb", "konto", "start"), "coordination": ("team", "start"),
         "provider": ("start", "organisationen"), "reader": ("organisationen",)}  # fmt: skip
OTHER_LANGUAGES = ("/arbeitsplatz", "/arbeitsplatz/organisationen", "/arbeitsplatz/organisationen/*", "/arbeitsplatz/organisationen/neu", "/konto", "/arbeitsplatz/team")
SIGN_IN = ("/anmelden", "/anmelden/passwort", "/anmelden/link/" + "a" * 43)
OPEN_ALL = "document.querySelectorAll('main details').forEach(one => one.open = true)"


class Walk(axe_check.Walk):
    """One page after the other in a browser where somebody is signed in."""

    def __init__(self, site, checks, shots, quick, checker, keyboard):
        super().__init__(site, checks, shots, quick)
        self.checker, self.keyboard = checker, keyboard

    def views(self):
        return [(360, False), (1280, True)] if self.quick else [(360, False), (360, True), (768, False), (1280, False), (1280, True)]

    def view(self, driver, kind, target, language, width, dark):
        if width != 768:
            return super().view(driver, kind, target, language, width, dark)
        outside.set_view(driver, width, dark)
        self.sideways(driver, f"{target} {language} {width} px")
        self.picture(driver, kind, language, width, dark)

    def here(self, driver, name, target, language="de"):
        """The page that the browser shows, as it is."""
        driver.execute_script(self.script)
        for width, dark in self.views():
            self.view(driver, name, target, language, width, dark)
        refused = [entry for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING") and "status of 4" not in entry["message"]]
        self.checks.check(not refused, f"console {target}", " | ".join(entry["message"] for entry in refused)[:600])

    def address(self, driver, site, name, path, language="de"):
        outside.set_view(driver, 1280)
        driver.get(self.site.base + path)
        self.here(driver, name, path, language)
        answer = site.follow(path, with_cookies=True)[1]
        self.html(path, answer.body)
        if self.keyboard and language == "de":
            for width in (1280,) if self.quick else (1280, 360):
                keyboard_check.check_page(driver, self.checks, self.site, path, width)

    def state(self, driver, name):
        """A page that a form led to; the HTML is what the browser made of it."""
        outside.set_view(driver, 1280)
        self.html(name, ("<!DOCTYPE html>" + driver.execute_script("return document.documentElement.outerHTML")).encode("utf-8"))
        driver.execute_script(OPEN_ALL)
        self.here(driver, name, name)

    def html(self, name, body):
        found = list(nu_check.faults(self.checker.messages(body, "text/html; charset=utf-8")))
        self.checks.check(not found, f"html {name}", " | ".join(found[:6]).replace("\n", " "))


class Hand:
    """What a person does in the browser on the way to a state."""

    def __init__(self, driver, base):
        self.driver, self.base = driver, base

    def open(self, path):
        self.driver.get(self.base + path)
        return self

    def type(self, field, text):
        element = self.driver.find_element("id", field)
        element.clear()
        element.send_keys(text)
        return self

    def choose(self, field, value):
        from selenium.webdriver.support.ui import Select

        Select(self.driver.find_element("id", field)).select_by_value(value)
        return self

    def press(self, part):
        """The button of the form in the page's main part that is sent to an address with this part."""
        forms = self.driver.find_elements("css selector", f"main form[action*='{part}'][method=post]")
        button = next(one for form in forms for one in form.find_elements("css selector", "button:not(.vh)") if one.is_displayed())
        self.driver.execute_script("arguments[0].click()", button)
        return self


def wrong_sign_in(hand, site):
    hand.driver.delete_all_cookies()
    hand.open("/anmelden").type("mail", "niemand@beispiel.example").type("passwort", "falsches Passwort").press("/anmelden")


def mistakes(hand, site):
    hand.open(f"{staff_records.LIST}/neu").type("f-mail", "keine Adresse").type("f-founded_year", "neunzehn").press("/neu")


def conflict(hand, site):
    path = staff_records.make(site, f"Konflikt {staff.once()}", town="Dortmund")
    hand.open(f"{path}/bearbeiten")
    form = staff.form_to(site.ask(f"{path}/bearbeiten", with_cookies=True), "/bearbeiten")
    staff.send_form(site, f"{path}/bearbeiten", form, {"short_name": "Anderer Name", "feld-sichern": "1"})
    hand.type("f-short_name", "Mein Name").press("/bearbeiten")
    staff_records.put_away(site, path)


def changed(hand, site):
    path = staff_records.make(site, f"Verlauf {staff.once()}", description="Ein Text mit vielen Worten. " * 12)
    for summary in ("Der erste Kurztext", "Der zweite Kurztext, etwas länger"):
        form = staff.form_to(site.ask(f"{path}/bearbeiten", with_cookies=True), "/bearbeiten")
        staff.send_form(site, f"{path}/bearbeiten", form, {"summary": summary, "description": f"{summary}. " + "Ein Text mit vielen Worten. " * 12, "feld-sichern": "1"})
    hand.open(f"{path}/verlauf")


def archived(hand, site):
    path = staff_records.make(site, f"Archiv {staff.once()}")
    staff_records.put_away(site, path)
    hand.open(path)


def bulk_field(hand, site):
    hand.open(f"{staff_records.LIST}?ansicht=alle")
    for box in hand.driver.find_elements("css selector", "input[name=id]")[:3]:
        hand.driver.execute_script("arguments[0].click()", box)
    hand.press("/sammel")


def bulk_preview(hand, site):
    bulk_field(hand, site)
    hand.choose("feld", "town").press("/sammel")
    hand.type("f-town", "Beispielstadt").press("/sammel")


def bulk_mistake(hand, site):
    bulk_field(hand, site)
    hand.choose("feld", "mail").press("/sammel")
    hand.type("f-mail", "keine Adresse").press("/sammel")


def import_mapping(hand, site):
    word = staff.once()
    rows = [f"{name} {word};441{number:02};Dortmund;{mail}" for number, (name, mail) in enumerate([("Verein", "v@pruefwort.example"), ("Treff", "keine Adresse"), ("Haus", "")])]
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "Vereine.csv"
        file.write_text("\n".join(["Name;PLZ;Ort;E-Mail"] + rows) + "\n", "utf-8")
        hand.open("/arbeitsplatz/import").choose("art", "organisationen")
        hand.driver.find_element("id", "datei").send_keys(str(file))
        hand.press("/import")


def import_preview(hand, site):
    import_mapping(hand, site)
    hand.press("/zuordnung")


def import_refused(hand, site):
    import_preview(hand, site)
    hand.press("/schreiben")


def invitation_mistake(hand, site):
    hand.open("/arbeitsplatz/team/einladen").type("name", "Neu").type("mail", "keine Adresse").press("/einladen")


def token_mistake(hand, site):
    hand.open("/konto/zugaenge").press("/zugaenge")


def password_mistake(hand, site):
    hand.open("/konto/passwort").type("passwort", "falsch").type("neu", "kurz").type("nochmal", "anders").press("/passwort")


def comment_mistake(hand, site):
    path = next(iter(staff_records.rows(site.ask(f"{staff_records.LIST}?ansicht=alle", with_cookies=True))))
    hand.open(path).type("kommentar", " ").press("/kommentare")


def all_open(hand, site):
    hand.open(f"{staff_records.LIST}?ansicht=alle&f-status=active&q=verein")


def missing(hand, site):
    hand.open("/arbeitsplatz/organisationen/00000000-0000-7000-8000-000000000000")


STATES = [mistakes, conflict, changed, archived, bulk_field, bulk_preview, bulk_mistake, import_mapping, import_preview, import_refused,
          invitation_mistake, token_mistake, password_mistake, comment_mistake, all_open, missing, wrong_sign_in]  # fmt: skip


def open_menus(walk, driver, site):
    """The menu on a small screen, by keyboard; the person's menu on a wide one."""
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.keys import Keys

    outside.set_view(driver, 360)
    driver.get(walk.site.base + "/arbeitsplatz")
    button = driver.find_element("css selector", "button.menu")
    button.send_keys(Keys.ENTER)
    shown = driver.execute_script("return document.getElementById('arbeitsmenue').matches(':popover-open')")
    walk.checks.check(shown, "the menu opens by keyboard at 360 px")
    driver.execute_script(walk.script)
    for dark in (False, True):
        walk.view(driver, "menue-offen", "menu open", "de", 360, dark)
    places = []
    for _ in range(2):
        ActionChains(driver, duration=0).send_keys(Keys.TAB).perform()
        places.append(driver.execute_script("return !!document.activeElement.closest('#arbeitsmenue')"))
    walk.checks.check(all(places), "Tab leads into the open menu", places)
    ActionChains(driver, duration=0).send_keys(Keys.ESCAPE).perform()
    closed = driver.execute_script("return !document.getElementById('arbeitsmenue').matches(':popover-open') && document.activeElement.matches('button.menu')")
    walk.checks.check(closed, "Escape closes the menu and leads back to its button")
    outside.set_view(driver, 1280)
    driver.get(walk.site.base + "/arbeitsplatz")
    driver.find_element("css selector", ".person summary").send_keys(Keys.ENTER)
    driver.execute_script(walk.script)
    for width in (1280, 360):
        walk.view(driver, "person-offen", "person's menu open", "de", width, False)


def addresses(site, role, wanted):
    """(name, path) of the kinds of pages of one person."""
    found = {}
    for path, answer, end in staff.Pages(site, most=150, per_kind=2).walk():
        if answer.status == 200 and answer.is_html and end == path and staff.kind(path)[0] == "de":
            which = staff.kind(path)[1]
            if which.count("&") < 1 and (wanted is None or any(part in which or (part == "start" and which == "/arbeitsplatz") for part in wanted)):
                found.setdefault(which, path)
    return [(f"{role}-{which}", path) for which, path in found.items()]


def tasks(base, only):
    """What there is to do, one browser at a time: (name, mail, function of walk, driver, site)."""
    def pages(role, wanted):
        def run(walk, driver, site):
            for name, path in addresses(site, role, wanted):
                if only not in name:
                    continue
                guarded(walk, name, lambda: walk.address(driver, site, name, path))
                if role == "head" and staff.kind(path)[1] in OTHER_LANGUAGES and not walk.quick:
                    for language in ("en", "ar"):
                        guarded(walk, name, lambda: walk.address(driver, site, name, f"/{language}{path}", language))
        return run

    def states(chosen):
        def run(walk, driver, site):
            for state in chosen:
                if only not in state.__name__:
                    continue
                def way():
                    state(Hand(driver, base), site)
                    walk.state(driver, "zustand-" + state.__name__)
                guarded(walk, state.__name__, way)
        return run

    def visitor(walk, driver, site):
        for path in SIGN_IN:
            for language in ("de", "ar"):
                if only in path:
                    guarded(walk, path, lambda: walk.address(driver, site, path, ("" if language == "de" else "/ar") + path, language))

    yield "head", staff.PEOPLE["head"], pages("head", ROLES["head"])
    yield "states", staff.PEOPLE["head"], states(STATES)
    yield "menus", staff.PEOPLE["head"], lambda walk, driver, site: guarded(walk, "menus", lambda: open_menus(walk, driver, site)) if only in "menus" else None
    for role, wanted in list(ROLES.items())[1:]:
        yield role, staff.PEOPLE[role], pages(role, wanted)
    yield "visitor", None, visitor


def guarded(walk, name, way):
    try:
        way()
    except Exception as problem:  # one broken page must not hide the others
        walk.checks.fail(f"page {name}", f"{type(problem).__name__} {problem}"[:300])


def work(queue, walk, base):
    while True:
        try:
            name, mail, task = queue.get_nowait()
        except Empty:
            return
        driver = outside.browser()
        try:
            site = staff.signed_in(base, mail) if mail else outside.Site(base)
            if mail and not outside.sign_in(driver, base, mail):
                raise staff.SignInFailed(mail)
            task(walk, driver, site)
        except Exception as problem:
            walk.checks.fail(f"task {name}", f"{type(problem).__name__} {problem}"[:300])
        finally:
            driver.quit()


def main():
    options = outside.arguments(
        __doc__.split("\n")[0], (("--shots",), {"default": "var/screenshots/arbeitsplatz"}), (("--quick",), {"action": "store_true"}),
        (("--only",), {"default": ""}), (("--no-keyboard",), {"action": "store_true"}),
    )  # fmt: skip
    base = options.base.rstrip("/")
    checks, checker = outside.Checks("staffaxe"), nu_check.Checker()
    try:
        pathlib.Path(options.shots).mkdir(parents=True, exist_ok=True)
        checker.wait()
        walk = Walk(outside.Site(base), checks, options.shots, options.quick, checker, not options.no_keyboard)
        queue = Queue()
        for task in tasks(base, options.only):
            queue.put(task)
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda _: work(queue, walk, base), range(2)))
        for path in ("/assets/arbeitsplatz.css",):
            nu_check.check_sheet(checker, checks, walk.site, path)
    finally:
        checker.end()
    for rule, (label, nodes) in sorted(walk.notes.items()):
        checks.note(f"axe could not decide {rule}, first at {label}: {' '.join(nodes)}")
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
