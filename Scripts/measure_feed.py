#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Measures the HSDS feed: pages of 300 full services and the stream of all services, each beside bare bytes of the same size.

Usage: measure_feed.py BINARY DATABASE
The server is started with --bench; every page is another one, so that none is answered from kept bytes.
"""

import json
import os
import statistics
import sys
import time
import urllib.request

from measure import Server, Table

FEED, PAGES, SIZE = "/api/hsds/v3/services", 30, 300
BYTES_LIMIT = 1 << 20


def drained(server, path):
    """(bytes, lines, seconds) of an answer that is read without being kept."""
    began, size, lines = time.monotonic(), 0, 0
    with urllib.request.urlopen(server.base + path, timeout=300) as answer:
        while piece := answer.read(1 << 16):
            size += len(piece)
            lines += piece.count(b"\n")
    return size, lines, time.monotonic() - began


def costs(server, paths):
    """Medians of several runs over the paths: (CPU ms, wall ms, bytes) for one answer."""
    used, waited, size = [], [], 0
    for _ in range(3):
        before, began = server.cpu_seconds(), time.monotonic()
        size = statistics.median(drained(server, path)[0] for path in paths)
        waited.append((time.monotonic() - began) / len(paths) * 1000)
        used.append((server.cpu_seconds() - before) / len(paths) * 1000)
    return statistics.median(used), statistics.median(waited), int(size)


def measure_pages(server, table):
    total = json.loads(server.get(f"{FEED}?per_page=1"))["total_pages"] // SIZE
    for form, bar in (("full=true&", 15), ("", None)):
        paths = [f"{FEED}?{form}per_page={SIZE}&page={number % max(total, 1) + 1}" for number in range(PAGES)]
        drained(server, paths[0])
        cpu, wall, size = costs(server, paths)
        pieces = max(1, -(-size // BYTES_LIMIT))
        bare = costs(server, [f"/bench/bytes/{size // pieces}"] * pieces * PAGES)
        ceiling = bare[0] * pieces
        what = f"page of {SIZE} {'full services' if form else 'services'}"
        remark = f"{size // 1024} KiB, {wall:.1f} ms wall; bare bytes {ceiling:.1f} ms CPU, ratio {cpu / max(ceiling, 0.01):.1f}"
        if size <= BYTES_LIMIT and not form:
            remark += "; may be kept from the second round on"
        table.row(what, f"{cpu:.1f} ms CPU", f"≤ {bar} ms" if bar else "told", bar is None or cpu <= bar, remark)


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
        table.row(f"ndjson{' in full' if form else ''}", f"{rate:.0f} records/s", f"≥ {bar}/s, constant memory" if bar else "told", passed, remark)


def main():
    if len(sys.argv) != 3 or not os.path.exists(sys.argv[2]):
        sys.exit(__doc__)
    table = Table()
    with Server(sys.argv[1], sys.argv[2], "--bench") as server:
        measure_pages(server, table)
        measure_streams(server, table)
    table.show()
    sys.exit(1 if table.failed else 0)


if __name__ == "__main__":
    main()
