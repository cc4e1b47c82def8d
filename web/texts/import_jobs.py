"""Imports under way and just done: each in a process of its own, one after the other.

What an officer sends may be made to choke a reader: the page goes on, and the process that chokes
is ended. The results of an import are forgotten when the page stops; the audit trail is not.
"""

import asyncio
import json
import secrets
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

import structlog

from app.followed_texts import Brought
from cases.store.database import now
from knowledge.library.documents import About
from knowledge.library.text_library import Imported
from knowledge.readers.sandbox import sandbox_environment

LONGEST_SECONDS = 30 * 60
MOST_KEPT = 100

TOO_LONG = (
    "L’import a été arrêté au bout de trente minutes : ce qui est listé est importé, envoyez le "
    "reste en plusieurs fois."
)
STOPPED = (
    "L’import s’est arrêté avant la fin : ce qui est listé est importé. Envoyez le reste de "
    "nouveau ; si cela se répète, un fichier est abîmé, ou la mémoire manque."
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported: the files, what the form says of them, who asks."""

    folder: Path
    paths: Sequence[Path]
    about: About
    by: str
    database: str = field(repr=False)

    @property
    def written(self) -> bytes:
        """Write it for the process that carries it out."""
        order = {
            "paths": [str(path) for path in self.paths],
            "about": asdict(self.about),
            "by": self.by,
            "database": self.database,
        }
        return json.dumps(order, default=str).encode()


@dataclass(slots=True)
class ImportJob:
    """An import as it goes on; `failure` is a French sentence when it ended early."""

    id: str
    by: str
    names: Sequence[str]
    at: datetime
    results: list[Brought] = field(default_factory=list)
    begun: bool = False
    done: bool = False
    failure: str = ""


class ImportJobs:
    """Runs imports one at a time, and remembers the results of each."""

    def __init__(self, longest_seconds: float = LONGEST_SECONDS) -> None:
        self._longest = longest_seconds
        self._one_at_a_time = asyncio.Lock()
        self._known: dict[str, ImportJob] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, order: Order) -> ImportJob:
        """Begin an import as soon as those before it are done; its folder is deleted at its end."""
        names = [path.name for path in order.paths]
        job = ImportJob(secrets.token_hex(16), order.by, names, now())
        self._known[job.id] = job
        for old in list(self._known)[:-MOST_KEPT]:
            del self._known[old]
        task = asyncio.create_task(self._run(order, job))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return job

    def find(self, import_id: str) -> ImportJob | None:
        """Find an import that this page still remembers."""
        return self._known.get(import_id)

    async def aclose(self) -> None:
        """End what is under way, and delete its files."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, order: Order, job: ImportJob) -> None:
        try:
            async with self._one_at_a_time:
                job.begun = True
                async with asyncio.timeout(self._longest):
                    job.failure = await carry_out(order, job)
        except TimeoutError:
            job.failure = TOO_LONG
        except Exception as error:  # noqa: BLE001 - whatever it was, the officer is told
            job.failure = STOPPED
            # Its kind alone: the words may be a text's.
            structlog.get_logger().error("import_failed", exception=type(error).__name__)
        finally:
            await asyncio.to_thread(shutil.rmtree, order.folder, ignore_errors=True)
            job.done = True


async def carry_out(order: Order, job: ImportJob) -> str:
    """Run a process to its end; return the sentence of its failure, empty when it did not fail."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "web.texts.import_process"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=sandbox_environment(),
    )
    try:
        if process.stdin is None or process.stdout is None:
            raise ValueError("no way to speak with the process")
        process.stdin.write(order.written)
        process.stdin.write_eof()
        async for line in process.stdout:
            name, change, refusal, version = json.loads(line)
            kept = Imported(change) if change else None
            job.results.append(Brought(str(name), kept, str(refusal), str(version)))
        return "" if await process.wait() == 0 else STOPPED
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
