"""A real Redmine on this machine: where it is, and what left it."""

import json
import os
import subprocess
import time
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import httpx

SCRIPT = Path(__file__).with_name("redmine-up.sh")
FOLDER = Path("/var/lib/redmine-lab")
START_SECONDS = 280
MAIL_SECONDS = 3.0


@dataclass(frozen=True)
class RedmineLab:
    """One running Redmine. `keys` are those of the bot, an officer and two requesters."""

    url: str
    keys: dict[str, str]

    def mails(self, number: str, to: str) -> list[EmailMessage]:
        """The mails about changes of a ticket that left to somebody, oldest first."""
        read = [_mail(path.read_bytes()) for path in sorted((FOLDER / "outbox").glob("*.eml"))]
        about = [m for m in read if m["X-Redmine-Issue-Id"] == number and m["To"] == to]
        return [mail for mail in about if "has been updated by" in _plain(mail)]

    def words_mailed(self, number: str, to: str) -> list[str]:
        """The notes in those mails. Redmine hands its mails over after it has answered."""
        until = time.monotonic() + MAIL_SECONDS
        while True:
            bodies = [_plain(mail) for mail in self.mails(number, to)]
            notes = [body.split("-" * 40)[0].partition("\n")[2].strip() for body in bodies]
            if any(notes) or time.monotonic() > until:
                return [note for note in notes if note]
            time.sleep(0.1)


def _mail(written: bytes) -> EmailMessage:
    mail = message_from_bytes(written, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def _plain(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body else ""


def running() -> RedmineLab | None:
    """Find the Redmine that was started here before, if it still answers."""
    try:
        known = json.loads((FOLDER / "env.json").read_text("utf-8"))
        lab = RedmineLab(known["url"], known["key"])
    except (OSError, ValueError, KeyError):
        return None
    return lab if _answers(lab) else None


def why_not() -> str | None:
    """Say what this machine lacks to start a Redmine; None when nothing."""
    if not Path("/etc/debian_version").exists():
        return "Redmine is installed from Debian packages, and this is no Debian"
    if os.geteuid() != 0:
        return "installing and starting Redmine needs root"
    return None


def start() -> RedmineLab:
    """Install (the first time) and start it; raises with what the script said when it fails."""
    done = subprocess.run(  # noqa: S603 -- our own script, fixed arguments
        [str(SCRIPT), str(FOLDER)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    lab = running()
    if done.returncode or lab is None:
        raise RuntimeError(f"redmine-up.sh failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return lab


def _answers(lab: RedmineLab) -> bool:
    headers = {"X-Redmine-API-Key": lab.keys["bot"]}
    try:
        return httpx.get(f"{lab.url}/issues.json", headers=headers, timeout=20).is_success
    except httpx.HTTPError:
        return False
