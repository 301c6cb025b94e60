#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Three people in three browsers: the head (1280 px) invites a colleague (768 px), who makes an organisation, a contact
person, an offer and a guide page; a provider (360 px) changes the offer and hands it in, the head publishes it, a visitor
reads it. Then history, rights, import, duplicates, a conflict; and an offer changed by keyboard alone. Every page is kept as
a picture and looked at for sideways scrolling, messages of the browser and markup shown as text.

Usage: journey_check.py BASE [--shots FOLDER] (the example data must be there, and no mail server)
"""

import base64
import contextlib
import pathlib
import re
import sys
import tempfile
import time

import outside
import staff
import staff_people
import staff_records
import staffaxe_check

MARKUP = re.compile(r"</?(?:a|p|b|i|br|ul|ol|li|td|tr|div|span|bdi|small|code)\b[^<>\n]*>|Optional\(|%@")
GUIDE = "## Was hilft\n\nEin **fetter** Satz mit Umlauten: Größe, Übergang, Fuß.\n\n- erster Punkt\n- zweiter Punkt\n"
TABLE = "Name;PLZ;Ort;E-Mail\nTreff {0};44135;Dortmund;treff@pruefwort.example\nHaus {0};44137;Dortmund;\n"
DESK = "/arbeitsplatz"


class Person(staffaxe_check.Hand):
    """Somebody in a browser of their own, who only does what hands can do."""

    def __init__(self, who, width, base, checks, shots):
        super().__init__(outside.browser(width), base)
        self.who, self.width, self.checks, self.shots, self.count = who, width, checks, shots, 0
        outside.set_view(self.driver, width)

    def all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def shown(self, selector):
        return [one for one in self.all(selector) if one.is_displayed()]

    def click(self, element):
        """A click of the mouse, and what it leads to: a new page where one comes."""
        page = self.all("html")[0]
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()
        with contextlib.suppress(Exception):  # the old page is gone
            for _ in range(20):
                page.is_enabled()
                time.sleep(0.05)
        return self

    def follow(self, selector, words=""):
        found = [one for one in self.shown(selector) if words in one.text]
        if not found:
            raise LookupError(f"nothing like {selector} {words} at {self.path}")
        return self.click(found[0])

    def menu(self, path):
        """An entry of the menu, which a small screen hides behind its button."""
        entry = f"nav.desk a[href='{path}'], #arbeitsmenue a[href='{path}']"
        return self.follow(entry) if self.shown(entry) else self.follow("button.menu").follow(entry)

    def press(self, part, words=""):
        return self.follow(f"main form[action*='{part}'][method=post] button:not(.vh)", words)

    def pick(self, field, value, words):
        """Another record: from a list where there are few, by a search where there are many."""
        if self.all(f"select#f-{field}"):
            return self.choose(f"f-{field}", value)
        self.type(f"f-{field}-s", words).follow(f"button[name=feld-suchen][value={field}]")
        return self.follow(f"input[name={field}][value='{value}']")

    @property
    def path(self):
        return re.sub("[?#].*", "", self.driver.current_url.removeprefix(self.base))

    @property
    def text(self):
        return " ".join(self.driver.execute_script("return document.querySelector('main').innerText").split())

    def sees(self, what, *words, status=200):
        """The page that is there now holds these words; its picture is kept and its look is checked."""
        self.count += 1
        label = f"{self.who}: {what}"
        text, found = self.text, self.driver.execute_script("return performance.getEntriesByType('navigation')[0].responseStatus")
        missing = [word for word in words if word not in text]
        self.checks.check(found == status and not missing, label, f"{found} {self.path} without {missing}: {text[:200]}")
        wide, seen = self.driver.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        self.checks.check(wide <= seen + 1, f"{label}: no sideways scrolling", f"{wide} px at {seen}")
        lines = [entry["message"] for entry in self.driver.get_log("browser") if not re.search("status of 4(09|22)", entry["message"])]
        self.checks.check(not lines, f"{label}: the browser has nothing to say", " | ".join(lines)[:300])
        self.checks.check(not MARKUP.search(text), f"{label}: no markup as text", f"{self.path} {MARKUP.findall(text)[:3]}")
        height = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]["height"]
        clip = {"x": 0, "y": 0, "width": self.width, "height": min(height, 3500), "scale": 1}
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
        name = re.sub(r"\W+", "-", f"{self.who}-{self.count:02}-{what}-{self.width}") + ".png"
        (pathlib.Path(self.shots) / name).write_bytes(base64.b64decode(shot["data"]))
        return self


def invite(head, word):
    """The link of the letter, which the operator passes on."""
    mail = f"{word.lower()}@dortmund.example"
    head.menu(f"{DESK}/team").sees("team", "Team").follow("main a[href*='/team/einladen']").sees("invitation", "einladen")
    head.type("name", f"Nora {word}").type("mail", mail).choose("rolle", "centerStaff").press("/einladen", "Einladen").sees("invited", "Nora", word)
    operator = staff.signed_in(head.base, staff.PEOPLE["operator"])
    found = operator.ask(f"{DESK}/betrieb/nachrichten?suche={word.lower()}", with_cookies=True)
    letter = found.tree.xpath("//main//a[contains(@href, '/nachrichten/')]/@href")[0]
    return mail, staff_people.LINK.search(operator.ask(operator.inside(letter, DESK), with_cookies=True).text).group(0)


def arrive(new, mail, link):
    password = staff_people.GOOD_PASSWORD
    new.open(link).sees("letter opened").type("neu", password).type("nochmal", password).press("/anmelden/link/").sees("password chosen")
    new.type("mail", mail).type("passwort", password).press("/anmelden").sees("first start page", "Guten Tag, Nora")


def organisation(new, word):
    """A mistake is told with all that was typed; the corrected record is kept."""
    new.menu(staff_records.LIST).sees("list of organisations", "Organisationen")
    new.follow("main a[href$='/organisationen/neu']").sees("new organisation", "Organisation anlegen")
    new.type("f-name", f"Begegnung {word}").type("f-summary", "Erste Fassung für Groß und Klein").type("f-mail", "keine Adresse").type("f-town", "Dortmund")
    new.press("/organisationen/neu", "Speichern").sees("mistake", status=422)
    kept = [new.driver.find_element("id", field).get_attribute("value") for field in ("f-name", "f-summary", "f-mail", "f-town")]
    new.checks.check(kept == [f"Begegnung {word}", "Erste Fassung für Groß und Klein", "keine Adresse", "Dortmund"], "what was typed is kept", kept)
    new.checks.check(new.shown("#f-mail[aria-invalid=true]"), "the mistake stands at its field")
    new.type("f-mail", "post@pruefwort.example").press("/organisationen/neu", "Speichern")
    return new.sees("organisation kept", f"Begegnung {word}", "Erste Fassung").path


def contact(new, word, owner):
    new.menu(f"{DESK}/ansprechpersonen").follow("main a[href$='/ansprechpersonen/neu']").sees("new contact person", "Ansprechperson anlegen")
    new.type("f-name", f"Käthe {word}").type("f-role", "Leitung").type("f-phone", "0231 5550101").pick("organisation", owner, word)
    new.press("/ansprechpersonen/neu", "Speichern").sees("contact person kept", f"Käthe {word}", f"Begegnung {word}")


def offer(new, word, owner):
    """A draft for the provider's organisation with a time and a place."""
    new.menu(f"{DESK}/angebote").follow("main a[href$='/angebote/neu']").sees("new offer", "Angebot anlegen")
    new.type("f-title", f"Lesekreis {word}").type("f-summary", "Gemeinsam lesen").type("f-description", "Wir lesen **zusammen**.\n\n- Bücher\n- Tee")
    new.follow("#f-fields summary").follow("input[name=fields]").pick("organisation", *owner).press("/angebote/neu", "Speichern")
    path = new.sees("offer kept", f"Lesekreis {word}", "Entwurf").path
    new.follow("main a[href$='/zeiten/neu']").choose("f-weekday", new.all("#f-weekday option:not([value=''])")[1].get_attribute("value"))
    new.type("f-opens", "16:30").type("f-closes", "18:00").press("/zeiten/neu", "Speichern").sees("time kept", "16:30")
    new.follow("main a[href$='/orte/neu']").type("suche", "Schule").follow("main form[role=search] button").sees("place looked for", "Ort hinzufügen")
    new.follow("main form[method=post] input[type=radio]").type("f-remark", "Raum 12").press("/orte/neu", "Speichern").sees("place kept", "Raum 12")
    return path


