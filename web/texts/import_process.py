"""The process of an import: read, encode, keep, and print what became of each text.

Its order comes on standard input, its results go out line by line as JSON: what takes over a
reader must not be given a pickle to hand us.
"""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import structlog

from app.followed_texts import bring
from app.logs import configure_logs
from cases.store.database import open_engine
from knowledge.library.documents import About
from knowledge.library.text_library import Library

_NICENESS = 10
"""The officers at the page, and the workers, go first."""


def main() -> None:
    """Import the files of an order."""
    os.umask(0o077)
    os.nice(_NICENESS)
    configure_logs()
    try:
        asyncio.run(import_files(json.loads(sys.stdin.buffer.read())))
    except Exception as error:  # noqa: BLE001 - its kind alone: the words may be a text's
        structlog.get_logger().error("import_stopped", exception=type(error).__name__)
        sys.exit(1)


async def import_files(order: Mapping[str, Any]) -> None:
    """Import the files of an order, and print as JSON what became of each text."""
    engine = open_engine(order["database"])
    about = dict(order["about"])
    for name in ("valid_from", "valid_until"):
        about[name] = date.fromisoformat(about[name]) if about[name] else None
    try:
        library = Library(engine, by=order["by"])
        async for one in bring(library, map(Path, order["paths"]), About(**about)):
            result = [one.name, one.change, one.refusal, one.version]
            sys.stdout.write(f"{json.dumps(result)}\n")
            sys.stdout.flush()
    finally:
        await engine.dispose()


if __name__ == "__main__":
    main()
