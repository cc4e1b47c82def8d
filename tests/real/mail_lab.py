"""A real Dovecot on this machine: where it is, and what lies in its boxes."""

import os
import smtplib
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from imapclient import IMAPClient

from tests.contract.servers.imap_server import ACCOUNT
from tests.contract.world import REQUESTER

SCRIPT = Path(__file__).with_name("imap-up.sh")
START_SECONDS = 280

PASSWORDS = {ACCOUNT[0]: ACCOUNT[1], REQUESTER: "zoe-secret"}


@dataclass(frozen=True)
class MailLab:
    """One running Dovecot: IMAP in clear and with TLS, and LMTP to put mails into its boxes."""

    folder: Path = Path("/var/lib/imap-lab")
    imap_port: int = 1143
    imaps_port: int = 1993
    lmtp_port: int = 1024

    @property
    def authority(self) -> Path:
        return self.folder / "cert.pem"

    def deliver(self, sender: str, recipients: list[str], raw: bytes) -> str:
        """Do what a mail server does with what it accepted; return its answer."""
        try:
            with smtplib.LMTP("127.0.0.1", self.lmtp_port, timeout=20) as lmtp:
                lmtp.sendmail(sender, recipients, raw)
        except smtplib.SMTPRecipientsRefused:
            return "550 5.1.1 no such user"
        return "250 2.0.0 queued"

    @contextmanager
    def box(self, address: str, folder: str = "INBOX") -> Iterator[IMAPClient]:
        """Open a folder of somebody's box."""
        client = IMAPClient("127.0.0.1", self.imap_port, ssl=False, timeout=20)
        client.login(address, PASSWORDS[address])
        client.select_folder(folder)
        yield client
        client.logout()

    def mails(self, address: str, folder: str = "INBOX") -> list[EmailMessage]:
        with self.box(address, folder) as client:
            said = client.fetch(client.search(), ["BODY.PEEK[]"])
        return [_read(data[b"BODY[]"]) for _, data in sorted(said.items())]

    def empty(self) -> None:
        """Take every mail out of every box."""
        for address in PASSWORDS:
            with self.box(address) as client:
                for _, _, folder in client.list_folders():
                    client.select_folder(folder)
                    client.delete_messages(client.search())
                    client.expunge()


def why_not() -> str | None:
    """Say what this machine lacks to start a Dovecot; None when nothing."""
    if not Path("/etc/debian_version").exists():
        return "Dovecot is installed from Debian packages, and this is no Debian"
    if os.geteuid() != 0:
        return "installing and starting Dovecot needs root"
    return None


def start() -> MailLab:
    """Install (the first time) and start it; raises with what the script said when it fails."""
    done = subprocess.run(  # noqa: S603 -- our own script
        [str(SCRIPT)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"imap-up.sh failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return MailLab()


def _read(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail
