"""An OpenAI-compatible server on loopback that answers well, badly, or not at all."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any

from agents.drafter.state import EXACT, TO_MEND

Json = dict[str, Any]
Way = Callable[["Handler", Json], None]

CLASSIFIED = {"category": "conges", "confidence": 0.9, "urgency": "normale", "questions": []}


class Handler(BaseHTTPRequestHandler):
    """One request, and what a way needs to answer it."""

    closing: threading.Event
    stub: "Stub"

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.stub.received.append(json.dumps(asked, ensure_ascii=False))
        try:
            self.stub.way(self, asked)
        except OSError:
            self.close_connection = True  # whoever asked went away

    def send(
        self,
        status: int,
        body: str,
        length: int | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Send a whole answer, or one that says it is longer than it is."""
        data = body.encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data) if length is None else length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's own name
        pass


class Stub:
    """The server. `way`: how it answers from now on."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.received: list[str] = []
        self._closing = threading.Event()
        bound = type("Bound", (Handler,), {"stub": self, "closing": self._closing})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), bound)
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def close(self) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()


def role_of(asked: Json) -> str:
    """Tell which agent asks, by what it says."""
    return role_of_text(json.dumps(asked))


def role_of_text(told: str) -> str:
    """Tell it of a question as it was received."""
    if "danger_words" in told:
        return "classifier"
    return "drafter" if EXACT in told else "reader"


def completion(content: str) -> str:
    """Write a well-formed completion of this content; 110 tokens."""
    message = {"role": "assistant", "content": content}
    return json.dumps(
        {
            "id": "x",
            "object": "chat.completion",
            "created": 1,
            "model": "essai-2026",
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
        }
    )


def right(handler: Handler, asked: Json) -> None:
    """Answer as a good model does: the letter as it was given."""
    says()(handler, asked)


def content(text: str) -> Way:
    """Answer every question with this content."""
    return lambda handler, _: handler.send(200, completion(text))


def says(letter: Callable[[str], str] = str, facts: tuple[Json, ...] = ()) -> Way:
    """Follow every schema, with these facts and the letter as it was given, changed in this way."""

    def answer(handler: Handler, asked: Json) -> None:
        given = asked["messages"][1]["content"].partition(f"{EXACT}\n")[2]
        said: dict[str, Json] = {
            "classifier": CLASSIFIED,
            "reader": {"facts": list(facts)},
            "drafter": {"body": letter(given.partition(f"\n\n{TO_MEND}")[0])},
        }
        handler.send(200, completion(json.dumps(said[role_of(asked)])))

    return answer


def status(code: int, body: str = "{}", **headers: str) -> Way:
    """Refuse every question in this way."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, _: handler.send(code, body, headers=named)


def half(handler: Handler, _asked: Json) -> None:
    """Begin an answer and hang up."""
    whole = completion(json.dumps(CLASSIFIED))
    handler.send(200, whole[: len(whole) // 2], length=len(whole))
    handler.wfile.flush()
    handler.close_connection = True
    handler.connection.close()


def silence(handler: Handler, _asked: Json) -> None:
    """Take the question and say nothing for a minute."""
    handler.closing.wait(60)


def white_space(handler: Handler, _asked: Json) -> None:
    """Answer with white space for ever."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.end_headers()
    while not handler.closing.is_set():
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.02)