def guide(new, word):
    new.menu(f"{DESK}/wegweiser").follow("main a[href$='/wegweiser/neu']").sees("new guide page", "Neue Seite")
    new.type("f-titel", f"Ankommen {word}").type("f-kurztext", "Kurz gesagt").type("f-text", GUIDE)
    new.press("/wegweiser/neu", "Vorschau").sees("preview of the guide page", "fetter").press("/wegweiser/neu", "Speichern")
    return new.sees("guide page kept", f"Ankommen {word}", "Entwurf").path


def comment(new, path, word):
    text, where = f"Bitte noch prüfen, {word}.", path.split("/")[2]
    new.open(path).type("kommentar", text).press("/kommentare", "Kommentieren").sees(f"comment on {where}", text)


def review(provider, head, path, word):
    """The provider changes the offer and hands it in, the head finds and publishes it, a visitor reads it."""
    provider.menu(f"{DESK}/angebote").sees("own offers", f"Lesekreis {word}")
    provider.follow(f"main a[href$='{path}']").sees("own offer", "Gemeinsam lesen").follow("main .acts a[href$='/bearbeiten']").sees("form of the offer")
    provider.type("f-summary", f"Lesen für alle, neu {word}").press("/bearbeiten", "Speichern").sees("offer changed", f"neu {word}")
    provider.press("/schritt/einreichen").sees("handed in")
    provider.checks.check(not provider.all("main form[action*='/schritt/veroeffentlichen']"), "a provider does not publish")
    head.menu(DESK).sees("what awaits review", f"Lesekreis {word}").follow(f"main a[href$='{path}']").sees("offer in review", f"neu {word}")
    head.press("/schritt/veroeffentlichen").sees("published", f"neu {word}")
    head.checks.check(f"neu {word}" in outside.Site(head.base).ask(path.removeprefix(DESK)).text, "a visitor reads the new text")
    head.open(path.removeprefix(DESK)).sees("public page", f"Lesekreis {word}", "16:30")


