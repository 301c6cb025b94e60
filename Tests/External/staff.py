# SPDX-License-Identifier: EUPL-1.2
"""The people of the example data and the pages that each of them reaches after signing in."""

import re
import time
from collections import OrderedDict, deque

import outside

PEOPLE = OrderedDict(
    head="leitung@dortmund.example", colleague="fachkraft@dortmund.example", provider="anbieter@dortmund.example",
    reader="lesen@dortmund.example", coordination="leitung@koordinierung.example", operator="betrieb@beispiel.example",
)  # fmt: skip
NEIGHBOUR = "fachkraft@bielefeld.example"
INSIDE = re.compile(r"^(?:/(?:en|ar))?/(?:arbeitsplatz|konto|koordination)(?:[/?]|$)")
RECORD = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
PAGE_OF_RECORD = re.compile(rf"^/arbeitsplatz/([a-z-]+)/({RECORD.pattern})$")


class SignInFailed(Exception):
    """Somebody of the example data could not sign in: nothing else about them can be checked."""


def signed_in(base, mail, timeout=30):
    """A `Site` with the session of somebody."""
    site = outside.Site(base, timeout)
    if not outside.sign_in(site, base, mail):
        raise SignInFailed(f"{mail} cannot sign in")
    return site


def kind(path):
    """Which kind of page an address shows: records, numbers and what is asked for do not matter."""
    language, rest = outside.split_language(path)
    place, _, query = rest.partition("?")
    names = sorted({part.split("=")[0] for part in query.split("&") if part} - {"zentrum"})
    return language, re.sub(r"/\d+(?=/|$)", "/*", RECORD.sub("*", place)) + ("?" + "&".join(names) if names else "")


class Pages:
    """All pages that one person reaches by links from the start page and their account, bounded per kind and in total."""

    def __init__(self, site, most=400, per_kind=6):
        self.site, self.most, self.per_kind = site, most, per_kind
        self.queue, self.seen, self.count = deque(), {}, {}
        self.public = OrderedDict()

    def offer(self, path, source):
        if path in self.seen:
            return
        self.seen[path] = source
        if not INSIDE.match(path):
            if not path.startswith(("/assets/", "/api/", "/anmelden", "/abmelden")):
                self.public.setdefault(outside.kind_of(path), path)
            return
        which = kind(path)
        limit = self.per_kind if which[0] == "de" else 1
        if self.count.get(which, 0) < limit and which[1].count("&") < 3:
            self.count[which] = self.count.get(which, 0) + 1
            self.queue.append(path)

    def walk(self):
        """(path, answer, where redirects ended) of each page, links of a page followed after it was looked at."""
        for start in ("/arbeitsplatz", "/konto"):
            self.offer(start, "the start")
        while self.queue and self.most:
            self.most -= 1
            path = self.queue.popleft()
            end, answer = self.site.follow(path, with_cookies=True)
            yield path, answer, end
            if answer.is_html and INSIDE.match(end):
                for target in outside.links_of(self.site, end, answer.tree):
                    self.offer(target, path)


def menu_of(site):
    """The paths of the menu, as the start page shows it."""
    tree = site.ask("/arbeitsplatz", with_cookies=True).tree
    return [site.inside(link.get("href"), "/arbeitsplatz") for link in tree.xpath("//nav[contains(@class, 'desk')]//a[@href]")]


def name_of(site):
    """What the head of the page calls whoever is signed in."""
    return site.ask("/arbeitsplatz", with_cookies=True).tree.xpath("string(//header//*[@class='who'])").strip()


def form_to(answer, part):
    """The first form of a page that posts to an address with this part; nothing where there is none."""
    if not answer.is_html:
        return None
    return next((form for form in answer.tree.forms if form.method == "POST" and part in (form.get("action") or "")), None)


def send_form(site, path, form, changes=None, files=()):
    """Sends a form of the page at `path`, filled in as it came but for the changes."""
    return site.send(site.inside(form.get("action"), path), outside.form_pairs(form, changes), files=files)


def once():
    """A word that no record has yet."""
    return "Pruefwort" + format(time.time_ns() // 1000 % 10**9, "09d").translate(str.maketrans("0123456789", "abcdefghij"))
