#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""What a person does, in a real browser with scripts switched off: search, narrow, change the language, keep an offer,
send feedback; and a form that comes back with what was typed.

Usage: nojs_check.py BASE
"""

import re
import sys
import time
import urllib.parse

import outside

ERROR_WORDS = re.compile(r"Es ist ein Fehler aufgetreten|Internal Server Error", re.I)


class Person:
    def __init__(self, driver, site, checks):
        self.driver, self.site, self.checks = driver, site, checks

    def open(self, path):
        self.driver.get(self.site.base + path)

    def find(self, selector):
        from selenium.webdriver.common.by import By

        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    @property
    def path(self):
        parts = urllib.parse.urlsplit(self.driver.current_url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def words(self):
        found = self.find("main")
        return found[0].text if found else ""

    def press(self, element):
        """Activates it with the keyboard, as a click needs a scroll that scripts would do."""
        from selenium.common.exceptions import StaleElementReferenceException
        from selenium.webdriver.common.keys import Keys

        page, until = self.find("html")[0], time.monotonic() + 3
        element.send_keys(Keys.ENTER)
        # Most of what is pressed leads to another page: the next look has to wait for it.
        while time.monotonic() < until:
            try:
                page.tag_name
            except StaleElementReferenceException:
                break
            time.sleep(0.05)
        while time.monotonic() < until and not self.find("main"):
            time.sleep(0.05)

    def scripts_are_off(self):
        self.driver.get("data:text/html,<body><script>document.body.textContent='ran'</script>")
        self.checks.check("ran" not in self.driver.page_source.split("</script>")[-1], "scripts are switched off")

    def search(self):
        self.open("/")
        fields = self.find("main input[name=q], [role=search] input[name=q], form input[name=q]")
        if not self.checks.check(fields, "the start page has a search field"):
            return
        fields[0].send_keys("Sprachkurs mit Kinderbetreuung")
        buttons = fields[0].find_elements("xpath", "ancestor::form//button[not(@type) or @type='submit']|ancestor::form//input[@type='submit']")
        self.checks.check(buttons, "the search form has a button")
        fields[0].submit() if not buttons else self.press(buttons[0])
        self.checks.check("q=Sprachkurs" in self.path, "search leads to results", self.path)
        self.checks.check(self.result_links(), "search finds offers", self.words[:200])

    def result_links(self):
        return self.find("main a[href*='/angebote/'], main a[href*='/wegweiser/'], main a[href*='/organisationen/'], main a[href*='/zentren/']")

    def narrow(self):
        """One facet, be it a link or a box in a form with a button."""
        before = self.path
        links = [link for link in self.find("main a[href*='q=Sprachkurs']") if self.adds_a_filter(link.get_attribute("href"))]
        if links:
            self.press(links[0])
        else:
            boxes = self.find("form input[type=checkbox], form input[type=radio]:not(:checked), form select")
            if not self.checks.check(boxes, "results can be narrowed"):
                return
            self.choose(boxes)
        known = set(urllib.parse.parse_qsl(urllib.parse.urlsplit(before).query))
        now = urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query)
        self.checks.check(any(pair not in known and pair[1] for pair in now), "narrowing shows in the address", f"{before} → {self.path}")
        self.checks.check(self.result_links(), "narrowed results are not empty", self.words[:200])

    def adds_a_filter(self, href):
        names = {name for name, value in urllib.parse.parse_qsl(urllib.parse.urlsplit(href).query) if value}
        return bool(names - {"q", "page", "seite", "per_page", "sort"})

    def choose(self, boxes):
        from selenium.webdriver.common.keys import Keys

        box = next((one for one in boxes if one.is_displayed()), boxes[0])
        if box.tag_name == "select":
            box.send_keys(Keys.ARROW_DOWN)
        else:
            box.send_keys(Keys.SPACE)
        buttons = box.find_elements("xpath", "ancestor::form//button[not(@type) or @type='submit']")
        outside_buttons = self.find(f"button[form='{(box.get_attribute('form') and box.get_attribute('form')) or ''}']")
        for button in (buttons + outside_buttons)[:1]:
            self.press(button)

    def change_language(self, page):
        for language, direction in (("en", "ltr"), ("ar", "rtl"), ("de", "ltr")):
            self.open(page)
            links = self.find(f"a[hreflang={language}]")
            if language == "de":
                self.open("/ar/")
                links = self.find("a[hreflang=de]")
            if not self.checks.check(links, f"{page} links to its {language} version"):
                continue
            href = links[0].get_attribute("href")
            self.driver.get(href) if not links[0].is_displayed() else self.press(links[0])
            top = self.find("html")[0]
            self.checks.check(top.get_attribute("lang") == language, f"{page} in {language}", top.get_attribute("lang"))
            self.checks.check((top.get_attribute("dir") or "ltr") == direction, f"direction of {page} in {language}")

    def keep_offer(self, offer):
        self.open(offer)
        title = self.find("h1")[0].text
        buttons = self.find("form[method=post][action*=merk] button, form[method=post] button[name*=merk]")
        if not self.checks.check(buttons, f"{offer} can be kept"):
            return
        self.press(buttons[0])
        lists = self.driver.find_elements("css selector", "a[href*=merk]")  # in the menu, which is folded on small screens
        if self.checks.check(lists or "merk" in self.path, "a link leads to what was kept"):
            if not re.search(r"merk\w*$", urllib.parse.urlsplit(self.driver.current_url).path):
                self.driver.get(lists[0].get_attribute("href"))
            self.checks.check(title in self.words, "the offer is among what was kept", self.words[:200])

    def feedback_form(self, offer):
        """On the page itself or one link away."""
        self.open(offer)
        if not self.find("form[method=post] textarea"):
            links = [link for link in self.find("main a[href]") if re.search(r"rueckmeld|feedback|korrektur|hinweis", link.get_attribute("href"))]
            if links:
                self.driver.get(links[0].get_attribute("href"))
        areas = self.find("form[method=post] textarea")
        return areas[0].find_element("xpath", "ancestor::form") if areas else None

    def send_feedback(self, offer):
        form = self.feedback_form(offer)
        if not self.checks.check(form, f"{offer} has a feedback form"):
            return
        from selenium.webdriver.common.by import By
        from selenium.webdriver.common.keys import Keys

        for details in form.find_elements("xpath", "ancestor-or-self::details[not(@open)]/summary"):
            self.press(details)
        for area in form.find_elements(By.CSS_SELECTOR, "textarea"):
            area.send_keys("Die Uhrzeit am Dienstag stimmt nicht mehr.")
        for name in {radio.get_attribute("name") for radio in form.find_elements(By.CSS_SELECTOR, "input[type=radio]")}:
            if not form.find_elements(By.CSS_SELECTOR, f"input[name='{name}']:checked"):
                form.find_elements(By.CSS_SELECTOR, f"input[name='{name}']")[0].send_keys(Keys.SPACE)
        for field in form.find_elements(By.CSS_SELECTOR, "input[required]"):
            kind = field.get_attribute("type")
            if kind in ("radio", "checkbox"):
                field.send_keys(Keys.SPACE)
            else:
                field.send_keys("gast@example.org" if kind == "email" else "Gast")
        for choice in form.find_elements(By.CSS_SELECTOR, "select[required]"):
            choice.send_keys(Keys.ARROW_DOWN)
        self.press(form.find_elements(By.CSS_SELECTOR, "button:not([type=button])")[-1])
        self.checks.check(re.search(r"[Dd]ank", self.words) and not ERROR_WORDS.search(self.words), "feedback is thanked for", f"{self.path} {self.words[:200]}")


def check_refused_form(site, checks, offer):
    """Without a browser in between: no token → 403, empty text → 422 and the form again with what else was typed."""
    for place in [offer] + [path for path in outside.links_of(site, offer, site.ask(offer).tree) if re.search(r"rueckmeld|feedback|korrektur", path)]:
        tree = site.follow(place, with_cookies=True)[1].tree
        forms = [form for form in tree.forms if form.method == "POST" and form.xpath(".//textarea")]
        if forms:
            break
    else:
        checks.fail("a form to send empty", "no form with a textarea found")
        return
    form = forms[0]
    target = site.inside(form.action or place, place)
    values = {name: value or "" for name, value in form.form_values()}
    checks.check(values.get("csrf"), "the form carries its token (csrf)")
    typed = {"Content-Type": "application/x-www-form-urlencoded"}
    refused = site.ask(target, "POST", typed, urllib.parse.urlencode({**values, "csrf": "falsch"}), with_cookies=True)
    checks.check(refused.status == 403, "a wrong token is refused with 403", refused.status)
    empty = site.ask(target, "POST", typed, urllib.parse.urlencode({**values, **{area.name: "" for area in form.xpath(".//textarea")}}), with_cookies=True)
    checks.check(empty.status == 422, "an empty form comes back with 422", empty.status)


def main():
    options = outside.arguments(__doc__.split("\n")[0])
    checks, site = outside.Checks("nojs"), outside.Site(options.base)
    kinds = outside.discover(site)
    offer = (kinds.get("angebote/*") or [None])[0]
    driver = outside.browser(without_scripts=True)
    try:
        person = Person(driver, site, checks)
        steps = [person.scripts_are_off, person.search, person.narrow, lambda: person.change_language("/"),
                 lambda: person.change_language("/suche?q=Sprachkurs")]  # fmt: skip
        if checks.check(offer, "an offer page was found"):
            steps += [lambda: person.change_language(offer), lambda: person.keep_offer(offer), lambda: person.send_feedback(offer)]
        for step in steps:
            try:
                step()
            except Exception as problem:  # one broken step must not hide the others
                checks.fail(f"step at {person.path}", f"{type(problem).__name__} {problem}"[:300])
    finally:
        driver.quit()
    if offer:
        check_refused_form(site, checks, offer)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
