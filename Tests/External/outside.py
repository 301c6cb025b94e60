# SPDX-License-Identifier: EUPL-1.2
"""What the outside checks share: counting, asking the server over HTTP, finding its kinds of pages, a browser."""

import argparse
import http.client
import re
import shutil
import sys
import threading
import time
import urllib.parse
from collections import OrderedDict, deque
from dataclasses import dataclass

LANGUAGES = OrderedDict(de="", en="/en", ar="/ar")
RIGHT_TO_LEFT = {"ar", "fa", "he", "ckb", "ur"}
# Of everybody in the example data.
DEMO_PASSWORD = "Beispiel im Verbund"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class Checks:
    """Prints one line per check and counts; `finish()` is the exit code. Safe to use from several threads."""

    def __init__(self, name):
        self.name, self.passed, self.failed, self.skipped = name, 0, 0, 0
        self.lock = threading.Lock()

    def check(self, holds, what, details=""):
        with self.lock:
            if holds:
                self.passed += 1
                print(f"ok {what}", flush=True)
            else:
                self.failed += 1
                print(f"FAIL {what}" + (f": {details}" if details else ""), flush=True)
        return bool(holds)

    def fail(self, what, details=""):
        return self.check(False, what, details)

    def skip(self, what, why):
        with self.lock:
            self.skipped += 1
            print(f"skipped: {what}: {why}", flush=True)

    def note(self, what):
        with self.lock:
            print(f"note {what}", flush=True)

    def finish(self):
        if self.passed + self.failed == 0:
            self.fail("at least one check ran") if not self.skipped else None
        print(f"== {self.name}: {self.passed} ok, {self.failed} failed, {self.skipped} skipped", flush=True)
        return 1 if self.failed else 0


@dataclass
class Answer:
    status: int
    headers: list
    body: bytes

    def header(self, name):
        """All values of a header joined by a comma, or an empty text."""
        return ", ".join(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def is_html(self):
        return self.header("content-type").startswith("text/html")

    @property
    def tree(self):
        import lxml.html

        return lxml.html.document_fromstring(self.body.decode("utf-8", "replace") or "<html></html>")


class Site:
    """One server under test. Paths only; nothing but its own address is ever asked."""

    def __init__(self, base, timeout=30):
        parts = urllib.parse.urlsplit(base)
        if parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            sys.exit(f"only a server on this machine is checked, not {parts.hostname}")
        self.base, self.host, self.port, self.timeout = base.rstrip("/"), parts.hostname, parts.port or 80, timeout
        self.kept = threading.local()
        self.cookies = {}

    def ask(self, path, method="GET", headers=None, body=None, with_cookies=False):
        """One request, no redirect followed; raises OSError or HTTPException when there is no answer."""
        headers = dict(headers or {})
        if with_cookies and self.cookies:
            headers["Cookie"] = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        for attempt in (1, 2):
            connection = getattr(self.kept, "connection", None) or http.client.HTTPConnection(
                self.host, self.port, timeout=self.timeout
            )
            self.kept.connection = connection
            try:
                connection.request(method, path, body=body, headers=headers)
                response = connection.getresponse()
                answer = Answer(response.status, response.getheaders(), response.read())
                break
            except (http.client.HTTPException, OSError):
                connection.close()
                self.kept.connection = None
                if attempt == 2:
                    raise
        if with_cookies:
            self.keep_cookies(answer)
        return answer

    def keep_cookies(self, answer):
        for key, value in answer.headers:
            if key.lower() == "set-cookie":
                name, _, rest = value.partition("=")
                kept = rest.split(";")[0].strip()
                if kept and not re.search(r";\s*max-age=0\b", rest, re.I):
                    self.cookies[name.strip()] = kept
                else:
                    self.cookies.pop(name.strip(), None)

    def send(self, path, pairs, headers=None, files=()):
        """A form as a browser sends it, with the cookies; `files` are (name, file name, bytes) and make it multipart."""
        headers = dict(headers or {})
        if files:
            mark = "----verbund-outside-check"
            parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in pairs]
            parts += [
                f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'.encode()
                + b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n" for name, file, content in files
            ]  # fmt: skip
            headers["Content-Type"] = f"multipart/form-data; boundary={mark}"
            return self.ask(path, "POST", headers, b"".join(parts) + f"--{mark}--\r\n".encode(), with_cookies=True)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return self.ask(path, "POST", headers, urllib.parse.urlencode(pairs), with_cookies=True)

    def follow(self, path, headers=None, with_cookies=False):
        """(path at the end, answer), at most five redirects inside the site."""
        for _ in range(5):
            answer = self.ask(path, headers=headers, with_cookies=with_cookies)
            if answer.status not in (301, 302, 303, 307, 308):
                break
            target = self.inside(answer.header("location"), path)
            if target is None:
                break
            path = target
        return path, answer

    def inside(self, reference, page="/"):
        """The path of a link when it leads to this site, else None. Absolute addresses of the site count as inside."""
        absolute = urllib.parse.urljoin(self.base + page, reference.strip())
        parts = urllib.parse.urlsplit(absolute)
        if parts.scheme not in ("http", "https") or parts.hostname != self.host or (parts.port or 80) != self.port:
            return None
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def sitemap_paths(self):
        """Paths of all pages in sitemap.xml and the maps it names; its addresses may carry a configured host."""
        import lxml.etree

        found, maps, seen = [], ["/sitemap.xml"], set()
        while maps and len(seen) < 50:
            path = maps.pop(0)
            seen.add(path)
            answer = self.ask(path)
            if answer.status != 200:
                continue
            tree = lxml.etree.fromstring(answer.body)
            for place in tree.iter(SITEMAP + "loc"):
                parts = urllib.parse.urlsplit((place.text or "").strip())
                target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                if place.getparent().tag == SITEMAP + "sitemap":
                    if target not in seen:
                        maps.append(target)
                else:
                    found.append(target)
        return found


