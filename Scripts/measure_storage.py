#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Reads and actions through our own layer against what the engines' own tools reach, in the same run.

measure_storage.py BINARY SQLITE_FILE POSTGRES_ADDRESS PGBENCH
The address is of an empty database; the file is copied into it first, which is measured too."""

import json
import re
import subprocess
import sys
import time

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


def row(what, figure, ceiling, bar):
    ratio = figure / ceiling if ceiling else 0
    verdict = "" if bar is None else ("PASS" if ratio >= bar else "FAIL")
    print(f"| {what} | {figure:,.0f}/s | {ceiling:,.0f}/s | {ratio:.2f} | {'' if bar is None else f'≥ {bar}'} | {verdict} |")


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
    row(f"PostgreSQL: {many}, against pgbench's own transaction", postgres[many], writes, 0.5)
    row(f"PostgreSQL: {one}, against pgbench's own transaction", postgres[one], writes, None)
    row(f"SQLite: {value}, against GRDB alone", sqlite[value], sqlite[value + " through GRDB alone"], 0.8)
    row(f"SQLite: {many}, against 1,500/s", sqlite[many], 1500, 1.0)
    row(f"SQLite: {one}, against 1,500/s", sqlite[one], 1500, 1.0)


main()
