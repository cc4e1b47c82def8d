"""Reads a stranger's file in a process of its own, which is ended when it lasts.

It knows no secret of ours, writes no file, and reaches no network where the system lets it leave.
"""

import asyncio
import ctypes
import json
import os
import resource
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping
from contextlib import suppress

from knowledge.library.documents import Document, Unreadable
from knowledge.readers.file_kinds import kind_of
from knowledge.readers.files import read_document
from knowledge.readers.outline import NOTHING_SAID
from knowledge.readers.source import Bounds, Source, visible

LONGEST_SECONDS = 30.0
_NICENESS = 15
_MEMORY_BYTES = 1_500_000_000
_BOUNDS = Bounds(file_bytes=20_000_000, archive_bytes=60_000_000, pages=100, part_bytes=10_000_000)
_LONGEST_ANSWER = 1_000_000
_NOBODY = "http://127.0.0.1:9"
_PROXIES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy")
_NEW_USER = 0x10000000
_NEW_NETWORK = 0x40000000


async def read_apart(data: bytes, most: int, seconds: float = LONGEST_SECONDS) -> str:
    """Read the first `most` characters a person sees in a file. Raises `Unreadable`."""
    kind = kind_of(data)
    if not kind.readable:
        raise Unreadable(f"{kind.label}, que le guichet ne lit pas")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "knowledge.readers.sandbox", str(most), str(seconds)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=sandbox_environment(),
        limit=_LONGEST_ANSWER,
    )
    try:
        async with asyncio.timeout(seconds):
            # JSON: what takes over a reader must not be given a pickle to hand us.
            text, why = json.loads(await _answer_of(process, data))
    except TimeoutError:
        raise Unreadable(f"sa lecture dépasse {seconds:.3g} secondes") from None
    except (OSError, ValueError):
        message = "sa lecture a échoué : le fichier est abîmé, ou fait pour nuire"
        raise Unreadable(message) from None
    finally:
        # A reading that is given up leaves no process behind.
        if process.returncode is None:
            process.kill()
        await process.wait()
    if why:
        raise Unreadable(str(why))
    return str(text)


async def _answer_of(process: Process, data: bytes) -> bytes:
    """Send a file and take one line. Raises `ValueError` for a longer one than a text makes."""
    if process.stdin is None or process.stdout is None:
        raise ValueError("no way to speak with the reader")
    process.stdin.write(data)
    process.stdin.write_eof()
    return await process.stdout.readline()


def sandbox_environment(**more: str) -> Mapping[str, str]:
    """Make the environment of a process that meets strangers' files: ours holds secrets.

    A proxy that nobody keeps stops the libraries that would download something.
    """
    path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": os.defpath}
    return path | more | dict.fromkeys(_PROXIES, _NOBODY)


def leave_network() -> bool:
    """Cut this process off from every network; False where the system does not let it."""
    with suppress(OSError, AttributeError):
        return bool(ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK) == 0)
    return False


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


def _serve(most: int, seconds: float) -> None:
    """Read the file that comes in, in limits, and write its text on one line."""
    leave_network()
    data = sys.stdin.buffer.read()
    os.nice(_NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))
    # Nothing that is read here is ever written to a disk, nor a core of it.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = (read_here(data, most), "")
    except Unreadable as fault:
        # The sentence that will hold this one names the file.
        sentence = str(fault)
        for start in ("Le fichier joint", "Dans joint", "L’archive joint"):
            if sentence.startswith(start):
                sentence = sentence.removeprefix(start).partition(" ")[2]
                break
        answer = ("", sentence.removesuffix(".")[:300])
    except MemoryError:
        answer = ("", "sa lecture demande trop de mémoire")
    sys.stdout.write(f"{json.dumps(answer)}\n")


if __name__ == "__main__":
    _serve(int(sys.argv[1]), float(sys.argv[2]))
