# SPDX-License-Identifier: EUPL-1.2
"""Measures the workplace of a centre that keeps 100,000 offers and 5,000 contact people. A part of measure.py.

The data are made with the product's own commands: `verbund demo`, then `verbund import csv` of invented rows.
"""

import csv
import http.client
import random
import re
import shutil
import sqlite3
import subprocess
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

from measure import ROUNDS, Server, alternate, exported, json_lines, write_offers, write_paths

CENTER, PERSON, PASSWORD = "05913000", "leitung@dortmund.example", "Beispiel im Verbund"
OFFERS, CONTACTS, EXPORTED = 100_000, 5_000, 50_000
CONNECTIONS, SAVES = 8, 8_000
FIRST = "Amina Birgit Cem Doris Emre Fatma Georg Hanna Ivan Jale Karin Leyla Murat Nadia Olena Petra Rosa Selim Tarek Ute".split()
LAST = "Aydin Becker Celik Demir Ebert Fischer Gül Hoffmann Ivanov Jansen Kaya Lorenz Meier Novak Öztürk Peters Richter Şahin Weber Yilmaz".split()


def run(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)


def fill(binary, folder):
    """The database of the large centre; made once and kept."""
    data, note = Path(folder) / "workplace.sqlite", Path(folder) / "workplace.filled"
    wanted = f"{OFFERS} offers, {CONTACTS} contacts"
    if note.exists() and note.read_text() == wanted:
        return data
    print(f"  data of the centre ({wanted}); some minutes", flush=True)
    for old in Path(folder).glob("workplace.*"):
        old.unlink()
    address = f"sqlite:{data}"
    run(binary, "demo", "--database", address, "--offers", "3200")
    rows = Path(folder) / "workplace.csv"
    write_contacts(rows, [row["name"] for row in exported(binary, data, "organisations", "--center", CENTER)])
    run(binary, "import", "csv", "contacts", str(rows), "--center", CENTER, "--database", address)
    write_offers(binary, Path(folder) / "data.sqlite", data, CENTER, rows, OFFERS, half)
    run(binary, "import", "csv", "offers", str(rows), "--center", CENTER, "--database", address)
    rows.unlink()
    with Server(binary, data) as server:
        server.settle()
    note.write_text(wanted)
    return data


def copied(kept):
    """Another file of the same data with its index: what is measured changes them."""
    data = kept.with_name("workplace-run.sqlite")
    for old in kept.parent.glob(f"{data.name}*"):
        old.unlink()
    for file in kept.parent.glob(f"{kept.name}*"):
        shutil.copyfile(file, data.with_name(file.name.replace(kept.name, data.name)))
    return data


def half(row, number):
    """Every second offer is for the whole area, so that a list of exactly half of them can be asked for."""
    row["whole_area"] = "ja" if number % (OFFERS // EXPORTED) == 0 else "nein"


def write_contacts(file, organisations):
    """Invented people; one of twenty stands there twice, with another spelling or another number."""
    chance = random.Random(20_26)
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["name", "role", "mail", "phone", "organisation"])
        last, taken = None, set()
        for number in range(CONTACTS):
            while (who := (f"{chance.choice(FIRST)} {chance.choice(LAST)}-{chance.choice(LAST)}", chance.choice(organisations))) in taken:
                pass
            row = [who[0], "Beratung", f"person.{number}@beispiel.example", f"0231 555{number:05d}", who[1]]
            if last and number % 20 == 0:
                row = [last[0].replace("-", " "), "Leitung", last[2], row[3], row[4]]
            taken |= {who, (row[0], row[4])}
            last = row
            writer.writerow(row)


