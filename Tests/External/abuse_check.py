#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Bad input from outside: every answer is quick, says what it should, never 5xx, and echoes nothing as code. Bounded in
number and time, against this machine only.

Usage: abuse_check.py BASE
"""

import re
import select
import socket
import sys
import time
import urllib.parse

import outside

QUERIES = {
    "10,000 characters": "Sprachkurs " * 910, "one word of 10,000 letters": "a" * 10_000, "3,000 different words": " ".join(f"wort{n}" for n in range(3000)),
    "search operators": '"Sprachkurs" AND (NOT OR NEAR(a b, 3) -x ^y title:z *', "open quotes": '"""', "stars": "* ** a* *b", "SQL": "'; drop table offer; --",
    "markup": "<script>alert(1)</script>", "attribute": '" autofocus onfocus="alert(1)', "emoji": "👩‍👩‍👧‍👦🇩🇪 🏳️‍🌈", "direction marks": "\u202eSprachkurs\u202c \u200f\u200e\u2066x\u2069",
    "combining marks": "a" + "\u0301" * 2000, "NUL": "Sprach\0kurs", "line breaks": "a\r\nSet-Cookie: x=1", "blank": "   ", "Arabic": "دورة لغة", "Ukrainian": "мовні курси",
    "Turkish": "İSTANBUL ığüşöç", "percent": "100 % %s %n {0} {{7*7}} ${7*7}", "private use": "\ue000\uffff\ufffd", "path": "../../etc/passwd",
}  # fmt: skip
PATHS = {
    "/../../etc/passwd": (400, 404), "/..%2f..%2fetc/passwd": (400, 404), "/assets/../../../etc/passwd": (400, 404), "/assets/%2e%2e/%2e%2e/etc/passwd": (400, 404),
    "/assets/..%5c..%5cwindows": (400, 404), "/%00": (400, 404), "/zentren/%00": (400, 404), "/zentren/%ff%fe": (400, 404), "/%zz": (400, 404), "/suche?q=%zz": (200, 400),
    "/suche?q=%ff": (200, 400), "/suche?q=%": (200, 400), "/angebote/'%20or%201=1": (400, 404), "/angebote/00000000-0000-7000-8000-000000000000": (404,), "/angebote/" + "a" * 3000: (400, 404, 414),
    "/zz/angebote": (404,), "/en/en/": (404,), "/de/": (200, 301, 302, 303, 307, 308, 404), "//example.com/": (200, 301, 308, 400, 404), "/suche?seite=-1": (200, 400, 404), "/suche?page=99999999999999999999": (200, 400, 404),
    "/suche?" + "&".join(f"a{n}=1" for n in range(2000)): (200, 400, 414), "/suche?q=a&q=b&q=c": (200, 400), "/api/v1/offers/..": (400, 404), "/wegweiser/" + "a/" * 300: (400, 404),
}  # fmt: skip
COOKIES = ["=", ";;;;", "session=" + "x" * 5000, "language=xx; language=../../", "merkliste=%00%ff,,,'\"<script>", "a" * 3000, "session=é\u00ff", "bookmarks=" + ",".join("0" * 36 for _ in range(80))]


