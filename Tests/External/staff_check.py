#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Everything after the sign-in, seen from outside: all pages that people of six roles reach, what each of them must not
reach, and the main ways of work from a new record to the way back of an import.

Usage: staff_check.py BASE [--pages 400] [--per-kind 6] [--only PART-OF-NAME]
"""

import re
import sys
from concurrent.futures import ThreadPoolExecutor

import crawl_check
import outside
import staff
import staff_records
import staff_people

FAULTS = re.compile(r"Fatal error|SQLITE|syntax error|GRDB|\.swift\b|Es ist ein Fehler aufgetreten")


class Looks(crawl_check.Crawl):
    """What is wrong with one page of the workplace."""

    def __init__(self, site, checks):
        super().__init__(site, checks, 0, 0)

    def of(self, path, answer):
        faults = list(self.private(answer))
        if FAULTS.search(answer.text) and answer.is_html:
            faults.append(f"shows its inside: {FAULTS.search(answer.text).group(0)}")
        if not answer.is_html:
            return faults
        faults += self.headers(answer)
        for look in (self.language, self.headings, self.inline_code, self.foreign, self.structure, self.forms, self.links_out):
            faults += look(path, answer.tree)
        return faults

    def private(self, answer):
        if "no-store" not in answer.header("cache-control"):
            yield f"cache-control {answer.header('cache-control')}"
        if "frame-ancestors 'none'" not in answer.header("content-security-policy"):
            yield "may be framed"
        if answer.header("x-content-type-options").lower() != "nosniff":
            yield "no nosniff"
        if not answer.header("referrer-policy"):
            yield "no Referrer-Policy"

    def forms(self, path, tree):
        for form in tree.forms:
            name = form.get("action") or "?"
            if not form.get("action") or self.site.inside(form.get("action"), path) is None:
                yield f"a form without an address here: {name}"
            if form.method != "POST":
                continue
            tokens = [field.get("value") or "" for field in form.xpath(".//input[@name='csrf']")]
            if len(tokens) != 1 or len(tokens[0]) < 32:
                yield f"the form to {name} has {len(tokens)} tokens"
            if not form.xpath(".//button[not(@type) or @type='submit']|.//input[@type='submit']"):
                yield f"the form to {name} has no button"

    def links_out(self, path, tree):
        """Only what a record holds leads away, told nothing about the page; never the frame."""
        for link in tree.xpath("//a[@href]"):
            href = link.get("href")
            if not href.lower().startswith(("http:", "https:", "//")) or self.site.inside(href, path):
                continue
            if not link.xpath("ancestor::main"):
                yield f"the frame leads to {href}"
            elif "noreferrer" not in (link.get("rel") or ""):
                yield f"{href} learns from where"


def walk(base, role, mail, options, checks):
    """All pages of one person. (kinds of pages → a path, records by their lists, the site)"""
    site = staff.signed_in(base, mail)
    pages, looks = staff.Pages(site, options.pages, options.per_kind), Looks(site, checks)
    kinds, records, count = {}, {}, 0
    for path, answer, end in pages.walk():
        count += 1
        if answer.status != 200:
            checks.fail(f"{role}: {path} (linked from {pages.seen[path]})", f"status {answer.status}")
            continue
        faults = looks.of(end, answer)
        checks.check(not faults, f"{role}: {path}", " | ".join(faults[:6]))
        kinds.setdefault(staff.kind(path)[1], path)
        record = staff.PAGE_OF_RECORD.match(path)
        if record:
            records.setdefault(record.group(1), []).append(record.group(2))
    for path in list(pages.public.values())[:12]:
        end, answer = site.follow(path, with_cookies=True)
        checks.check(answer.status == 200, f"{role}: public page {path} (linked from {pages.seen[path]})", answer.status)
    for path in sorted(looks.assets):
        checks.check(site.ask(path).status == 200, f"{role}: file {path}")
    checks.note(f"{role}: {count} pages of {len(kinds)} kinds, {len(pages.queue)} left out")
    return kinds, records, site


def check_walks(base, options, checks):
    """Everybody's pages, then what the others must not reach of them."""
    with ThreadPoolExecutor(2) as pool:
        jobs = {role: pool.submit(walk, base, role, mail, options, checks) for role, mail in staff.PEOPLE.items()}
    walks = {}
    for role, job in jobs.items():
        try:
            walks[role] = job.result()
        except Exception as problem:  # one person must not hide the others
            checks.fail(f"{role}: pages", f"{type(problem).__name__} {problem}"[:300])
    if "head" not in walks:
        return
    check_menus(walks, checks)
    check_signed_out(base, walks, checks)
    check_tenants(base, walks, checks)


