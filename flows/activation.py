"""A candidate takes the place of the active routes, or not; and one step back."""

import getpass
import json
from collections.abc import Mapping
from contextlib import suppress
from math import isnan
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from agents.routes import EMBEDDED
from cases.accounts import COMMAND
from cases.activations import ACTIVATED, ROLLED_BACK, Standing, read_standing, record
from cases.audit import Entry
from cases.store import now
from flows.evaluation.measures import figures
from flows.evaluation.running import Ran
from flows.evaluation.sets import TicketSet
from flows.models_in_use import file_in_use, keep, kept_at, point_at, sha256_of_bytes
from flows.settings import Settings, WrongSetting

NO_MODEL = b"# Aucun mod\xc3\xa8le : chaque r\xc3\xb4le est embarqu\xc3\xa9.\nroles: {}\n"
"""What `embedded` stands for, as a file."""


def read_candidate(route: str) -> bytes:
    """Read a candidate's file; `embedded` is no model at all. Raises `OSError`."""
    return NO_MODEL if route == EMBEDDED else Path(route).read_bytes()


async def activate(  # noqa: PLR0913, PLR0917 - all that the record says
    settings: Settings,
    engine: AsyncEngine,
    seen: Standing,
    route: str,
    content: bytes,
    tickets: TicketSet,
    ran: tuple[Ran, Ran],
) -> None:
    """Make a candidate that passed the active routes, and write down what it was judged on.

    Raises `ActivatedMeanwhile` where the routes it was held against no longer count.
    """
    keep(settings, content)
    sha256 = sha256_of_bytes(content)
    before, after = ran
    details = {
        "route": route,
        "sha256": sha256,
        "replaces": seen.active.route if seen.active else str(settings.models),
        "replaces_sha256": sha256_of_bytes(file_in_use(settings).read_bytes()),
        "by": _who(),
        "set": f"{tickets.name} ({len(tickets.tickets)} tickets)",
        "set_sha256": tickets.sha256,
        "before": _told(figures(before.scores)),
        "after": _told(figures(after.scores)),
    }
    await record(engine, Entry(None, now(), COMMAND, ACTIVATED, details), seen)
    point_at(settings, sha256)


async def roll_back(settings: Settings, engine: AsyncEngine) -> str:
    """Go back to what counted before; give its name. Raises `WrongSetting` where nothing was."""
    seen = await read_standing(engine)
    if seen.active is None:
        raise WrongSetting(
            "Aucun modèle n'a été activé : c'est le fichier des réglages qui compte "
            f"({settings.models})."
        )
    previous = seen.previous
    if previous and not _is_whole(settings, previous.sha256):
        raise WrongSetting(
            f"{kept_at(settings, previous.sha256)} manque ou a été modifié : remettez ce fichier "
            f"(« {previous.route} »), puis recommencez."
        )
    name = previous.route if previous else str(settings.models)
    details = {
        "route": name,
        "sha256": previous.sha256 if previous else "",
        "replaces": seen.active.route,
        "replaces_sha256": seen.active.sha256,
        "by": _who(),
    }
    await record(engine, Entry(None, now(), COMMAND, ROLLED_BACK, details), seen)
    point_at(settings, previous.sha256 if previous else "")
    return name


def _is_whole(settings: Settings, sha256: str) -> bool:
    with suppress(OSError):
        return sha256_of_bytes(kept_at(settings, sha256).read_bytes()) == sha256
    return False


def _who() -> str:
    """Name the account of the machine that typed the command."""
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return ""


def _told(values: Mapping[str, float | None]) -> str:
    known = {name: value for name, value in values.items() if value is not None}
    rounded = {name: None if isnan(value) else round(value, 4) for name, value in known.items()}
    return json.dumps(rounded, sort_keys=True)
