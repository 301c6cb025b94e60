#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Reads and actions through our own layer against what the engines' own tools reach, in the same run.

measure_storage.py BINARY SQLITE_FILE POSTGRES_ADDRESS PGBENCH
The address is of an empty database; the file is copied into it first, which is measured too."""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

from measure import ROUNDS, Server, listed, sample_queries, write_paths

SECONDS = 5
CONNECTIONS = 8


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command[:4])} …: {done.stderr.strip()[-600:]}")
    return done.stdout + done.stderr


def pgbench(program, address, *options):
    text = run(program, "-M", "prepared", "-c", str(CONNECTIONS), "-j", "2", "-T", str(SECONDS), "-n", *options, address)
    return float(re.search(r"tps = ([0-9.]+)", text).group(1))


def ours(binary, address):
    lines = run(binary, "bench", "storage", "--database", address, "--tasks", str(CONNECTIONS), "--seconds", str(SECONDS))
    found = [json.loads(line) for line in lines.splitlines() if line.startswith("{")]
    for one in found:
        if one["refused"]:
            print(f"  {one['name']}: {one['refused']} refused of {one['done'] + one['refused']}")
    return {one["name"]: one["per_second"] for one in found}


def row(what, figure, ceiling, bar, enough=None):
    """`enough`: a rate that will do whatever the ceiling is."""
    ratio = figure / ceiling if ceiling else 0
    verdict = "" if bar is None else ("PASS" if ratio >= bar or (enough and figure >= enough) else "FAIL")
    wanted = "" if bar is None else f"≥ {bar}" + (f" or ≥ {enough:,}/s" if enough else "")
    print(f"| {what} | {figure:,.0f}/s | {ceiling:,.0f}/s | {ratio:.2f} | {wanted} | {verdict} |")


def pages(binary, path, address):
    """Requests/s of public pages as readers get them, of one process on each engine, and of two on PostgreSQL."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for engine, database in (("SQLite", path), ("PostgreSQL", address)):
            with Server(binary, database) as server:
                server.settle()
                offers = write_paths(folder, "offers.txt", [f"/angebote/{item['id']}" for item in listed(server, "offers", 300)])
                searches = write_paths(folder, "searches.txt", ["/suche?q=" + urllib.request.quote(query) for query in sample_queries(server)])
                for what, paths in (("start page", None), ("offer pages", offers), ("search pages", searches)):
                    server.load("/", CONNECTIONS, 2, paths=paths)
                    found[engine, what] = statistics.median(server.load("/", CONNECTIONS, 4, paths=paths)["rate"] for _ in range(ROUNDS))
        for kind, options in (("from the cache", ()), ("not cached", ("--cache", "off"))):
            with Server(binary, address, *options) as one, Server(binary, address, *options) as other:
                one.settle(), other.settle()
                alone = statistics.median(one.load("/", CONNECTIONS, 4, paths=searches)["rate"] for _ in range(ROUNDS))
                both = statistics.median(sum(together(one, other, searches)) for _ in range(ROUNDS))
            print(f"second process, search pages {kind}: {both:,.0f}/s of two, {alone:,.0f}/s of one alone, gain {both / alone:.2f} ×")
    for what in ("start page", "offer pages", "search pages"):
        row(f"public pages, {what}: PostgreSQL against SQLite", found["PostgreSQL", what], found["SQLite", what], 0.9)


def together(one, other, paths):
    rates = []
    threads = [threading.Thread(target=lambda server=server: rates.append(server.load("/", CONNECTIONS // 2, 4, paths=paths)["rate"])) for server in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return rates


def main():
    binary, path, address, program = sys.argv[1:5]
    began = time.monotonic()
    copied = run(binary, "copy", "--from", f"sqlite:{path}", "--to", address)
    rows = int(re.search(r"mit (\d+) Zeilen", copied).group(1))
    seconds = time.monotonic() - began
    print(f"copy from SQLite to PostgreSQL, compared row by row: {rows:,} rows in {seconds:.1f} s, {rows / seconds:,.0f} rows/s")
    run(program, "-i", "-q", "-s", "10", address)
    selects = pgbench(program, address, "-S")
    writes = pgbench(program, address)
    postgres = ours(binary, f"{address}?pool={CONNECTIONS}")
    sqlite = ours(binary, f"sqlite:{path}")
    print("| what | ours | ceiling | ratio | bar | |\n|---|---|---|---|---|---|")
    value, offer = "read one value by key", "read one offer with all its columns by key"
    many, one = "action, writers of different centres", "action, writers of one centre"
    row(f"PostgreSQL: {value}, against pgbench -S", postgres[value], selects, 0.5)
    row(f"PostgreSQL: {offer}, against pgbench -S", postgres[offer], selects, None)
    row(f"PostgreSQL: {many}, against pgbench's own transaction", postgres[many], writes, 0.5, 1000)
    row(f"PostgreSQL: {one}, against pgbench's own transaction", postgres[one], writes, None)
    row(f"SQLite: {value}, against GRDB alone", sqlite[value], sqlite[value + " through GRDB alone"], 0.8)
    row(f"SQLite: {many}, against 1,500/s", sqlite[many], 1500, 1.0)
    row(f"SQLite: {one}, against 1,500/s", sqlite[one], 1500, 1.0)
    pages(binary, path, address)


main()
