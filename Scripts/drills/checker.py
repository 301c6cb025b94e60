#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Writes through the product's interface for programs, notes every acknowledged write, compares afterwards.

checker.py token  BASE                                       an access for a program, made through the pages of the example people
checker.py write  --record FILE --seconds N BASE…            writes with several workers, any of the addresses at random
checker.py compare --record FILE BASE…                       each acknowledged write must be there, on every address
checker.py search --word WORD --within SECONDS BASE…         until the public search of every address knows the word

A write counts as acknowledged when its answer (201 or 200) has arrived as a whole; only then it is noted, and the note is on
the disk before the next request. A request without an answer is repeated with the same Idempotency-Key until it is answered,
so that it must not be there twice either. VERBUND_TOKEN holds the access. Prints one JSON line; exit code 1 where something
is missing.
"""

import argparse
import http.client
import json
import os
import random
import re
import ssl
import sys
import threading
import time
import urllib.parse

MAIL, PASSWORD = "leitung@dortmund.example", "Beispiel im Verbund"
RECORDS = "/api/v1/records/organisation"


def connect(base, seconds):
    """A connection to an address; https with the certificates of VERBUND_CA."""
    place = urllib.parse.urlsplit(base)
    if place.scheme == "https":
        context = ssl.create_default_context(cafile=os.environ.get("VERBUND_CA"))
        return http.client.HTTPSConnection(place.hostname, place.port, timeout=seconds, context=context)
    return http.client.HTTPConnection(place.hostname, place.port, timeout=seconds)


class Browser:
    """Just enough of a browser to sign in and send a form."""

    def __init__(self, base):
        self.base, self.cookies = base, {}

    def ask(self, method, path, form=None):
        connection = connect(self.base, 30)
        headers = {"Sec-Fetch-Site": "same-origin", "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            headers["Content-Type"], body = "application/x-www-form-urlencoded", urllib.parse.urlencode(form)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return answer.status, text

    def forgery_guard(self, text):
        found = re.search(r'name="csrf" value="([^"]+)"', text)
        return [("csrf", found.group(1))] if found else []


def make_token(base):
    """An access with the rights to read and write organisations, for almost a year."""
    browser = Browser(base)
    page = browser.ask("GET", "/anmelden")[1]
    status, text = browser.ask("POST", "/anmelden", browser.forgery_guard(page) + [("mail", MAIL), ("passwort", PASSWORD)])
    if status != 303:
        sys.exit(f"nobody can sign in as {MAIL}: {status} {text[:300]}")
    page = browser.ask("GET", "/konto/zugaenge")[1]
    rights = [right for right in re.findall(r'name="rechte"[^>]*value="([^"]+)"', page) if "organisation" in right]
    until = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 300 * 86_400))
    form = browser.forgery_guard(page) + [("name", "Prüfung"), ("bis", until)] + [("rechte", right) for right in rights]
    status, text = browser.ask("POST", "/konto/zugaenge", form)
    found = re.search(r"<code dir=\"ltr\">([^<]+)</code>", text)
    if not found:
        sys.exit(f"no access was made ({status}), rights offered: {rights}")
    return found.group(1)


class Programs:
    """Asks one address after another as a program, over connections that are kept."""

    def __init__(self, bases, seconds):
        self.bases, self.seconds, self.open = list(bases), seconds, {}
        self.token = os.environ.get("VERBUND_TOKEN", "")

    def ask(self, method, path, body=None, headers=None, base=None):
        """(status, headers, parsed body); status 0 where no whole answer came."""
        base = base or random.choice(self.bases)
        connection = self.open.pop(base, None) or connect(base, self.seconds)
        all_headers = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        if body is not None:
            all_headers.setdefault("Content-Type", "application/json")
        try:
            connection.request(method, path, None if body is None else json.dumps(body), all_headers)
            answer = connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            return 0, {}, None
        if answer.will_close:
            connection.close()
        else:
            self.open[base] = connection
        try:
            return answer.status, answer.headers, json.loads(text) if text else None
        except ValueError:
            return answer.status, answer.headers, None


class Writing:
    """What all workers of one run share: the record, the counts, the times."""

    def __init__(self, options):
        self.options, self.lock = options, threading.Lock()
        self.record = open(options.record, "a", encoding="utf-8")  # noqa: SIM115
        self.begin = time.monotonic()
        self.end = self.begin + options.seconds
        self.acknowledged, self.errors, self.first_error, self.last_error = 0, {}, None, None
        self.last_success, self.longest_gap, self.repeated = self.begin, 0.0, 0
        self.slowest = 0.0

    def acknowledge(self, line, took):
        with self.lock:
            self.record.write(json.dumps(line, ensure_ascii=False) + "\n")
            self.record.flush()
            os.fsync(self.record.fileno())
            now = time.monotonic()
            self.longest_gap = max(self.longest_gap, now - self.last_success)
            self.last_success, self.acknowledged, self.slowest = now, self.acknowledged + 1, max(self.slowest, took)

    def fail(self, status):
        with self.lock:
            now = round(time.monotonic() - self.begin, 2)
            self.errors[str(status)] = self.errors.get(str(status), 0) + 1
            self.first_error = now if self.first_error is None else self.first_error
            self.last_error = now

    def work(self, number):
        programs = Programs(self.options.bases, self.options.timeout)
        mine, count = [], 0
        while time.monotonic() < self.end:
            count += 1
            if mine and count % 3 == 0:
                self.change(programs, mine)
            else:
                self.create(programs, mine, f"{self.options.word}{number}x{count}")
            if self.options.pause:
                time.sleep(self.options.pause)

    def create(self, programs, mine, name):
        key, tries = f"{self.options.word}-{random.getrandbits(64):x}", 0
        # Even after the time is over the last request is brought to its end, but not for ever.
        while time.monotonic() < self.end + self.options.timeout:
            begin = time.monotonic()
            status, headers, body = programs.ask("POST", RECORDS, {"name": name, "status": "active"}, {"Idempotency-Key": key})
            if status == 201 and body:
                self.repeated += tries > 0
                mine.append([body["id"], name, headers.get("ETag", '"1"')])
                return self.acknowledge({"id": body["id"], "name": name}, time.monotonic() - begin)
            tries += 1
            self.fail(status)
            if 400 <= status < 500 and status not in (408, 409, 429):
                return None
            time.sleep(0.05)
        return None

    def change(self, programs, mine):
        entry = random.choice(mine)
        name = f"{entry[1].split(' ')[0]} {random.getrandbits(32):x}"
        begin = time.monotonic()
        status, headers, body = programs.ask(
            "PATCH", f"{RECORDS}/{entry[0]}", {"name": name}, {"If-Match": entry[2], "Content-Type": "application/merge-patch+json"})
        if status == 200 and body:
            entry[1], entry[2] = name, headers.get("ETag", "")
            return self.acknowledge({"id": entry[0], "name": name}, time.monotonic() - begin)
        self.fail(status)
        # Whether it was kept nobody knows: either name is right from now on, and the entry is not changed again.
        mine.remove(entry)
        with self.lock:
            self.record.write(json.dumps({"id": entry[0], "maybe": name}, ensure_ascii=False) + "\n")
            self.record.flush()
        return None

    def report(self):
        return {
            "acknowledged": self.acknowledged, "errors": self.errors, "first_error_s": self.first_error, "last_error_s": self.last_error,
            "longest_gap_s": round(max(self.longest_gap, self.end - self.last_success), 2), "repeated": self.repeated,
            "slowest_s": round(self.slowest, 2), "per_second": round(self.acknowledged / self.options.seconds, 1),
        }  # fmt: skip


def write(options):
    writing = Writing(options)
    workers = [threading.Thread(target=writing.work, args=(number,)) for number in range(options.workers)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(json.dumps(writing.report()))
    return 0 if writing.acknowledged else 1


def expected(path):
    """id → names that are right: the last acknowledged one and those after it that nobody knows of."""
    names = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            if "name" in entry:
                names[entry["id"]] = [entry["name"]]
            else:
                names.setdefault(entry["id"], []).append(entry["maybe"])
    return names


def compare(options):
    """Every acknowledged write, read from every address; names tell whether something was kept twice."""
    programs, names = Programs(options.bases, options.timeout), expected(options.record)
    lost, wrong = [], []
    for base in options.bases:
        for record, right in names.items():
            for _ in range(20):
                status, _, body = programs.ask("GET", f"{RECORDS}/{record}", base=base)
                if status not in (0, 429, 503):
                    break
                time.sleep(0.25)
            if status != 200:
                lost.append(f"{record} {status}")
            elif body.get("name") not in right:
                wrong.append(f"{record} {body.get('name')} instead of {right}")
    doubles = doubled(programs, options)
    print(json.dumps({"compared": len(names), "addresses": len(options.bases), "lost": len(lost), "wrong": len(wrong),
                      "twice": len(doubles), "examples": (lost + wrong + doubles)[:5]}))  # fmt: skip
    return 1 if lost or wrong or doubles or not names else 0


def doubled(programs, options):
    """First words of names that two records have: each is made for one record only."""
    seen, doubles, path = {}, [], f"{RECORDS}?limit=200&sort=name"
    while True:
        status, _, body = programs.ask("GET", path)
        if status != 200:
            return [f"the list answers {status}"]
        for item in body["items"]:
            word = item["name"].split(" ")[0]
            if word.startswith(options.word) and seen.setdefault(word, item["id"]) != item["id"]:
                doubles.append(f"{word} twice")
        path = body.get("next")
        if not path:
            return doubles


def search(options):
    """Makes one record on the first address and waits until all others find it."""
    programs = Programs(options.bases, options.timeout)
    status, _, body = programs.ask("POST", RECORDS, {"name": options.word, "status": "active"}, base=options.bases[0])
    if status != 201:
        print(json.dumps({"created": status, "body": body}))
        return 1
    begin, waiting, times = time.monotonic(), set(options.bases), {}
    while waiting and time.monotonic() - begin < options.within:
        for base in sorted(waiting):
            status, _, body = programs.ask("GET", f"/api/v1/search?q={options.word}", base=base)
            if status == 200 and options.word in json.dumps(body):
                waiting.discard(base)
                times[base] = round(time.monotonic() - begin, 2)
        time.sleep(0.02)
    print(json.dumps({"found_after_s": times, "missing": sorted(waiting)}))
    return 1 if waiting else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=["token", "write", "compare", "search"])
    parser.add_argument("bases", nargs="+")
    parser.add_argument("--record", default="acknowledged.jsonl")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--workers", type=int, default=6)
    parser.add_argument("--pause", type=float, default=0)
    parser.add_argument("--timeout", type=float, default=15)
    parser.add_argument("--within", type=float, default=5)
    parser.add_argument("--word", default="Pruefverein")
    options = parser.parse_args()
    if options.part == "token":
        print(make_token(options.bases[0]))
        return 0
    return {"write": write, "compare": compare, "search": search}[options.part](options)


if __name__ == "__main__":
    sys.exit(main())
