#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The description of the interface and the interface itself: the description is valid OpenAPI 3.1, and schemathesis finds
nothing with all of its checks and 200 examples for every operation.

Usage: openapi_check.py BASE
VERBUND_TOKEN: a program's token with all rights; without it only what is open to everybody is tried.
VERBUND_EXAMPLES: another number of examples.

schemathesis lives in an environment of its own (tools/venv-schemathesis), because its parts do not go with others.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import outside

PATH = "/api/v1/openapi.json"
# What a schema cannot say is still refused: codes of catalogues, ids of other records, rules between fields (422), versions
# (412, 428), states (409). Paths with an id that is none are unknown addresses (404).
SETTINGS = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", 304, 400, 401, 403, 404, 409, 412, 422]

[checks.negative_data_rejection]
expected-statuses = [304, 400, 401, 403, 404, 409, 412, 413, 415, 422, 428]

[checks.missing_required_header]
expected-statuses = [404, 428]
"""


def tool(name):
    """A program of the environment of schemathesis, or nothing."""
    folder = pathlib.Path(sys.executable).absolute().parent.parent.parent
    found = folder / "venv-schemathesis" / "bin" / name
    return str(found) if found.exists() else None


def description(site, checks):
    answer = site.ask(PATH)
    if not checks.check(answer.status == 200 and answer.header("content-type") == "application/json", f"{PATH} is there", answer.status):
        return None
    checks.check(answer.header("access-control-allow-origin") == "*", f"{PATH} may be read by pages of other sites")
    document = json.loads(answer.body)
    operations = [o for path in document["paths"].values() for o in path.values()]
    names = [operation["operationId"] for operation in operations]
    checks.check(len(set(names)) == len(names), "operationIds are different", [n for n in names if names.count(n) > 1])
    checks.check(all("405" in o["responses"] for o in operations), "every operation names its refusals")
    return document


def valid(document, checks):
    python = tool("python")
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(document, file)
        file.flush()
        done = subprocess.run([python, "-m", "openapi_spec_validator", file.name], capture_output=True, text=True, timeout=300)
    checks.check(done.returncode == 0, "the description is valid OpenAPI 3.1", (done.stdout + done.stderr)[-400:])


def open_only(document):
    """The description without what needs a token."""
    paths = {}
    for path, operations in document["paths"].items():
        free = {m: o for m, o in operations.items() if not o["security"] or {} in o["security"]}
        if free:
            paths[path] = free
    return {**document, "paths": paths}


def explore(site, document, token, checks):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "openapi.json").write_text(json.dumps(document))
        (folder / "schemathesis.toml").write_text(SETTINGS)
        command = [tool("schemathesis"), "--config-file", str(folder / "schemathesis.toml"), "run", str(folder / "openapi.json"),
                   "--url", site.base, "--max-examples", os.environ.get("VERBUND_EXAMPLES", "200"), "--workers", "1",
                   "--checks", "all", "--seed", "1", "--continue-on-failure", "--rate-limit", "95/s", "--suppress-health-check", "all",
                   "--report", "junit", "--report-dir", str(folder), "--no-color"]  # fmt: skip
        if token:
            command += ["-H", f"Authorization: Bearer {token}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=1400)
        reports = list(folder.glob("*.xml"))
        if not checks.check(bool(reports), "schemathesis reports", (done.stdout + done.stderr)[-600:]):
            return
        for case in xml.etree.ElementTree.parse(reports[0]).iter("testcase"):
            faults = [f"{f.get('message')} {f.text}" for f in (*case.iter("failure"), *case.iter("error"))]
            details = " | ".join(re.sub(r"\s+", " ", fault)[:500] for fault in faults)
            if case.find("skipped") is not None and not faults:
                checks.skip(case.get("name"), "schemathesis skipped it")
            else:
                checks.check(not faults, f"{case.get('name')} keeps what the description says", details)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    checks = outside.Checks("openapi")
    site = outside.Site(sys.argv[1])
    document = description(site, checks)
    if document and tool("schemathesis"):
        valid(document, checks)
        token = os.environ.get("VERBUND_TOKEN", "")
        if not token:
            checks.skip("records", "VERBUND_TOKEN is not set")
        explore(site, document if token else open_only(document), token, checks)
    elif document:
        checks.skip("schemathesis", "tools/venv-schemathesis is missing (Scripts/setup --tests)")
    sys.exit(checks.finish())


if __name__ == "__main__":
    main()
