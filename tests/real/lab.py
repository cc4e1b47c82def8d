"""A real Request Tracker on this machine: where it is, and what left it."""

import contextlib
import json
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import httpx

SCRIPT = Path(__file__).with_name("rt-up.sh")
DEFAULT_FOLDER = Path("/var/lib/rt-lab")
SITE_CONFIG = Path("/etc/request-tracker5/RT_SiteConfig.d/99-lab.pm")
START_SECONDS = 280


@dataclass(frozen=True)
class Lab:
    """One running Request Tracker. `outbox` takes each mail it sends, as a file."""

    folder: Path
    url: str
    bot_token: str
    agent_token: str

    @property
    def outbox(self) -> Path:
        return self.folder / "outbox"

    def mails(self, number: str) -> list[EmailMessage]:
        """The mails that left about a ticket, oldest first, automatic receipts left out."""
        named = f" #{number}".encode()
        written = [path.read_bytes() for path in sorted(self.outbox.glob("*.eml"))]
        read = (_mail(mail) for mail in written if named in mail)
        mails = [m for m in read if str(m["X-RT-Ticket"]).endswith(f" #{number}")]
        return [mail for mail in mails if mail["Auto-Submitted"] is None]

    @contextlib.contextmanager
    def slow_mail(self, seconds: float) -> Iterator[None]:
        """Make the hand-over of each mail last: it leaves first, then the hand-over waits."""
        with self._after_each_mail(f"sleep {seconds}"):
            yield

    @contextlib.contextmanager
    def deadly_mail(self) -> Iterator[None]:
        """Make the process of Request Tracker that hands over a mail die once it has left."""
        with self._after_each_mail("kill -9 $PPID"):
            yield

    @contextlib.contextmanager
    def _after_each_mail(self, command: str) -> Iterator[None]:
        script = self.folder / "sendmail-capture"
        usual = script.read_text("utf-8")
        _replace(script, f"{usual}{command}\n")
        try:
            yield
        finally:
            _replace(script, usual)


def _replace(script: Path, text: str) -> None:
    new = script.with_suffix(".new")
    new.write_text(text, "utf-8")
    new.chmod(0o755)
    new.replace(script)


def _mail(written: bytes) -> EmailMessage:
    mail = message_from_bytes(written, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def running() -> Lab | None:
    """Find the Request Tracker that this machine's one site configuration points at."""
    named = re.search(r"'(.*)/sendmail-capture'", _text(SITE_CONFIG))
    folder = Path(named[1]) if named else DEFAULT_FOLDER
    settings = _text(folder / "env.json")
    if not settings:
        return None
    known = json.loads(settings)
    lab = Lab(folder, known["url"], known["token"]["bot"], known["token"]["agent"])
    return lab if _answers(lab) else None


def why_not() -> str | None:
    """Say what this machine lacks to start a Request Tracker; None when nothing."""
    if not Path("/etc/debian_version").exists():
        return "Request Tracker is installed from Debian packages, and this is no Debian"
    if os.geteuid() != 0:
        return "installing and starting Request Tracker needs root"
    return None


def start() -> Lab:
    """Install (the first time) and start it; raises with what the script said when it fails."""
    done = subprocess.run(  # noqa: S603 -- our own script, fixed arguments
        [str(SCRIPT), str(DEFAULT_FOLDER)],
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    lab = running()
    if done.returncode or lab is None:
        raise RuntimeError(f"rt-up.sh failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return lab


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""


def _answers(lab: Lab) -> bool:
    headers = {"Authorization": f"token {lab.bot_token}"}
    try:
        return httpx.get(f"{lab.url}/REST/2.0/rt", headers=headers, timeout=20).is_success
    except httpx.HTTPError:
        return False
