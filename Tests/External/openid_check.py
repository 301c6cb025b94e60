#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Signing in at a real identity provider: oidc-provider-mock on this machine, and a product of its own that is told of it.

Usage: openid_check.py BASE [--binary PATH] (BASE is not asked; without the provider everything is skipped)
"""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

import outside

MAIL = "zentrale@stadt.example"
ROOT = pathlib.Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(address, process, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.status == 200
        except OSError:
            time.sleep(0.3)
    return False


class Provider:
    """The provider's own page, as a person would use it."""

    def __init__(self, issuer):
        self.issuer = outside.Site(issuer)

    def signs_in(self, address, subject, action="authorize"):
        """Where the provider leads afterwards."""
        parts = urllib.parse.urlsplit(address)
        path = f"{parts.path}?{parts.query}"
        page = self.issuer.ask(path)
        answer = self.issuer.send(path, [("sub", subject), ("action", action)])
        return page.status, urllib.parse.urlsplit(answer.header("location"))


def go(base, provider, subject, checks, what, **more):
    """One trip; (site, the answer of the way back)."""
    site = outside.Site(base)
    away = site.ask("/anmelden/openid?weiter=%2Fkonto", with_cookies=True)
    if not checks.check(away.status == 303, f"{what}: the way leads to the provider", away.status):
        return site, away
    status, back = provider.signs_in(away.header("location"), subject, **more)
    checks.check(status == 200 and back.path == "/anmelden/openid/zurueck", f"{what}: the provider leads back", f"{status} {back}")
    path = f"{back.path}?{back.query}"
    return site, site.ask(path, with_cookies=True), path


def run(base, provider, checks):
    page = outside.Site(base).ask("/anmelden")
    checks.check("Mit Stadtkonto anmelden" in page.text, "the sign-in page names the provider")
    site, answer, path = go(base, provider, "u1", checks, "invited person")
    checks.check(answer.status == 303 and answer.header("location") == "/konto", "an invited person gets in, where they wanted to", f"{answer.status} {answer.header('location')}")
    checks.check("Verbunden mit Stadtkonto" in site.ask("/konto", with_cookies=True).text, "the account tells of the link")
    again = site.ask(path, with_cookies=True)
    checks.check(again.status == 403, "the same address a second time is refused", again.status)
    _, other, _ = go(base, provider, "u2", checks, "unchecked address")
    checks.check(other.status == 403 and "kein Konto" in other.text, "an address that the provider did not check counts for nothing", other.status)
    _, stranger, _ = go(base, provider, "fremd@nirgends.example", checks, "stranger")
    checks.check(stranger.status == 403 and "kein Konto" in stranger.text, "who has no account stays out", stranger.status)
    _, denied, _ = go(base, provider, "u1", checks, "refused", action="deny")
    checks.check(denied.status == 403, "a refusal at the provider is told", denied.status)
    _, second, _ = go(base, provider, "u1", checks, "second time")
    checks.check(second.status == 303, "the link holds", second.status)


def main():
    options = outside.arguments(
        __doc__.split("\n")[0], (("--binary",), {"default": str(ROOT / ".build/debug/verbund")}),
        (("--provider",), {"default": ""}))  # fmt: skip
    checks = outside.Checks("openid")
    beside = pathlib.Path(sys.executable).parent / "oidc-provider-mock"
    tool = options.provider or (str(beside) if beside.exists() else shutil.which("oidc-provider-mock"))
    if not tool or not pathlib.Path(options.binary).exists():
        checks.skip("signing in at a provider", "oidc-provider-mock or the product is missing")
        checks.check(True, "nothing to ask")
        return checks.finish()
    with tempfile.TemporaryDirectory() as folder:
        database, ports, running = f"sqlite:{folder}/openid.sqlite", (free_port(), free_port()), []
        try:
            subprocess.run([options.binary, "migrate", "--database", database], check=True, capture_output=True, timeout=300)
            subprocess.run(
                [options.binary, "account", "create", "--database", database, "--name", "Zentrale Stelle", "--mail", MAIL, "--role", "systemOperator"],
                check=True, capture_output=True, timeout=300,
            )  # fmt: skip
            people = [{"sub": "u1", "email": MAIL, "email_verified": True}, {"sub": "u2", "email": MAIL}]
            issuer, base = (f"http://127.0.0.1:{port}" for port in ports)
            claims = [part for one in people for part in ("--user-claims", json.dumps(one))]
            running.append(subprocess.Popen([tool, "-p", str(ports[0]), *claims], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            env = dict(os.environ, VERBUND_OPENID=issuer, VERBUND_OPENID_CLIENT="verbund", VERBUND_OPENID_SECRET="geheim", VERBUND_OPENID_NAME="Stadtkonto")
            command = [options.binary, "serve", "--database", database, "--port", str(ports[1])]
            running.append(subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            if checks.check(wait_for(issuer + "/.well-known/openid-configuration", running[0]), "the provider is ready") and checks.check(
                wait_for(base + "/health/ready", running[1]), "the product is ready"
            ):
                run(base, Provider(issuer), checks)
        finally:
            for process in running:
                process.terminate()
                process.wait(20)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
