"""Reads a file of a stranger in a process of its own, which is ended when it lasts.

It knows no secret of ours, writes no file, and reaches no network where the system lets it leave.
"""

import asyncio
import json
import os
import resource
import sys
from asyncio.subprocess import Process

from knowledge.document import Document, Unreadable
from knowledge.readers.formats import read_document
from knowledge.readers.kinds import kind_of
from knowledge.readers.naming import NOTHING_SAID
from knowledge.readers.source import Bounds, Source
from knowledge.readers.surroundings import leave_the_network, surroundings
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
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "knowledge.readers.apart", str(most), str(seconds)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=surroundings(),
        limit=_MOST_SAID,
    )
    try:
        async with asyncio.timeout(seconds):
            # JSON: what takes over a reader must not be given a pickle to hand us.
            text, why = json.loads(await _answer(process, data))
            return str(text), str(why)
    except TimeoutError:
        return "", f"sa lecture dépasse {seconds:.3g} secondes"
    except (OSError, ValueError):
        return "", "sa lecture a échoué : le fichier est abîmé, ou fait pour nuire"
    finally:
        # A reading that is given up leaves no process behind.
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _answer(process: Process, data: bytes) -> bytes:
    """Send a file and take one line; raises `ValueError` for a longer one than a text makes."""
    if process.stdin is None or process.stdout is None:
        raise ValueError("no way to speak with the reader")
    process.stdin.write(data)
    process.stdin.write_eof()
    return await process.stdout.readline()


def _serve(most: int, seconds: float) -> None:
    """Read the file that comes in, in limits, and say its text on one line."""
    leave_the_network()
    data = sys.stdin.buffer.read()
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
    sys.stdout.write(f"{json.dumps(said)}\n")


def _short(sentence: str) -> str:
    """Name the file as the sentence that will hold this one does: not at all."""
    for start in ("Le fichier joint", "Dans joint", "L’archive joint"):
        if sentence.startswith(start):
            said = sentence.removeprefix(start).partition(" ")[2]
            return said.removesuffix(".")[:300]
    return sentence.removesuffix(".")[:300]


if __name__ == "__main__":
    _serve(int(sys.argv[1]), float(sys.argv[2]))
