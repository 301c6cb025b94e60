# SPDX-License-Identifier: EUPL-1.2
"""A real mail server for the tests of the outbox: takes mails into a folder or refuses them, as the tests say.

Usage: smtp_sink.py FOLDER [--tls] [--sign-in USER PASSWORD]

Writes the port to FOLDER/port and every mail as it came to FOLDER/mail-N.eml; with --tls also a self-signed certificate
for localhost to FOLDER/certificate.pem. What it does stands in FOLDER/mode, read anew for each command:
accept (also when the file is missing), later (451 to RCPT), no-mailbox (550 5.1.1 to RCPT), policy (550 5.7.1 to RCPT),
spam (554 after the mail), slow (waits a minute before it answers MAIL).
"""

import argparse
import asyncio
import ssl
import subprocess
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

RECIPIENT_REPLIES = {
    "later": "451 4.7.1 Greylisted, come back later",
    "no-mailbox": "550 5.1.1 User unknown",
    "policy": "550 5.7.1 Relaying denied",
}


class Sink:
    def __init__(self, folder):
        self.folder, self.number = folder, 0

    def mode(self):
        path = self.folder / "mode"
        return path.read_text("utf-8").strip() if path.exists() else "accept"

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.mode() == "slow":
            await asyncio.sleep(60)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        reply = RECIPIENT_REPLIES.get(self.mode())
        if reply:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.mode() == "spam":
            return "554 5.6.0 Message looks like spam"
        self.number += 1
        lines = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {','.join(envelope.rcpt_tos)}\r\n"
        lines += f"X-Encrypted: {session.ssl is not None}\r\n"
        part = self.folder / f"mail-{self.number}.part"
        part.write_bytes(lines.encode("ascii") + envelope.original_content)
        part.rename(self.folder / f"mail-{self.number}.eml")
        return "250 OK"


def certificate(folder):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
        check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--sign-in", nargs=2)
    given = parser.parse_args()
    settings = {"tls_context": certificate(given.folder) if given.tls else None, "require_starttls": given.tls}
    if given.sign_in:
        expected = tuple(text.encode("utf-8") for text in given.sign_in)

        def check(server, session, envelope, mechanism, data):
            return AuthResult(success=(data.login, data.password) == expected, handled=False)

        settings |= {"authenticator": check, "auth_required": True, "auth_require_tls": given.tls}
    sink = Sink(given.folder)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(sink, hostname="localhost", **settings), "127.0.0.1", 0)
    part = given.folder / "port.part"
    part.write_text(str(server.sockets[0].getsockname()[1]))
    part.rename(given.folder / "port")
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
