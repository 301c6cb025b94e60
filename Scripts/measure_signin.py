# SPDX-License-Identifier: EUPL-1.2
"""Measures whether sign-ins starve the public pages: 1,000 of them one after the other while others read. A part of measure.py."""

import os
import statistics
import threading
import time

from measure import ROUNDS, Server, listed, write_paths
from measure_workplace import Person, copied, fill

READER = "lesen@dortmund.example"
SIGN_INS = int(os.environ.get("VERBUND_BENCH_SIGNINS", "1000"))
CONNECTIONS, SECONDS = 8, 8


def measure_signin(binary, folder, table):
    data = copied(fill(binary, folder))
    with Server(binary, data, "--cache", "off") as server:
        server.settle()
        paths = write_paths(folder, "signin-paths.txt", [f"/angebote/{item['id']}" for item in listed(server, "offers", 300)])

        def load():
            return server.load("/", CONNECTIONS, SECONDS, paths=paths)

        load()
        idle = [load() for _ in range(ROUNDS)]
        times = []
        signing = threading.Thread(target=sign_in, args=(server, times))
        signing.start()
        busy = []
        while signing.is_alive():
            busy.append(load())
        signing.join()
        idle += [load() for _ in range(ROUNDS)]
    quiet, loud = (statistics.median(one["p99"] for one in some) for some in (idle, busy[:-1] or busy))
    rates = [statistics.median(one["rate"] for one in some) for some in (idle, busy)]
    faulty = any(one["faulty"] for one in idle + busy)
    remark = (
        f"{loud:.1f} of {quiet:.1f} ms, {len(busy)} rounds; {rates[1]:.0f} of {rates[0]:.0f} requests/s; "
        f"a sign-in takes {statistics.median(times):.2f} s meanwhile"
    )
    what = f"p99 of offer pages, 8 connections, during {len(times)} sign-ins in a row, against idle"
    table.row(what, f"{loud / quiet:.2f} ×", "< 2 ×", loud / quiet < 2 and len(times) == SIGN_INS and not faulty, remark)


def sign_in(server, times):
    for number in range(SIGN_INS):
        began = time.monotonic()
        Person(server, READER)
        times.append(time.monotonic() - began)
        if number % 100 == 99:
            print(f"  {number + 1} sign-ins", flush=True)
