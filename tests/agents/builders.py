"""Tickets, findings and a loopback model server: what the agents' tests start from."""

import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from agents.checker.state import Checked
from cases.model import (
    Citation,
    Classification,
    Finding,
    FindingOutcome,
    Message,
    Passage,
    Ticket,
    TicketStatus,
    Urgency,
)

Answer = Callable[[dict[str, Any]], tuple[int, str]]
TODAY = date(2026, 11, 24)
DECREE = Citation("décret 85-1250", "1", date(1985, 11, 30))
CODE = Citation("CGFP", "L822-3", date(2025, 3, 1))
REPORT = Passage(
    source="Congés annuels et calendrier de pose",
    heading="Solde et report",
    quote="Le report exceptionnel porte sur 5 jours au maximum, à prendre jusqu'au 28 février.",
    score=0.8,
    reference="Délibération n° 2025-112 du 11 décembre 2025",
)


def a_ticket(text: str, subject: str = "", name: str = "", email: str = "") -> Ticket:
    at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    return Ticket(
        system="demo",
        number="1",
        subject=subject,
        requester_email=email,
        requester_name=name,
        received_at=at,
        status=TicketStatus.OPEN,
        messages=(Message("1", name, at, text, from_requester=True),),
    )


def a_classification(
    category: str = "conges",
    *,
    sensitive: bool = False,
    refusal: str | None = None,
) -> Classification:
    return Classification(
        category, 0.9, ((category, 0.9),), Urgency.NORMALE, sensitive, "Mots du ticket.", refusal
    )


def a_finding(
    answer: str,
    outcome: FindingOutcome = FindingOutcome.VALUE,
    missing: tuple[str, ...] = (),
    citation: Citation = DECREE,
    rule: str = "une_regle",
) -> Finding:
    return Finding(rule, outcome, answer, {}, missing, (citation,), TODAY, title="Le titre")


def undecided(*missing: str, rule: str = "une_regle") -> Finding:
    return a_finding("", FindingOutcome.UNDECIDED, missing, rule=rule)


def checked(*findings: Finding, passages: tuple[Passage, ...] = ()) -> Checked:
    missing = tuple(dict.fromkeys(fact for finding in findings for fact in finding.missing))
    return Checked(findings, passages, missing, (), TODAY)


class ModelServer:
    """An OpenAI-compatible server on loopback that says what a test tells it, and remembers."""

    def __init__(self) -> None:
        self.received: list[str] = []
        self.answer: Answer = says("{}")
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


def says(content: str) -> Answer:
    """Answer every question with a well-formed completion of this content."""
    completion = {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": content},
            }
        ],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
    }
    return lambda _asked: (200, json.dumps(completion))


def says_raw(status: int, body: str, after: float = 0) -> Answer:
    """Answer with these bytes, some seconds later."""

    def answer(_asked: dict[str, Any]) -> tuple[int, str]:
        time.sleep(after)
        return status, body

    return answer


def _handler(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            server.received.append(body)
            status, said = server.answer(json.loads(body))
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(said.encode())))
            self.end_headers()
            self.wfile.write(said.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's own name
            pass

    return Handler
