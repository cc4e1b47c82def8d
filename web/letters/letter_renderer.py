"""Render a letter in a process of its own: no secret of ours, no network, an end to its time.

Typst downloads the packages that a template asks for, and only a proxy set in the environment of
its process keeps it from that.
"""

import asyncio
import json
import sys
from pathlib import Path

from knowledge.readers.sandbox import sandbox_environment
from web.letters.letter_layout import Letter
from web.letters.letter_process import TEMPLATE

LONGEST_SECONDS = 20.0

_FEW_THREADS = {"RAYON_NUM_THREADS": "2", "MALLOC_ARENA_MAX": "2"}
"""Typst starts one per core, each with memory of its own: on a large machine too much."""


class CannotRender(Exception):
    """No letter was made.

    `fault`: SIGN, of the letter, or TEMPLATE. `detail`: the sign, or what the library says.
    """

    def __init__(self, fault: str, detail: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.detail = detail


async def render(template: Path, letter: Letter, seconds: float = LONGEST_SECONDS) -> bytes:
    """Fill a template within `seconds`. Raises `CannotRender`."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "web.letters.letter_process", str(template), str(int(seconds))),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=sandbox_environment(**_FEW_THREADS),
    )
    order = json.dumps([letter.values, letter.at]).encode()
    try:
        async with asyncio.timeout(seconds):
            answer, _ = await process.communicate(order)
    except TimeoutError:
        raise CannotRender(TEMPLATE, f"plus de {seconds:.3g} s") from None
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
    head, _, document = answer.partition(b"\n")
    try:
        fault, detail = json.loads(head)
    except ValueError:
        raise CannotRender(TEMPLATE, "trop de calcul, ou trop de mémoire") from None
    if fault:
        raise CannotRender(fault, detail)
    return document
