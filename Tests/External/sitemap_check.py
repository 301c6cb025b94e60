#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""robots.txt and sitemap.xml as a search engine reads them: reachable, valid, every listed page answers 200 and may be
visited, languages point at each other.

Usage: sitemap_check.py BASE [--most 800]
"""

import re
import sys
import urllib.parse

import lxml.etree
import protego

import outside

ALTERNATE = "{http://www.w3.org/1999/xhtml}link"
DATE = re.compile(r"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$")
MOST_ADDRESSES, MOST_BYTES = 50_000, 50 * 1024 * 1024


def path_of(address):
    parts = urllib.parse.urlsplit(address)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def check_robots(site, checks):
    """Returns the rules; pages are open, the map is named."""
    answer = site.ask("/robots.txt")
    checks.check(answer.status == 200 and answer.header("content-type").startswith("text/plain"), "robots.txt", answer.status)
    rules = protego.Protego.parse(answer.text)
    maps = list(rules.sitemaps)
    checks.check(maps and all(re.match(r"https?://", one) for one in maps), "robots.txt names the sitemap by full address", maps)
    for path in ("/", "/angebote", "/zentren", "/wegweiser", "/en/", "/ar/"):
        checks.check(rules.can_fetch(site.base + path, "*"), f"robots may visit {path}")
    return rules, [path_of(one) for one in maps] or ["/sitemap.xml"]


def read_maps(site, checks, waiting):
    """All entries (address, element) of the maps and the maps that they name."""
    entries, seen = [], set()
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = site.ask(path)
        if not checks.check(answer.status == 200 and "xml" in answer.header("content-type"), f"map {path}", f"{answer.status} {answer.header('content-type')}"):
            continue
        try:
            tree = lxml.etree.fromstring(answer.body)
        except lxml.etree.XMLSyntaxError as problem:
            checks.fail(f"map {path} is XML", problem)
            continue
        kind = tree.tag.replace(outside.SITEMAP, "")
        places = tree.findall(f"{outside.SITEMAP}{'url' if kind == 'urlset' else 'sitemap'}/{outside.SITEMAP}loc")
        checks.check(kind in ("urlset", "sitemapindex") and places, f"map {path} has entries", f"{kind}, {len(places)} entries")
        checks.check(len(places) <= MOST_ADDRESSES and len(answer.body) <= MOST_BYTES, f"map {path} is within the limits", f"{len(places)} entries, {len(answer.body)} bytes")
        days = [one.text for one in tree.iter(outside.SITEMAP + "lastmod") if not DATE.match(one.text or "")]
        checks.check(not days, f"map {path} has W3C dates", days[:3])
        if kind == "sitemapindex":
            waiting += [path_of(place.text.strip()) for place in places]
        else:
            entries += [(place.text.strip(), place.getparent()) for place in places]
    return entries


def check_entries(site, checks, rules, entries, most):
    addresses = [address for address, _ in entries]
    checks.check(len(addresses) == len(set(addresses)), "no address twice", next((one for one in addresses if addresses.count(one) > 1), "") if len(addresses) < 5000 else "")
    relative = [address for address in addresses if not re.match(r"https?://[^/]+", address)]
    checks.check(not relative, "all addresses are full", relative[:3])
    hosts = {urllib.parse.urlsplit(address).netloc for address in addresses}
    checks.check(len(hosts) == 1, "all addresses are of one host", hosts)
    step = max(1, len(entries) // most)
    for address, element in entries[::step]:
        path = path_of(address)
        answer = site.ask(path)
        faults = []
        if answer.status != 200:
            faults.append(f"status {answer.status}")
        if not rules.can_fetch(site.base + path, "*"):
            faults.append("robots.txt forbids it")
        if answer.is_html and answer.tree.xpath('//meta[@name="robots"][contains(@content,"noindex")]'):
            faults.append("noindex")
        for link in element.findall(ALTERNATE):
            if link.get("rel") != "alternate" or not link.get("hreflang") or not link.get("href"):
                faults.append("a language link without its parts")
        checks.check(not faults, f"listed {path}", " | ".join(faults))
    if step > 1:
        checks.note(f"every {step}th of {len(entries)} addresses was asked")
    for language, prefix in outside.LANGUAGES.items():
        listed = any(outside.split_language(path_of(address))[0] == language for address in addresses)
        checks.check(listed, f"pages in {language} are listed", f"prefix {prefix or '/'}")


def main():
    options = outside.arguments(__doc__.split("\n")[0], (("--most",), {"type": int, "default": 800}))
    checks, site = outside.Checks("sitemap"), outside.Site(options.base)
    rules, maps = check_robots(site, checks)
    check_entries(site, checks, rules, read_maps(site, checks, maps), options.most)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
