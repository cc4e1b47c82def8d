"""Reads a file of a stranger in a process of its own: what chokes or takes over is ended."""

import asyncio
import json
import os
import resource
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from knowledge.document import Document, Unreadable
from knowledge.readers.formats import read_document
from knowledge.readers.kinds import kind_of
from knowledge.readers.naming import NOTHING_SAID
from knowledge.readers.source import Bounds, Source
from knowledge.readers.visible import visible

LONGEST_SECONDS = 30.0
_NICENESS = 15
_MEMORY_BYTES = 1_500_000_000
_BOUNDS = Bounds(file_bytes=20_000_000, archive_bytes=60_000_000, pages=100, part_bytes=10_000_000)
_MOST_SAID = 1_000_000

Said = tuple[str, str]
"""The text that was read, or why there is none."""


async def read_apart(data: bytes, most: int, seconds: float = LONGEST_SECONDS) -> str:
    """Give the first `most` characters a person sees in a file. Raises `Unreadable`."""
    kind = kind_of(data)
    if not kind.readable:
        raise Unreadable(f"{kind.label}, que le guichet ne lit pas")
    text, why = await _ask(data, most, seconds)
    if why:
        raise Unreadable(why)
    return text


def read_here(data: bytes, most: int) -> str:
    """Read a file in this very process, as `read_apart` does in another. Raises `Unreadable`."""
    # The name says nothing: the bytes told the kind, and the kind names the file.
    source = Source(f"joint{kind_of(data).extension}", data)
    document = read_document(source, NOTHING_SAID, _BOUNDS)
    if not isinstance(document, Document):
        raise Unreadable("ce n’est pas un document")
    blocks = (part for section in document.sections for part in (*section.headings, section.text))
    text = visible("\n\n".join(blocks)).strip()[:most]
    if not text:
        raise Unreadable("aucun texte")
    return text


async def _ask(data: bytes, most: int, seconds: float) -> Said:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(most, seconds, theirs), daemon=True)
    try:
        # Not in a thread: a reading that is given up must leave no process behind.
        process.start()
        theirs.close()
        async with asyncio.timeout(seconds):
            return await asyncio.to_thread(_converse, ours, data)
    except TimeoutError:
        return "", f"sa lecture dépasse {seconds:.3g} secondes"
    except (EOFError, OSError, ValueError):
        return "", "sa lecture a échoué : le fichier est abîmé, ou fait pour nuire"
    finally:
        # The thread that waits for an answer sees the pipe end with the process.
        _end(process)


def _converse(ours: Connection, data: bytes) -> Said:
    with ours:
        ours.send_bytes(data)
        # JSON: what takes over a reader must not be given a pickle to hand us.
        text, why = json.loads(ours.recv_bytes(_MOST_SAID))
    return str(text), str(why)


def _serve(most: int, seconds: float, told: Connection) -> None:
    data = told.recv_bytes()
    os.nice(_NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))
    # Nothing that is read here is ever written to a disk, nor a core of it.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        said = (read_here(data, most), "")
    except Unreadable as fault:
        said = ("", _short(str(fault)))
    except MemoryError:
        said = ("", "sa lecture demande trop de mémoire")
    told.send_bytes(json.dumps(said).encode())


def _short(sentence: str) -> str:
    """Name the file as the sentence that will hold this one does: not at all."""
    for start in ("Le fichier joint", "Dans joint", "L’archive joint"):
        if sentence.startswith(start):
            said = sentence.removeprefix(start).partition(" ")[2]
            return said.removesuffix(".")[:300]
    return sentence.removesuffix(".")[:300]


def _end(process: BaseProcess) -> None:
    if process.pid is not None and process.is_alive():
        process.kill()
