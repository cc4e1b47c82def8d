"""What runs in the process of an import: read, encode, keep, and say of each text what became.

Its order comes on standard input, what it says goes out line by line as JSON: what takes over a
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

from cases.database import open_engine
from flows.logs import configure_logs
from flows.texts import bring
from knowledge.document import About
from knowledge.library import Library

_NICENESS = 10
"""The officers at the page, and the workers, go first."""


def main() -> None:
    """Import the files of an order."""
    os.umask(0o077)
    os.nice(_NICENESS)
    configure_logs()
    try:
        asyncio.run(_bring(json.loads(sys.stdin.buffer.read())))
    except Exception as error:  # noqa: BLE001 - its kind alone: the words may be a text's
        structlog.get_logger().error("import_stopped", exception=type(error).__name__)
        sys.exit(1)


async def _bring(order: Mapping[str, Any]) -> None:
    engine = open_engine(order["database"])
    said = dict(order["about"])
    for name in ("valid_from", "valid_until"):
        said[name] = date.fromisoformat(said[name]) if said[name] else None
    try:
        library = Library(engine, by=order["by"])
        async for one in bring(library, map(Path, order["paths"]), About(**said)):
            told = [one.name, one.change, one.refusal, one.version]
            sys.stdout.write(f"{json.dumps(told)}\n")
            sys.stdout.flush()
    finally:
        await engine.dispose()


if __name__ == "__main__":
    main()