def check_menus(walks, checks):
    """Who does not see an entry is refused when they know its address."""
    menus = {role: staff.menu_of(site) for role, (_, _, site) in walks.items()}
    known = sorted({path for menu in menus.values() for path in menu})
    for role, (_, _, site) in walks.items():
        checks.check(len(menus[role]) >= 2, f"{role}: the menu has entries", menus[role])
        for path in known:
            status = site.follow(path, with_cookies=True)[1].status
            if path in menus[role]:
                checks.check(status == 200, f"{role}: menu entry {path} opens", status)
            else:
                checks.check(status in (403, 404), f"{role}: {path} is not in the menu and refused", status)


def check_signed_out(base, walks, checks):
    visitor = outside.Site(base)
    every = {which: path for kinds, _, _ in walks.values() for which, path in kinds.items()}
    for path in sorted(every.values()):
        answer = visitor.ask(path)
        leads = answer.header("location")
        checks.check(answer.status == 303 and "/anmelden" in leads and "no-store" in answer.header("cache-control"),
                     f"signed out: {path} leads to the sign-in", f"{answer.status} {leads}")  # fmt: skip


def check_tenants(base, walks, checks):
    """Records of one centre do not exist for the neighbour; a provider sees those of their organisation only."""
    neighbour = staff.signed_in(base, staff.NEIGHBOUR)
    kinds, records, _ = walks["head"]
    if not checks.check(records, "the head's pages show records"):
        return
    others = [site for role, (_, _, site) in walks.items() if role in ("coordination", "operator")]
    for slug, ids in records.items():
        for path in [f"/arbeitsplatz/{slug}/{ids[0]}{rest}" for rest in ("", "/bearbeiten", "/verlauf", "/uebersetzen/en")]:
            for name, site in [("neighbour", neighbour)] + [("other tenant", site) for site in others]:
                status = site.ask(path, with_cookies=True).status
                checks.check(status in (403, 404), f"{name}: {path} is refused", status)
        check_writing(neighbour, f"/arbeitsplatz/{slug}/{ids[0]}", checks)
        if slug == "organisationen" and "provider" in walks:
            foreign = [one for one in ids if one not in walks["provider"][1].get(slug, [])][:3]
            for one in foreign:
                status = walks["provider"][2].ask(f"/arbeitsplatz/{slug}/{one}", with_cookies=True).status
                checks.check(status in (403, 404), f"provider: another organisation {one} is refused", status)


def check_writing(site, record, checks):
    """With a good token of their own session."""
    token = site.ask("/konto", with_cookies=True).tree.xpath("//input[@name='csrf']/@value")
    if not checks.check(token, "the account page has a token"):
        return
    fields = [("csrf", token[0]), ("version", "1"), ("feld-sichern", "1"), ("name", "fremd")]
    for rest in ("/bearbeiten", "/archivieren", "/kommentare", "/verlauf/1/zuruecknehmen", "/schritt/geprueft"):
        status = site.send(record + rest, fields).status
        checks.check(status in (403, 404), f"neighbour: writing {record}{rest} is refused", status)


def main():
    options = outside.arguments(
        __doc__.split("\n")[0], (("--pages",), {"type": int, "default": 400}), (("--per-kind",), {"type": int, "default": 6}),
        (("--only",), {"default": ""}),
    )  # fmt: skip
    checks = outside.Checks("staff")
    steps = {"walks": lambda: check_walks(options.base, options, checks)}
    for ways in (staff_people.ways(options.base, checks), staff_records.ways(options.base, checks)):
        steps.update(ways)
    for name, step in steps.items():
        if options.only not in name:
            continue
        try:
            step()
        except Exception as problem:  # one broken way must not hide the others
            checks.fail(f"way {name}", f"{type(problem).__name__} {problem}"[:300])
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
