#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Measures the product over loopback and prints one table. Started by Scripts/bench.

Usage: measure.py BINARY FOLDER pages|search|import|start|memory|feed|workplace|signin|all
Every ratio is taken within one run of one server; figures are medians over rounds that alternate between both sides.
"""

import csv
import io
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent
ROUNDS, SECONDS, TICKS = 3, 4, os.sysconf("SC_CLK_TCK")
ROWS_SMALL, ROWS_LARGE = 4_000, 50_000


class Server:
    """`verbund serve` on a free port, on a SQLite file or an address of PostgreSQL; use it in a `with`."""

    def __init__(self, binary, database, *options):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        address = str(database) if "://" in str(database) else f"sqlite:{database}"
        self.command = [binary, "serve", "--database", address, "--host", "127.0.0.1", "--port", str(self.port), *options]

    def __enter__(self):
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait("/health/ready", 120)
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def wait(self, path, seconds):
        """Seconds from the start of the process until the path answers 200."""
        while time.monotonic() - self.started < seconds:
            if self.process.poll() is not None:
                sys.exit(f"the server ended with {self.process.returncode}: {' '.join(self.command)}")
            try:
                self.get(path)
                return time.monotonic() - self.started
            except OSError:
                time.sleep(0.01)
        sys.exit(f"{path} did not answer 200 within {seconds} s")

    def settle(self, seconds=600):
        """Waits until what the server does by itself is done, such as looking for duplicates in data that are new."""
        ends, quiet = time.monotonic() + seconds, 0
        while quiet < 3 and time.monotonic() < ends:
            before = self.cpu_seconds()
            time.sleep(1)
            quiet = quiet + 1 if self.cpu_seconds() - before < 0.03 else 0

    def get(self, path):
        with urllib.request.urlopen(self.base + path, timeout=30) as answer:
            return answer.read()

    def cpu_seconds(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self):
        """(resident, proportional) in MiB."""
        text = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        return tuple(int(re.search(rf"^{name}:\s+(\d+)", text, re.M).group(1)) / 1024 for name in ("Rss", "Pss"))

    def load(self, path, connections=16, seconds=SECONDS, paths=None, cookies=None):
        """One run of wrk: requests/s, CPU µs per request, latencies in ms. Faulty answers are told and fail the row."""
        command = ["wrk", "-t1", f"-c{connections}", f"-d{min(seconds, 10)}s", "--latency", self.base + path]
        environment = dict(os.environ)
        if paths:
            command[1:1] = ["-s", str(SCRIPTS / "paths.lua")]
            environment |= {"WRK_PATHS": str(paths)} | ({"WRK_COOKIES": cookies} if cookies else {})
        before = self.cpu_seconds()
        text = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True).stdout
        used = self.cpu_seconds() - before
        faulty = re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", text)
        if faulty:
            print(f"! {path}: {faulty.group(0)}", flush=True)
        requests = int(re.search(r"(\d+) requests in", text).group(1))
        return {
            "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)),
            "cpu": used / max(requests, 1) * 1e6,
            "p50": milliseconds(text, "50"),
            "p95": milliseconds(text, "95") if paths else None,
            "p99": milliseconds(text, "99"),
            "faulty": bool(faulty),
        }


def milliseconds(text, percent):
    number, unit = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s|m)\s*$", text, re.M).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


class Table:
    def __init__(self):
        self.rows, self.failed = [], 0

    def row(self, what, figure, bar, passed, remark=""):
        self.failed += not passed
        self.rows.append((what, figure, bar, "PASS" if passed else "FAIL", remark))
        print(f"… {what}: {figure} ({bar}) {self.rows[-1][3]} {remark}", flush=True)

    def unmeasured(self, what, bar, why):
        self.row(what, "not measured", bar, False, why.strip().replace("\n", " ")[-300:])

    def show(self):
        rows = [("what", "figure", "bar", "", "remark"), ("---",) * 5, *self.rows]
        print("\n" + "\n".join("| " + " | ".join(row) + " |" for row in rows))
        memory = int(re.search(r"\d+", Path("/proc/meminfo").read_text()).group()) // 1024**2
        print(f"\n{os.cpu_count()} cores, {memory} GiB, load {os.getloadavg()[0]:.1f}; medians of {ROUNDS} rounds of {SECONDS} s")


def alternate(rounds, **runs):
    """Medians per name of every figure, rounds taken in turn so that a busy moment hits all sides."""
    collected = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _ in range(rounds):
        for name, run in runs.items():
            collected[name].append(run())
    return {
        name: {key: statistics.median(one[key] for one in results) for key in results[0] if results[0][key] is not None} | {"faulty": any(one["faulty"] for one in results)}
        for name, results in collected.items()
    }


def listed(server, kind, count):
    """Up to `count` items of an API list, spread over all of it."""
    total = json.loads(server.get(f"/api/v1/{kind}?per_page=1"))["total"]
    size, found = 50, []
    pages = max(1, total // size)
    for page in range(1, pages + 1, max(1, pages * size // max(count, 1))):
        found += json.loads(server.get(f"/api/v1/{kind}?per_page={size}&page={page}"))["items"]
    return found[:count]


def sample_queries(server):
    """300 different queries of 1 to 6 words from titles and descriptions, 75 of them with frequent words."""
    texts = []
    for item in listed(server, "offers", 1_000) + listed(server, "guides", 200):
        texts.append(re.findall(r"[^\W\d_]{3,}", " ".join(str(item.get(key) or "") for key in ("title", "summary", "description"))))
    texts = [words for words in texts if words]
    frequent = [word for word, _ in Counter(word for words in texts for word in set(words)).most_common(40)]
    chance, queries = random.Random(20_26), dict.fromkeys(frequent[:25])
    for _ in range(1_000):
        if len(queries) < 75:
            queries[" ".join(chance.sample(frequent, min(chance.randint(2, 6), len(frequent))))] = None
    for _ in range(100_000):
        if len(queries) >= 300:
            break
        words, length = chance.choice(texts), chance.randint(1, 6)
        start = chance.randrange(max(1, len(words) - length + 1))
        near = words[start : start + length] if chance.random() < 0.5 else [chance.choice(chance.choice(texts)) for _ in range(length)]
        queries[" ".join(near)] = None
    shuffled = list(queries)
    chance.shuffle(shuffled)
    return shuffled


def write_paths(folder, name, paths):
    file = Path(folder) / name
    file.write_text("\n".join(paths) + "\n", "utf-8")
    return file


def measure_pages(binary, folder, table):
    data = Path(folder) / "data.sqlite"
    with Server(binary, data, "--bench") as server:
        server.settle()
        for path in ("/", "/angebote"):
            size = len(server.get(path))
            found = alternate(ROUNDS, page=lambda: server.load(path), bare=lambda: server.load(f"/bench/bytes/{size}"))
            ratio = found["page"]["rate"] / found["bare"]["rate"]
            remark = f"{found['page']['rate']:.0f} of {found['bare']['rate']:.0f} requests/s, {size} bytes"
            table.row(f"cached page {path} against bare bytes", f"{ratio:.2f}", "≥ 0.80", ratio >= 0.8 and not found["page"]["faulty"], remark)
        found = alternate(
            ROUNDS, hello=lambda: server.load("/bench/hello"), list=lambda: server.load("/bench/list"), read=lambda: server.load("/bench/list-db")
        )
        for name, label, bar in (("list", "list page from records", 3), ("read", "list page with database read", 6)):
            ratio = found[name]["cpu"] / found["hello"]["cpu"]
            remark = f"{found[name]['cpu']:.0f} µs CPU a request, hello {found['hello']['cpu']:.0f} µs, {found[name]['rate']:.0f} requests/s"
            table.row(f"{label} against hello", f"{ratio:.2f} ×", f"≤ {bar} ×", ratio <= bar and not found[name]["faulty"], remark)
    with Server(binary, data, "--cache", "off") as server:
        server.settle()
        paths = write_paths(folder, "offer-paths.txt", [f"/angebote/{item['id']}" for item in listed(server, "offers", 300)])
        found = alternate(ROUNDS, offer=lambda: server.load("/", 8, paths=paths))["offer"]
        remark = f"p50 {found['p50']:.2f} ms, {found['rate']:.0f} requests/s, {found['cpu']:.0f} µs CPU"
        table.row("offer page, not cached, 8 connections", f"p99 {found['p99']:.1f} ms", "≤ 20 ms", found["p99"] <= 20 and not found["faulty"], remark)


def measure_search(binary, folder, table):
    data = Path(folder) / "data.sqlite"
    with Server(binary, data, "--cache", "off") as server:
        server.settle()
        queries = sample_queries(server)
        write_paths(folder, "queries.txt", queries)
        paths = write_paths(folder, "search-paths.txt", ["/suche?q=" + urllib.request.quote(query) for query in queries])
        found = alternate(ROUNDS, search=lambda: server.load("/", 8, 8, paths=paths))["search"]
        remark = f"{found['rate']:.0f} requests/s, {found['cpu']:.0f} µs CPU, {len(queries)} queries"
        for key, bar in (("p50", 10), ("p99", 60)):
            table.row(f"search page, not cached, 8 connections, {key}", f"{found[key]:.1f} ms", f"≤ {bar} ms", found[key] <= bar and not found["faulty"], remark)
    own, other = bench_lines(binary, data, "search", folder), bench_lines(binary, data, "fts", folder)
    for name, bar in (("all", 1.0), ("frequent", 0.5)):
        what = f"top 20 with facets against raw FTS5, {name} words, median"
        if name not in own or name not in other:
            table.unmeasured(what, f"≤ {bar} ×", f"`verbund bench search|fts` gave no line named {name}")
            continue
        ratio = own[name]["p50_ms"] / other[name]["p50_ms"]
        table.row(what, f"{ratio:.2f} ×", f"≤ {bar} ×", ratio <= bar, f"{own[name]['p50_ms']:.2f} of {other[name]['p50_ms']:.2f} ms")
    measure_quality(binary, table)


def bench_lines(binary, data, part, folder):
    """JSON lines of `verbund bench`, by name."""
    command = [binary, "bench", part, "--database", f"sqlite:{data}", "--queries", str(Path(folder) / "queries.txt")]
    return {line["name"]: line for line in json_lines(command)}


def json_lines(command):
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if run.returncode:
        print(f"! {' '.join(command)}: {run.stderr.strip()[-300:]}", flush=True)
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def measure_quality(binary, table):
    data = Path(os.environ.get("VERBUND_DATA", SCRIPTS.parent.parent / "shared" / "data")) / "integreat"
    pages, questions = data / "rems-murr-kreis-de.json", data / "questions-rems-murr-kreis-de.json"
    if not pages.exists():
        print(f"skipped: search quality: {pages} is absent", flush=True)
        return
    lines = json_lines([binary, "bench", "quality", "--pages", str(pages), "--questions", str(questions)])
    for key, label, bar in (("r5", "R@5", 0.72), ("mrr10", "MRR@10", 0.62)):
        if not lines or key not in lines[-1]:
            table.unmeasured(f"search quality {label}", f"≥ {bar}", "`verbund bench quality` gave no such line")
            continue
        remark = ", ".join(f"{name} {lines[-1][name]:.3f}" for name in ("r1", "r5", "r10", "mrr10") if name in lines[-1])
        table.row(f"search quality {label}", f"{lines[-1][key]:.3f}", f"≥ {bar}", lines[-1][key] >= bar, remark)


def measure_import(binary, folder, table):
    """Offers of the large set, handed to one centre of a fresh installation: its organisations and places, no ids."""
    data, center = Path(folder) / "data.sqlite", "05315000"
    for count, bar in ((ROWS_SMALL, 5), (ROWS_LARGE, 40)):
        what = f"import of {count} CSV rows"
        part, target = Path(folder) / "part.csv", Path(folder) / "import.sqlite"
        times, rows = [], 0
        for _ in range(ROUNDS if count == ROWS_SMALL else 1):
            for old in Path(folder).glob("import.sqlite*"):
                old.unlink()
            subprocess.run([binary, "demo", "--database", f"sqlite:{target}", "--offers", "1", "--guides", "1"], stdin=subprocess.DEVNULL, capture_output=True, check=True)
            if not times:
                rows = write_offers(binary, data, target, center, part, count)
            started = time.monotonic()
            run = subprocess.run([binary, "import", "csv", "offers", str(part), "--center", center, "--database", f"sqlite:{target}"], stdin=subprocess.DEVNULL, capture_output=True)
            times.append(time.monotonic() - started)
            if run.returncode:
                break
        if run.returncode:
            table.unmeasured(what, f"≤ {bar} s", (run.stderr or run.stdout).decode("utf-8", "replace"))
        else:
            took = statistics.median(times)
            table.row(what, f"{took:.1f} s", f"≤ {bar} s", took <= bar and rows == count, f"{rows / took:.0f} rows/s, {part.stat().st_size >> 20} MiB")


def exported(binary, database, kind, *options):
    run = subprocess.run([binary, "export", "csv", kind, "--database", f"sqlite:{database}", *options], stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return csv.DictReader(io.StringIO(run.stdout.decode("utf-8"), newline=""))


def write_offers(binary, source, target, center, file, count, change=lambda row, number: None):
    """`count` offers as a file that the centre of the target could have written; how many there are."""
    organisations = [row["name"] for row in exported(binary, target, "organisations", "--center", center)]
    organisations = [name for name, number in Counter(organisations).items() if number == 1]
    places = ["; ".join(filter(None, (row["name"], row["street"], f"{row['postcode']} {row['town']}"))) for row in exported(binary, target, "places", "--center", center)]
    offers = list(exported(binary, source, "offers"))
    names = [name for name in offers[0] if name != "id" and not name.startswith("source_")]
    with file.open("w", encoding="utf-8", newline="") as target_file:
        writer = csv.DictWriter(target_file, names, extrasaction="ignore")
        writer.writeheader()
        for number in range(1, count + 1):
            row = offers[(number - 1) % len(offers)].copy()
            row |= {
                "title": f"{row['title'][:140]} {number}", "organisation": organisations[number % len(organisations)],
                "places": places[number % len(places)] if row["places"] else "", "contact": "", "spaces": "",
            }
            row["schedules"] = re.sub(r"; Ort \d+", "", row["schedules"])
            change(row, number)
            writer.writerow(row)
    return count


def measure_start(binary, folder, table):
    times = []
    for _ in range(5):
        server = Server(binary, Path(folder) / "data.sqlite")
        with server:
            times.append(server.wait("/suche?q=Sprachkurs", 120))
    took = statistics.median(times[1:])
    table.row("start to first answer (search page)", f"{took:.2f} s", "≤ 1.50 s", took <= 1.5, "runs " + ", ".join(f"{one:.2f}" for one in times))


def measure_memory(binary, folder, table):
    with Server(binary, Path(folder) / "data.sqlite") as server:
        idle = server.memory()
        paths = write_paths(folder, "search-paths.txt", ["/suche?q=" + urllib.request.quote(query) for query in sample_queries(server)])
        offers = write_paths(folder, "offer-paths.txt", [f"/angebote/{item['id']}" for item in listed(server, "offers", 2_000)])
        for file in (paths, offers, paths):
            server.load("/", 16, 10, paths=file)
        server.load("/", 16, 5)
        resident, proportional = server.memory()
    table.row("memory after the load", f"{resident:.0f} MiB", "≤ 300 MiB", resident <= 300, f"proportional {proportional:.0f} MiB, idle {idle[0]:.0f} MiB")


PARTS = {"pages": measure_pages, "search": measure_search, "import": measure_import, "start": measure_start, "memory": measure_memory}


def main():
    from measure_feed import measure_feed
    from measure_signin import measure_signin
    from measure_workplace import measure_workplace

    binary, folder, wanted = sys.argv[1:4]
    table = Table()
    with Server(binary, Path(folder) / "data.sqlite") as server:
        server.settle()
    parts = PARTS | {"feed": measure_feed, "workplace": measure_workplace, "signin": measure_signin}
    for name, measure in parts.items():
        if wanted in (name, "all"):
            print(f"— {name}", flush=True)
            measure(binary, folder, table)
    table.show()
    return 1 if table.failed else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main())