def history(new, head, path, word):
    """A change is taken back; the head sees who may read the record."""
    new.open(path).follow("main .acts a[href$='/bearbeiten']").type("f-summary", "Zweite Fassung").press("/bearbeiten", "Speichern")
    new.follow("main a[href$='/verlauf']").sees("history", "Erste Fassung", "Zweite Fassung", "Nora")
    new.press("/zuruecknehmen").sees("taken back").open(path).sees("the text of before", "Erste Fassung")
    head.open(path).follow("main a[href*='/zugriff/']").sees("who may see it", "Wer darf das sehen", f"Nora {word}", "Marta Lindner")


def bring_in(new, word):
    """A table: columns, preview, written, undone."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "Treffpunkte.csv"
        file.write_text(TABLE.format(word), "utf-8")
        new.menu(f"{DESK}/import").choose("art", "organisationen").type("datei", str(file)).sees("table chosen").press("/import", "Hochladen")
    new.sees("columns of the table", "E-Mail").press("/zuordnung")
    until(new, lambda: new.all("main form[action*='/schreiben']")).sees("preview of the import", f"Treff {word}", f"Haus {word}").press("/schreiben")
    until(new, lambda: new.all("main form[action*='/zuruecknehmen']")).sees("imported")
    run, found = new.path, f"{staff_records.LIST}?q={word}"
    new.open(found).sees("imported records", f"Treff {word}", f"Haus {word}").open(run).press("/zuruecknehmen").open(found)
    until(new, lambda: f"Treff {word}" not in new.text)
    new.checks.check(f"Treff {word}" not in new.text and f"Haus {word}" not in new.text, "the import is undone", new.text[:200])
    new.open(run).sees("import undone", "zurückgenommen")


def until(person, holds, seconds=40):
    """The page once something holds for it, loaded again and again."""
    for _ in range(seconds * 2):
        if holds():
            break
        time.sleep(0.5)
        person.driver.refresh()
    return person


def conflict(head, new, path):
    """Both have the form open; the second one sees both texts and chooses."""
    head.open(f"{path}/bearbeiten"), new.open(f"{path}/bearbeiten")
    new.type("f-short_name", "Treff am Markt").press("/bearbeiten", "Speichern").sees("first to save", "Treff am Markt")
    head.type("f-short_name", "Treff am Fluss").press("/bearbeiten", "Speichern").sees("conflict", "Nora", "Treff am Markt", "Treff am Fluss", status=409)
    head.follow("input[name='short_name.wahl'][value=meins]").press("/bearbeiten").sees("conflict solved", "Treff am Fluss")


def keyboard(base, checks, shots, word):
    """From the sign-in to a changed offer by keys alone."""
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.keys import Keys

    person = Person("keyboard", 1280, base, checks, shots)

    def keys(*some):
        ActionChains(person.driver, duration=0).send_keys(*some).pause(1 if Keys.ENTER in some else 0).perform()

    def to(selector, what):
        for count in range(250):
            if person.driver.execute_script("return document.activeElement.matches(arguments[0])", selector):
                return checks.check(True, f"keyboard: {what} after {count} tabs")
            keys(Keys.TAB)
        raise LookupError(f"no way by keyboard to {what}")

    try:
        person.open("/anmelden")
        to("#mail", "the address")
        keys(staff.PEOPLE["head"])
        to("#passwort", "the password")
        keys(outside.DEMO_PASSWORD, Keys.ENTER)
        person.sees("signed in", "Guten Tag")
        for selector, what, holds in ((f"nav a[href='{DESK}/angebote']", "list of offers", "Angebote"), ("main tbody th a", "first offer", "Angaben"),
                                      ("main .acts a[href$='/bearbeiten']", "form", "Kurztext")):  # fmt: skip
            to(selector, what)
            keys(Keys.ENTER)
            person.sees(what, holds)
        to("#f-summary", "the summary")
        ActionChains(person.driver).key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).send_keys(f"Nur mit Tasten {word}").perform()
        to("main .btn:not(.vh)[name='feld-sichern']", "the button")
        keys(Keys.ENTER)
        person.sees("saved by keyboard", f"Nur mit Tasten {word}")
    finally:
        person.driver.quit()


def run(base, checks, shots):
    word, people = staff.once(), []
    try:
        people += [Person(who, width, base, checks, shots) for who, width in (("head", 1280), ("colleague", 768), ("provider", 360))]
        head, new, provider = people
        for person in (head, provider):
            outside.sign_in_browser(person.driver, base, staff.PEOPLE[person.who])
            person.sees("start page", "Guten Tag")
        arrive(new, *invite(head, word))
        path = organisation(new, word)
        contact(new, word, path.split("/")[-1])
        own = staff.signed_in(base, staff.PEOPLE["provider"]).ask(staff_records.LIST, with_cookies=True).tree.xpath("//main//tbody/tr/th//a")[0]
        lesson, page = offer(new, word, (own.get("href").split("/")[-1], own.text_content())), guide(new, word)
        comment(new, path, word), comment(new, page, word)
        for way in (lambda: review(provider, head, lesson, word), lambda: history(new, head, path, word), lambda: bring_in(new, word),
                    lambda: head.menu(f"{DESK}/dubletten").sees("duplicates", "Dubletten"), lambda: conflict(head, new, path)):  # fmt: skip
            attempt(checks, way)
        for each in (lesson, page, path):
            head.open(each).press("/archivieren")
    finally:
        for person in people:
            person.driver.quit()
    keyboard(base, checks, shots, word)


def attempt(checks, way):
    try:
        way()
    except Exception as problem:  # one broken way must not hide the others
        checks.fail("a way was walked to its end", f"{type(problem).__name__} {problem}"[:300])


def main():
    options = outside.arguments(__doc__.split("\n")[0], (("--shots",), {"default": "var/screenshots/wege"}))
    checks = outside.Checks("journey")
    pathlib.Path(options.shots).mkdir(parents=True, exist_ok=True)
    attempt(checks, lambda: run(options.base.rstrip("/"), checks, options.shots))
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
