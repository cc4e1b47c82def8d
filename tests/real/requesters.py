"""Twenty people who write to Request Tracker by mail, and what is then found there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from itertools import zip_longest
from pathlib import Path
from uuid import uuid4

import httpx
import yaml

from tests.real.lab import Lab

HOME = Path(__file__).parents[2]
DEVELOPMENT_SET = HOME.parent / "shared" / "tickets" / "dev.yaml"
"""It stands beside the project, not in it: elsewhere the training sentences do as well."""

BOT = "triage-bot"


@dataclass(frozen=True)
class Question:
    """What one person asks, from an address of their own."""

    requester: str
    subject: str
    text: str


def varied_questions(count: int) -> list[Question]:
    by_category: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for ticket in _written():
        by_category[ticket["category"]].append(ticket)
    rounds = zip_longest(*by_category.values())
    varied = [ticket for one_round in rounds for ticket in one_round if ticket][:count]
    run = uuid4().hex[:8]
    return [
        Question(f"agent{n:02}.{run}@corp.example", t.get("subject", "Demande"), t["text"])
        for n, t in enumerate(varied, 1)
    ]


def _written() -> Iterator[dict[str, str]]:
    files = sorted((HOME / "agents" / "classifier" / "train").glob("*.yaml"))
    for file in [DEVELOPMENT_SET] if DEVELOPMENT_SET.exists() else files:
        yield from yaml.safe_load(file.read_text("utf-8"))["tickets"]


class Tracker:
    """Request Tracker seen from the requesters' side and with an officer's eyes."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self._client = httpx.Client(
            base_url=f"{lab.url}/REST/2.0",
            headers={"Authorization": f"token {lab.agent_token}"},
            timeout=60,
        )
        self._written: list[str] = []

    def write(self, question: Question) -> str:
        """Hand a mail to Request Tracker's gateway, which opens the ticket as its sender."""
        mail = EmailMessage()
        mail["From"], mail["To"] = question.requester, "rh@rh.example"
        mail["Subject"] = question.subject
        mail.set_content(question.text)
        form = {"queue": "RH", "action": "correspond", "message": mail.as_string()}
        gateway = f"{self.lab.url}/REST/1.0/NoAuth/mail-gateway"
        said = self._client.post(gateway, files={name: (None, v) for name, v in form.items()})
        assert said.text.startswith("ok"), said.text
        self._written.append(self._number(question))
        return self._written[-1]

    def category(self, number: str) -> str:
        record = self._client.get(f"/ticket/{number}").raise_for_status().json()
        values = {field["name"]: field["values"] for field in record["CustomFields"]}
        return ", ".join(values["Category"])

    def ours(self, number: str, kind: str) -> list[str]:
        """List the transactions of one type that our account made: Comment, Correspond."""
        params: dict[str, str | int] = {
            "fields": "Type,Creator",
            "per_page": 100,
        }
        history = self._client.get(f"/ticket/{number}/history", params=params).raise_for_status()
        return [
            entry["id"]
            for entry in history.json()["items"]
            if entry["Type"] == kind and entry["Creator"]["id"] == BOT
        ]

    def close(self) -> None:
        """Delete what was written, so that the next to collect tickets finds none of it."""
        for number in self._written:
            self._client.delete(f"/ticket/{number}")
        self._client.close()

    def _number(self, question: Question) -> str:
        query = f"Requestor.EmailAddress = '{question.requester}'"
        found = self._client.get("/tickets", params={"query": query}).raise_for_status().json()
        [ticket] = found["items"]
        return str(ticket["id"])