class Abuse:
    def __init__(self, site, checks):
        self.site, self.checks = site, checks

    def ask(self, what, path, allowed, seconds=3.0, **more):
        started = time.monotonic()
        try:
            answer = self.site.ask(path, **more)
        except Exception as problem:
            return self.checks.fail(what, f"no answer: {type(problem).__name__} {problem}"[:200]) or None
        took = time.monotonic() - started
        faults = []
        if answer.status not in allowed:
            faults.append(f"status {answer.status}, not {' or '.join(map(str, allowed))}")
        if took > seconds:
            faults.append(f"took {took:.1f} s")
        if re.search(r"Fatal error|SQLITE|syntax error|fts5|GRDB|\.swift\b|root:x:0", answer.text):
            faults.append("shows its inside")
        self.checks.check(not faults, what, " | ".join(faults))
        return answer

    def queries(self):
        for name, query in QUERIES.items():
            quoted = urllib.parse.quote(query.encode("utf-8", "surrogatepass"))
            for place in ("/suche", "/ar/suche", "/api/v1/search"):
                answer = self.ask(f"{place} {name}", f"{place}?q={quoted}", (200, 400, 414, 431))
                if answer is None or not answer.is_html:
                    continue
                if "alert(1)" in query:
                    live = answer.tree.xpath("//script[contains(., 'alert(1)')]|//*[@onfocus]")
                    self.checks.check(not live, f"{place} {name} stays text")
                self.checks.check(not any(key.lower() == "set-cookie" and value.startswith("x=1") for key, value in answer.headers), f"{place} {name} sets no header")

    def paths(self):
        for path, allowed in PATHS.items():
            answer = self.ask(f"path {path[:60]}", path, allowed)
            if answer is not None and "example.com" in path:
                self.checks.check("example.com" not in answer.header("location"), f"{path} leads nowhere else", answer.header("location"))

    def methods(self):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            for path in ("/", "/suche", "/api/v1/offers"):
                answer = self.ask(f"{method} {path} is 405", path, (405,), method=method, body=b"", headers={"Content-Length": "0"})
                if answer is not None and answer.status == 405:
                    self.checks.check("GET" in answer.header("allow"), f"{method} {path} says what is allowed", answer.header("allow"))
        for method in ("TRACE", "QUATSCH"):
            self.ask(f"{method} / is refused", "/", (400, 405, 501), method=method)
        head, get = self.site.ask("/", "HEAD"), self.site.ask("/")
        self.checks.check(head.status == 200 and not head.body and head.header("content-type") == get.header("content-type"), "HEAD / is GET without its body", head.status)

    def bodies(self, form):
        typed = {"Content-Type": "application/x-www-form-urlencoded"}
        self.oversized(form)
        self.announced(form)
        self.ask(f"POST {form} without a token", form, (400, 403, 422), method="POST", headers=typed, body=b"message=a")
        self.ask(f"POST {form} with a broken body", form, (400, 403, 415, 422), method="POST", headers=typed, body=b"%zz=%ff&&&==&\x00")
        self.ask(f"POST {form} as JSON", form, (400, 403, 415, 422), method="POST", headers={"Content-Type": "application/json"}, body=b'{"a":')

    def oversized(self, form):
        """20 MiB in chunks whose sum nobody announced: 413 as soon as the limit is passed."""
        head = f"POST {form} HTTP/1.1\r\nHost: {self.site.host}\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
        chunk, received, sent = b"10000\r\n" + b"0" * 65536 + b"\r\n", b"", 0
        with socket.create_connection((self.site.host, self.site.port), timeout=8) as connection:
            try:
                connection.sendall(head.encode())
                while sent < 20 * 1024 * 1024 and not readable(connection):
                    connection.sendall(chunk)
                    sent += 65536
                received = connection.recv(4096)
            except OSError as problem:
                received = received or f"closed: {type(problem).__name__}".encode()
        status = received[9:12].decode("latin-1")
        self.checks.check(status == "413", f"20 MiB in chunks to {form} is 413", f"{received[:40]!r} after {sent // 1024} KiB")

    def announced(self, form):
        """A body of 10 GiB that is only announced is refused without waiting for it."""
        head = f"POST {form} HTTP/1.1\r\nHost: {self.site.host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10737418240\r\n\r\na=b"
        self.raw(f"10 GiB announced to {form}", head.encode(), (413, 400), 8)

    def cookies(self):
        for cookie in COOKIES:
            for path in ("/", "/merkliste"):
                self.ask(f"cookie {cookie[:30]!r} at {path}", path, (200, 400, 404, 431), headers={"Cookie": cookie.encode("latin-1", "replace").decode("latin-1")})

    def headers(self):
        self.ask("Accept-Language of 5,000 parts", "/", (200, 302, 303, 400, 431), headers={"Accept-Language": ",".join(f"x{n};q=0.{n % 10}" for n in range(1000))})
        self.ask("nonsense in If-None-Match", "/", (200,), headers={"If-None-Match": '"""\\'})
        self.ask("nonsense in Range", "/", (200, 206, 416), headers={"Range": "bytes=-999999999999999999999"})
        answer = self.ask("a foreign Host", "/", (200, 301, 308, 400, 421), headers={"Host": "example.com"})
        if answer is not None:
            self.checks.check("example.com" not in answer.header("location"), "a foreign Host redirects nowhere", answer.header("location"))

    def raw(self, what, sent, allowed, seconds):
        """Bytes on the wire; the server answers or closes within the time."""
        started, received = time.monotonic(), b""
        with socket.create_connection((self.site.host, self.site.port), timeout=seconds) as connection:
            try:
                connection.sendall(sent)
                received = connection.recv(4096)
            except TimeoutError:
                return self.checks.fail(what, f"no answer within {seconds} s")
            except OSError:
                pass
        status = int(received.split(b" ")[1][:3]) if received.startswith(b"HTTP/") else None
        return self.checks.check(status in allowed or not received, what, f"status {status} after {time.monotonic() - started:.1f} s")

    def wire(self):
        self.raw("not HTTP at all", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 100 + b"\r\n\r\n", (400,), 8)
        self.raw("a header line of 200 KiB", b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 200_000 + b"\r\n\r\n", (400, 413, 431), 8)
        self.raw("two lengths", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nabcde", (400, 405), 8)
        self.raw("length and chunks", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", (400, 403, 405), 8)
        self.raw("a length that is no number", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: abc\r\n\r\n", (400,), 8)

    def slow(self, seconds):
        """Half a head and then silence, or one byte a second: others are served meanwhile, and both are closed in the end."""
        silent, dripping = self.dawdle(30), self.dawdle(30)
        try:
            self.ask("served while 60 connections dawdle", "/", (200,), 2)
            started = time.monotonic()
            while (silent or dripping) and time.monotonic() - started < seconds:
                time.sleep(1)
                silent = [one for one in silent if not is_closed(one)]
                dripping = [one for one in dripping if not is_closed(one, send=b"a")]
            self.checks.check(not silent, f"silent connections are closed within {seconds} s", f"{len(silent)} of 30 stay open")
            self.checks.check(not dripping, f"dripping connections are closed within {seconds} s", f"{len(dripping)} of 30 stay open")
        finally:
            for connection in silent + dripping:
                connection.close()

    def dawdle(self, count):
        held = []
        for _ in range(count):
            connection = socket.create_connection((self.site.host, self.site.port), timeout=5)
            connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
            held.append(connection)
        return held


def readable(connection):
    return bool(select.select([connection], [], [], 0)[0])


def is_closed(connection, send=b""):
    """Whether the other side has ended it, be it with an answer or without."""
    try:
        if send:
            connection.sendall(send)
        return readable(connection)
    except OSError:
        return True


def feedback_target(site):
    """Where the feedback form of some offer is sent to, else the bookmark list."""
    for path in outside.discover(site, budget=60).get("angebote/*", []):
        for form in site.ask(path).tree.forms:
            if form.method == "POST" and form.action:
                return site.inside(form.action, path)
    return "/merkliste"


def main():
    options = outside.arguments(__doc__.split("\n")[0], (("--slow",), {"type": int, "default": 40, "help": "seconds until slow connections must be closed"}))
    checks, site = outside.Checks("abuse"), outside.Site(options.base, timeout=15)
    abuse = Abuse(site, checks)
    form = feedback_target(site)
    for step in (abuse.queries, abuse.paths, abuse.methods, lambda: abuse.bodies(form), abuse.cookies, abuse.headers, abuse.wire, lambda: abuse.slow(options.slow)):
        try:
            step()
        except OSError as problem:
            checks.fail("the server keeps answering", f"{type(problem).__name__} {problem}")
    checks.check(site.ask("/").status == 200, "the server is still well")
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
