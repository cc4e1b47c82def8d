"""A model that a person plays: what it is asked is a file, and the answer they write beside it.

A team measures so what a better model would bring before it pays one, or answers the prompts of a
set of tickets by hand. A question asked again finds the answer that stands.
"""

import asyncio
import hashlib
import json
import time
from pathlib import Path
from typing import Any, Literal

import uvicorn
from fastapi import FastAPI, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from agents.gateway.litellm_router import tokens_in

MODEL = "a-la-main"
LOOPBACK = "127.0.0.1"
LOOKS_EVERY = 0.2
"""Seconds between two looks at whether the answer was written."""
_ASKED = ".demande.md"
_ANSWERED = ".reponse.json"


class Message(BaseModel):
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


class Asked(BaseModel):
    """What of OpenAI's request is read; settings of a sampler mean nothing to a person."""

    model_config = ConfigDict(extra="ignore")

    messages: list[Message] = Field(min_length=1)
    response_format: dict[str, Any] | None = None

    @property
    def written(self) -> str:
        """Write the conversation as a person reads it."""
        parts = [f"# {message.role}\n\n{message.content}" for message in self.messages]
        if self.response_format:
            parts.append(f"# format\n\n{json.dumps(self.response_format, ensure_ascii=False)}")
        return "\n\n".join(parts) + "\n"

    def answered_by(self, answer: str) -> dict[str, Any]:
        """Write OpenAI's completion that holds an answer."""
        read, written = tokens_in(self.written), tokens_in(answer)
        message = {"role": "assistant", "content": answer}
        return {
            "id": MODEL,
            "object": "chat.completion",
            "created": int(time.time()),
            "model": MODEL,
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {
                "prompt_tokens": read,
                "completion_tokens": written,
                "total_tokens": read + written,
            },
        }


class Desk:
    """The folder where questions and answers lie; `001-4f3a….demande.md` waits for its answer."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def put(self, asked: Asked) -> Path:
        """Lay a question down, once; return where its answer is awaited."""
        name = hashlib.sha256(asked.written.encode()).hexdigest()[:12]
        lying = next(iter(self._folder.glob(f"*-{name}{_ASKED}")), None)
        if lying is None:
            number = len(list(self._folder.glob(f"*{_ASKED}"))) + 1
            lying = self._folder / f"{number:03}-{name}{_ASKED}"
            lying.write_text(asked.written, encoding="utf-8")
        return lying.with_name(lying.name.removesuffix(_ASKED) + _ANSWERED)

    @staticmethod
    def answer_at(path: Path) -> str:
        """Read an answer once it is a whole JSON; nothing before."""
        try:
            written = path.read_text(encoding="utf-8").strip()
            json.loads(written)
        except (OSError, ValueError):
            return ""
        return written


def served_by_hand(folder: Path) -> FastAPI:
    """Make the server: OpenAI's `chat/completions`, answered from a folder."""
    served = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    desk = Desk(folder)

    @served.post("/v1/chat/completions")
    async def complete(asked: Asked, request: Request) -> Response:
        awaited = desk.put(asked)
        while not (answer := desk.answer_at(awaited)):
            if await request.is_disconnected():
                return Response(status_code=499)
            await asyncio.sleep(LOOKS_EVERY)
        return Response(json.dumps(asked.answered_by(answer)), media_type="application/json")

    return served


def serve_by_hand(folder: Path, port: int) -> None:
    """Serve on the loopback until stopped."""
    uvicorn.run(served_by_hand(folder), host=LOOPBACK, port=port, log_level="warning")
