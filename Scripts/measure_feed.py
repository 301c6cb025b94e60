# SPDX-License-Identifier: EUPL-1.2
"""Measures what programs read: pages of the HSDS feed, its streams and the JSON lists. A part of measure.py.

Beside each stands its ceiling: a bare route of the same server that answers as many bytes, taken in turn with it.
"""

import json
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

from measure import ROUNDS, Server, alternate

FEED, PAGES, SIZE = "/api/hsds/v3/services", 30, 300
LISTS, ITEMS = ("offers", "organisations", "guides"), 100
BYTES_LIMIT = 1 << 20


def drained(server, path):
    """(bytes, lines, seconds) of an answer that is read without being kept."""
    began, size, lines = time.monotonic(), 0, 0
    with urllib.request.urlopen(server.base + path, timeout=300) as answer:
        while piece := answer.read(1 << 16):
            size += len(piece)
            lines += piece.count(b"\n")
    return size, lines, time.monotonic() - began


def measure_page(server, table, what, paths, bar):
    """One row: what a page takes uncached, asked for by one connection, beside bare bytes of its size in turn with it."""
    size = int(statistics.median(drained(server, path)[0] for path in paths))
    pieces = max(1, -(-size // BYTES_LIMIT))
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(paths))
        file.flush()
        found = alternate(
            ROUNDS, page=lambda: server.load(paths[0], connections=1, paths=file.name),
            bare=lambda: server.load(f"/bench/bytes/{size // pieces}", connections=1))  # fmt: skip
    page, cpu, ceiling = found["page"], found["page"]["cpu"] / 1000, found["bare"]["cpu"] * pieces / 1000
    remark = f"{size // 1024} KiB, p99 {page['p99']:.1f} ms, {cpu:.1f} ms CPU on all cores; bare bytes {ceiling:.2f} ms CPU, ratio {cpu / ceiling:.1f}"
    passed = not page["faulty"] and (bar is None or page["p50"] <= bar)
    table.row(what, f"p50 {page['p50']:.1f} ms", f"≤ {bar} ms" if bar else "told", passed, remark)


def measure_pages(server, table):
    total = json.loads(server.get(f"{FEED}?per_page=1"))["total_pages"] // SIZE
    for form, bar in (("full=true&", 15), ("", None)):
        paths = [f"{FEED}?{form}per_page={SIZE}&page={number % max(total, 1) + 1}" for number in range(PAGES)]
        measure_page(server, table, f"HSDS page of {SIZE} {'full services' if form else 'services'}, not cached", paths, bar)
    for name in LISTS:
        total = max(1, json.loads(server.get(f"/api/v1/{name}?per_page=1"))["total"] // ITEMS)
        paths = [f"/api/v1/{name}?per_page={ITEMS}&page={number % total + 1}" for number in range(PAGES)]
        measure_page(server, table, f"JSON list of {ITEMS} {name}, not cached", paths, 15)


def measure_streams(server, table):
    for form, bar in (("", 20_000), ("&full=true", None)):
        drained(server, f"{FEED}?format=ndjson{form}")
        before = server.memory()[0]
        rates, size, lines = [], 0, 0
        for _ in range(3):
            size, lines, seconds = drained(server, f"{FEED}?format=ndjson{form}")
            rates.append(lines / seconds)
        grown = server.memory()[0] - before
        pieces = max(1, size // BYTES_LIMIT)
        began = time.monotonic()
        for _ in range(pieces):
            drained(server, f"/bench/bytes/{BYTES_LIMIT}")
        ceiling = lines / (time.monotonic() - began)
        rate = statistics.median(rates)
        remark = f"{lines} lines, {size >> 20} MiB; bare bytes {ceiling:.0f}/s, ratio {ceiling / rate:.1f}; memory +{grown:.0f} MiB"
        passed = bar is None or rate >= bar and grown < 32
        table.row(f"HSDS ndjson{' in full' if form else ''}", f"{rate:.0f} records/s", f"≥ {bar}/s, constant memory" if bar else "told", passed, remark)


def measure_feed(binary, folder, table):
    with Server(binary, Path(folder) / "data.sqlite", "--bench", "--cache", "off") as server:
        server.settle()
        measure_pages(server, table)
        measure_streams(server, table)
