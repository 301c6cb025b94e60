# SPDX-License-Identifier: EUPL-1.2
"""Measures what programs read: pages of the HSDS feed, its streams and the JSON lists. A part of measure.py.

Beside each stands its ceiling: a bare route of the same server that answers as many bytes, taken in turn with it.
"""

import json
import statistics
import time
import urllib.request
from pathlib import Path

from measure import Server

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


def costs(server, paths, bare):
    """Medians of several rounds over the paths and over bare bytes in turn: (CPU ms, wall ms) for one answer of each."""
    used, waited = {True: [], False: []}, {True: [], False: []}
    for _ in range(5):
        for isBare, asked in ((False, paths), (True, bare)):
            before, began = server.cpu_seconds(), time.monotonic()
            for path in asked:
                drained(server, path)
            waited[isBare].append((time.monotonic() - began) / len(paths) * 1000)
            used[isBare].append((server.cpu_seconds() - before) / len(paths) * 1000)
    return [(statistics.median(used[isBare]), statistics.median(waited[isBare])) for isBare in (False, True)]


def measure_page(server, table, what, paths, bar):
    """One row: what a page takes uncached by the clock and in CPU, beside bare bytes of its size."""
    size = int(statistics.median(drained(server, path)[0] for path in paths))
    pieces = max(1, -(-size // BYTES_LIMIT))
    (cpu, wall), (ceiling, _) = costs(server, paths, [f"/bench/bytes/{size // pieces}"] * pieces * len(paths))
    remark = f"{size // 1024} KiB, {cpu:.1f} ms CPU on all cores; bare bytes {ceiling:.1f} ms CPU, ratio {cpu / max(ceiling, 0.01):.1f}"
    table.row(what, f"{wall:.1f} ms", f"≤ {bar} ms" if bar else "told", bar is None or wall <= bar, remark)


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
