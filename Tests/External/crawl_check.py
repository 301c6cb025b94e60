#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Walks the public portal from its start page and sitemap in three languages and looks at every page: status, links,
language and direction, headings, left-over placeholders, foreign requests, security headers, no inline code.

Usage: crawl_check.py BASE [--pages 600] [--per-kind 12]
"""

import re
import sys
from collections import deque

import outside

LEFT_OVERS = re.compile(
    r"Optional\(|\bnil\b|\{[a-z][A-Za-z_]*\}|\\\(|\bundefined\b|\bNaN\b|\[object |(?:^|\s)[a-z]{3,}(?:\.[a-z-]{3,}){2,}(?:\s|$)|&(?:amp|lt|gt|quot);"
)
HANDLER = re.compile(r"^on[a-z]+$")
LOADS = {"img": "src srcset", "script": "src", "link": "href", "iframe": "src", "source": "src srcset", "audio": "src",
         "video": "src poster", "embed": "src", "object": "data", "use": "href", "image": "href", "form": "action"}  # fmt: skip
NOT_LOADED = {"alternate", "canonical", "license", "help", "author"}


class Crawl:
    def __init__(self, site, checks, pages, per_kind):
        self.site, self.checks, self.budget, self.per_kind = site, checks, pages, per_kind
        self.queue, self.taken, self.kinds = deque(), {}, {}
        self.assets, self.faults, self.links = {}, 0, {}

    def offer(self, path, source):
        self.links.setdefault(path, source)
        if path in self.taken:
            return
        language, _ = outside.split_language(path)
        kind = (language, outside.kind_of(path))
        if path.startswith(("/api/", "/metrics", "/health")):
            kind = ("", "api")
        self.taken[path] = self.kinds.get(kind, 0) < self.per_kind and kind[1].count("&") < 3
        if self.taken[path]:
            self.kinds[kind] = self.kinds.get(kind, 0) + 1
            self.queue.append(path)

    def run(self):
        for prefix in outside.LANGUAGES.values():
            self.offer(prefix + "/", "the start")
        for path in self.site.sitemap_paths():
            self.offer(path, "sitemap.xml")
        visited = 0
        while self.queue and visited < self.budget:
            self.visit(self.queue.popleft())
            visited += 1
        for path, source in sorted(self.assets.items()):
            answer = self.site.ask(path)
            self.checks.check(answer.status == 200, f"file {path}", f"{answer.status}, wanted by {source}")
            self.check_sheet(path, answer)
        self.checks.note(f"{visited} pages of {len(self.kinds)} kinds and languages, {len(self.links)} links seen, {len(self.queue)} left out")

    def visit(self, path):
        end, answer = self.site.follow(path)
        what = f"{path} (linked from {self.links[path]})"
        if answer.status != 200:
            self.checks.fail(f"page {what}", f"status {answer.status}")
            return
        if not answer.is_html:
            self.checks.check(answer.header("content-type"), f"answer {path}", "no content type")
            return
        faults = []
        tree = answer.tree
        for look in (self.language, self.headings, self.left_overs, self.inline_code, self.foreign, self.structure):
            faults += look(end, tree)
        faults += self.headers(answer)
        self.checks.check(not faults, f"page {path}", " | ".join(faults[:8]))
        for target in outside.links_of(self.site, end, tree):
            self.offer(target, path)

    def headers(self, answer):
        policy = answer.header("content-security-policy")
        if not policy:
            yield "no Content-Security-Policy"
        if re.search(r"unsafe-inline|unsafe-eval|\*(?:\s|;|$)|https?:", policy):
            yield f"policy is open: {policy}"
        if not re.search(r"default-src\s+'(?:self|none)'", policy):
            yield f"policy without a tight default-src: {policy}"
        if answer.header("x-content-type-options").lower() != "nosniff":
            yield "no X-Content-Type-Options: nosniff"
        if "charset=utf-8" not in answer.header("content-type").lower():
            yield f"content type {answer.header('content-type')}"

    def language(self, path, tree):
        wanted, _ = outside.split_language(path)
        if tree.get("lang") != wanted:
            yield f"lang={tree.get('lang')}, not {wanted}"
        direction = "rtl" if wanted in outside.RIGHT_TO_LEFT else "ltr"
        if (tree.get("dir") or "ltr") != direction:
            yield f"dir={tree.get('dir')}, not {direction}"

    def headings(self, path, tree):
        levels = [int(one.tag[1]) for one in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        if levels.count(1) != 1:
            yield f"{levels.count(1)} h1"
        for before, after in zip(levels, levels[1:]):
            if after > before + 1:
                yield f"h{after} after h{before}"
                break
        if any(not "".join(one.itertext()).strip() for one in tree.iter("h1", "h2", "h3", "h4")):
            yield "an empty heading"

    def left_overs(self, path, tree):
        for element in tree.iter():
            if not isinstance(element.tag, str) or element.tag in ("script", "style", "code", "pre"):
                continue
            texts = [element.text, element.tail] + [element.get(name) for name in ("title", "alt", "aria-label", "placeholder", "content", "value")]
            for text in texts:
                match = LEFT_OVERS.search(text or "")
                if match and "http" not in text and "@" not in text and "www." not in text:
                    yield f"left over: {text.strip()[:60]}"
                    return

    def inline_code(self, path, tree):
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            if element.tag == "style":
                yield "a <style> element"
            if element.tag == "script" and not element.get("src") and element.get("type") not in ("application/ld+json", "application/json"):
                yield "an inline script"
            for name in element.attrib:
                if name == "style" or HANDLER.match(name):
                    yield f"attribute {name} on <{element.tag}>"
            if (element.get("href") or "").strip().lower().startswith("javascript:"):
                yield "a javascript: link"

    def foreign(self, path, tree):
        """Nothing is loaded from elsewhere; links of people may lead out."""
        for element in tree.iter(*LOADS):
            if element.tag == "link" and set((element.get("rel") or "").split()) & NOT_LOADED:
                continue
            for name in LOADS[element.tag].split():
                for reference in (element.get(name) or "").split(",") if name == "srcset" else [element.get(name) or ""]:
                    reference = reference.strip().split(" ")[0]
                    if not reference or reference.startswith(("#", "data:")):
                        continue
                    target = self.site.inside(reference, path)
                    if target is None:
                        yield f"loads {reference}"
                    elif element.tag != "form":
                        self.assets.setdefault(target.split("#")[0], path)

    def structure(self, path, tree):
        if len(list(tree.iter("main"))) != 1:
            yield f"{len(list(tree.iter('main')))} main"
        if not (tree.findtext(".//title") or "").strip():
            yield "no title"
        known = [one.get("id") for one in tree.xpath("//*[@id]")]
        if len(known) != len(set(known)):
            yield f"the same id twice: {next(one for one in known if known.count(one) > 1)}"
        for link in tree.iter("a"):
            anchor = (link.get("href") or "").partition("#")
            if not anchor[0] and anchor[2] and anchor[2] not in known:
                yield f"#{anchor[2]} leads nowhere"
            if not "".join(link.itertext()).strip() and not link.get("aria-label") and not link.xpath(".//img[@alt!='']|.//*[local-name()='title']"):
                yield f"a link without words: {link.get('href')}"

    def check_sheet(self, path, answer):
        if answer.header("content-type").startswith("text/css"):
            foreign = re.findall(r"(?:url\(\s*['\"]?|@import\s+['\"])(https?:)?(//[^'\")]+)", answer.text)
            self.checks.check(not foreign, f"{path} loads nothing from elsewhere", foreign[:3])
            for reference in re.findall(r"url\(\s*['\"]?([^'\")]+)", answer.text):
                target = self.site.inside(reference, path)
                if target and not reference.startswith("data:"):
                    found = self.site.ask(target.split("#")[0])
                    self.checks.check(found.status == 200, f"file {target}", f"{found.status}, wanted by {path}")


def check_missing(site, checks):
    for path in ("/gibt-es-nicht", "/en/not-there", "/ar/x", "/angebote/gibt-es-nicht", "/zentren/gibt-es-nicht"):
        answer = site.ask(path)
        helps = answer.is_html and answer.tree.xpath("//main//form|//main//a[@href]")
        checks.check(answer.status == 404 and helps, f"{path} is a helpful 404", f"{answer.status}, helps: {bool(helps)}")


def main():
    options = outside.arguments(
        __doc__.split("\n")[0], (("--pages",), {"type": int, "default": 600}), (("--per-kind",), {"type": int, "default": 12})
    )
    checks, site = outside.Checks("crawl"), outside.Site(options.base)
    Crawl(site, checks, options.pages, options.per_kind).run()
    check_missing(site, checks)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
