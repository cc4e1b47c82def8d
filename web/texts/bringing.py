"""What runs in the process of an import: read, encode, keep, and say of each text what became."""

import asyncio
import os
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import structlog

from cases.database import open_engine
from flows.logs import configure_logs
from flows.texts import bring
from knowledge.document import About
from knowledge.library import Library

_NICENESS = 10
"""The officers at the page, and the workers, go first."""


def bring_apart(
    database: str, paths: Sequence[Path], about: About, by: str, told: Connection
) -> None:
    """Import files in a process made for it."""
    os.umask(0o077)
    os.nice(_NICENESS)
    configure_logs()
    try:
        asyncio.run(_bring(database, paths, about, by, told))
    except Exception as error:  # noqa: BLE001 - its kind alone: the words may be a text's
        structlog.get_logger().error("import_stopped", exception=type(error).__name__)
        sys.exit(1)


async def _bring(
    database: str, paths: Sequence[Path], about: About, by: str, told: Connection
) -> None:
    engine = open_engine(database)
    try:
        async for one in bring(Library(engine, by=by), paths, about):
            told.send(one)
    finally:
        await engine.dispose()