class Person:
    """Somebody who has signed in, as a browser is."""

    def __init__(self, server, mail=PERSON):
        self.server, self.cookies = server, {}
        page = self.ask("/anmelden")[1]
        status, _ = self.ask("/anmelden", {"csrf": token(page), "mail": mail, "passwort": PASSWORD})
        if status != 303:
            raise SystemExit(f"{mail} could not sign in ({status})")

    @property
    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(self, path, form=None):
        """(status, text); redirects are not followed."""
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(self.server.base + path, data, {"Cookie": self.cookie} if self.cookies else {})
        try:
            answer = OPENER.open(request, timeout=60)
        except urllib.error.HTTPError as problem:
            answer = problem
        with answer:
            for header in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = header.split(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read().decode("utf-8", "replace")


class Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(Staying)


def token(page):
    return re.search(r'name="csrf" value="([^"]+)"', page).group(1)


def measure_workplace(binary, folder, table):
    data = copied(fill(binary, folder))
    with Server(binary, data) as server:
        server.settle()
        person = Person(server)
        records = stored(data)
        pages = lists(records)
        for what, paths in pages.items():
            measure_pages(server, person, folder, table, what, paths)
        measure_saves(server, person, folder, table, records)
        measure_export(server, person, table)
    measure_duplicates(binary, data, table)


def stored(data):
    """(id, version) of the centre's offers in a fixed random order."""
    with sqlite3.connect(f"file:{data}?mode=ro", uri=True) as connection:
        found = connection.execute(
            "select id, version from offer where archived_at is null and tenant = (select id from center where ags = ?) order by id", (CENTER,)
        ).fetchall()
    random.Random(20_26).shuffle(found)
    return found


def lists(records):
    start = "/arbeitsplatz/angebote"
    words = "Sprachkurs,Elterncafé,Beratung für Familien,Nachhilfe Mathematik,4711,Ehrenamt,Frauen Schwimmen,xyzunbekannt,Kinder,Deutsch Abend"
    query = [urllib.parse.quote(word) for word in words.split(",")]
    orders = ("title", "-title", "status", "ends_on", "verified_on", "-modified_at")
    narrow = [f"f-status={status}&f-whole_area={area}" for status in ("published", "draft", "paused", "review") for area in ("ja", "nein")]
    narrow += [f"f-cost={cost}&f-languages={language}&sortierung=-title" for cost in ("free", "paid") for language in ("ara", "ukr", "deu")]
    narrow += ["f-ends_on-von=2026-12-01&f-ends_on-bis=2027-03-31", "f-fields=HF-SP&f-whole_area=ja"]
    some = [id for id, _ in records[:200]]
    return {
        "list, first pages by six orders": [f"{start}?sortierung={order}" for order in orders],
        "list, deep pages": [f"{start}?sortierung=title&nach={id}" for id in some],
        "list, narrowed in 16 ways": [f"{start}?{pairs}" for pairs in narrow],
        "list, searched": [f"{start}?q={word}" for word in query],
        "form of a record": [f"{start}/{id}/bearbeiten" for id in some],
        "page of a record": [f"{start}/{id}" for id in some],
        "form of a new record": [f"{start}/neu"],
    }


def measure_pages(server, person, folder, table, what, paths):
    for path in paths[:20]:
        status, _ = person.ask(path)
        if status != 200:
            table.unmeasured(what, "p95 ≤ 50 ms", f"{path} answers {status}")
            return
    file = write_paths(folder, "workplace-paths.txt", paths)
    found = alternate(ROUNDS, page=lambda: server.load("/", CONNECTIONS, paths=file, cookies=person.cookie))["page"]
    told(table, what, found)


def told(table, what, found, remark=""):
    figure = f"p95 {found['p95']:.1f} ms"
    remark = f"p50 {found['p50']:.1f}, p99 {found['p99']:.1f} ms, {found['rate']:.0f} requests/s, {found['cpu'] / 1000:.1f} ms CPU{remark}"
    table.row(f"workplace with {OFFERS} offers, 8 connections: {what}", figure, "≤ 50 ms", found["p95"] <= 50 and not found["faulty"], remark)


def measure_saves(server, person, folder, table, records):
    """Each record is saved once, as the form does it, with another title; every save counts as what it took.

    wrk would count the moments in which SQLite brings its log into the file once for each save that could have begun meanwhile.
    """
    session = token(person.ask(f"/arbeitsplatz/angebote/{records[0][0]}/bearbeiten")[1])
    rest, takes, faults = iter(records[::-1][:SAVES]), [], []
    address = server.base.removeprefix("http://")
    headers = {"Cookie": person.cookie, "Content-Type": "application/x-www-form-urlencoded"}

    def save():
        connection = http.client.HTTPConnection(address, timeout=60)
        for id, version in rest:
            form = {"csrf": session, "version": version, "title": f"Geändertes Angebot {id[-6:]}", "feld-sichern": "1"}
            began = time.monotonic()
            connection.request("POST", f"/arbeitsplatz/angebote/{id}/bearbeiten", urllib.parse.urlencode(form), headers)
            answer = connection.getresponse()
            answer.read()
            takes.append((time.monotonic() - began) * 1000)
            if answer.status != 303:
                faults.append(answer.status)

    before, began = server.cpu_seconds(), time.monotonic()
    savers = [threading.Thread(target=save) for _ in range(CONNECTIONS)]
    for saver in savers:
        saver.start()
    for saver in savers:
        saver.join()
    took, used = time.monotonic() - began, server.cpu_seconds() - before
    takes.sort()
    p50, p95, p99 = (takes[int(len(takes) * share)] for share in (0.5, 0.95, 0.99))
    found = {"p50": p50, "p95": p95, "p99": p99, "rate": len(takes) / took, "cpu": used / len(takes) * 1e6, "faulty": bool(faults)}
    told(table, "saving a form", found, f", longest {takes[-1]:.0f} ms; {len(takes)} saves, each a transaction synced to the disk")


def measure_export(server, person, table):
    for kind in ("xlsx", "csv"):
        idle, watched, over = server.memory()[0], [], threading.Event()

        def watch():
            while not over.wait(0.05):
                watched.append(server.memory()[0])

        watcher = threading.Thread(target=watch)
        watcher.start()
        path = f"/arbeitsplatz/angebote/ausgabe/{kind}?f-whole_area=ja"
        request = urllib.request.Request(server.base + path, headers={"Cookie": person.cookie})
        before, began, size = server.cpu_seconds(), time.monotonic(), 0
        with urllib.request.urlopen(request, timeout=300) as answer:
            while piece := answer.read(1 << 16):
                size += len(piece)
        took, used = time.monotonic() - began, server.cpu_seconds() - before
        over.set()
        watcher.join()
        grown = max(watched, default=idle) - idle
        passed = took <= 10 and grown <= 100
        table.row(f"export of {EXPORTED} rows to {kind.upper()}", f"{took:.1f} s, +{grown:.0f} MiB", "≤ 10 s, ≤ +100 MiB", passed, f"{size / 2**20:.1f} MiB, {used:.1f} s CPU")


def measure_duplicates(binary, data, table):
    lines = {line["name"]: line for line in json_lines([binary, "bench", "duplicates", "--database", f"sqlite:{data}", "--center", CENTER])}
    line = lines.get("contact_person")
    if not line:
        table.unmeasured("duplicates among contact people", "≤ 1 s", "`verbund bench duplicates` gave no such line")
        return
    remark = f"{line['pairs']} pairs; reading and comparing {line['find_ms']:.0f} ms, the rest is keeping"
    table.row(f"duplicates among {line['records']} contact people", f"{line['all_ms'] / 1000:.2f} s", "≤ 1 s", line["all_ms"] <= 1000 and line["records"] >= CONTACTS, remark)
