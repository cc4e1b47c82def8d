"""What a reading of the texts again tells, in French, without personal data; what was told of it.

A report begins where the last one ended, which an event of the trail says.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from prefect.artifacts import acreate_markdown_artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import ArtifactCreate

from app.followed_texts import ToReadAgain, official_texts, rules_to_read_again
from app.wiring import Wiring
from cases.audit import trail
from cases.audit.trail import MACHINE, Entry
from cases.queues.undecided import read_set_aside
from cases.store.database import now
from cases.ticket_name import TicketName
from knowledge.library.revisions import Citing, Revised, day_of, local_texts_citing
from knowledge.library.versions import Change, Version
from statute.book import Book
from statute.french import day

TEXT_CHANGED = "texte changé"
"""How the reason of a case begins whose draft a text made stale."""

TOLD = "texts_told"
"""The kind of event that closes a report: the next one begins where it looked."""

KEY = "textes"
MOST_LINES = 100
_DESCRIPTION = "Textes changés, règles à relire, brouillons refaits, fichiers refusés"
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class Period:
    """From the last report to now; `after` is its place in the trail, `since` None before any."""

    since: datetime | None
    after: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """What changed since the last report, and what it asks of people."""

    period: Period
    texts: Sequence[tuple[Version, Change]]
    articles: Sequence[tuple[Version, Revised]]
    rules: Sequence[ToReadAgain]
    citing: Sequence[Citing]
    redone: Sequence[TicketName]
    refused: Sequence[str]

    @property
    def summary(self) -> str:
        """All of it in one line."""
        return (
            f"{len(self.texts)} texte(s) changé(s), {len(self.rules)} règle(s) à relire, "
            f"{len(self.redone)} brouillon(s) refait(s), {len(self.refused)} refus"
        )


async def period_to_tell(wiring: Wiring) -> Period:
    """Find since when nothing was told yet: the end of the last report."""
    last = await trail.read_last(wiring.engine, TOLD)
    return Period(last.at if last else None, last.seq if last else 0, now())


async def close_period(wiring: Wiring, period: Period) -> None:
    """Write down that a report told all of its period."""
    await trail.record(wiring.engine, Entry(None, period.until, MACHINE, TOLD))


async def make_report(wiring: Wiring, period: Period, refused: Sequence[str]) -> Report:
    """Gather what a period changed."""
    revisions = await wiring.library.revisions(period.until)
    since = period.since or period.until
    articles = [
        (text, revised)
        for text in official_texts(revisions)
        if (revised := await revisions.since(text.key, since)).numbers
    ]
    numbers = {number for _, revised in articles for number in revised.numbers}
    return Report(
        period,
        revisions.versions.changes(period.since, period.until),
        articles,
        await rules_to_read_again(Book.of(), revisions),
        # A bare number is that of any decree: only those of codes tell what is cited.
        await local_texts_citing(wiring.engine, {n for n in numbers if n[:1].isalpha()}),
        await read_set_aside(wiring.engine, TEXT_CHANGED, period.after),
        refused,
    )


async def publish(report: Report) -> None:
    """Put the report of a run on the dashboard."""
    await acreate_markdown_artifact(key=KEY, markdown=as_markdown(report), description=_DESCRIPTION)


async def publish_by_hand(report: Report) -> None:
    """Put a report that no run made on the dashboard."""
    async with get_client() as client:
        await client.create_artifact(
            ArtifactCreate(
                key=KEY, type="markdown", data=as_markdown(report), description=_DESCRIPTION
            )
        )


def as_markdown(report: Report) -> str:
    """Write the report."""
    since = report.period.since
    first = f"depuis le {day(day_of(since))}" if since else "première lecture"
    parts = [
        f"# Textes, {day(day_of(report.period.until))}",
        f"{report.summary} ({first}).",
        *_part(
            "Textes changés",
            (f"{plain(v.title)} ({plain(v.key)}) : {change}" for v, change in report.texts),
        ),
        *_part("Articles", (_revised(v, revised) for v, revised in report.articles)),
        *_part("Règles du statut à relire", map(_rule, report.rules)),
        *_part(
            "Textes de la ville qui citent ces articles",
            (
                f"{plain(one.title)}{f', « {plain(one.heading)} »' if one.heading else ''}"
                f" : {_listed(one.articles)}"
                for one in report.citing
            ),
        ),
        *_part(
            "Brouillons refaits",
            (
                f"{plain(one.system)} {plain(one.number)} (dossier {one.case_id})"
                for one in report.redone
            ),
        ),
        *_part("Fichiers refusés (ce qui était en usage le reste)", map(plain, report.refused)),
    ]
    return "\n\n".join(parts)


def plain(text: str) -> str:
    """Take from what others wrote the signs that Markdown would obey."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _part(title: str, lines: Iterable[str]) -> list[str]:
    written = [f"- {line}" for line in lines]
    if not written:
        return []
    left = len(written) - MOST_LINES
    more = [f"- … et {left} autre(s)"] if left > 0 else []
    return [f"## {title}", "\n".join([*written[:MOST_LINES], *more])]


def _revised(version: Version, revised: Revised) -> str:
    changes = (
        ("modifiés", revised.changed),
        ("ajoutés", revised.added),
        ("abrogés", revised.repealed),
    )
    parts = [f"{what} {_listed(numbers)}" for what, numbers in changes if numbers]
    return f"{plain(version.title)} : {' ; '.join(parts)}"


def _listed(numbers: Sequence[str]) -> str:
    left = len(numbers) - MOST_LINES
    more = f" et {left} autre(s)" if left > 0 else ""
    return f"{', '.join(plain(number) for number in numbers[:MOST_LINES])}{more}"


def _rule(one: ToReadAgain) -> str:
    text = plain(one.cited.text)
    url = one.cited.citation.url
    source = f"[{text}]({url})" if url else text
    return (
        f"{one.rule.id}, {plain(one.rule.title)} : {source} {_listed(one.articles)} "
        f"(vérifiée le {day(one.rule.verified_on)})"
    )