def split_language(path):
    """("en", "/suche?q=a") for "/en/suche?q=a"; German has no prefix."""
    match = re.match(r"^/([a-z]{2,3})(?=/|$|\?)(.*)$", path)
    if match and match.group(1) in ("en", "ar", "tr", "uk", "ru", "fr", "es", "pl", "ro", "bg", "fa", "ku", "ti", "it"):
        rest = match.group(2)
        return match.group(1), rest if rest.startswith("/") else "/" + rest
    return "de", path


def kind_of(path):
    """The kind of page that a path shows: "angebote/*" for any offer, with the names of its query parameters."""
    _, path = split_language(path)
    place, _, query = path.partition("?")
    segments = [segment for segment in place.split("/") if segment]
    fixed = {"angebote", "wegweiser", "zentren", "organisationen", "sozialraeume", "suche", "druck", "karte", "rueckmeldung"}
    shape = [segment if index == 0 or segment in fixed else "*" for index, segment in enumerate(segments)]
    shape = [part for index, part in enumerate(shape) if index == 0 or part != "*" or shape[index - 1] != "*"]
    names = sorted({part.split("=")[0] for part in query.split("&") if part})
    return "/".join(shape) + ("?" + "&".join(names) if names else "")


def links_of(site, path, tree):
    """Paths inside the site that a page links to."""
    for link in tree.iter("a", "area"):
        href = link.get("href")
        if href and not href.startswith(("#", "mailto:", "tel:", "javascript:", "data:")):
            target = site.inside(href, path)
            if target:
                yield target


def discover(site, per_kind=1, budget=150):
    """Kinds of German pages → up to `per_kind` paths each, by walking links and the sitemap, new kinds first."""
    kinds, fresh, later, seen = OrderedDict(), deque(["/"]), deque(), {"/"}
    candidates = [path for path in site.sitemap_paths() if split_language(path)[0] == "de"]
    candidates += ["/suche?q=Sprachkurs", "/suche?q=qxzvwqxzv", "/gibt-es-nicht", "/angebote/gibt-es-nicht"]
    offered = {}

    def offer(path):
        if path in seen or split_language(path)[0] != "de" or path.startswith(("/api/", "/health", "/metrics", "/assets")):
            return
        kind = kind_of(path)
        if kind.count("&") > 1 or offered.get(kind, 0) >= per_kind + 2:
            return
        seen.add(path)
        offered[kind] = offered.get(kind, 0) + 1
        (fresh if offered[kind] == 1 else later).append(path)

    for path in candidates:
        offer(path)
    while (fresh or later) and budget:
        path = (fresh or later).popleft()
        if len(kinds.get(kind_of(path), [])) >= per_kind:
            continue
        budget -= 1
        end, answer = site.follow(path)
        if not answer.is_html or end.startswith("/api/"):
            continue
        kept = kinds.setdefault(kind_of(path) if answer.status != 404 else "fehlt:" + kind_of(path), [])
        if end == path and len(kept) < per_kind:
            kept.append(path)
        for target in links_of(site, end, answer.tree):
            offer(target)
    return OrderedDict((kind, paths) for kind, paths in kinds.items() if paths)


