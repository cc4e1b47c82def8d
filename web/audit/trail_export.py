"""The audit trail as files: JSON Lines, which can be verified again, and CSV, to be read."""

import json
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from cases.audit.trail import Chain, ChainCheck, Entry, Event, last_seq, read_links, record
from cases.store.database import now
from web.audit.event_labels import KINDS, TRAIL_EXPORTED
from web.formatting import BOM, csv_line, harmless_cell

COLUMNS = ("n°", "moment (UTC)", "qui", "quoi", "genre", "dossier", "détails", "précédente")


class Format(StrEnum):
    """How an export is written."""

    JSONL = "jsonl"
    CSV = "csv"


MEDIA: Mapping[Format, str] = {
    Format.JSONL: "application/jsonl; charset=utf-8",
    Format.CSV: "text/csv; charset=utf-8",
}


async def export(engine: AsyncEngine, kind: Format, by: str, first: int = 1) -> AsyncIterator[str]:
    """Write in the trail that `by` exports it from link `first`, then give its lines up to that.

    A few links are in memory at a time.
    """
    asked = {"format": kind.value, "from": str(first)}
    await record(engine, Entry(None, now(), by, TRAIL_EXPORTED, asked))
    links = read_links(engine, first - 1, await last_seq(engine))
    if kind is Format.CSV:
        yield BOM + csv_line([*COLUMNS, "empreinte"])
    async for link in links:
        yield in_csv(link) if kind is Format.CSV else in_json(link)


def in_json(link: Mapping[str, object]) -> str:
    """Write a link as one line, from which its hash can be computed again."""
    return json.dumps(link, ensure_ascii=False) + "\n"


def in_csv(link: Mapping[str, Any]) -> str:
    """Write a link as a line of a spreadsheet."""
    event = Event(**{**link, "at": datetime.fromisoformat(link["at"])})
    details = " ; ".join(
        f"{key} = {value}" for key, value in sorted(event.details.items()) if value
    )
    label = KINDS.get(event.kind, event.kind)
    words = (event.actor, label, event.kind, event.case_id or "", details)
    at = event.at.isoformat(sep=" ", timespec="seconds")
    return csv_line([str(event.seq), at, *map(harmless_cell, words), event.previous, event.hash])


def verify_lines(lines: Iterable[str], first: int = 1) -> ChainCheck:
    """Check an exported JSON Lines file that begins with link `first`.

    That its end was cut off cannot be seen in the file alone: compare the last hash.
    """
    chain = Chain() if first == 1 else Chain(first - 1, None)
    for number, text in enumerate(lines, start=1):
        try:
            link = json.loads(text)
        except (ValueError, RecursionError):
            link = None
        broken = f"La ligne {number} n'est pas un événement du journal."
        if isinstance(link, dict):
            broken = chain.check_link(link)
        if broken:
            return ChainCheck(chain.seq, chain.last or "", broken)
    if chain.seq < first:
        return ChainCheck(chain.seq, chain.last or "", "Le fichier ne contient aucun événement.")
    return ChainCheck(chain.seq, chain.last or "")
