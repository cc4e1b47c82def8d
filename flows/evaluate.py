"""`guichet evaluate`: draft over labelled tickets and print how the letters compare."""

import datetime as dt
from collections.abc import Sequence
from statistics import median

from pydantic import ValidationError
from rich.console import Console
from rich.progress import track
from rich.table import Table

from agents.team import Team
from flows.scores import LabelledTicket, Score, score, summary
from flows.try_tickets import UnreadableInput, read_entries, refusal, try_ticket

_told = Console(stderr=True, highlight=False, markup=False)
_printed = Console(highlight=False, markup=False)


async def evaluate_file(
    source: str, team: Team, *, on: dt.date | None, only: Sequence[str], show: bool
) -> int:
    """Print the table of a set; `on` is the day tickets without a date were received.

    `only` holds prefixes of ids. Returns how many entries were bad. Raises `UnreadableInput`.
    """
    tickets, bad = _read(source, on, only)
    if not tickets:
        raise UnreadableInput(f"{source} ne contient aucun ticket à évaluer.")
    scores = [
        score(ticket, await try_ticket(ticket, team))
        for ticket in track(tickets, "Tickets", console=_told, disable=not _told.is_terminal)
    ]
    if show:
        _show(scores)
    _printed.print(_table(scores))
    return bad


def _read(source: str, on: dt.date | None, only: Sequence[str]) -> tuple[list[LabelledTicket], int]:
    tickets, bad = [], 0
    for number, entry in enumerate(read_entries(source), start=1):
        try:
            if isinstance(entry, ValueError):
                raise UnreadableInput(str(entry))
            ticket = LabelledTicket.model_validate(entry)
        except ValidationError as error:
            bad += 1
            _told.print(f"Entrée n° {number} refusée, {refusal(error)}.")
            continue
        if not only or ticket.id.startswith(tuple(only)):
            tickets.append(ticket.model_copy(update={"date": ticket.date or on}))
    return tickets, bad


def _table(scores: Sequence[Score]) -> Table:
    seconds = median(s.seconds for s in scores)
    table = Table(title=f"{len(scores)} tickets, {seconds:.3f} s par ticket (médiane)")
    for heading in ("Mesure", "Nombre", "Part", "Visé"):
        table.add_column(heading)
    for line in summary(scores):
        aimed = f"{line.target:.0%}" if line.target is not None else ""
        table.add_row(line.label, f"{line.good} / {line.of}", f"{line.share:.1%}", aimed)
    return table


def _show(scores: Sequence[Score]) -> None:
    """Print each letter that falls short, with what it lacks."""
    for s in scores:
        wrong_outcome = s.answered == s.ticket.should_abstain
        if s.complete and not s.missed_articles and not wrong_outcome:
            continue
        wanted, found = ", ".join(s.ticket.rules), ", ".join(s.found_rules)
        lacking = "; ".join((*s.missed_facts, *s.missed_articles))
        filed = f"[{s.ticket.category} → {s.category}] {s.ticket.kind} → {s.outcome}"
        _printed.print(
            f"\n=== {s.ticket.id} {filed}",
            f"{s.ticket.subject} {s.ticket.text}".strip(),
            f"--- règles attendues : {wanted} ; trouvées : {found}",
            f"--- manque : {lacking} ; dit à tort : {', '.join(s.asserted)}",
            s.letter,
            sep="\n",
        )