def in_language(site, path, language):
    """The same page in another language: as its own links say, else by the prefix of the path."""
    if language == "de":
        return path
    answer = site.ask(path)
    if answer.is_html:
        for link in answer.tree.xpath('//link[@rel="alternate"][@hreflang]|//a[@hreflang]'):
            if link.get("hreflang") == language and link.get("href"):
                target = urllib.parse.urlsplit(link.get("href"))
                return target.path + (f"?{target.query}" if target.query else "")
    return LANGUAGES[language] + ("/" if path == "/" else path)


def browser(width=1280, height=900, without_scripts=False):
    """A headless Chromium that can reach nothing but this machine."""
    from selenium import webdriver

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not program or not driver:
        sys.exit("chromium or chromedriver is missing: Scripts/setup --tests")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for switch in (
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=de",
        "--force-color-profile=srgb", f"--window-size={width},{height}",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ):  # fmt: skip
        options.add_argument(switch)
    prefs = {"intl.accept_languages": "de"}
    if without_scripts:
        prefs["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", prefs)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver))
    made.set_page_load_timeout(40)
    made.set_script_timeout(60)
    return made


def set_view(driver, width, dark=False, height=900):
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
    )
    features = [
        {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def form_pairs(form, changes=None):
    """What a browser would send for a form of lxml: its fields with `changes` (a name → a value, a list of values, or None
    for nothing at all); names that the form does not have are added."""
    changes = dict(changes or {})
    pairs = [(name, value or "") for name, value in form.form_values() if name not in changes]
    for name, values in changes.items():
        values = values if isinstance(values, list) else [] if values is None else [values]
        pairs += [(name, value) for value in values]
    return pairs


def sign_in(somebody, base, mail, password=DEMO_PASSWORD, keep=False):
    """Through the form of the sign-in page, for a `Site` or a browser; whether somebody is signed in afterwards."""
    return sign_in_site(somebody, mail, password, keep)[0] if isinstance(somebody, Site) else sign_in_browser(somebody, base, mail, password)


def sign_in_site(site, mail, password=DEMO_PASSWORD, keep=False, target=""):
    """(whether it worked, the answer to the form)."""
    page = site.ask("/anmelden" + (f"?weiter={urllib.parse.quote(target, safe='')}" if target else ""), with_cookies=True)
    forms = [form for form in page.tree.forms if form.method == "POST" and form.xpath(".//input[@type='password']")] if page.is_html else []
    if not forms:
        return page.status == 303, page
    changes = {"mail": mail, "passwort": password, **({"merken": "1"} if keep else {})}
    answer = site.send(site.inside(forms[0].action, "/anmelden"), form_pairs(forms[0], changes))
    return answer.status == 303, answer


def sign_in_browser(driver, base, mail, password=DEMO_PASSWORD):
    from selenium.webdriver.common.keys import Keys

    driver.get(base.rstrip("/") + "/anmelden")
    for field, text in (("mail", mail), ("passwort", password)):
        driver.find_element("id", field).clear()
        driver.find_element("id", field).send_keys(text)
    driver.find_element("id", "passwort").send_keys(Keys.ENTER)
    for _ in range(50):
        if "/anmelden" not in urllib.parse.urlsplit(driver.current_url).path:
            return True
        if driver.find_elements("css selector", ".note.bad"):
            return False
        time.sleep(0.1)
    return False


def arguments(purpose, *more):
    """Every check takes the address of the server first; `more` are (names, settings) for argparse."""
    parser = argparse.ArgumentParser(description=purpose)
    parser.add_argument("base", help="for example http://127.0.0.1:8080")
    for names, settings in more:
        parser.add_argument(*names, **settings)
    return parser.parse_args()
